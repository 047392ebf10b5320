import { identifier, sql, type Sql } from "../../src/dialect/sql.js";
import type { StepId } from "../../src/steps/step.js";
import type { UpgradedSample } from "./upgraded-sample.js";

/** Finds records of an upgraded sample that tests damage. */
export class SampleCases {
  constructor(private readonly sample: UpgradedSample) {}

  private get sql() {
    return sql;
  }

  require(query: Sql): Promise<number> {
    return this.sample.id(query);
  }

  basis(key: string): Promise<number> {
    return this.require(
      this
        .sql`SELECT b.legalbase_id FROM ${this.sample.of("LegalBase")} b WHERE ${identifier("b", "key")} IN (${key}, ${`#${key}`})`,
    );
  }

  source(key: string): Promise<number> {
    return this.require(
      this
        .sql`SELECT s.consentsource_id FROM ${this.sample.of("ConsentSource")} s WHERE ${identifier("s", "key")} IN (${key}, ${`#${key}`})`,
    );
  }

  type(name: string): Promise<number> {
    return this.require(this.sql`SELECT t.shipmenttype_id FROM ${this.sample.of("ShipmentType")} t WHERE t.name = ${name}`);
  }

  private purpose(key: string): Sql {
    return sql`(SELECT u.consentpurpose_id FROM ${this.sample.of("ConsentPurpose")} u WHERE ${identifier("u", "key")} IN (${key}, ${`#${key}`}))`;
  }

  private insertedBy(step: StepId, id: Sql, table: string): Sql {
    return this.sql`EXISTS (SELECT 1 FROM ${this.sample.ledger("batch")} b
      WHERE b.step_id = ${step} AND b.table_name = ${table} AND ${id} BETWEEN b.first_id AND b.last_id)`;
  }

  /** The greatest consent row that a step inserted, of a contact without mailing status to spare. */
  ourRow(step: StepId): Promise<number> {
    return this.require(this.sql`SELECT MIN(c.consentperson_id) FROM ${this.sample.of("ConsentPerson")} c
      WHERE ${this.insertedBy(step, this.sql`c.consentperson_id`, "ConsentPerson")}`);
  }

  async personOfOurs(step: StepId): Promise<number> {
    return this.require(
      this
        .sql`SELECT c.person_id FROM ${this.sample.of("ConsentPerson")} c WHERE c.consentperson_id = ${await this.ourRow(step)}`,
    );
  }

  /** A row with a basis that the upgrade found and left. */
  customersRow(purpose: string): Promise<number> {
    const id = this.sql`c.consentperson_id`;
    return this.require(this.sql`SELECT MIN(c.consentperson_id) FROM ${this.sample.of("ConsentPerson")} c
      JOIN ${this.sample.of("person")} p ON p.person_id = c.person_id
      WHERE c.consentpurpose_id = ${this.purpose(purpose)} AND NOT ${this.insertedBy("sales-and-service", id, "ConsentPerson")}
        AND NOT EXISTS (SELECT 1 FROM ${this.sample.ledger("oldConsent")} o WHERE o.consent_id = c.consentperson_id)`);
  }

  /** A contact, neither flagged nor blocked, who has no recipient, no sent message and no E-marketing. */
  neverMailed(): Promise<number> {
    return this.require(this.sql`SELECT MIN(p.person_id) FROM ${this.sample.of("person")} p
      WHERE COALESCE(p.nomailing, 0) = 0 AND COALESCE(p.blockemarketing, 0) = 0
        AND NOT EXISTS (SELECT 1 FROM ${this.sample.of("s_shipment_addr")} a WHERE a.customer_id = p.person_id)
        AND NOT EXISTS (SELECT 1 FROM ${this.sample.of("s_sent_message")} l WHERE l.customer_id = p.person_id)
        AND NOT EXISTS (SELECT 1 FROM ${this.sample.of("ConsentPerson")} c WHERE c.person_id = p.person_id AND c.consentpurpose_id = ${this.purpose("EMARKETING")})`);
  }

  /** A recipient of an old e-mail mailing that the contact was not in. */
  async addRecipient(person: number, status: number, sent = "2016-05-04 10:00:00"): Promise<void> {
    const { sql } = this;
    const mailing =
      await this.require(sql`SELECT MIN(s.id) FROM ${this.sample.of("s_shipment")} s JOIN ${this.sample.of("s_message")} m ON m.id = s.message_id
      WHERE s.status = 1 AND (m.flags & 3) <> 0
        AND NOT EXISTS (SELECT 1 FROM ${this.sample.of("s_shipment_addr")} a WHERE a.shipment_id = s.id AND a.customer_id = ${person})`);
    const id = await this.require(sql`SELECT MAX(a.id) + 1 FROM ${this.sample.of("s_shipment_addr")} a`);
    await this.sample.insert("s_shipment_addr", {
      id,
      shipment_id: mailing,
      customer_id: person,
      status,
      sending_time: sent,
      address: "a@example.com",
    });
  }

  async addMailing(message: number, status: number): Promise<void> {
    const id = await this.require(this.sql`SELECT MAX(s.id) + 1 FROM ${this.sample.of("s_shipment")} s`);
    const old = { registered: "2016-05-04 10:00:00", updated: "2016-05-04 10:00:00" };
    await this.sample.insert("s_shipment", { id, message_id: message, status, start_date: "2016-05-04 10:00:00", ...old });
  }

  /** Says in the ledger that the blank row which Sales and service filled had a basis. */
  async giveOldBasis(key: string): Promise<void> {
    const basis = await this.basis(key);
    const matched = await this.sample.session.execute(
      this.sql`UPDATE ${this.sample.ledger("oldConsent")} SET legalbase_id = ${basis} WHERE step_id = 'sales-and-service'`,
    );
    if (matched === 0) throw new Error("The sample has no blank row for Sales and service.");
  }

  ourType(): Promise<number> {
    return this.require(this.sql`SELECT MIN(t.shipmenttype_id) FROM ${this.sample.of("ShipmentType")} t
      WHERE ${this.insertedBy("subscription-types", this.sql`t.shipmenttype_id`, "ShipmentType")}`);
  }

  ourReservation(): Promise<number> {
    return this.require(this.sql`SELECT MIN(r.shipmenttypereservation_id) FROM ${this.sample.of("ShipmentTypeReservation")} r
      WHERE ${this.insertedBy("interests-to-subscriptions", this.sql`r.shipmenttypereservation_id`, "ShipmentTypeReservation")}`);
  }

  /** A contact with E-marketing who has no reservation against a mapped type, because of an interest. */
  async interestedPerson(): Promise<number> {
    const interest = await this.require(
      this.sql`SELECT i.persint_id FROM ${this.sample.of("PersInt")} i WHERE i.name = 'Newsletter'`,
    );
    return this.require(this.sql`SELECT MIN(c.person_id) FROM ${this.sample.of("ConsentPerson")} c
      JOIN ${this.sample.of("personinterest")} i ON i.person_id = c.person_id AND i.pinterest_idx = ${interest}
      JOIN ${this.sample.of("person")} p ON p.person_id = c.person_id
      WHERE c.consentpurpose_id = ${this.purpose("EMARKETING")} AND c.legalbase_id = ${await this.basis("61F")}`);
  }

  preference(): Promise<number> {
    return this.require(this.sql`SELECT u.userpreference_id FROM ${this.sample.of("UserPreference")} u
      WHERE u.prefsection = 'GDPR' AND u.prefkey = 'GdprDefaultLegalBase' AND u.deflevel = 2`);
  }

  privacyEntry(): Promise<number> {
    return this.require(this.sql`SELECT r.id FROM ${this.sample.of("registry")} r WHERE r.reg_id = 342`);
  }

  sequenceRow(table: string): Promise<number> {
    return this.require(
      this.sql`SELECT s.id FROM ${this.sample.of("sequence")} s WHERE LOWER(s.tablename) = ${table.toLowerCase()}`,
    );
  }

  /** An entry of the replication log for a row of Sales and service; not the oldest entry of all. */
  logEntry(): Promise<number> {
    return this.require(this.sql`SELECT r.first_id + 1 FROM ${this.sample.ledger("reservation")} r
      WHERE r.table_name = 'traveltransactionlog' AND r.step_id = 'sales-and-service'`);
  }

  rewrittenMessage(column: string): Promise<number> {
    return this.require(this.sql`SELECT MIN(o.row_id) FROM ${this.sample.ledger("oldText")} o
      WHERE o.table_name = 's_message' AND o.column_name = ${column}`);
  }

  /** Gives a template its old text, without a trace. */
  async revertTemplate(): Promise<void> {
    const id = await this.rewrittenMessage("html_message");
    const [row] = await this.sample.session.query<{ text: string }>(this
      .sql`SELECT o.old_text AS text FROM ${this.sample.ledger("oldText")} o
      WHERE o.table_name = 's_message' AND o.row_id = ${id} AND o.column_name = 'html_message'`);
    await this.sample.set("s_message", id, { html_message: row?.text ?? "" });
  }

  async revertLink(): Promise<void> {
    const [row] = await this.sample.session.query<{ id: number; text: string }>(
      this
        .sql`SELECT o.row_id AS id, o.old_text AS text FROM ${this.sample.ledger("oldText")} o WHERE o.table_name = 's_link' ORDER BY o.row_id`,
    );
    await this.sample.set("s_link", row?.id ?? 0, { url: row?.text ?? "" });
  }
}
