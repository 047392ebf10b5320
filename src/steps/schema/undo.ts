import { findTable, readCatalog, type Catalog } from "../../dialect/catalog.js";
import { inTransaction, type Session } from "../../dialect/session.js";
import { identifier, sql, type Sql } from "../../dialect/sql.js";
import { CRM_TABLES } from "../../crm/tables.js";
import type { Finding } from "../finding.js";
import { countRows } from "../../dialect/counts.js";
import type { ObjectRow } from "../../ledger/created-objects.js";
import type { Ledger } from "../../ledger/ledger.js";
import type { Place } from "../../work/undo-left.js";
import { isCrmTable, type UndoWork } from "../../work/undo-work.js";
import { waitingShortly } from "./lock-timeout.js";

/**
 * Drops tables and columns that the run created, last one first, where nothing of others is in them.
 * Indexes go and stay with their table; rows of `sequence` stay. The ledger first says what is about to
 * go, then one statement runs, then the ledger says that it is gone.
 * @throws RunFailedError (1), InterruptedError (130, 143, 129)
 */
export async function undoObjects(work: UndoWork): Promise<Readonly<Record<string, number>>> {
  const { connection, ledger, run, stepId } = work;
  const objects = await connection.retrying(stepId, (session) => standingObjects(session, ledger, run.runId));
  const dropped: ObjectRow[] = [];
  for (const object of objects.toReversed()) {
    if (object.kind !== "table" && object.kind !== "column") continue;
    work.stop.throwIfAsked(`while undoing the step ${stepId}, before the ${object.kind} ${object.object_name}`);
    const where = `rollback of ${stepId}, ${object.kind} ${object.object_name}`;
    const gone = await connection.retrying(where, (session) => drop(session, work, object));
    if (gone) dropped.push(object);
  }
  return countObjects(objects, dropped);
}

/** How many of a run's objects go with these tables and columns: a table's indexes go with it. */
export function countObjects(objects: readonly ObjectRow[], dropped: readonly ObjectRow[]): Readonly<Record<string, number>> {
  const tables = dropped.filter(({ kind }) => kind === "table").map((object) => object.table_name);
  const indexes = objects.filter((object) => object.kind === "index" && tables.includes(object.table_name));
  return { tables: tables.length, columns: dropped.length - tables.length, indexes: indexes.length };
}

/** Tables and columns that rollbacks of these runs had to leave, since they are in use. @throws DatabaseError */
export async function findInUse({ session, catalog, ledger }: Place, runIds: readonly string[]): Promise<Finding | undefined> {
  const standing: ObjectRow[] = [];
  for (const runId of runIds) standing.push(...(await standingObjects(session, ledger, runId)));
  return inUseFinding(standing.filter((object) => dropStatement(catalog, object) !== undefined));
}

/** Undefined where there are none. */
export function inUseFinding(objects: readonly ObjectRow[]): Finding | undefined {
  const items = objects
    .filter(({ kind }) => kind === "table" || kind === "column")
    .map(({ kind, table_name: table, object_name: id }) => ({ table, id, detail: kind }));
  return items.length === 0 ? undefined : { code: "CREATED_OBJECT_IN_USE", items };
}

/** What the run created and has not dropped, in the order of creation. @throws DatabaseError */
export async function standingObjects(session: Session, ledger: Ledger, runId: string): Promise<readonly ObjectRow[]> {
  const rows = await ledger.select<ObjectRow>(session, "object", { run_id: runId });
  return rows
    .filter((row) => row.status !== "dropped" && isCrmTable(row.table_name))
    .toSorted((a, b) => Number(a.position) - Number(b.position));
}

async function drop(session: Session, work: UndoWork, object: ObjectRow): Promise<boolean> {
  const { ledger, run } = work;
  const rows = object.kind === "column" ? { kind: "column", object_name: object.object_name } : {};
  const name = { run_id: run.runId, table_name: object.table_name, ...rows };
  const record = (status: ObjectRow["status"]): Promise<void> =>
    inTransaction(session, "write", () => setStatus(session, ledger, name, status));
  const catalog = await readCatalog(session, { tables: [object.table_name] });
  const table = findTable(catalog, object.table_name);
  if (table !== undefined && dropStatement(catalog, object) !== undefined) {
    // A first look keeps nobody waiting; the one that counts is taken behind the lock.
    if (!(await holdsOnlyOurs(session, catalog, object))) return false;
    await record("announced");
    if (!(await dropBehindLock(session, identifier(catalog.schema, table.name), object))) {
      await record("created");
      return false;
    }
  }
  await record("dropped");
  return true;
}

/** Nobody can put anything in between the last look and the statement. @returns whether it is gone */
function dropBehindLock(session: Session, table: Sql, object: ObjectRow): Promise<boolean> {
  return waitingShortly(session, () =>
    session.dialect.whileTableIsLocked(session, table, async () => {
      const catalog = await readCatalog(session, { tables: [object.table_name] });
      const statement = dropStatement(catalog, object);
      if (statement !== undefined && !(await holdsOnlyOurs(session, catalog, object))) return false;
      if (statement !== undefined) await session.execute(statement);
      return true;
    }),
  );
}

/** A table's indexes go with it; its row of `sequence` stays, and a later apply takes it over. */
async function setStatus(
  session: Session,
  ledger: Ledger,
  name: Readonly<Record<string, string>>,
  status: ObjectRow["status"],
): Promise<void> {
  await session.execute(sql`
    UPDATE ${ledger.table("object")} SET status = ${status} WHERE ${ledger.matching(name)} AND kind <> ${"sequence-row"}
      ${name["kind"] === undefined ? sql`AND kind <> ${"column"}` : sql``}`);
}

/** Undefined where the object is gone already: an earlier try dropped it, or it was announced and never created. */
function dropStatement(catalog: Catalog, object: ObjectRow): Sql | undefined {
  const table = findTable(catalog, object.table_name);
  if (table === undefined) return undefined;
  if (object.kind === "table") return sql`DROP TABLE ${identifier(catalog.schema, table.name)}`;
  const column = table.columns.get(object.object_name.toLowerCase());
  if (column === undefined) return undefined;
  return sql`ALTER TABLE ${identifier(catalog.schema, table.name)} DROP COLUMN ${identifier(column.column)}`;
}

/**
 * A table without other rows and columns than ours; a column that holds nothing (0: no subscription type). True where it is gone.
 * @param ours rows of ours that go before it
 * @throws DatabaseError
 */
export async function holdsOnlyOurs(session: Session, catalog: Catalog, object: ObjectRow, ours = 0): Promise<boolean> {
  const table = findTable(catalog, object.table_name);
  if (table === undefined || dropStatement(catalog, object) === undefined) return true;
  if (object.kind === "table" && hasColumnsOfOthers(catalog, object)) return false;
  const used =
    object.kind === "table"
      ? sql`1 = 1`
      : sql`COALESCE(${identifier(table.columns.get(object.object_name.toLowerCase())?.column ?? object.object_name)}, 0) <> 0`;
  return (await countRows(session, sql`FROM ${identifier(catalog.schema, table.name)} WHERE ${used}`)) <= ours;
}

/** Columns that somebody added to a table of ours: the vendor's own upgrade, say. */
function hasColumnsOfOthers(catalog: Catalog, object: ObjectRow): boolean {
  const known = new Set(CRM_TABLES[object.table_name].columns.map((column) => column.name.toLowerCase()));
  return [...(findTable(catalog, object.table_name)?.columns.keys() ?? [])].some((column) => !known.has(column));
}
