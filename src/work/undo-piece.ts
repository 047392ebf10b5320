import { inTransaction, type Session } from "../dialect/session.js";
import type { CrmTable } from "../crm/tables.js";
import { readClock, type BatchTimes } from "../ledger/batch-record.js";
import { count } from "../dialect/counts.js";
import { reserveIds, type LogRecords } from "./reserve-ids.js";
import { closePiece, openPiece, type PiecePlan, type PieceRow, type UndoneRows } from "../ledger/undo-record.js";
import { isReplicated } from "../crm/tables.js";
import type { UndoWork } from "./undo-work.js";
import { SequenceTable } from "../crm/sequence.js";

/**
 * Undoes some records of ours in one transaction with the ledger's entry and the replication log; tried
 * again like a batch of `apply`.
 * @param records at most so many are undone: log ids are reserved for them
 * @param write gives the rows back, and says how many; `log` is undefined where nothing has to be logged
 * @throws RunFailedError (1), InterruptedError (130, 143, 129)
 */
export async function undoPiece(
  work: UndoWork,
  rows: Omit<PiecePlan, "step_id" | "piece_no">,
  records: number,
  write: (session: Session, piece: PiecePlan, log: LogRecords | undefined, times: BatchTimes) => Promise<UndoneRows>,
): Promise<UndoneRows> {
  const { connection, ledger, run } = work;
  const piece: PiecePlan = { ...rows, step_id: work.stepId, piece_no: work.nextPiece() };
  const where = `rollback of ${work.stepId}, ${piece.table_name} ${piece.first_id} to ${piece.last_id}`;
  const undone = await connection.retrying(where, async (session) => {
    const [committed] = await ledger.select<PieceRow>(session, "undo", {
      run_id: run.runId,
      step_id: piece.step_id,
      piece_no: piece.piece_no,
    });
    if (committed !== undefined) {
      return { deleted: count(committed.deleted), updated: count(committed.updated), left: count(committed.left_behind) };
    }
    const batch = { step_id: piece.step_id, batch_no: piece.piece_no };
    const entries = isReplicated(piece.table_name) ? records : 0;
    const { logOf } = await reserveIds(session, work.catalog, work, batch, undefined, entries);
    return inTransaction(session, "write", async () => {
      const times = await readClock(session);
      await openPiece(session, work, piece, times.utc);
      const log = logOf?.(await tableNumber(session, work, piece.table_name), times.local);
      const written = await write(session, piece, log, times);
      await closePiece(session, work, piece, written);
      return written;
    });
  });
  work.undone(undone);
  return undone;
}

async function tableNumber(session: Session, { catalog, numbers }: UndoWork, table: CrmTable): Promise<number> {
  return (await new SequenceTable(session, catalog).row(table, numbers.get(table))).tableNumber;
}
