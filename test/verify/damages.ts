import type { UpgradedSample } from "./upgraded-sample.js";
import type { SampleCases } from "./sample-cases.js";
import { identifier, sql } from "../../src/dialect/sql.js";

/** Something wrong in the database, and the check that must fail for it. */
export interface Damage {
  readonly what: string;
  readonly check: string;
  /** What the check's message must name besides. */
  readonly says: RegExp;
  readonly make: (sample: UpgradedSample, cases: SampleCases) => Promise<void>;
}

/** In contacts and their consents. */
export const CONSENT_DAMAGES: readonly Damage[] = [
  {
    what: "a contact's own row for Sales and service is gone, which the ledger never had",
    check: "sales-and-service",
    says: /without Sales and service/,
    make: async (sample, cases) =>
      sample.remove("ConsentPerson", { column: "consentperson_id", value: await cases.customersRow("STORE") }),
  },
  {
    what: "a contact's own row for Sales and service has no basis",
    check: "sales-and-service",
    says: /no legal basis/,
    make: async (sample, cases) => sample.set("ConsentPerson", await cases.customersRow("STORE"), { legalBase_id: null }),
  },
  {
    what: "a row of ours has another basis",
    check: "consent-rows",
    says: /another legal basis/,
    make: async (sample, cases) =>
      sample.set("ConsentPerson", await cases.ourRow("sales-and-service"), { legalBase_id: await cases.basis("61A") }),
  },
  {
    what: "a row of ours has another source",
    check: "consent-rows",
    says: /another consent source/,
    make: async (sample, cases) =>
      sample.set("ConsentPerson", await cases.ourRow("sales-and-service"), { consentSource_id: await cases.source("USER") }),
  },
  {
    what: "a withdrawn row has the source of the other steps",
    check: "consent-rows",
    says: /another consent source/,
    make: async (sample, cases) =>
      sample.set("ConsentPerson", await cases.ourRow("no-mailings-to-withdrawn"), {
        consentSource_id: await cases.source("UNKNOWN"),
      }),
  },
  {
    what: "a row of ours has another purpose",
    check: "consent-rows",
    says: /another purpose/,
    make: async (sample, cases) =>
      sample.set("ConsentPerson", await cases.ourRow("sales-and-service"), { consentPurpose_id: 4711 }),
  },
  {
    what: "a row of ours is for a contact that its batch never had",
    check: "consent-rows",
    says: /outside of the batch/,
    make: async (sample, cases) =>
      sample.set("ConsentPerson", await cases.ourRow("sales-and-service"), { person_id: 2_147_483_647 }),
  },
  {
    what: "a row of ours refers to a legal basis that does not exist",
    check: "dangling-ids",
    says: /legal basis does not exist/,
    make: async (sample, cases) => sample.set("ConsentPerson", await cases.ourRow("sales-and-service"), { legalBase_id: 4711 }),
  },
  {
    what: "the consent source of our rows is gone",
    check: "dangling-ids",
    says: /consent source does not exist/,
    make: async (sample, cases) =>
      sample.remove("ConsentSource", { column: "consentsource_id", value: await cases.source("UNKNOWN") }),
  },
  {
    what: "E-marketing of ours stands for a contact who was never mailed",
    check: "emarketing-never-mailed",
    says: /never mailed/,
    make: async (sample, cases) =>
      sample.set("ConsentPerson", await cases.ourRow("emarketing-from-mailing-history"), {
        person_id: await cases.neverMailed(),
      }),
  },
  {
    what: "E-marketing of ours moved away from a contact who was mailed",
    check: "emarketing-mailed",
    says: /mailed before and have no E-marketing/,
    make: async (sample, cases) =>
      sample.set("ConsentPerson", await cases.ourRow("emarketing-from-mailing-history"), {
        person_id: await cases.neverMailed(),
      }),
  },
  {
    what: "an old mail turns up for a contact without E-marketing",
    check: "emarketing-mailed",
    says: /mailed before and have no E-marketing/,
    make: async (_sample, cases) => cases.addRecipient(await cases.neverMailed(), 4),
  },
  {
    what: "a contact with E-marketing of ours complained before",
    check: "emarketing-never-mailed",
    says: /complained/,
    make: async (_sample, cases) => cases.addRecipient(await cases.personOfOurs("emarketing-from-mailing-history"), 10),
  },
  {
    what: "a contact with E-marketing of ours is flagged",
    check: "emarketing-never-mailed",
    says: /marked No mailings/,
    make: async (sample, cases) =>
      sample.set("person", await cases.personOfOurs("emarketing-from-mailing-history"), { nomailing: 1 }),
  },
  {
    what: "a flagged contact's E-marketing is not withdrawn",
    check: "no-mailings",
    says: /not Withdrawn/,
    make: async (sample, cases) =>
      sample.set("person", await cases.personOfOurs("emarketing-from-mailing-history"), { nomailing: 1 }),
  },
  {
    what: "a contact with E-marketing of ours is blocked",
    check: "emarketing-never-mailed",
    says: /blocks them/,
    make: async (sample, cases) =>
      sample.set("person", await cases.personOfOurs("emarketing-from-mailing-history"), { blockEmarketing: 1 }),
  },
  {
    what: "a flagged contact has no E-marketing",
    check: "no-mailings",
    says: /no row for E-marketing/,
    make: async (sample, cases) => sample.set("person", await cases.neverMailed(), { nomailing: 1 }),
  },
  {
    what: "a contact made Withdrawn is not flagged",
    check: "no-mailings-only",
    says: /not marked No mailings/,
    make: async (sample, cases) => sample.set("person", await cases.personOfOurs("no-mailings-to-withdrawn"), { nomailing: 0 }),
  },
  ...(["sales-and-service", "no-mailings-to-withdrawn"] as const).map(
    (step): Damage => ({
      what: `a row of ${step} says nothing`,
      check: step === "sales-and-service" ? "sales-and-service-evidence" : "no-mailings-evidence",
      says: /comment does not say/,
      make: async (sample, cases) => sample.set("ConsentPerson", await cases.ourRow(step), { comment: null }),
    }),
  ),
  {
    what: "the evidence of E-marketing names another number of mailings",
    check: "emarketing-evidence",
    says: /not what the mailing history gives/,
    make: async (sample, cases) => {
      const id = await cases.ourRow("emarketing-from-mailing-history");
      await sample.set("ConsentPerson", id, { comment: "E-mail mailings sent: 4711, date unknown." });
    },
  },
  {
    what: "one more old mail than the evidence says",
    check: "emarketing-evidence",
    says: /not what the mailing history gives/,
    make: async (_sample, cases) => cases.addRecipient(await cases.personOfOurs("emarketing-from-mailing-history"), 5),
  },
  {
    what: "an old value of a customer's row had a basis",
    check: "existing-rows",
    says: /overwritten/,
    make: async (_sample, cases) => cases.giveOldBasis("61A"),
  },
  {
    what: "old values are missing in the ledger",
    check: "existing-rows",
    says: /not in the ledger/,
    make: async (sample) => void (await sample.session.execute(sql`DELETE FROM ${sample.ledger("oldConsent")}`)),
  },
];

/** In lists, templates and settings. */
export const LIST_DAMAGES: readonly Damage[] = [
  {
    what: "a legal basis is gone",
    check: "reference-data",
    says: /LegalBase 61C/,
    make: async (sample, cases) => sample.remove("LegalBase", { column: "legalbase_id", value: await cases.basis("61C") }),
  },
  {
    what: "a key stands twice",
    check: "reference-data",
    says: /several reference rows.*UNKNOWN/,
    make: (sample) =>
      sample.insert("ConsentSource", { consentsource_id: 4711, name: "Unknown too", key: " unknown", deleted: 0, rank: 99 }),
  },
  {
    what: "a type of ours has another name",
    check: "subscription-types",
    says: /another name/,
    make: async (sample, cases) => sample.set("ShipmentType", await cases.ourType(), { name: "Something else" }),
  },
  {
    what: "a type of ours was there already",
    check: "subscription-types",
    says: /the name was there/,
    make: async (sample, cases) => {
      await sample.insert("ShipmentType", { ShipmentType_id: 0, name: "news ", rank: 1, deleted: 1 });
      await cases.require(sql`SELECT t.shipmenttype_id FROM ${sample.of("ShipmentType")} t WHERE t.name = 'News'`);
    },
  },
  {
    what: "a template is as it was before",
    check: "template-links",
    says: /still have the standard unsubscribe link.*s_message/,
    make: async (_sample, cases) => cases.revertTemplate(),
  },
  {
    what: "a rewritten template has other bytes",
    check: "template-links",
    says: /not as the upgrade left them.*s_message/,
    make: async (sample, cases) =>
      sample.set("s_message", await cases.rewrittenMessage("html_message"), { html_message: "<p>other</p>" }),
  },
  {
    what: "the message of a sent mailing was rewritten",
    check: "template-links",
    says: /already sent.*s_message/,
    make: async (_sample, cases) => cases.addMailing(await cases.rewrittenMessage("html_message"), 1),
  },
  {
    what: "a tracked link leads to the old page",
    check: "template-links",
    says: /s_link/,
    make: async (_sample, cases) => cases.revertLink(),
  },
  {
    what: "the interest of a contact without reservation is gone",
    check: "interests",
    says: /without a reservation/,
    make: async (sample, cases) =>
      sample.remove("personinterest", { column: "person_id", value: await cases.interestedPerson() }),
  },
  {
    what: "a reservation of ours is against a type that is not mapped",
    check: "interests-only",
    says: /no interest is mapped/,
    make: async (sample, cases) =>
      sample.set("ShipmentTypeReservation", await cases.ourReservation(), {
        ShipmentType_id: await cases.type("Urgent messages"),
      }),
  },
  {
    what: "the legal basis of new contacts has another value",
    check: "default-legal-basis",
    says: /GdprDefaultLegalBase/,
    make: async (sample, cases) => sample.set("UserPreference", await cases.preference(), { prefvalue: "61A" }),
  },
];

/** In `sequence`, the replication log and the ledger. */
export const RECORD_DAMAGES: readonly Damage[] = [
  {
    what: "sequence is behind",
    check: "sequence",
    says: /not past.*ConsentPerson/,
    make: async (sample, cases) => sample.set("sequence", await cases.sequenceRow("ConsentPerson"), { next_id: 2 }),
  },
  {
    what: "sequence has lost a row",
    check: "sequence",
    says: /without a row in sequence.*ConsentPerson/,
    make: async (sample, cases) => sample.remove("sequence", { column: "id", value: await cases.sequenceRow("ConsentPerson") }),
  },
  {
    what: "an entry of the replication log is missing",
    check: "replication-log",
    says: /sales-and-service 1/,
    make: async (sample, cases) =>
      sample.remove("traveltransactionlog", { column: "traveltransactionlog_id", value: await cases.logEntry() }),
  },
  {
    what: "an entry of the replication log is for another table",
    check: "replication-log",
    says: /sales-and-service 1/,
    make: async (sample, cases) => sample.set("traveltransactionlog", await cases.logEntry(), { tablenumber: 1 }),
  },
  ...(["inserted", "updated", "kept"] as const).map(
    (column): Damage => ({
      what: `the ledger's ${column} is off`,
      check: "ledger-figures",
      says: /sales-and-service/,
      make: async (sample) => {
        await sample.session.execute(
          sql`UPDATE ${sample.ledger("batch")} SET ${identifier(column)} = ${identifier(column)} + 1 WHERE step_id = 'sales-and-service'`,
        );
      },
    }),
  ),
  {
    what: "the ledger's id ranges overlap",
    check: "ledger-figures",
    says: /overlap.*emarketing-from-mailing-history/,
    make: async (sample, cases) => {
      const first = await cases.ourRow("sales-and-service");
      await sample.session.execute(
        sql`UPDATE ${sample.ledger("batch")} SET first_id = ${first}, last_id = ${first} WHERE step_id = 'emarketing-from-mailing-history'`,
      );
    },
  },
  {
    what: "an object was announced and never created",
    check: "consent-schema",
    says: /never created.*consent-index/,
    make: async (sample) => {
      const run = sql`(SELECT MIN(r.run_id) FROM ${sample.ledger("run")} r)`;
      await sample.session.execute(sql`
        INSERT INTO ${sample.ledger("object")} (run_id, kind, table_name, object_name, status, position)
        SELECT x.run_id, 'index', 'ConsentPerson', 'consent-index', 'announced', 1 FROM (SELECT ${run} AS run_id ${sample.session.dialect.fromNothing()}) x`);
    },
  },
  {
    what: "the run did not end",
    check: "applied",
    says: /Not finished/,
    make: async (sample) => void (await sample.session.execute(sql`UPDATE ${sample.ledger("run")} SET status = 'interrupted'`)),
  },
];
