import type { Mail, Story } from "./story.js";

const RECIPIENT_STATUSES = {
  0: "unknown",
  1: "ready",
  2: "duplicate",
  3: "blocked by no-mailing",
  4: "sent",
  5: "bounced",
  6: "opened",
  7: "a test",
  8: "soft-bounced",
  9: "no subscription",
  11: "too many bounces, not sent",
  12: "a test mail",
} as const;

const MAILING_STATUSES = {
  0: "none",
  1: "finished",
  2: "cancelled",
  3: "waiting",
  4: "being sent",
  5: "finished with errors",
  6: "retrying",
  7: "populating",
  8: "deleted",
  9: "to be populated",
  10: "populated only",
  11: "not populated",
  12: "a failure to populate",
  13: "too many recipients",
} as const;

const MESSAGES = {
  1: "plain text",
  2: "HTML",
  3: "plain text and HTML",
  6: "HTML, obsolete",
  9: "plain text and SMS",
  18: "HTML and document",
  0: "nothing",
  4: "obsolete alone",
  8: "SMS",
  16: "a document",
  24: "SMS and document",
} as const;

const given = { emarketing: "new 61F" } as const;
const SENT: Mail = { sent: "2017-05-04T10:00:00" };

function counts(code: string, statuses: readonly number[]): Pick<Story, "emarketing"> {
  return statuses.includes(Number(code)) ? given : {};
}

/** Contacts by what they were sent. */
export const MAILED: readonly Story[] = [
  { is: "was never mailed" },
  ...Object.entries(RECIPIENT_STATUSES).map(
    ([code, words]): Story => ({
      is: `is a recipient with status ${code}, ${words}`,
      mails: [{ status: Number(code) }],
      ...counts(code, [4, 5, 6, 8]),
    }),
  ),
  { is: "is a recipient without status", mails: [{ status: null }] },
  ...Object.entries(MAILING_STATUSES).map(
    ([code, words]): Story => ({
      is: `was sent a mailing with status ${code}, ${words}`,
      mails: [{ mailing: Number(code) }],
      ...counts(code, [1, 4, 5, 6]),
    }),
  ),
  ...Object.entries(MESSAGES).map(
    ([flags, words]): Story => ({
      is: `was sent a message of flags ${flags}, ${words}`,
      mails: [{ flags: Number(flags) }],
      ...counts(flags, [1, 2, 3, 6, 9, 18]),
    }),
  ),
  { is: "was sent a message without flags", mails: [{ flags: null }] },
  { is: "was sent a mailing without a message", mails: [{ flags: "none" }] },
  { is: "was sent an SMS and an e-mail", mails: [{ flags: 8 }, { flags: 2 }], ...given },
  { is: "was sent only SMS, twice", mails: [{ flags: 8 }, { flags: 8, name: "other" }] },
];

/** Contacts in the log of sent messages. */
export const LOGGED: readonly Story[] = [
  {
    is: "stands in the log alone",
    mails: [{ log: "with mailing", ...SENT }],
    ...given,
    evidence: "E-mail mailings sent: 1, on 2017-05-04.",
  },
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

/** Contacts by when they were sent it: the evidence of their consent. */
export const DATED: readonly Story[] = [
  {
    is: "was sent one mailing that both tables have",
    mails: [
      { name: "twice", sent: "2016-02-29T23:59:59" },
      { name: "twice", log: "with mailing", sent: "2016-02-29T23:59:59" },
    ],
    ...given,
    evidence: "E-mail mailings sent: 1, on 2016-02-29.",
  },
  {
    is: "is twice a recipient of one mailing",
    mails: [
      { name: "again", sent: "2016-03-01T09:00:00" },
      { name: "again", status: 6, sent: "2016-03-02T09:00:00" },
    ],
    ...given,
    evidence: "E-mail mailings sent: 1, first 2016-03-01, last 2016-03-02.",
  },
  {
    is: "was sent three mailings",
    mails: [
      { name: "a", sent: "2014-01-01T00:00:00" },
      { name: "b", sent: "2018-12-31T23:59:59" },
      { name: "c", sent: "2016-06-15T12:00:00" },
    ],
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
  {
    is: "was sent a mailing without any date",
    mails: [{ name: "undated" }],
    ...given,
    evidence: "E-mail mailings sent: 1, date unknown.",
  },
  {
    is: "was sent a mailing and, besides, one that does not count",
    mails: [SENT, { status: 9, name: "other", sent: "2019-01-01T00:00:00" }],
    ...given,
    evidence: "E-mail mailings sent: 1, on 2017-05-04.",
  },
];
