import type { Row } from "../../fixtures/insert-rows.js";
import type { DatabaseRows } from "../support/build-database.js";
import type { DatabaseDump } from "../support/dump-database.js";
import type { SettingsWish } from "../support/run-command.js";

/** Every column that says when, so that databases without `s_sent_message` or a flag can leave rows out. */
const SENT_AT = "2017-05-04T10:00:00";

const TEMPLATE = '<p>Hello</p><a href="[[unsubscribe_url]]">unsubscribe here</a>';

/** A few contacts with all that the steps look at, without rows in the consent tables, which old databases do not have. */
export const SMALL_CRM = {
  person: [
    { person_id: 1, lastname: "Never mailed" },
    { person_id: 2, lastname: "Mailed" },
    { person_id: 3, lastname: "Flagged", nomailing: 1 },
    { person_id: 5, lastname: "Logged" },
    { person_id: 8, lastname: "Complained" },
  ],
  s_message: [
    { id: 20, flags: 3, html_message: "<p>sent</p>", plain_message: "sent" },
    { id: 21, flags: 2, html_message: TEMPLATE },
  ],
  s_shipment: [{ id: 30, message_id: 20, status: 1, start_date: SENT_AT }],
  s_shipment_addr: [
    { shipment_id: 30, customer_id: 2, status: 4, sending_time: SENT_AT },
    { shipment_id: 30, customer_id: 3, status: 6, sending_time: SENT_AT },
    { shipment_id: 30, customer_id: 8, status: 10, sending_time: SENT_AT },
  ],
  s_sent_message: [{ shipment_id: 30, message_id: 20, customer_id: 5, when_sent: SENT_AT }],
} as const satisfies DatabaseRows;

/** What the small CRM's consents must be: contact, purpose and legal basis by key. */
export const SMALL_CRM_CONSENTS = [
  "1 STORE 61F",
  "2 EMARKETING 61F",
  "2 STORE 61F",
  "3 EMARKETING WITHDRAWN",
  "3 STORE 61F",
  "5 EMARKETING 61F",
  "5 STORE 61F",
  "8 STORE 61F",
] as const;

/** Interests of the small CRM's contacts, a preference and an entry of the registry, for the steps that a user asks for. */
export const INTERESTS = {
  PersInt: [
    { PersInt_id: 6, name: "Golf" },
    { PersInt_id: 7, name: "News by mail" },
    { PersInt_id: 9, name: "Fairs" },
  ],
  personinterest: [
    { person_id: 2, pinterest_idx: 7 },
    { person_id: 3, pinterest_idx: 9 },
    { person_id: 5, pinterest_idx: 6 },
  ],
  UserPreference: [
    { deflevel: 5, maxlevel: 5, owner_id: 3, prefsection: "GDPR", prefkey: "GdprDefaultLegalBase", prefvalue: "61A" },
    { deflevel: 2, maxlevel: 5, owner_id: 0, prefsection: "gdpr", prefkey: "gdprdefaultlegalbase", prefvalue: "" },
  ],
  registry: [{ reg_id: 342, name: "", value: "0" }],
} as const satisfies DatabaseRows;

/** Settings that turn every step on. */
export const ALL_STEPS: SettingsWish = {
  interests: { "news by mail": "News", Fairs: "Invitations" },
  emarketingPrivacy: true,
  defaultLegalBasis: "61F",
};

/** What the standard link of the small CRM's template becomes. */
export const TEMPLATE_AFTER = '<p>Hello</p><a href="[[link.subscription]]">manage your subscriptions</a>';

/** Consents of a database by the keys of purposes and legal bases, whatever their ids. */
export function consentsByKey(dump: DatabaseDump): readonly string[] {
  const purposes = keys(dump, "consentpurpose");
  const bases = keys(dump, "legalbase");
  return rows(dump, "consentperson")
    .map(
      (row) =>
        `${String(row["person_id"])} ${purposes.get(row["consentpurpose_id"]) ?? "?"} ${bases.get(row["legalbase_id"]) ?? "?"}`,
    )
    .sort();
}

/** The rows of a table; none where it is missing. */
export function rows(dump: DatabaseDump, table: string): readonly Row[] {
  return dump[table]?.rows ?? [];
}

function keys(dump: DatabaseDump, table: string): ReadonlyMap<unknown, string> {
  return new Map(rows(dump, table).map((row) => [row[`${table}_id`], String(row["key"])]));
}
