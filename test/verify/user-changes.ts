import type { SampleCases } from "./sample-cases.js";
import type { UpgradedSample } from "./upgraded-sample.js";
import { identifier, sql } from "../../src/dialect/sql.js";

/** Something that users of the CRM do after the upgrade, and the check that says so. */
export interface UserChange {
  readonly what: string;
  readonly check: string;
  readonly make: (sample: UpgradedSample, cases: SampleCases) => Promise<void>;
}

const NEW_PERSON = 60_000;

function newPerson(sample: UpgradedSample, id = NEW_PERSON): Promise<void> {
  return sample.insert("person", {
    person_id: id,
    lastname: "New",
    registered: sample.later(),
    updated: sample.later(),
    updatedCount: 0,
    nomailing: 0,
  });
}

export const USER_CHANGES: readonly UserChange[] = [
  { what: "a contact comes", check: "sales-and-service-since", make: (sample) => newPerson(sample) },
  {
    what: "a contact comes with an id in a gap below",
    check: "sales-and-service-since",
    make: async (sample, cases) => {
      const gap = await cases.require(sql`SELECT MIN(p.person_id) + 1 FROM ${sample.of("person")} p
        WHERE NOT EXISTS (SELECT 1 FROM ${sample.of("person")} q WHERE q.person_id = p.person_id + 1)`);
      await newPerson(sample, gap);
    },
  },
  {
    what: "a new contact is mailed",
    check: "emarketing-mailed-since",
    make: async (sample, cases) => {
      await newPerson(sample);
      await cases.addRecipient(NEW_PERSON, 4, sample.later());
    },
  },
  {
    what: "an old contact is mailed for the first time",
    check: "emarketing-mailed-since",
    make: async (sample, cases) => cases.addRecipient(await cases.neverMailed(), 4, sample.later()),
  },
  {
    what: "a row of ours gets another basis",
    check: "consent-rows-since",
    make: async (sample, cases) =>
      sample.save("ConsentPerson", await cases.ourRow("sales-and-service"), {
        legalBase_id: await cases.basis("61A"),
        comment: "asked",
      }),
  },
  {
    what: "a row of ours for Sales and service is removed",
    check: "sales-and-service-since",
    make: async (sample, cases) =>
      sample.remove("ConsentPerson", { column: "consentperson_id", value: await cases.ourRow("sales-and-service") }),
  },
  {
    what: "a row of ours for E-marketing is removed",
    check: "emarketing-mailed-since",
    make: async (sample, cases) =>
      sample.remove("ConsentPerson", {
        column: "consentperson_id",
        value: await cases.ourRow("emarketing-from-mailing-history"),
      }),
  },
  {
    what: "a withdrawn row of ours is removed",
    check: "no-mailings-since",
    make: async (sample, cases) =>
      sample.remove("ConsentPerson", { column: "consentperson_id", value: await cases.ourRow("no-mailings-to-withdrawn") }),
  },
  {
    what: "a withdrawn contact consents again, flag and all",
    check: "no-mailings-since",
    make: async (sample, cases) =>
      sample.save("ConsentPerson", await cases.ourRow("no-mailings-to-withdrawn"), { legalBase_id: await cases.basis("61A") }),
  },
  {
    what: "a contact is flagged",
    check: "no-mailings-since",
    make: async (sample, cases) =>
      sample.save("person", await cases.personOfOurs("emarketing-from-mailing-history"), { nomailing: 1 }),
  },
  {
    what: "a contact's flag goes",
    check: "no-mailings-only-since",
    make: async (sample, cases) => sample.save("person", await cases.personOfOurs("no-mailings-to-withdrawn"), { nomailing: 0 }),
  },
  {
    what: "a contact complains about a later mailing",
    check: "emarketing-never-mailed-since",
    make: async (sample, cases) =>
      cases.addRecipient(await cases.personOfOurs("emarketing-from-mailing-history"), 10, sample.later()),
  },
  {
    what: "a contact complains late about a mailing that counted",
    check: "emarketing-never-mailed-since",
    make: async (sample, cases) => {
      const person = await cases.personOfOurs("emarketing-from-mailing-history");
      const id = await cases.require(sql`SELECT MIN(a.id) FROM ${sample.of("s_shipment_addr")} a
        JOIN ${sample.of("s_shipment")} s ON s.id = a.shipment_id JOIN ${sample.of("s_message")} m ON m.id = s.message_id
        WHERE a.customer_id = ${person} AND a.status IN (4, 5, 6, 8) AND s.status IN (1, 4, 5, 6) AND (m.flags & 3) <> 0`);
      await sample.set("s_shipment_addr", id, { status: 10 });
    },
  },
  {
    what: "a contact is deleted and its consents stay",
    check: "dangling-ids-since",
    make: async (sample, cases) =>
      sample.remove("person", { column: "person_id", value: await cases.personOfOurs("sales-and-service") }),
  },
  {
    what: "a type is renamed",
    check: "subscription-types-since",
    make: async (sample, cases) => sample.save("ShipmentType", await cases.ourType(), { name: "Monthly" }),
  },
  {
    what: "a type is removed",
    check: "subscription-types-since",
    make: async (sample, cases) =>
      sample.remove("ShipmentType", { column: "ShipmentType_id", value: await cases.type("Urgent messages") }),
  },
  {
    what: "a template gets the old link back in the CRM's editor",
    check: "template-links-since",
    make: async (sample, cases) => {
      await cases.revertTemplate();
      await sample.save("s_message", await cases.rewrittenMessage("html_message"), {});
    },
  },
  {
    what: "a rewritten template is edited",
    check: "template-links-since",
    make: async (sample, cases) =>
      sample.save("s_message", await cases.rewrittenMessage("html_message"), { html_message: "<p>New</p>" }),
  },
  {
    what: "a new template has the old link",
    check: "template-links-since",
    make: (sample) =>
      sample.insert("s_message", {
        id: 90_000,
        html_message: '<a href="[[link.subscription]]">unsubscribe here</a>',
        flags: 2,
        registered: sample.later(),
        updated: sample.later(),
        updatedCount: 0,
      }),
  },
  {
    what: "a contact subscribes again",
    check: "interests-since",
    make: async (sample, cases) =>
      sample.remove("ShipmentTypeReservation", { column: "ShipmentTypeReservation_id", value: await cases.ourReservation() }),
  },
  {
    what: "the legal basis of new contacts is changed",
    check: "default-legal-basis-since",
    make: async (sample, cases) => sample.save("UserPreference", await cases.preference(), { prefvalue: "61A" }),
  },
  {
    what: "E-marketing privacy is switched off",
    check: "emarketing-privacy-since",
    make: async (sample, cases) => sample.set("registry", await cases.privacyEntry(), { value: "0" }),
  },
  {
    what: "the replication log is emptied",
    check: "replication-log-since",
    make: async (sample) => {
      await sample.session.execute(sql`DELETE FROM ${identifier(sample.session.server.schema, "traveltransactionlog")}`);
    },
  },
];
