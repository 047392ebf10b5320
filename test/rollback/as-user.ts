import { readWholeCatalog } from "../support/read-whole-catalog.js";
import type { Session } from "../../src/dialect/session.js";
import { sql, type Sql, type SqlValue } from "../../src/dialect/sql.js";
import { CRM_TABLES, type CrmTable } from "../../src/crm/tables.js";
import { withMandatory } from "../support/row-defaults.js";
import { TargetTable } from "../../src/crm/target-table.js";

type Values = Readonly<Record<string, SqlValue>>;
export type StoredRow = Readonly<Record<string, string | number | null>>;

async function targetOf(session: Session, table: CrmTable): Promise<TargetTable> {
  const target = TargetTable.find(session.dialect, await readWholeCatalog(session), table);
  if (target === undefined) throw new Error(`no table ${table}`);
  return target;
}

function assignments(target: TargetTable, values: Values): readonly (readonly [Sql, Sql])[] {
  return Object.entries(values).map(([column, value]) => [target.column(column), target.typed(column, value)] as const);
}

/** Changes or deletes rows as somebody at the database's own client. @returns how many */
export async function write(session: Session, table: CrmTable, where: Values, change: Values | "delete"): Promise<number> {
  const target = await targetOf(session, table);
  const rows = sql.join(
    assignments(target, where).map(([column, value]) => sql`${column} = ${value}`),
    " AND ",
  );
  if (change === "delete") return session.execute(sql`DELETE FROM ${target.name} WHERE ${rows}`);
  const set = sql`${assignments(target, change).map(([column, value]) => sql`${column} = ${value}`)}`;
  return session.execute(sql`UPDATE ${target.name} SET ${set} WHERE ${rows}`);
}

/** Changes rows as the CRM does when a user saves them. */
export async function saveAsUser(session: Session, table: CrmTable, where: Values, change: Values): Promise<void> {
  const target = await targetOf(session, table);
  const rows = sql.join(
    assignments(target, where).map(([column, value]) => sql`${column} = ${value}`),
    " AND ",
  );
  const set = assignments(target, { ...change, updated_associate_id: 11 }).map(([column, value]) => sql`${column} = ${value}`);
  const counter = target.column("updatedCount");
  await session.execute(sql`
    UPDATE ${target.name} SET ${set}, ${target.column("updated")} = ${session.dialect.utcNow()}, ${counter} = COALESCE(${counter}, 0) + 1
    WHERE ${rows}`);
}

/** Adds a row; columns that are left out are NULL where they may be. */
export async function insert(session: Session, table: CrmTable, values: Values): Promise<void> {
  const target = await targetOf(session, table);
  const all = Object.entries(withMandatory(CRM_TABLES[table], values));
  const pairs = assignments(target, Object.fromEntries(all.filter(([column]) => target.has(column))));
  await session.execute(sql`
    INSERT INTO ${target.name} (${pairs.map(([column]) => column)}) VALUES (${pairs.map(([, value]) => value)})`);
}

/** All rows of a table, by lower-case column. */
export async function rowsOf(session: Session, table: CrmTable): Promise<readonly StoredRow[]> {
  const target = await targetOf(session, table);
  const rows = await session.query<StoredRow>(sql`SELECT * FROM ${target.name}`);
  return rows.map((row) => Object.fromEntries(Object.entries(row).map(([name, value]) => [name.toLowerCase(), value])));
}

/** A consent row's id. */
export function idOf(row: StoredRow | undefined): number {
  return Number(row?.[CRM_TABLES.ConsentPerson.primaryKey[0] ?? ""]);
}

/** The tool's own tables that are there. */
export async function ledgerTables(session: Session): Promise<readonly string[]> {
  return [...(await readWholeCatalog(session)).tables.keys()].filter((name) => name.startsWith("consent_upgrade_"));
}
