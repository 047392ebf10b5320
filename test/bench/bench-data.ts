import type { Session } from "../../src/dialect/session.js";
import { identifier, sql, type Sql } from "../../src/dialect/sql.js";
import { createIndexStatement, createTableStatement, isIndexable } from "../../src/dialect/create-table.js";
import { CRM_TABLES, type CrmTable } from "../../src/crm/tables.js";
import { seededTexts } from "../../src/crm/seeded-texts.js";
import { insertRows } from "./insert-rows.js";
import { emptyConsents } from "./same-state.js";

/** How large a benchmark's database is. */
export interface BenchSize {
  readonly persons: number;
  /** Recipients per person on average; nearly a third of the persons has none, a few have seven times as many. */
  readonly recipients: number;
}

const MAILINGS = 520;

/** Makes a statement of the bench's own tables with the session's schema. */
function named(session: Session, name: string): Sql {
  return identifier(session.server.schema, name);
}

/** A table of the numbers 1 to at least `count`, made by doubling: every engine can do that. */
export async function createNumbers(session: Session, count: number): Promise<void> {
  const table = named(session, "bench_number");
  await session.execute(sql`CREATE TABLE ${table} (n int NOT NULL PRIMARY KEY)`);
  await session.execute(sql`INSERT INTO ${table} (n) VALUES (1)`);
  for (let rows = 1; rows < count; rows *= 2) {
    await session.execute(sql`INSERT INTO ${table} (n) SELECT n + ${rows} FROM ${table} WHERE n + ${rows} <= ${count}`);
  }
}

const TABLES: readonly CrmTable[] = [
  "person",
  "ConsentPurpose",
  "LegalBase",
  "ConsentSource",
  "ConsentPerson",
  "ShipmentType",
  "ShipmentTypeReservation",
  "TemporaryKey",
  "s_shipment",
  "s_shipment_addr",
  "s_message",
  "s_sent_message",
  "s_link_customer",
  "sequence",
  "traveltransactionlog",
  "travelcurrent",
];

/** Creates tables, rows and indexes with set-based SQL; ends with fresh statistics. */
export async function createBenchData(session: Session, size: BenchSize): Promise<void> {
  const { dialect } = session;
  const schema = session.server.schema;
  for (const name of TABLES) await session.execute(createTableStatement(dialect, schema, CRM_TABLES[name]));
  await createNumbers(session, Math.max(size.persons, MAILINGS));
  await insertSmallTables(session);
  await insertPersons(session, size.persons);
  await insertRecipients(session, size);
  await createIndexes(session, TABLES);
  await emptyConsents(session);
}

/** The vendor's indexes, as far as the engine can have them. */
export async function createIndexes(session: Session, tables: readonly CrmTable[]): Promise<void> {
  const { dialect, server } = session;
  for (const name of tables) {
    for (const index of CRM_TABLES[name].indexes) {
      if (isIndexable(dialect, CRM_TABLES[name], index)) await session.execute(createIndexStatement(server.schema, name, index));
    }
  }
}

async function insertPersons(session: Session, persons: number): Promise<void> {
  // Every fourth id is missing, as after years of deleting.
  const person = {
    person_id: sql`n + (n / 3)`,
    contact_id: sql`n % 50000`,
    lastname: sql`'Doe'`,
    firstname: sql`'Jo'`,
    nomailing: sql`CASE WHEN n % 20 = 0 THEN 1 ELSE 0 END`,
    retired: sql`CASE WHEN n % 33 = 0 THEN 1 ELSE 0 END`,
  };
  await insertRows(session, "person", person, sql`FROM ${named(session, "bench_number")} WHERE n <= ${persons}`);
}

/**
 * Recipients mailing by mailing, as the CRM writes them: a person's rows lie far apart. How many a
 * person has is skewed: 30 % none, 50 % 0.8 times the average, 17 % 2.3 times, 3 % 7 times.
 */
async function insertRecipients(session: Session, size: BenchSize): Promise<void> {
  const most = size.recipients * 7;
  const number = named(session, "bench_number");
  const many = (times: number): number => Math.max(1, Math.round(size.recipients * times));
  let id = 0;
  for (let round = 1; round <= most; round += 1) {
    const share = sql`((n.n % 100) * 7919) % 100`;
    const reached = sql`CASE WHEN ${share} < 30 THEN 0 WHEN ${share} < 80 THEN ${many(0.8)} WHEN ${share} < 97 THEN ${many(2.3)} ELSE ${many(7)} END`;
    const mailing = sql`1 + (${round} * 37 + (n.n % 13)) % ${MAILINGS}`;
    const recipient = {
      id: sql`${session.dialect.cast(id, { kind: "int" })} + ROW_NUMBER() OVER (ORDER BY n.n)`,
      shipment_id: mailing,
      address: sql`'jo@example.org'`,
      customer_id: sql`n.n + (n.n / 3)`,
      type: sql`1`,
      status: sql`CASE WHEN (n.n + ${round}) % 11 = 0 THEN 5 WHEN (n.n + ${round}) % 7 = 0 THEN 6 WHEN (n.n + ${round}) % 5000 = 0 THEN 10 WHEN (n.n + ${round}) % 13 = 0 THEN 2 ELSE 4 END`,
      contact_id: sql`n.n % 50000`,
    };
    const reachedNow = sql`FROM ${number} n WHERE n.n <= ${size.persons} AND ${reached} >= ${round}`;
    id += await insertRows(session, "s_shipment_addr", recipient, reachedNow);
  }
}

async function insertSmallTables(session: Session): Promise<void> {
  const { cast } = session.dialect;
  const number = named(session, "bench_number");
  const message = {
    id: sql`n`,
    plain_message: sql`'Hello'`,
    html_message: sql`'<p>Hello</p>'`,
    description: sql`'Newsletter'`,
    flags: sql`3`,
  };
  await insertRows(session, "s_message", message, sql`FROM ${number} WHERE n <= ${MAILINGS}`);
  const starts = Array.from({ length: MAILINGS }, (_, mailing) =>
    new Date(Date.UTC(2010, 0, 1 + mailing * 7)).toISOString().slice(0, 19).replace("T", " "),
  );
  for (const [position, start] of starts.entries()) {
    const id = cast(position + 1, { kind: "int" });
    await insertRows(session, "s_shipment", {
      id,
      message_id: id,
      start_date: cast(start, { kind: "timestamp" }),
      status: sql`1`,
    });
  }
  const texts = seededTexts("en");
  const reference = [
    ["ConsentPurpose", "consentpurpose_id", texts.purposes],
    ["LegalBase", "legalbase_id", texts.legalBases],
    ["ConsentSource", "consentsource_id", texts.consentSources],
  ] as const;
  for (const [table, key, entries] of reference) {
    for (const [position, [code, { name }]] of Object.entries(entries).entries()) {
      const text = (value: string): Sql => cast(value, { kind: "text", length: 255 });
      await insertRows(session, table, {
        [key]: cast(position + 1, { kind: "int" }),
        name: text(name),
        key: text(code),
        deleted: sql`0`,
      });
    }
  }
  await session.execute(sql`UPDATE ${named(session, "ConsentPurpose")} SET active = 1`);
  await insertOwnership(session, TABLES);
}

/** A central database, and an id to give out for each of its tables. */
export async function insertOwnership(session: Session, tables: readonly CrmTable[]): Promise<void> {
  const { cast } = session.dialect;
  await insertRows(session, "travelcurrent", { travelcurrent_id: sql`1`, systemlevel: sql`10` });
  for (const [position, table] of tables.entries()) {
    await insertRows(session, "sequence", {
      id: cast(position + 11, { kind: "int" }),
      next_id: sql`1000`,
      TableName: cast(table, { kind: "text", length: 128 }),
      TableNumber: cast(position + 1, { kind: "int" }),
    });
  }
}
