import { stateOf } from "../ledger/run-states.js";
import { findTable, type Catalog } from "../dialect/catalog.js";
import { readKnownCatalog } from "../ledger/read-known-catalog.js";
import { inTransaction, type Session } from "../dialect/session.js";
import { identifier, sql } from "../dialect/sql.js";
import { countRows } from "../dialect/counts.js";
import type { Ledger } from "../ledger/ledger.js";
import { LEDGER } from "../ledger/tables.js";
import { StoredTable } from "../work/undo-conditions.js";
import { piecesWithLeftRows } from "../work/undo-left.js";
import { standingObjects } from "../steps/schema/undo.js";
import { isCrmTable } from "../work/undo-work.js";
import type { LedgerState } from "../ledger/step-states.js";

/**
 * What of ours stands in the CRM's tables, in words; undefined where nothing does. Rows that a rollback
 * left and that somebody deleted or put back by hand since are no longer ours.
 * @throws DatabaseError
 */
export async function whatIsLeft(
  session: Session,
  catalog: Catalog,
  ledger: Ledger,
  state: LedgerState,
): Promise<string | undefined> {
  const standing = state.runs.filter((run) => stateOf(run).stands);
  if (standing.length > 0) return `run ${standing.map((run) => run.run_id).join(", ")} is not rolled back`;
  const runIds = state.runs.map((run) => run.run_id);
  if (runIds.length === 0) return undefined;
  for (const runId of runIds) {
    const [object] = (await standingObjects(session, ledger, runId)).filter(({ kind }) => kind === "table" || kind === "column");
    if (object !== undefined)
      return `the ${object.kind} ${object.object_name}${object.kind === "column" ? ` of ${object.table_name}` : ""} is in use`;
  }
  const undone = { session, catalog, ledger, runIds };
  return (await leftRow(undone)) ?? (await leftConsent(undone)) ?? leftText(undone);
}

interface UndoneRuns {
  readonly session: Session;
  readonly catalog: Catalog;
  readonly ledger: Ledger;
  readonly runIds: readonly string[];
}

async function leftRow({ session, catalog, ledger, runIds }: UndoneRuns): Promise<string | undefined> {
  for (const piece of await piecesWithLeftRows(session, ledger, runIds)) {
    const stored = StoredTable.find(session.dialect, catalog, piece.table_name);
    if (stored === undefined) continue;
    const [row] = await session.query<{ id: number | null }>(
      sql`SELECT MIN(${stored.key}) AS id FROM ${stored.target.name} WHERE ${stored.within(Number(piece.first_id), Number(piece.last_id))}`,
    );
    if (row?.id !== null && row?.id !== undefined) return `${piece.table_name} ${row.id} was left`;
  }
  return undefined;
}

async function leftConsent({ session, catalog, ledger, runIds }: UndoneRuns): Promise<string | undefined> {
  const { dialect } = session;
  const stored = StoredTable.find(dialect, catalog, "ConsentPerson");
  if (stored === undefined) return undefined;
  const same = [
    sql`COALESCE(${stored.column("legalBase_id")}, 0) = COALESCE(o.legalbase_id, 0)`,
    sql`COALESCE(${stored.column("consentSource_id")}, 0) = COALESCE(o.consentsource_id, 0)`,
    sql`${dialect.sameBytes(sql`COALESCE(${stored.column("comment")}, '')`, sql`COALESCE(o.comment_text, '')`)}`,
  ];
  const [row] = await session.query<{ id: number | null }>(sql`
    SELECT MIN(${stored.key}) AS id FROM ${stored.target.name}
    JOIN ${ledger.table("oldConsent")} o ON o.consent_id = ${stored.key}
    WHERE o.run_id IN (${runIds}) AND o.undone_piece IS NULL AND NOT (${sql.and(same)})`);
  return row?.id === null || row?.id === undefined ? undefined : `ConsentPerson ${row.id} was left`;
}

async function leftText({ session, catalog, ledger, runIds }: UndoneRuns): Promise<string | undefined> {
  const { dialect } = session;
  const entries = await session.query<{ name: string; id: number; text: string }>(sql`
    SELECT o.table_name AS name, o.row_id AS id, o.column_name AS text FROM ${ledger.table("oldText")} o
    WHERE o.run_id IN (${runIds}) AND o.undone_piece IS NULL`);
  for (const entry of entries) {
    if (!isCrmTable(entry.name)) continue;
    const stored = StoredTable.find(dialect, catalog, entry.name);
    if (stored === undefined) continue;
    const now = sql`COALESCE(${stored.column(entry.text)}, '')`;
    const changed = sql`FROM ${stored.target.name}
      JOIN ${ledger.table("oldText")} o ON o.row_id = ${stored.key}
      WHERE o.run_id IN (${runIds}) AND o.table_name = ${entry.name} AND o.row_id = ${entry.id} AND o.column_name = ${entry.text}
        AND o.undone_piece IS NULL
        AND NOT (${dialect.sameBytes(now, sql`COALESCE(o.old_text, '')`)})`;
    if ((await countRows(session, changed)) > 0) return `${entry.name} ${entry.id} was left`;
  }
  return undefined;
}

/**
 * Drops the tool's own tables, those that are there: no kill leaves some of them. SQL Server drops the tables of one statement one
 * by one, those before a failure for good; MySQL and MariaDB know no transaction around it.
 * @throws DatabaseError
 */
export async function dropLedger(session: Session): Promise<number> {
  const catalog = await readKnownCatalog(session);
  const tables = Object.values(LEDGER).flatMap((table) => findTable(catalog, table.name) ?? []);
  if (tables.length === 0) return 0;
  const names = tables.map(({ name }) => identifier(catalog.schema, name));
  const drop = (): Promise<number> => session.execute(sql`DROP TABLE ${names}`);
  await (session.dialect.transactionalDdl ? inTransaction(session, "write", drop) : drop());
  return tables.length;
}
