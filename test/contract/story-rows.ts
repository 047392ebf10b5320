import type { Row } from "../../fixtures/insert-rows.js";
import type { DatabaseRows } from "../support/build-database.js";
import type { Basis, Mail, PurposeName, Story } from "./story.js";

/** Ids that nobody mistakes for positions. */
export const PURPOSE_IDS: Readonly<Record<PurposeName, number>> = { EMARKETING: 31, STORE: 47, TELEPHONE: 52 };

const LEGAL_BASIS_IDS: Readonly<Record<string, number>> = {
  "61F": 11,
  WITHDRAWN: 12,
  "61A": 21,
  "61B": 22,
  "61C": 23,
  "61D": 24,
  "61E": 25,
};

const SOURCE_IDS: Readonly<Record<string, number>> = {
  USER: 3,
  EMAIL: 4,
  REQUEST: 5,
  CHAT: 6,
  WEBFORM: 7,
  CUSTOMERPORTAL: 8,
  IMPORT: 9,
  API: 10,
  UNKNOWN: 71,
};

/** A type that contacts may have a reservation against. */
const SOME_TYPE = 77;

/** Ids between contacts: nobody can count on a contact for every id. */
const GAP = 3;

/** The contact's id: its own, or one by its place in the table. */
export function personIdOf(story: Story, position: number): number {
  return Number(story.person?.["person_id"] ?? 10 + position * GAP);
}

/** A database in which each story is one contact. */
export function rowsOfStories(stories: readonly Story[], more: DatabaseRows = {}): DatabaseRows {
  const mailings = new Mailings();
  const persons: Row[] = [];
  const companies: Row[] = [];
  const recipients: Row[] = [];
  const log: Row[] = [];
  const consents: Row[] = [];
  const reservations: Row[] = [];
  const clicks: Row[] = [];
  const oldClicks: Row[] = [];
  const emails: Row[] = [];
  stories.forEach((story, position) => {
    const id = personIdOf(story, position);
    const company = story.company === undefined ? {} : { contact_id: id };
    persons.push({ ...company, ...story.person, person_id: id });
    if (story.company !== undefined) companies.push({ contact_id: id, nomailing: story.company });
    if (story.reservation === true) reservations.push({ person_id: id, ShipmentType_id: SOME_TYPE });
    for (const mail of story.mails ?? []) {
      const { shipment_id, message_id } = mailings.of(mail);
      for (const link_type of mail.clicked ?? []) {
        clicks.push({ customer_id: id, shipment_id: mail.log === "mailing gone" ? 0 : shipment_id, link_type });
      }
      if (mail.log === undefined) {
        recipients.push({
          shipment_id,
          customer_id: id,
          status: mail.status === undefined ? 4 : mail.status,
          sending_time: mail.sent ?? null,
        });
      } else {
        log.push({
          shipment_id: mail.log === "mailing gone" ? 0 : shipment_id,
          message_id,
          customer_id: id,
          when_sent: mail.sent ?? null,
          when_read: mail.read ?? null,
        });
      }
    }
    for (const [purpose, basis] of Object.entries(story.consents ?? {})) {
      consents.push({
        person_id: id,
        consentPurpose_id: PURPOSE_IDS[purpose as PurposeName],
        legalBase_id: basisId(basis),
        consentSource_id: SOURCE_IDS["USER"] ?? 0,
        comment: "Asked at the fair",
        updatedCount: 4,
      });
    }
    for (const link_type of story.clicks ?? []) clicks.push({ customer_id: id, link_type });
    for (const link_type of story.oldClicks ?? []) oldClicks.push({ email: story.email ?? "", link_type });
    if (story.email !== undefined) emails.push({ person_id: id, email_address: story.email });
  });
  const { s_shipment_addr: moreRecipients = [], s_link_customer_statical: moreOldClicks = [], ...others } = more;
  return {
    ...referenceRows(),
    person: persons,
    contact: companies,
    ShipmentTypeReservation: reservations,
    s_shipment: mailings.shipments,
    s_message: mailings.messages,
    s_shipment_addr: [...recipients, ...moreRecipients],
    s_sent_message: log,
    ConsentPerson: consents,
    s_link_customer: clicks,
    s_link_customer_statical: [...oldClicks, ...moreOldClicks],
    Email: emails,
    ...others,
  };
}

/** The vendor's keys under the ids above, and a purpose of the customer's own. */
function referenceRows(): DatabaseRows {
  return {
    ConsentPurpose: [
      { consentpurpose_id: PURPOSE_IDS.EMARKETING, key: "EMARKETING", name: "E-marketing" },
      { consentpurpose_id: PURPOSE_IDS.STORE, key: "STORE", name: "Sales and service" },
      { consentpurpose_id: PURPOSE_IDS.TELEPHONE, key: "TELEPHONE", name: "Calls" },
    ],
    LegalBase: Object.entries(LEGAL_BASIS_IDS).map(([key, legalbase_id]) => ({
      legalbase_id,
      key,
      name: `Basis ${key}`,
    })),
    ConsentSource: Object.entries(SOURCE_IDS).map(([key, consentsource_id]) => ({
      consentsource_id,
      key,
      name: `Source ${key}`,
    })),
  };
}

/** The key of a legal basis id: `blank`, or `#id` where there is none. */
export function basisKey(id: unknown): string {
  if (id === null || id === undefined || Number(id) === 0) return "blank";
  return Object.entries(LEGAL_BASIS_IDS).find(([, known]) => known === Number(id))?.[0] ?? `#${String(id)}`;
}

/** The key of a consent source id. */
export function sourceKey(id: unknown): string {
  return Object.entries(SOURCE_IDS).find(([, known]) => known === Number(id))?.[0] ?? `#${String(id)}`;
}

function basisId(basis: Basis): number | null {
  return typeof basis === "string" ? (LEGAL_BASIS_IDS[basis] ?? 0) : basis;
}

/** Mailings and messages, one for each kind that a story asks for. */
class Mailings {
  readonly shipments: Row[] = [];
  readonly messages: Row[] = [];
  readonly #known = new Map<string, { readonly shipment_id: number; readonly message_id: number }>();

  of({ mailing = 1, flags = 3, started, name = "" }: Mail) {
    const kind = JSON.stringify([mailing, flags, started, name]);
    const known = this.#known.get(kind);
    if (known !== undefined) return known;
    const message_id = flags === "none" ? 0 : 900 + this.messages.length;
    if (flags !== "none") this.messages.push({ id: message_id, flags, description: kind });
    const shipment_id = 500 + this.shipments.length;
    this.shipments.push({ id: shipment_id, message_id, status: mailing, start_date: started ?? null });
    const made = { shipment_id, message_id };
    this.#known.set(kind, made);
    return made;
  }
}
