import type { Mail, Story } from "./story.js";

const RECIPIENT_STATUSES = {
  0: "unknown", 1: "ready", 2: "duplicate", 3: "blocked by no-mailing", 4: "sent", 5: "bounced", 6: "opened",
  7: "a test", 8: "soft-bounced", 9: "no subscription", 11: "too many bounces, not sent",
} as const;

const MAILING_STATUSES = {
  0: "none", 1: "finished", 2: "cancelled", 3: "waiting", 4: "being sent", 5: "finished with errors", 6: "retrying", 7: "populating",
  8: "deleted", 9: "to be populated", 10: "populated only", 11: "not populated", 12: "a failure to populate", 13: "too many recipients",
} as const;

const MESSAGES = {
  1: "plain text", 2: "HTML", 3: "plain text and HTML", 6: "HTML, obsolete", 9: "plain text and SMS", 18: "HTML and document",
  0: "nothing", 4: "obsolete alone", 8: "SMS", 16: "a document", 24: "SMS and document",
} as const;

const given = { emarketing: "new 61F" } as const;
const SENT: Mail = { sent: "2017-05-04T10:00:00" };

function counts(code: string, statuses: readonly number[]): Pick<Story, "emarketing"> {
  return statuses.includes(Number(code)) ? given : {};
}

const MAILED: readonly Story[] = [
  { is: "was never mailed" },
  ...Object.entries(RECIPIENT_STATUSES).map(([code, words]): Story => ({
    is: `is a recipient with status ${code}, ${words}`,
    mails: [{ status: Number(code) }],
    ...counts(code, [4, 5, 6, 8]),
  })),
  { is: "is a recipient without status", mails: [{ status: null }] },
  ...Object.entries(MAILING_STATUSES).map(([code, words]): Story => ({
    is: `was sent a mailing with status ${code}, ${words}`,
    mails: [{ mailing: Number(code) }],
    ...counts(code, [1, 4, 5, 6]),
  })),
  ...Object.entries(MESSAGES).map(([flags, words]): Story => ({
    is: `was sent a message of flags ${flags}, ${words}`,
    mails: [{ flags: Number(flags) }],
    ...counts(flags, [1, 2, 3, 6, 9, 18]),
  })),
  { is: "was sent a message without flags", mails: [{ flags: null }] },
  { is: "was sent a mailing without a message", mails: [{ flags: "none" }] },
  { is: "was sent an SMS and an e-mail", mails: [{ flags: 8 }, { flags: 2 }], ...given },
  { is: "was sent only SMS, twice", mails: [{ flags: 8 }, { flags: 8, name: "other" }] },
];

const LOGGED: readonly Story[] = [
  { is: "stands in the log alone", mails: [{ log: "with mailing", ...SENT }], ...given, evidence: "E-mail mailings sent: 1, on 2017-05-04." },
  { is: "stands in the log with an SMS", mails: [{ log: "with mailing", flags: 8 }] },
  { is: "stands in the log without a message", mails: [{ log: "with mailing", flags: "none" }] },
  { is: "stands in the log of a cancelled mailing", mails: [{ log: "with mailing", mailing: 2 }], ...given },
  {
    is: "stands in the log, the mailing is gone",
    mails: [{ log: "mailing gone", ...SENT }],
    ...given,
    evidence: "E-mail mailings sent: 0, on 2017-05-04.",
  },
];

const DATED: readonly Story[] = [
  {
    is: "was sent one mailing that both tables have",
    mails: [{ name: "twice", sent: "2016-02-29T23:59:59" }, { name: "twice", log: "with mailing", sent: "2016-02-29T23:59:59" }],
    ...given,
    evidence: "E-mail mailings sent: 1, on 2016-02-29.",
  },
  {
    is: "is twice a recipient of one mailing",
    mails: [{ name: "again", sent: "2016-03-01T09:00:00" }, { name: "again", status: 6, sent: "2016-03-02T09:00:00" }],
    ...given,
    evidence: "E-mail mailings sent: 1, first 2016-03-01, last 2016-03-02.",
  },
  {
    is: "was sent three mailings",
    mails: [{ name: "a", sent: "2014-01-01T00:00:00" }, { name: "b", sent: "2018-12-31T23:59:59" }, { name: "c", sent: "2016-06-15T12:00:00" }],
    ...given,
    evidence: "E-mail mailings sent: 3, first 2014-01-01, last 2018-12-31.",
  },
  {
    is: "was sent a mailing whose start alone is dated",
    mails: [{ started: "2015-07-01T08:00:00" }],
    ...given,
    evidence: "E-mail mailings sent: 1, on 2015-07-01.",
  },
  {
    is: "stands in the log without a time, the mailing has one",
    mails: [{ log: "with mailing", started: "2015-07-02T08:00:00" }],
    ...given,
    evidence: "E-mail mailings sent: 1, on 2015-07-02.",
  },
  {
    is: "was sent a mailing later than it began",
    mails: [{ started: "2015-07-01T08:00:00", sent: "2015-07-09T08:00:00" }],
    ...given,
    evidence: "E-mail mailings sent: 1, on 2015-07-09.",
  },
  { is: "was sent a mailing without any date", mails: [{ name: "undated" }], ...given, evidence: "E-mail mailings sent: 1, date unknown." },
  {
    is: "was sent a mailing and, besides, one that does not count",
    mails: [SENT, { status: 9, name: "other", sent: "2019-01-01T00:00:00" }],
    ...given,
    evidence: "E-mail mailings sent: 1, on 2017-05-04.",
  },
];

const FLAGGED: readonly Story[] = [
  { is: "is flagged, never mailed", person: { nomailing: 1 }, emarketing: "new WITHDRAWN" },
  {
    is: "is flagged, and was sent mailings",
    person: { nomailing: 1 },
    mails: [SENT],
    emarketing: "new WITHDRAWN",
    evidence: 'Contact marked "No mailings": E-marketing set to Withdrawn.',
  },
  { is: "is flagged by another number than 1", person: { nomailing: 2 }, mails: [SENT], emarketing: "new WITHDRAWN" },
  { is: "has the flag NULL, never mailed", person: { nomailing: null } },
  { is: "has the flag NULL, and was sent mailings", person: { nomailing: null }, mails: [SENT], ...given },
];

const CONTRADICTED: readonly Story[] = [
  { is: "complained", mails: [{ status: 10 }], attention: ["COMPLAINT_WITHOUT_CONSENT"] },
  { is: "complained about one of two mailings", mails: [SENT, { status: 10, name: "other" }], attention: ["COMPLAINT_WITHOUT_CONSENT"] },
  { is: "complained about an SMS, was sent e-mails", mails: [SENT, { status: 10, flags: 8 }], attention: ["COMPLAINT_WITHOUT_CONSENT"] },
  { is: "complained about a deleted mailing", mails: [SENT, { status: 10, mailing: 8 }], attention: ["COMPLAINT_WITHOUT_CONSENT"] },
  {
    is: "complained, and stands in the log",
    mails: [{ status: 10 }, { log: "with mailing", ...SENT }],
    attention: ["COMPLAINT_WITHOUT_CONSENT"],
  },
  { is: "complained, and is flagged", person: { nomailing: 1 }, mails: [SENT, { status: 10 }], emarketing: "new WITHDRAWN" },
  {
    is: "complained, and had consented",
    mails: [{ status: 10 }],
    consents: { EMARKETING: "61A" },
    emarketing: "kept 61A",
    attention: ["COMPLAINT_WITHOUT_CONSENT"],
  },
  { is: "clicked unsubscribe, is not flagged", mails: [SENT], clicks: [1, 3, 3], ...given, attention: ["UNSUBSCRIBED_BUT_NOT_FLAGGED"] },
  { is: "clicked unsubscribe long ago", oldClicks: [3], attention: ["UNSUBSCRIBED_BUT_NOT_FLAGGED"] },
  { is: "clicked unsubscribe, and is flagged", person: { nomailing: 1 }, clicks: [3], emarketing: "new WITHDRAWN" },
  { is: "clicked other links", mails: [SENT], clicks: [1, 2, 4], ...given },
  { is: "is blocked from e-marketing, was sent mailings", person: { blockEmarketing: 1 }, mails: [SENT], attention: ["EMARKETING_BLOCKED"] },
  {
    is: "is blocked from e-marketing, and had consented",
    person: { blockEmarketing: 1 },
    mails: [SENT],
    consents: { EMARKETING: "61A" },
    emarketing: "kept 61A",
    attention: ["EMARKETING_BLOCKED"],
  },
  { is: "is blocked from e-marketing, and flagged", person: { blockEmarketing: 1, nomailing: 1 }, emarketing: "new WITHDRAWN" },
  { is: "has the block NULL", person: { blockEmarketing: null }, mails: [SENT], ...given },
];

const CONSENTED: readonly Story[] = [
  { is: "has sales and service by consent", consents: { STORE: "61A" }, store: "kept 61A" },
  { is: "has sales and service by legitimate interest", consents: { STORE: "61F" }, store: "kept 61F" },
  { is: "has sales and service withdrawn", consents: { STORE: "WITHDRAWN" }, store: "kept WITHDRAWN" },
  { is: "has sales and service blank, NULL", consents: { STORE: null }, store: "now 61F" },
  { is: "has sales and service blank, 0", consents: { STORE: 0 }, store: "now 61F" },
  { is: "has sales and service by a basis that is gone", consents: { STORE: 999 }, store: "kept #999", attention: ["UNKNOWN_LEGAL_BASIS"] },
  { is: "has e-marketing by consent, was sent mailings", mails: [SENT], consents: { EMARKETING: "61A" }, emarketing: "kept 61A" },
  { is: "has e-marketing withdrawn, was sent mailings", mails: [SENT], consents: { EMARKETING: "WITHDRAWN" }, emarketing: "kept WITHDRAWN" },
  { is: "has e-marketing blank, NULL, was sent mailings", mails: [SENT], consents: { EMARKETING: null }, emarketing: "now 61F" },
  { is: "has e-marketing blank, 0, was sent mailings", mails: [SENT], consents: { EMARKETING: 0 }, emarketing: "now 61F" },
  { is: "has e-marketing blank, NULL, was never mailed", consents: { EMARKETING: null }, emarketing: "kept blank" },
  {
    is: "has e-marketing by a basis that is gone, was sent mailings",
    mails: [SENT],
    consents: { EMARKETING: 999 },
    emarketing: "kept #999",
    attention: ["UNKNOWN_LEGAL_BASIS"],
  },
  {
    is: "has e-marketing by a basis that is gone, and is flagged",
    person: { nomailing: 1 },
    consents: { EMARKETING: 999 },
    emarketing: "kept #999",
    attention: ["UNKNOWN_LEGAL_BASIS"],
  },
  { is: "is flagged, and had withdrawn", person: { nomailing: 1 }, consents: { EMARKETING: "WITHDRAWN" }, emarketing: "kept WITHDRAWN" },
  { is: "is flagged, and had a blank row, NULL", person: { nomailing: 1 }, consents: { EMARKETING: null }, emarketing: "now WITHDRAWN" },
  { is: "is flagged, and had a blank row, 0", person: { nomailing: 1 }, mails: [SENT], consents: { EMARKETING: 0 }, emarketing: "now WITHDRAWN" },
  { is: "has a row for a purpose of the customer's own", mails: [SENT], consents: { TELEPHONE: "61B" }, ...given },
  { is: "has a blank row for a purpose of the customer's own", consents: { TELEPHONE: null } },
  { is: "has everything", mails: [SENT], consents: { STORE: "61B", EMARKETING: "61C", TELEPHONE: "61D" }, store: "kept 61B", emarketing: "kept 61C" },
];

const PEOPLE: readonly Story[] = [
  { is: "is called O'Brien", person: { lastname: "O'Brien", firstname: "\"Pat\"" }, ...given, mails: [SENT] },
  { is: "has percent signs in the name", person: { lastname: "100%_%s%d", firstname: "%" }, ...given, mails: [SENT] },
  { is: "has backslashes in the name", person: { lastname: "C:\\new\\0", firstname: "\\" }, ...given, mails: [SENT] },
  { is: "has a question mark and braces in the name", person: { lastname: "What? {run} ${x} :x @p0 [a]", firstname: "?" }, ...given, mails: [SENT] },
  { is: "has letters of other alphabets in the name", person: { lastname: "Åström-Weiß Ωμέγα 李", firstname: "😀" }, ...given, mails: [SENT] },
  { is: "comes from a satellite", person: { person_id: 16_777_300 }, ...given, mails: [SENT] },
  { is: "comes from a travel database", person: { person_id: 2_113_929_300 }, mails: [SENT], ...given },
  { is: "shares an address with somebody withdrawn", email: " Office@Example.com", mails: [SENT], ...given, attention: ["ADDRESS_SHARED_WITH_WITHDRAWN"] },
  { is: "is withdrawn, and shares the address", email: "office@example.COM ", consents: { EMARKETING: "WITHDRAWN" }, emarketing: "kept WITHDRAWN" },
];

/** Soft-deleted and retired contacts, under the default settings. */
export const DELETED: readonly Story[] = [
  { is: "is retired", person: { retired: 1 }, mails: [SENT], ...given },
  { is: "is soft-deleted", person: { DeletedDate: "2019-01-01T00:00:00" }, mails: [SENT], ...given },
  { is: "is soft-deleted and flagged", person: { DeletedDate: "2019-01-01T00:00:00", nomailing: 1 }, emarketing: "new WITHDRAWN" },
  { is: "is retired, and complained", person: { retired: 1 }, mails: [{ status: 10 }], attention: ["COMPLAINT_WITHOUT_CONSENT"] },
];

export const FLAGGED_WITH_CONSENT: readonly Story[] = [
  {
    is: "is flagged, and had consented",
    person: { nomailing: 1 },
    mails: [SENT],
    consents: { EMARKETING: "61A" },
    emarketing: "now WITHDRAWN",
    attention: ["EXISTING_CONSENT_WITHDRAWN"],
  },
  {
    is: "is flagged, and stood by legitimate interest",
    person: { nomailing: 1 },
    consents: { EMARKETING: "61F" },
    emarketing: "now WITHDRAWN",
    attention: ["EXISTING_CONSENT_WITHDRAWN"],
  },
];

/** Every rule under the settings as they are by default. */
export const DEFAULT_RULES: readonly Story[] = [
  ...MAILED, ...LOGGED, ...DATED, ...FLAGGED, ...CONTRADICTED, ...CONSENTED, ...FLAGGED_WITH_CONSENT, ...DELETED, ...PEOPLE,
];
