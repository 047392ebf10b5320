import { findTable, type Catalog, type CatalogTable } from "../dialect/catalog.js";
import type { Session } from "../dialect/session.js";
import { identifier, sql, type Sql } from "../dialect/sql.js";
import { RefusedError } from "../errors.js";
import { CONSENT_TABLES, CRM_TABLES, ESSENTIAL_TABLES, type CrmTable } from "../crm/tables.js";
import { Relations } from "../crm/relations.js";
import type { UpgradeContext } from "../work/upgrade-context.js";
import { count } from "../dialect/counts.js";
import { FIRST_SATELLITE_ID, SequenceTable } from "../crm/sequence.js";

/** The level of the central database in `travelcurrent`; satellites and travel databases have a lower one. */
const CENTRAL_LEVEL = 10;

/** Refuses what is no CRM database, naming what is missing. @throws RefusedError (4) */
export async function refuseOtherDatabases(session: Session, catalog: Catalog): Promise<void> {
  const missing = ESSENTIAL_TABLES.filter((table) => findTable(catalog, table) === undefined);
  if (missing.length === 0) {
    refuseMissingColumns(catalog);
    return;
  }
  const { database } = session.server;
  const elsewhere = (await session.dialect.schemasWithTable(session, "s_shipment_addr")).filter(
    (schema) => schema !== catalog.schema,
  );
  throw new RefusedError(
    "NOT_A_CRM_DATABASE",
    `The database ${database} (schema ${catalog.schema}) is no CRM database: it lacks the table${missing.length > 1 ? "s" : ""} ${missing.join(", ")}.`,
    {
      hint:
        elsewhere.length > 0
          ? `The CRM's tables seem to stand in the schema ${elsewhere.join(" or ")}: add ?schema=${elsewhere[0]} to the database URL.`
          : "Check the database's name and the schema (?schema=…), and that this login may see the tables.",
    },
  );
}

function refuseMissingColumns(catalog: Catalog): void {
  const missing = (Object.keys(CRM_TABLES) as CrmTable[]).flatMap((name) => {
    const stored = findTable(catalog, name);
    if (stored === undefined) return [];
    return CRM_TABLES[name].columns
      .filter((column) => column.required && !stored.columns.has(column.name.toLowerCase()))
      .map((column) => `${stored.name}.${column.name}`);
  });
  if (missing.length > 0) {
    throw new RefusedError("NOT_A_CRM_DATABASE", `Columns that the upgrade needs are missing: ${missing.join(", ")}.`, {
      hint: "Check that the schema is the CRM's, and that its own upgrade ended well.",
    });
  }
  const times: readonly (readonly [CrmTable, string])[] = [
    ["person", "registered"],
    ["ConsentPerson", "registered"],
    ["s_shipment", "start_date"],
    ["s_shipment_addr", "sending_time"],
  ];
  const integers = times.filter(([table, name]) => {
    const type = findTable(catalog, table)?.columns.get(name)?.type;
    return type !== undefined && !/date|time/.test(type);
  });
  if (integers.length > 0) {
    throw new RefusedError(
      "UNSUPPORTED_VERSION",
      `This database keeps times as integers (${integers.map((pair) => pair.join(".")).join(", ")}): it is too old for the upgrade.`,
      { hint: "Upgrade the CRM to a release with real time columns first." },
    );
  }
}

/** Refuses satellites and travel databases, and a central one whose travellers are out. @throws RefusedError (4) */
export async function refuseWhereTravelling(session: Session, relations: Relations): Promise<void> {
  const levels = await session.query<{ level: number | null }>(
    sql`SELECT MIN(c.systemlevel) AS level FROM ${relations.of("travelcurrent")} c`,
  );
  const level = levels[0]?.level;
  if (level !== null && level !== undefined && Number(level) < CENTRAL_LEVEL) {
    throw new RefusedError(
      "NOT_CENTRAL",
      `This is a satellite or travel database (system level ${level}), not the central one.`,
      { hint: "Run the upgrade on the central database; satellites receive the changes by replication." },
    );
  }
  const out = await session.query<{ id: number }>(sql`${travellersOut(relations)} ORDER BY t.travel_id`);
  if (out.length > 0) {
    const ids = out.slice(0, 10).map((row) => row.id);
    throw new RefusedError(
      "TRAVELLERS_OUT",
      `${out.length} traveller${out.length > 1 ? "s are" : " is"} out (associate ${ids.join(", ")}${out.length > 10 ? ", …" : ""}).`,
      { hint: "Let all travellers come home (synchronise and go home in the CRM), then run again." },
    );
  }
}

/** SELECT of the travellers who are out: `id` is the associate's. */
export function travellersOut(relations: Relations): Sql {
  return sql`
    SELECT t.travel_id AS id FROM ${relations.of("traveller")} t
    WHERE t.travel_id > 0 AND t.travel_id < ${FIRST_SATELLITE_ID}`;
}

/** SELECT of satellites and travellers, wherever they are. */
export function replicasQuery(relations: Relations): Sql {
  return sql`
    SELECT s.satellite_id AS id FROM ${relations.of("satellite")} s
    UNION ALL SELECT t.traveller_id FROM ${relations.of("traveller")} t WHERE t.travel_id IS NOT NULL`;
}

/** Whether changes have to be logged for satellites or travellers. */
export async function hasReplicas(session: Session, relations: Relations): Promise<boolean> {
  const rows = await session.query<{ n: unknown }>(sql`SELECT COUNT(*) AS n FROM (${replicasQuery(relations)}) r`);
  return count(rows[0]?.n) > 0;
}

/** Tables whose `sequence` the run moves. */
const WRITTEN_TABLES: readonly CrmTable[] = [...CONSENT_TABLES, "UserPreference", "traveltransactionlog"];

/**
 * Tables whose next free id is not past their greatest own id: the CRM would hand out ids twice. Reads the greatest id
 * first and `next_id` second, or users at work raise false alarms.
 * @param more tables that steps write to: of the others a damage is nobody's business here
 */
export async function damagedSequenceRows(
  session: Session,
  catalog: Catalog,
  numberOf: (table: CrmTable) => number | undefined,
  more: readonly CrmTable[] = [],
): Promise<readonly { readonly table: CrmTable; readonly greatest: number; readonly next: number }[]> {
  const relations = new Relations(session.dialect, catalog);
  const sequence = new SequenceTable(session, catalog);
  const damaged = [];
  for (const table of new Set([...WRITTEN_TABLES, ...more])) {
    if (!relations.has(table)) continue;
    const key = identifier("t", (CRM_TABLES[table].primaryKey[0] ?? "id").toLowerCase());
    const rows = await session.query<{ n: number | null }>(
      sql`SELECT MAX(${key}) AS n FROM ${relations.of(table)} t WHERE ${key} < ${FIRST_SATELLITE_ID}`,
    );
    const row = await sequence.find(table, numberOf(table));
    if (row === undefined) continue;
    const greatest = count(rows[0]?.n);
    const next = await sequence.nextId(row);
    if (next <= greatest) damaged.push({ table, greatest, next });
  }
  return damaged;
}

export const CONTACT_AND_PURPOSE: readonly string[] = ["person_id", "consentpurpose_id"];

/** Whether the database itself sees to it that a contact has one row for a purpose. */
export function isUniqueByPurpose({ indexes }: CatalogTable): boolean {
  return indexes.some(
    ({ unique, columns }) =>
      unique && columns.length === 2 && columns.every((name) => CONTACT_AND_PURPOSE.includes(name.toLowerCase())),
  );
}

/** So many persons with two rows for one purpose are named. */
export const MOST_DUPLICATES = 5;

/** The first persons with two rows for one purpose, where the unique index is missing. @throws DatabaseError */
export async function personsWithDuplicates({ session, catalog, relations }: UpgradeContext): Promise<readonly number[]> {
  const stored = findTable(catalog, "ConsentPerson");
  if (stored === undefined || isUniqueByPurpose(stored)) return [];
  const rows = await session.query<{ person_id: number }>(sql`
    SELECT ${session.dialect.top(MOST_DUPLICATES)} c.person_id FROM ${relations.of("ConsentPerson")} c
    WHERE c.person_id IS NOT NULL AND c.consentpurpose_id IS NOT NULL
    GROUP BY c.person_id, c.consentpurpose_id HAVING COUNT(*) > 1
    ORDER BY c.person_id ${session.dialect.limit(MOST_DUPLICATES)}`);
  return rows.map((row) => row.person_id);
}
