import type { SettingsWish } from "../support/run-command.js";
import type { Story } from "./story.js";

const SENT = { sent: "2017-05-04T10:00:00" } as const;

const WITHOUT_DELETED: readonly Story[] = [
  { is: "is retired", person: { retired: 1 }, mails: [SENT], store: "none" },
  { is: "is soft-deleted", person: { DeletedDate: "2019-01-01T00:00:00" }, mails: [SENT], store: "none" },
  { is: "is soft-deleted and flagged", person: { DeletedDate: "2019-01-01T00:00:00", nomailing: 1 }, store: "none" },
  { is: "is retired, and complained", person: { retired: 1 }, mails: [{ status: 10 }], store: "none" },
  {
    is: "is retired, with a blank row",
    person: { retired: 1 },
    mails: [SENT],
    consents: { STORE: null, EMARKETING: 0 },
    store: "kept blank",
    emarketing: "kept blank",
  },
  {
    is: "is retired and flagged, with consent",
    person: { retired: 1, nomailing: 1 },
    consents: { EMARKETING: "61A" },
    store: "none",
    emarketing: "kept 61A",
  },
  { is: "is retired, of a flagged company", company: 1, person: { retired: 1 }, mails: [SENT], store: "none" },
  { is: "is retired, and clicked unsubscribe", person: { retired: 1 }, clicks: [3], store: "none" },
  { is: "has retired NULL", person: { retired: null }, mails: [SENT], emarketing: "new 61F" },
  { is: "is none of this", mails: [SENT], emarketing: "new 61F" },
];

const KEPT: readonly Story[] = [
  {
    is: "is flagged, and had consented",
    person: { nomailing: 1 },
    mails: [SENT],
    consents: { EMARKETING: "61A" },
    emarketing: "kept 61A",
    attention: ["EXISTING_CONSENT_KEPT"],
  },
  {
    is: "is flagged, and stood by legitimate interest",
    person: { nomailing: 1 },
    consents: { EMARKETING: "61F" },
    emarketing: "kept 61F",
    attention: ["EXISTING_CONSENT_KEPT"],
  },
  {
    is: "is flagged, and had withdrawn",
    person: { nomailing: 1 },
    consents: { EMARKETING: "WITHDRAWN" },
    emarketing: "kept WITHDRAWN",
  },
  {
    is: "is flagged, with a blank row",
    person: { nomailing: 1 },
    consents: { EMARKETING: null },
    emarketing: "now WITHDRAWN",
  },
  {
    is: "is flagged, with a basis that is gone",
    person: { nomailing: 1 },
    consents: { EMARKETING: 999 },
    emarketing: "kept #999",
    attention: ["UNKNOWN_LEGAL_BASIS"],
  },
  { is: "is flagged, without a row", person: { nomailing: 1 }, mails: [SENT], emarketing: "new WITHDRAWN" },
];

const SINCE: readonly Story[] = [
  { is: "was sent a mailing the second before", mails: [{ sent: "2012-12-31T23:59:59" }] },
  {
    is: "was sent a mailing in the first second",
    mails: [{ sent: "2013-01-01T00:00:00" }],
    emarketing: "new 61F",
    evidence: "E-mail mailings sent: 1, on 2013-01-01.",
  },
  {
    is: "was sent mailings before and after",
    mails: [
      { sent: "2010-05-05T05:05:05", name: "old" },
      { sent: "2014-05-05T05:05:05", name: "new" },
    ],
    emarketing: "new 61F",
    evidence: "E-mail mailings sent: 1, on 2014-05-05.",
  },
  {
    is: "was sent a mailing that began before, later",
    mails: [{ started: "2012-06-01T00:00:00", sent: "2013-06-01T00:00:00" }],
    emarketing: "new 61F",
  },
  {
    is: "was sent a mailing that began after, without a time",
    mails: [{ started: "2013-06-01T00:00:00" }],
    emarketing: "new 61F",
  },
  { is: "was sent a mailing that began before, without a time", mails: [{ started: "2012-06-01T00:00:00" }] },
  { is: "was sent a mailing without any date", mails: [{}] },
  {
    is: "stands in the log, after",
    mails: [{ log: "with mailing", sent: "2013-06-01T00:00:00" }],
    emarketing: "new 61F",
  },
  { is: "stands in the log, before", mails: [{ log: "with mailing", sent: "2012-06-01T00:00:00" }] },
  { is: "stands in the log without a date", mails: [{ log: "mailing gone" }] },
  {
    is: "complained before, was sent a mailing after",
    mails: [
      { status: 10, sent: "2001-01-01T00:00:00" },
      { sent: "2015-01-01T00:00:00", name: "new" },
    ],
    attention: ["COMPLAINT_WITHOUT_CONSENT"],
  },
];

const OWN_STATUSES: readonly Story[] = [
  { is: "is a recipient with status 1, ready", mails: [{ status: 1 }], emarketing: "new 61F" },
  { is: "is a recipient with status 4, sent", mails: [{ status: 4 }] },
  { is: "is ready for a mailing with status 2, cancelled", mails: [{ status: 1, mailing: 2 }] },
  { is: "is ready for a mailing with status 3, waiting", mails: [{ status: 1, mailing: 3 }], emarketing: "new 61F" },
  { is: "complained", mails: [{ status: 10 }, { status: 1, name: "other" }], attention: ["COMPLAINT_WITHOUT_CONSENT"] },
  {
    is: "stands in the log of a cancelled mailing",
    mails: [{ log: "with mailing", mailing: 2 }],
    emarketing: "new 61F",
  },
  { is: "is flagged", person: { nomailing: 1 }, emarketing: "new WITHDRAWN" },
  {
    is: "has blank rows",
    mails: [{ status: 1 }],
    consents: { STORE: null, EMARKETING: 0 },
    store: "now 61F",
    emarketing: "now 61F",
  },
];

/** The rules that settings change, each list under its own. */
export const CONFIGURED_RULES: readonly {
  readonly title: string;
  readonly settings: SettingsWish;
  readonly stories: readonly Story[];
}[] = [
  { title: "without deleted contacts", settings: { includeDeletedPersons: false }, stories: WITHOUT_DELETED },
  {
    title: "keeping consents of those flagged",
    settings: { noMailings: { onExistingConsent: "keep" } },
    stories: KEPT,
  },
  { title: "with mailings since 2013", settings: { mailingHistory: { since: "2013-01-01" } }, stories: SINCE },
  {
    title: "with statuses, source and associate of the configuration",
    settings: {
      mailingHistory: { recipientStatuses: [1], mailingStatuses: [1, 3] },
      consentSource: { salesAndService: "IMPORT", mailingHistory: "API", noMailings: "EMAIL" },
      associateId: 42,
    },
    stories: OWN_STATUSES,
  },
];
