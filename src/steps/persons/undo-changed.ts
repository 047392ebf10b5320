import type { Session } from "../../dialect/session.js";
import { identifier, sql, type Sql } from "../../dialect/sql.js";
import { BatchSize } from "../../work/batch-size.js";
import { count } from "../../dialect/counts.js";
import { entriesWithBatches, StoredTable } from "../../work/undo-conditions.js";
import { changedMeanwhile } from "./undo.js";
import { undoPiece } from "../../work/undo-piece.js";
import type { PiecePlan, UndoneRows } from "../../ledger/undo-record.js";
import type { LogRecords } from "../../work/reserve-ids.js";
import { beforePiece, type UndoWork } from "../../work/undo-work.js";

/** ConsentPerson's columns, and where the ledger keeps what was in them. */
const KEPT_IN: Readonly<Record<string, string>> = {
  legalBase_id: "legalbase_id",
  consentSource_id: "consentsource_id",
  comment: "comment_text",
  updated: "updated",
  updated_associate_id: "updated_associate_id",
  updatedCount: "updated_count",
};

/**
 * Gives consent rows that a step changed their old values back, `updated` and `updatedCount` included:
 * the one place where updatedCount goes down. Rows that somebody changed since stay as they are.
 * @throws RunFailedError (1), InterruptedError (130, 143, 129)
 */
export async function undoChanged(work: UndoWork): Promise<void> {
  const { connection, stepId, settings } = work;
  const size = new BatchSize(settings.run.batchMs, settings.run.maxBatch);
  let after = Number.MIN_SAFE_INTEGER;
  for (;;) {
    await beforePiece(work);
    const started = work.now().getTime();
    const most = Math.min(size.persons, work.mostRowsPerPiece);
    const from = after;
    const range = await connection.retrying(stepId, (session) => nextEntries(session, work, from, most));
    if (range === undefined) return;
    const { first, last, entries } = range;
    const rows = { kind: "changed", table_name: "ConsentPerson", batch_no: null, first_id: first, last_id: last } as const;
    const undone = await undoPiece(work, rows, entries, (session, piece, log) =>
      giveBack(session, work, piece, entries, log),
    ).catch(size.orSmaller);
    if (undone === undefined) continue;
    size.measured(entries, work.now().getTime() - started);
    after = last;
  }
}

interface EntryRange {
  readonly first: number;
  readonly last: number;
  readonly entries: number;
}

async function nextEntries(session: Session, work: UndoWork, after: number, most: number): Promise<EntryRange | undefined> {
  const { top, limit, cast } = session.dialect;
  const rows = await session.query<{ first: number | null; last: number | null; n: unknown }>(sql`
    SELECT MIN(r.consent_id) AS first, MAX(r.consent_id) AS last, COUNT(*) AS n
    FROM (
      SELECT ${top(most)} o.consent_id FROM ${work.ledger.table("oldConsent")} o
      WHERE o.run_id = ${work.run.runId} AND o.step_id = ${work.stepId} AND o.undone_piece IS NULL
        AND o.consent_id > ${cast(String(after), { kind: "bigint" })}
      ORDER BY o.consent_id ${limit(most)}
    ) r`);
  const row = rows[0];
  if (row === undefined || row.first === null || row.last === null) return undefined;
  return { first: row.first, last: row.last, entries: count(row.n) };
}

async function giveBack(
  session: Session,
  work: UndoWork,
  piece: PiecePlan,
  entries: number,
  log: LogRecords | undefined,
): Promise<UndoneRows> {
  const { dialect } = session;
  const { cast } = dialect;
  const stored = StoredTable.find(dialect, work.catalog, "ConsentPerson");
  if (stored === undefined) return { deleted: 0, updated: 0, left: entries };
  const { ledger, run } = work;
  const { name } = stored.target;
  const ofStep = sql`o.run_id = ${run.runId} AND o.step_id = ${work.stepId}`;
  const entry = sql`${ofStep} AND o.consent_id = ${stored.key}`;
  const within = stored.within(piece.first_id, piece.last_id);
  const asWritten = sql`${within} AND EXISTS (
    SELECT 1 FROM ${entriesWithBatches(ledger)}
    WHERE ${entry} AND o.undone_piece IS NULL AND ${stored.asChanged(work.ours)})`;
  // Locked first: the entries that are marked must be those of the rows that get their values back.
  const lock = dialect.rowLock(stored.alias);
  const rows = await session.query<{ id: number }>(
    sql`SELECT ${stored.key} AS id FROM ${name} ${lock.hint} WHERE ${asWritten} ${lock.suffix}`,
  );
  const restored = rows.map((row) => Number(row.id));
  const old = (column: string): Sql =>
    sql`(SELECT ${identifier("o", column)} FROM ${ledger.table("oldConsent")} o WHERE ${entry})`;
  const set = Object.entries(KEPT_IN).map(([column, kept]) => sql`${stored.target.column(column)} = ${old(kept)}`);
  let updated = 0;
  for (const ids of inLists(restored)) {
    const list = sql`${ids.map((id) => cast(id, { kind: "int" }))}`;
    updated += await session.execute(sql`UPDATE ${name} SET ${set} WHERE ${stored.key} IN (${list}) AND ${asWritten}`);
    await session.execute(sql`
      UPDATE ${ledger.table("oldConsent")} SET undone_piece = ${cast(piece.piece_no, { kind: "int" })}
      WHERE run_id = ${run.runId} AND step_id = ${work.stepId} AND consent_id IN (${list})`);
  }
  if (updated !== restored.length) throw changedMeanwhile(piece);
  if (log !== undefined) {
    const records = sql`SELECT o.consent_id AS record_id FROM ${ledger.table("oldConsent")} o WHERE ${ofStep} AND o.undone_piece = ${piece.piece_no}`;
    if ((await log("update", records)) !== updated) throw changedMeanwhile(piece);
  }
  return { deleted: 0, updated, left: entries - updated };
}

/** SQL Server binds 2 100 values at most in one statement. */
const LONGEST_LIST = 500;

function inLists(ids: readonly number[]): readonly (readonly number[])[] {
  return Array.from({ length: Math.ceil(ids.length / LONGEST_LIST) }, (_, part) =>
    ids.slice(part * LONGEST_LIST, (part + 1) * LONGEST_LIST),
  );
}
