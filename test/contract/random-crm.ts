import fc from "fast-check";

/** A small CRM as the model sees it: plain values, no SQL. */
export interface RandomCrm {
  readonly persons: readonly RandomPerson[];
  readonly mailings: readonly {
    readonly id: number;
    readonly status: number;
    readonly message: number;
    readonly started: string | null;
  }[];
  readonly recipients: readonly {
    readonly person: number | null;
    readonly mailing: number;
    readonly status: number | null;
    readonly sent: string | null;
  }[];
  readonly log: readonly {
    readonly person: number | null;
    readonly mailing: number;
    readonly message: number;
    readonly sent: string | null;
    readonly read: string | null;
  }[];
  readonly consents: readonly RandomConsent[];
  readonly clicks: readonly { readonly person: number; readonly mailing: number; readonly type: number | null }[];
  readonly clicksByAddress: readonly { readonly address: string; readonly type: number }[];
  readonly addresses: readonly { readonly person: number; readonly address: string }[];
  /** Who does not subscribe to some type. */
  readonly reservations: readonly number[];
  /** Companies that are flagged No mailings. */
  readonly flaggedCompanies: readonly number[];
  /** What stands before keys in early releases: `#`. */
  readonly keysBegin: "" | "#";
}

export interface RandomPerson {
  readonly id: number;
  readonly company: number | null;
  readonly nomailing: number | null;
  readonly retired: number | null;
  readonly blocked: number | null;
  readonly deleted: string | null;
}

export interface RandomConsent {
  readonly person: number;
  readonly purpose: "STORE" | "EMARKETING" | "TELEPHONE";
  /** An id of `LEGAL_BASES`, 0 or NULL for blank, or one that nobody knows. */
  readonly basis: number | null;
}

export interface RandomSettings {
  readonly includeDeleted: boolean;
  readonly since: string | null;
  readonly recipientStatuses: readonly number[];
  readonly mailingStatuses: readonly number[];
  readonly sentMessageLog: boolean;
  readonly evidence: "sent" | "engaged" | "none";
  readonly onExistingConsent: "withdraw" | "keep";
  readonly maxBatch: number;
}

export const PURPOSES = { STORE: 3, EMARKETING: 5, TELEPHONE: 8 } as const;
export const LEGAL_BASES = { "61A": 14, "61F": 16, WITHDRAWN: 19 } as const;
export const UNKNOWN_BASIS = 777;

/** Flags of the messages, whose ids are 1, 2, …; message 0 is none. */
export const MESSAGE_FLAGS: readonly (number | null)[] = [1, 2, 3, 8, 16, 10, 0, null];

/** What the CRM writes where it knows no date. */
export const NO_DATE = "1760-01-01 00:00:00";

const PERSON_IDS = [1, 2, 3, 5, 8, 13, 500, 16_777_220, 2_113_929_230];
const NOBODY = [0, null, 4, 999];
const MAILING_IDS = [1, 2, 3, 4, 5];
const COMPANIES = [40, 41];
/** Stored with blanks and capitals that do not matter. */
const ADDRESSES = ["a@example.com", " A@Example.com", "b@example.com", ""];

const bool = fc.constantFrom<(number | null)[]>(0, 0, 0, 1, null);
const time = fc.constantFrom<(string | null)[]>(
  null,
  NO_DATE,
  "2011-11-11 11:11:11",
  "2012-12-31 23:59:59",
  "2013-01-01 00:00:00",
  "2017-07-07 07:07:07",
  "2017-07-07 21:00:00",
);
const recipientStatus = fc.oneof(
  { arbitrary: fc.constantFrom(4, 5, 6, 8), weight: 3 },
  { arbitrary: fc.constantFrom(0, 1, 2, 3, 7, 9, 10, 11, 12, null), weight: 2 },
);
const mailingStatus = fc.oneof(
  { arbitrary: fc.constantFrom(1, 4, 5, 6), weight: 3 },
  { arbitrary: fc.integer({ min: 0, max: 13 }), weight: 1 },
);
const message = fc.integer({ min: 0, max: MESSAGE_FLAGS.length });
const someone = fc.oneof(
  { arbitrary: fc.constantFrom(...PERSON_IDS), weight: 6 },
  { arbitrary: fc.constantFrom(...NOBODY), weight: 1 },
);

export const randomSettings: fc.Arbitrary<RandomSettings> = fc.record({
  includeDeleted: fc.boolean(),
  since: fc.constantFrom(null, "2013-01-01"),
  recipientStatuses: fc.constantFrom([4, 5, 6, 8], [4], [0, 4, 11]),
  mailingStatuses: fc.constantFrom([1, 4, 5, 6], [1], [0, 1, 13]),
  sentMessageLog: fc.boolean(),
  evidence: fc.constantFrom("sent", "sent", "engaged", "engaged", "none"),
  onExistingConsent: fc.constantFrom("withdraw", "keep"),
  maxBatch: fc.constantFrom(1, 2, 5, 1000),
});

export const randomCrm: fc.Arbitrary<RandomCrm> = fc.record({
  persons: fc.uniqueArray(
    fc.record({
      id: fc.constantFrom(...PERSON_IDS),
      company: fc.constantFrom(null, 0, ...COMPANIES),
      nomailing: bool,
      retired: bool,
      blocked: bool,
      deleted: fc.constantFrom(null, NO_DATE, "2019-09-09 09:09:09"),
    }),
    { selector: (person) => person.id, minLength: 1, maxLength: 9 },
  ),
  mailings: fc.tuple(
    ...MAILING_IDS.map((id) => fc.record({ id: fc.constant(id), status: mailingStatus, message, started: time })),
  ),
  recipients: fc.array(
    fc.record({ person: someone, mailing: fc.constantFrom(...MAILING_IDS, 6), status: recipientStatus, sent: time }),
    { maxLength: 16 },
  ),
  log: fc.array(fc.record({ person: someone, mailing: fc.constantFrom(0, ...MAILING_IDS), message, sent: time, read: time }), {
    maxLength: 4,
  }),
  consents: fc.uniqueArray(
    fc.record({
      person: fc.constantFrom(...PERSON_IDS),
      purpose: fc.constantFrom("STORE", "EMARKETING", "TELEPHONE"),
      basis: fc.constantFrom(null, 0, UNKNOWN_BASIS, ...Object.values(LEGAL_BASES)),
    }),
    { selector: (consent) => `${consent.person} ${consent.purpose}`, maxLength: 8 },
  ),
  clicks: fc.array(
    fc.record({
      person: fc.constantFrom(...PERSON_IDS, 999),
      mailing: fc.constantFrom(0, ...MAILING_IDS),
      type: fc.constantFrom(1, 2, 3, 3, 4, null),
    }),
    { maxLength: 6 },
  ),
  clicksByAddress: fc.array(fc.record({ address: fc.constantFrom(...ADDRESSES), type: fc.constantFrom(1, 3) }), {
    maxLength: 3,
  }),
  addresses: fc.array(fc.record({ person: fc.constantFrom(...PERSON_IDS, 999), address: fc.constantFrom(...ADDRESSES) }), {
    maxLength: 3,
  }),
  reservations: fc.uniqueArray(fc.constantFrom(...PERSON_IDS), { maxLength: 3 }),
  flaggedCompanies: fc.subarray(COMPANIES),
  keysBegin: fc.constantFrom("", "#"),
});
