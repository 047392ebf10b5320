import { DatabaseError } from "../../dialect/failure.js";
import type { Session } from "../../dialect/session.js";
import { readBatches, type BatchRow } from "../../ledger/batch-record.js";
import { BatchSize } from "../../work/batch-size.js";
import { countRows } from "../../dialect/counts.js";
import { sql } from "../../dialect/sql.js";
import { isReferredTo, StoredTable } from "../../work/undo-conditions.js";
import { piecesWithLeftRows } from "../../work/undo-left.js";
import { undoPiece } from "../../work/undo-piece.js";
import { readPieces, type PiecePlan, type UndoneRows } from "../../ledger/undo-record.js";
import type { LogRecords } from "../../work/reserve-ids.js";
import { beforePiece, isCrmTable, type UndoWork } from "../../work/undo-work.js";

/**
 * Deletes the rows that a step inserted, by the id ranges of its batches, last batch first. Rows that
 * somebody changed, or that something refers to, stay.
 * @throws RunFailedError (1), InterruptedError (130, 143, 129)
 */
export async function undoInserted(work: UndoWork): Promise<void> {
  const { connection, ledger, run, stepId, settings } = work;
  const batches = await connection.retrying(stepId, (session) => readBatches(session, ledger, run.runId, stepId));
  const done = await connection.retrying(stepId, (session) => readPieces(session, ledger, run.runId, stepId));
  const size = new BatchSize(settings.run.batchMs, settings.run.maxBatch);
  for (const batch of batches.toReversed()) {
    if (batch.first_id === null || batch.last_id === null || !isCrmTable(batch.table_name)) continue;
    const own = done.filter((piece) => piece.kind === "inserted" && Number(piece.batch_no) === Number(batch.batch_no));
    const first = Math.max(Number(batch.first_id), ...own.map((piece) => Number(piece.last_id) + 1));
    await undoBatch(work, batch, { table: batch.table_name, first, last: Number(batch.last_id) }, size);
  }
}

interface IdRange {
  readonly table: PiecePlan["table_name"];
  readonly first: number;
  readonly last: number;
}

async function undoBatch(work: UndoWork, batch: BatchRow, range: IdRange, size: BatchSize): Promise<void> {
  const { stepId } = work;
  let first = range.first;
  while (first <= range.last) {
    await beforePiece(work);
    const started = work.now().getTime();
    const most = Math.min(size.persons, work.mostRowsPerPiece);
    const last = Math.min(range.last, first + most - 1);
    const ids = { first_id: first, last_id: last };
    const rows = { kind: "inserted", table_name: range.table, batch_no: Number(batch.batch_no), ...ids } as const;
    const undone = await undoPiece(work, rows, last - first + 1, async (session, piece, log, times) => {
      const deleted = await deleteRows(session, work, piece, batch, log);
      if (last === range.last) {
        const key = { run_id: work.run.runId, step_id: stepId, batch_no: piece.batch_no };
        await work.ledger.update(session, "batch", { undone_at: times.utc }, key);
      }
      return deleted;
    }).catch(size.orSmaller);
    if (undone === undefined) continue;
    size.measured(last - first + 1, work.now().getTime() - started);
    first = last + 1;
  }
}

/** Deletes those rows of a piece that are still as the batch wrote them and that nothing refers to. @throws DatabaseError */
async function deleteRows(
  session: Session,
  work: UndoWork,
  piece: PiecePlan,
  batch: BatchRow,
  log: LogRecords | undefined,
): Promise<UndoneRows> {
  const { dialect } = session;
  const { cast } = dialect;
  const stored = StoredTable.find(dialect, work.catalog, piece.table_name);
  if (stored === undefined) return { deleted: 0, updated: 0, left: 0 };
  const { name } = stored.target;
  const within = stored.within(piece.first_id, piece.last_id);
  const writtenAt = cast(batch.written_at, { kind: "timestamp" });
  const ours = sql`${within} AND ${stored.asInserted(writtenAt, work.ours)} AND ${stored.unreferenced()}`;
  let expected: number | undefined;
  if (log !== undefined) {
    // Locked first: what is logged as deleted must be what is deleted.
    const lock = dialect.rowLock(stored.alias);
    const locked = sql`SELECT ${stored.key} AS record_id FROM ${name} ${lock.hint} WHERE ${ours} ${lock.suffix}`;
    expected = await countRows(session, sql`FROM (${locked}) r`);
    const logged = await log("delete", sql`SELECT ${stored.key} AS record_id FROM ${name} WHERE ${ours}`);
    if (logged !== expected) throw changedMeanwhile(piece);
  }
  const deleted = await session.execute(sql`DELETE FROM ${name} WHERE ${ours}`);
  if (expected !== undefined && deleted !== expected) throw changedMeanwhile(piece);
  return { deleted, updated: 0, left: await countRows(session, sql`FROM ${name} WHERE ${within}`) };
}

/**
 * Tries the rows again that earlier rollbacks of the run left because other runs' rows referred to them, now that no run
 * is left.
 * @throws RunFailedError (1), InterruptedError (130, 143, 129)
 */
export async function undoLeftRows(work: UndoWork): Promise<void> {
  const { connection, ledger, run, stepId } = work;
  const left = await connection.retrying(stepId, (session) => piecesWithLeftRows(session, ledger, [run.runId]));
  const batches = await connection.retrying(stepId, (session) =>
    ledger.select<BatchRow>(session, "batch", { run_id: run.runId, step_id: stepId }),
  );
  for (const old of left.filter((piece) => piece.step_id === stepId && isReferredTo(piece.table_name))) {
    await beforePiece(work);
    const batch = batches.find((candidate) => Number(candidate.batch_no) === Number(old.batch_no));
    if (batch === undefined) continue;
    const { table_name, batch_no, first_id, last_id } = old;
    const rows = { kind: "inserted", table_name, batch_no, first_id, last_id } as const;
    await undoPiece(work, rows, last_id - first_id + 1, async (session, piece, log) => {
      // What is still left is counted with the new piece.
      await ledger.update(
        session,
        "undo",
        { left_behind: 0 },
        { run_id: run.runId, step_id: stepId, piece_no: Number(old.piece_no) },
      );
      return deleteRows(session, work, piece, batch, log);
    });
  }
}

/** Tried again from the beginning: the log must tell the truth. */
export function changedMeanwhile(piece: PiecePlan): DatabaseError {
  return new DatabaseError("serialization", `rows of ${piece.table_name} were changed meanwhile`);
}
