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

/** Only mailings that were opened or clicked. */
const ENGAGED: readonly Story[] = [
  { is: "was sent a mailing", mails: [SENT] },
  { is: "was sent a mailing that bounced", mails: [{ ...SENT, status: 5 }] },
  {
    is: "opened one of two mailings",
    mails: [
      { ...SENT, name: "unread" },
      { status: 6, sent: "2018-08-08T08:08:08" },
    ],
    emarketing: "new 61F",
    evidence: "E-mail mailings opened or clicked: 1, on 2018-08-08.",
  },
  { is: "opened a mailing without any date", mails: [{ status: 6 }], emarketing: "new 61F" },
  {
    is: "clicked links in two mailings, opened another",
    mails: [
      { name: "a", sent: "2014-01-01T00:00:00", clicked: [1, 1] },
      { name: "b", sent: "2018-12-31T23:59:59", status: 6 },
      { name: "c", sent: "2016-06-15T12:00:00", clicked: [2] },
      { name: "d", sent: "2019-06-15T12:00:00" },
    ],
    emarketing: "new 61F",
    evidence: "E-mail mailings opened or clicked: 3, first 2014-01-01, last 2018-12-31.",
  },
  { is: "clicked consent", mails: [{ ...SENT, clicked: [4] }], emarketing: "new 61F" },
  {
    is: "clicked a link of a type that older releases do not tell",
    mails: [{ ...SENT, clicked: [null] }],
    emarketing: "new 61F",
  },
  {
    is: "clicked nothing but unsubscribe",
    mails: [{ ...SENT, clicked: [3] }],
    attention: ["UNSUBSCRIBED_BUT_NOT_FLAGGED"],
  },
  { is: "clicked in a mailing that is not among the sent ones", mails: [SENT], clicks: [1] },
  { is: "clicked in an SMS", mails: [{ flags: 8, clicked: [1] }] },
  { is: "opened a mailing that was deleted", mails: [{ mailing: 8, status: 6 }] },
  { is: "stands in the log", mails: [{ log: "with mailing", ...SENT }] },
  {
    is: "stands in the log, and read it",
    mails: [{ log: "with mailing", ...SENT, read: "2017-05-05T10:00:00" }],
    emarketing: "new 61F",
  },
  {
    is: "stands in the log without a mailing, and read it",
    mails: [{ log: "mailing gone", ...SENT, read: "2017-05-05T10:00:00" }],
    emarketing: "new 61F",
  },
  { is: "stands in the log, read on no date", mails: [{ log: "with mailing", ...SENT, read: "1760-01-01T00:00:00" }] },
  { is: "stands in the log, and clicked", mails: [{ log: "with mailing", ...SENT, clicked: [1] }], emarketing: "new 61F" },
  { is: "stands in the log without a mailing, and clicked somewhere", mails: [{ log: "mailing gone", ...SENT, clicked: [1] }] },
  { is: "opened a mailing, and complained", mails: [{ status: 6 }, { status: 10 }], attention: ["COMPLAINT_WITHOUT_CONSENT"] },
  { is: "opened a mailing, and is flagged", person: { nomailing: 1 }, mails: [{ status: 6 }], emarketing: "new WITHDRAWN" },
  { is: "was sent a mailing, with a blank row", mails: [SENT], consents: { EMARKETING: 0 }, emarketing: "kept blank" },
];

/** No consent from history at all. */
const UNDERIVED: readonly Story[] = [
  { is: "opened and clicked a mailing", mails: [{ ...SENT, status: 6, clicked: [1] }] },
  { is: "stands in the log", mails: [{ log: "with mailing", ...SENT }] },
  { is: "was never mailed" },
  { is: "was sent a mailing, and is flagged", person: { nomailing: 1 }, mails: [SENT], emarketing: "new WITHDRAWN" },
  { is: "was sent a mailing, with a blank row", mails: [SENT], consents: { EMARKETING: null }, emarketing: "kept blank" },
  { is: "was sent a mailing, and had consented", mails: [SENT], consents: { EMARKETING: "61A" }, emarketing: "kept 61A" },
];

const WITHOUT_LOG: readonly Story[] = [
  { is: "stands in the log alone", mails: [{ log: "with mailing", ...SENT }] },
  { is: "stands in the log, the mailing is gone", mails: [{ log: "mailing gone", ...SENT }] },
  {
    is: "was sent a mailing, and stands in the log with another",
    mails: [SENT, { log: "with mailing", name: "other", sent: "2019-01-01T00:00:00" }],
    emarketing: "new 61F",
    evidence: "E-mail mailings sent: 1, on 2017-05-04.",
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
  /** Policies about the history, and how many contacts they add or leave out. */
  readonly policies?: Readonly<Record<string, number>>;
}[] = [
  { title: "without deleted contacts", settings: { includeDeletedPersons: false }, stories: WITHOUT_DELETED },
  {
    title: "keeping consents of those flagged",
    settings: { noMailings: { onExistingConsent: "keep" } },
    stories: KEPT,
  },
  {
    title: "with mailings since 2013",
    settings: { mailingHistory: { since: "2013-01-01" } },
    stories: SINCE,
    policies: { EVIDENCE_SENT: 1, HISTORY_SINCE: 5, SENT_MESSAGE_LOG_ADDS: 1 },
  },
  {
    title: "with mailings that were opened or clicked alone",
    settings: { mailingHistory: { evidence: "engaged" } },
    stories: ENGAGED,
    policies: { EVIDENCE_ENGAGED: 8, SENT_MESSAGE_LOG_ADDS: 3 },
  },
  {
    title: "without any derived consent",
    settings: { mailingHistory: { evidence: "none" } },
    stories: UNDERIVED,
    policies: { EVIDENCE_NONE: 4 },
  },
  {
    title: "without the log of sent messages",
    settings: { mailingHistory: { sentMessageLog: false } },
    stories: WITHOUT_LOG,
    policies: { EVIDENCE_SENT: 1, SENT_MESSAGE_LOG_LEFT_OUT: 2 },
  },
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
