import { DATED, LOGGED, MAILED } from "./mailed-stories.js";
import type { Mail, Story } from "./story.js";

const given = { emarketing: "new 61F" } as const;
const SENT: Mail = { sent: "2017-05-04T10:00:00" };

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
  {
    is: "complained about one of two mailings",
    mails: [SENT, { status: 10, name: "other" }],
    attention: ["COMPLAINT_WITHOUT_CONSENT"],
  },
  {
    is: "complained about an SMS, was sent e-mails",
    mails: [SENT, { status: 10, flags: 8 }],
    attention: ["COMPLAINT_WITHOUT_CONSENT"],
  },
  {
    is: "complained about a deleted mailing",
    mails: [SENT, { status: 10, mailing: 8 }],
    attention: ["COMPLAINT_WITHOUT_CONSENT"],
  },
  {
    is: "complained, and stands in the log",
    mails: [{ status: 10 }, { log: "with mailing", ...SENT }],
    attention: ["COMPLAINT_WITHOUT_CONSENT"],
  },
  {
    is: "complained, and is flagged",
    person: { nomailing: 1 },
    mails: [SENT, { status: 10 }],
    emarketing: "new WITHDRAWN",
  },
  {
    is: "complained, and had consented",
    mails: [{ status: 10 }],
    consents: { EMARKETING: "61A" },
    emarketing: "kept 61A",
    attention: ["COMPLAINT_WITHOUT_CONSENT"],
  },
  {
    is: "clicked unsubscribe, is not flagged",
    mails: [SENT],
    clicks: [1, 3, 3],
    ...given,
    attention: ["UNSUBSCRIBED_BUT_NOT_FLAGGED"],
  },
  {
    is: "clicked unsubscribe, mailed as an address",
    email: "Clicked@example.org",
    oldClicks: [3],
    attention: ["UNSUBSCRIBED_BUT_NOT_FLAGGED"],
  },
  {
    is: "clicked unsubscribe and does not subscribe to a type since",
    mails: [SENT],
    clicks: [3],
    reservation: true,
    ...given,
  },
  {
    is: "clicked unsubscribe, mailed as an address, and does not subscribe to a type since",
    email: "reserved@example.org",
    oldClicks: [3],
    reservation: true,
  },
  {
    is: "clicked unsubscribe, mailed as an address, and is flagged",
    person: { nomailing: 1 },
    email: "flagged@example.org",
    oldClicks: [3],
    emarketing: "new WITHDRAWN",
  },
  { is: "clicked other links, mailed as an address", email: "other@example.org", oldClicks: [1, 2, 4] },
  { is: "clicked unsubscribe, and is flagged", person: { nomailing: 1 }, clicks: [3], emarketing: "new WITHDRAWN" },
  { is: "clicked other links", mails: [SENT], clicks: [1, 2, 4], ...given },
  {
    is: "is blocked from e-marketing, was sent mailings",
    person: { blockEmarketing: 1 },
    mails: [SENT],
    attention: ["EMARKETING_BLOCKED"],
  },
  { is: "is blocked from e-marketing, never mailed", person: { blockEmarketing: 1 }, attention: ["EMARKETING_BLOCKED"] },
  {
    is: "is blocked from e-marketing, and had consented",
    person: { blockEmarketing: 1 },
    mails: [SENT],
    consents: { EMARKETING: "61A" },
    emarketing: "kept 61A",
    attention: ["EMARKETING_BLOCKED"],
  },
  {
    is: "is blocked from e-marketing, and flagged",
    person: { blockEmarketing: 1, nomailing: 1 },
    emarketing: "new WITHDRAWN",
  },
  { is: "has the block NULL", person: { blockEmarketing: null }, mails: [SENT], ...given },
];

/** The flag of a company, of which domain.md says that nothing changes for an unflagged contact. */
const OF_COMPANIES: readonly Story[] = [
  {
    is: "is of a flagged company, never mailed",
    company: 1,
    attention: ["COMPANY_WANTS_NO_MAILINGS"],
  },
  {
    is: "is of a flagged company, and was sent mailings",
    company: 1,
    mails: [SENT],
    ...given,
    attention: ["COMPANY_WANTS_NO_MAILINGS"],
  },
  {
    is: "is of a flagged company, and had consented",
    company: 2,
    consents: { EMARKETING: "61A" },
    emarketing: "kept 61A",
    attention: ["COMPANY_WANTS_NO_MAILINGS"],
  },
  { is: "is flagged, as is the company", company: 1, person: { nomailing: 1 }, mails: [SENT], emarketing: "new WITHDRAWN" },
  { is: "is of a company that is not flagged", company: 0, mails: [SENT], ...given },
  { is: "is of a company with the flag NULL", company: null, mails: [SENT], ...given },
  { is: "is of a company that is gone", person: { contact_id: 88_888 }, mails: [SENT], ...given },
];

const CONSENTED: readonly Story[] = [
  { is: "has sales and service by consent", consents: { STORE: "61A" }, store: "kept 61A" },
  { is: "has sales and service by legitimate interest", consents: { STORE: "61F" }, store: "kept 61F" },
  { is: "has sales and service withdrawn", consents: { STORE: "WITHDRAWN" }, store: "kept WITHDRAWN" },
  { is: "has sales and service blank, NULL", consents: { STORE: null }, store: "now 61F" },
  { is: "has sales and service blank, 0", consents: { STORE: 0 }, store: "now 61F" },
  {
    is: "has sales and service by a basis that is gone",
    consents: { STORE: 999 },
    store: "kept #999",
    attention: ["UNKNOWN_LEGAL_BASIS"],
  },
  {
    is: "has e-marketing by consent, was sent mailings",
    mails: [SENT],
    consents: { EMARKETING: "61A" },
    emarketing: "kept 61A",
  },
  {
    is: "has e-marketing withdrawn, was sent mailings",
    mails: [SENT],
    consents: { EMARKETING: "WITHDRAWN" },
    emarketing: "kept WITHDRAWN",
  },
  {
    is: "has e-marketing blank, NULL, was sent mailings",
    mails: [SENT],
    consents: { EMARKETING: null },
    emarketing: "now 61F",
  },
  {
    is: "has e-marketing blank, 0, was sent mailings",
    mails: [SENT],
    consents: { EMARKETING: 0 },
    emarketing: "now 61F",
  },
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
  {
    is: "is flagged, and had withdrawn",
    person: { nomailing: 1 },
    consents: { EMARKETING: "WITHDRAWN" },
    emarketing: "kept WITHDRAWN",
  },
  {
    is: "is flagged, and had a blank row, NULL",
    person: { nomailing: 1 },
    consents: { EMARKETING: null },
    emarketing: "now WITHDRAWN",
  },
  {
    is: "is flagged, and had a blank row, 0",
    person: { nomailing: 1 },
    mails: [SENT],
    consents: { EMARKETING: 0 },
    emarketing: "now WITHDRAWN",
  },
  { is: "has a row for a purpose of the customer's own", mails: [SENT], consents: { TELEPHONE: "61B" }, ...given },
  { is: "has a blank row for a purpose of the customer's own", consents: { TELEPHONE: null } },
  {
    is: "has everything",
    mails: [SENT],
    consents: { STORE: "61B", EMARKETING: "61C", TELEPHONE: "61D" },
    store: "kept 61B",
    emarketing: "kept 61C",
  },
];

const PEOPLE: readonly Story[] = [
  { is: "is called O'Brien", person: { lastname: "O'Brien", firstname: '"Pat"' }, ...given, mails: [SENT] },
  { is: "has percent signs in the name", person: { lastname: "100%_%s%d", firstname: "%" }, ...given, mails: [SENT] },
  { is: "has backslashes in the name", person: { lastname: "C:\\new\\0", firstname: "\\" }, ...given, mails: [SENT] },
  {
    is: "has a question mark and braces in the name",
    person: { lastname: "What? {run} ${x} :x @p0 [a]", firstname: "?" },
    ...given,
    mails: [SENT],
  },
  {
    is: "has letters of other alphabets in the name",
    person: { lastname: "Åström-Weiß Ωμέγα 李", firstname: "😀" },
    ...given,
    mails: [SENT],
  },
  { is: "comes from a satellite", person: { person_id: 16_777_300 }, ...given, mails: [SENT] },
  { is: "comes from a travel database", person: { person_id: 2_113_929_300 }, mails: [SENT], ...given },
  {
    is: "shares an address with somebody withdrawn",
    email: " Office@Example.com",
    mails: [SENT],
    ...given,
    attention: ["ADDRESS_SHARED_WITH_WITHDRAWN"],
  },
  {
    is: "is withdrawn, and shares the address",
    email: "office@example.COM ",
    consents: { EMARKETING: "WITHDRAWN" },
    emarketing: "kept WITHDRAWN",
  },
];

/** Soft-deleted and retired contacts, under the default settings. */
const DELETED: readonly Story[] = [
  { is: "is retired", person: { retired: 1 }, mails: [SENT], ...given },
  { is: "is soft-deleted", person: { DeletedDate: "2019-01-01T00:00:00" }, mails: [SENT], ...given },
  {
    is: "is soft-deleted and flagged",
    person: { DeletedDate: "2019-01-01T00:00:00", nomailing: 1 },
    emarketing: "new WITHDRAWN",
  },
  {
    is: "is retired, and complained",
    person: { retired: 1 },
    mails: [{ status: 10 }],
    attention: ["COMPLAINT_WITHOUT_CONSENT"],
  },
];

const FLAGGED_WITH_CONSENT: readonly Story[] = [
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
  ...MAILED,
  ...LOGGED,
  ...DATED,
  ...FLAGGED,
  ...CONTRADICTED,
  ...OF_COMPANIES,
  ...CONSENTED,
  ...FLAGGED_WITH_CONSENT,
  ...DELETED,
  ...PEOPLE,
];
