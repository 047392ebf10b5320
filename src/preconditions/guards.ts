import type { Catalog, CatalogTable } from "../dialect/catalog.js";
import type { Session } from "../dialect/session.js";
import { identifier, sql, type Sql } from "../dialect/sql.js";
import { CONSENT_TABLES, CRM_TABLES, type CrmTable } from "../crm/tables.js";
import { Relations } from "../crm/relations.js";
import { count, countRows } from "../dialect/counts.js";
import { FIRST_SATELLITE_ID, SequenceTable } from "../crm/sequence.js";

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
  return (await countRows(session, sql`FROM (${replicasQuery(relations)}) r`)) > 0;
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
