import type { ExplainedPerson } from "../../report.js";

type Outcome = ExplainedPerson["decisions"][number]["outcome"];

/** The sentences of `explain`; the other languages have the same. */
export const explain = {
  contact: "Contact {id}",
  unknown: "There is no contact with this id.",
  facts: {
    FLAGGED: "The contact is marked No mailings.",
    COMPANY_FLAGGED: "The company is marked No mailings; that changes nothing for the contact.",
    CLICKED_UNSUBSCRIBE: "The contact clicked a link to unsubscribe.",
    DELETED: "The contact is deleted, but can be restored.",
    RETIRED: "The contact is retired.",
    EMPLOYEE: "The contact belongs to a user of the CRM.",
    SHARED_ADDRESS: "Another contact with the same e-mail address is marked No mailings or withdrawn.",
  },
  mailed: "{count} {mailing counts|mailings count} as evidence{dates}.",
  /** After the number of mailings. */
  dates: { oneDay: ", of {first}", days: ", from {first} to {last}", unknown: ", without a known date" },
  notCounted: "Mails that do not count: {count}, because {reason}.",
  mailReasons: {
    MAILING_GONE: "their mailing is gone",
    NO_MESSAGE: "their mailing has no message",
    NOT_EMAIL: "they were no e-mail",
    MAILING_STATUS: "the status of their mailing does not count",
    COMPLAINED: "the contact complained",
    NOT_SENT: "they were not sent to the contact",
    BEFORE_SINCE: "they are older than mailingHistory.since, or have no date",
    NOT_ENGAGED: "they were neither opened nor clicked",
    LOG_NOT_COUNTED: "the configuration does not count the log of sent messages",
  },
  stands: "{purpose} with the basis {basis}; not written by this tool.",
  writtenBy: "{purpose} with the basis {basis}; written by run {run}.",
  noConsent: "No consent stands.",
  outcomes: {
    insert: "gets a new row: {basis}",
    update: "its row becomes: {basis}",
    keep: "its row stays: {basis}",
    none: "nothing is written",
    done: "was written: {basis}",
  },
  /** The same where no consent is written, but a reservation. */
  reservations: {
    insert: "gets a reservation against the subscription type",
    done: "got a reservation against the subscription type",
  } as Readonly<Partial<Record<Outcome, string>>>,
  reasons: {
    EVERY_CONTACT: "every contact gets it",
    MAILED_BEFORE: "mailed before",
    FLAGGED: "marked No mailings",
    NO_INTEREST: "none of the interests of the type",
    BLANK_FILLED: "the row had no legal basis",
    OTHER_BASIS_WITHDRAWN: "No mailings comes before another basis",
    ROW_STANDS: "the row is the customer's own",
    NOT_INCLUDED: "deleted and retired contacts are not included",
    EXCLUDED: "the configuration excludes the contact",
    BLOCKED: "the CRM blocks the contact from e-marketing",
    COMPLAINED: "the contact complained about a mailing",
    NEVER_MAILED: "no mailing counts as evidence",
    NOT_ENGAGED: "none of the mailings was opened or clicked",
    LOG_NOT_COUNTED: "only the log of sent messages names a mailing, and the configuration does not count it",
    NO_EVIDENCE: "the configuration derives no consent from mailings",
    NOT_FLAGGED: "not marked No mailings",
    NO_EMARKETING: "no E-marketing",
    HAS_INTEREST: "an interest of each type",
    CAME_SINCE: "the step is done, and the data or the settings were others then",
  },
};
