/** What `explain` says of a contact itself. */
export const PERSON_FACTS = [
  "FLAGGED",
  "COMPANY_FLAGGED",
  "BLOCKED",
  "COMPLAINED",
  "CLICKED_UNSUBSCRIBE",
  "DELETED",
  "RETIRED",
  "EMPLOYEE",
  "SHARED_ADDRESS",
  "EXCLUDED",
] as const;

export type PersonFact = (typeof PERSON_FACTS)[number];

/** Why a mail is no evidence. */
export const MAIL_REASONS = [
  "MAILING_GONE",
  "NO_MESSAGE",
  "NOT_EMAIL",
  "MAILING_STATUS",
  "COMPLAINED",
  "NOT_SENT",
  "BEFORE_SINCE",
  "NOT_ENGAGED",
  "LOG_NOT_COUNTED",
  "NO_EVIDENCE",
] as const;

export type MailReason = (typeof MAIL_REASONS)[number];

/** Why a step does what it does for a contact. */
export const DECISION_REASONS = [
  "EVERY_CONTACT",
  "MAILED_BEFORE",
  "FLAGGED",
  "NO_INTEREST",
  "BLANK_FILLED",
  "OTHER_BASIS_WITHDRAWN",
  "ROW_STANDS",
  "NOT_INCLUDED",
  "EXCLUDED",
  "BLOCKED",
  "COMPLAINED",
  "NEVER_MAILED",
  "NOT_ENGAGED",
  "LOG_NOT_COUNTED",
  "NO_EVIDENCE",
  "NOT_FLAGGED",
  "NO_EMARKETING",
  "HAS_INTEREST",
  "CAME_SINCE",
] as const;

export type DecisionReason = (typeof DECISION_REASONS)[number];

/** What is known of a contact when a step's decision is explained. */
export interface KnownPerson {
  readonly facts: ReadonlySet<PersonFact>;
  /** Mails that count as evidence. */
  readonly mails: number;
  /** Why mails do not count. */
  readonly notCounted: ReadonlySet<MailReason>;
  /** Whether soft-deleted and retired contacts count. */
  readonly includesDeleted: boolean;
  /** Whether E-marketing stands with a basis other than blank and Withdrawn, pending steps included. */
  readonly hasEmarketing: boolean;
}

/** A step's decision in words: why it writes, and why not. The decision itself is always the step's SQL's. */
export interface StepReasons {
  readonly because: DecisionReason;
  readonly whyNot: (person: KnownPerson) => readonly DecisionReason[];
}

/** What keeps a contact out of points 1 and 2, and out of anything where deleted ones do not count. */
export function leftOut({ facts, includesDeleted }: KnownPerson): readonly DecisionReason[] {
  return [
    ...(!includesDeleted && (facts.has("DELETED") || facts.has("RETIRED")) ? (["NOT_INCLUDED"] as const) : []),
    ...(facts.has("EXCLUDED") ? (["EXCLUDED"] as const) : []),
  ];
}
