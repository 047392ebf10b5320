import type { Session } from "../dialect/session.js";
import type { CrmTable } from "../crm/tables.js";
import type { Ledger } from "./ledger.js";
import type { LedgerRow } from "./tables.js";
import { confirmOwner, type ActiveRun } from "./run-record.js";

/** One transaction of a rollback, as the ledger has it. */
export interface PieceRow extends LedgerRow<"undo"> {
  readonly kind: PieceKind;
}

/** Which records of ours a piece undoes: rows inserted, consent rows changed, or single columns changed. */
export type PieceKind = "inserted" | "changed" | "texts";

/** What a piece is about, known before it writes: records of one table, by id. */
export interface PiecePlan {
  readonly stepId: string;
  readonly pieceNo: number;
  readonly kind: PieceKind;
  readonly table: CrmTable;
  /** The batch whose rows they are; null where the piece goes over all batches of the step. */
  readonly batchNo: number | null;
  readonly firstId: number;
  readonly lastId: number;
}

/** Rows that a piece gave back or removed, and rows that it had to leave. */
export interface UndoneRows {
  readonly deleted: number;
  readonly updated: number;
  readonly left: number;
}

/**
 * Opens a piece inside its transaction: its ledger row first, unique by run, step and number, then the
 * owner's token. A second try after a lost answer to COMMIT fails here.
 * @throws DatabaseError of kind unique-violation where the piece is committed already
 */
export async function openPiece(session: Session, ledger: Ledger, run: ActiveRun, piece: PiecePlan, at: string): Promise<void> {
  await ledger.insert(session, "undo", {
    run_id: run.runId,
    step_id: piece.stepId,
    piece_no: piece.pieceNo,
    kind: piece.kind,
    table_name: piece.table,
    batch_no: piece.batchNo,
    first_id: piece.firstId,
    last_id: piece.lastId,
    deleted: 0,
    updated: 0,
    left_behind: 0,
    undone_at: at,
  });
  await confirmOwner(session, ledger, run);
}

/** Completes the piece's ledger row, inside the same transaction. @throws DatabaseError */
export async function closePiece(
  session: Session,
  ledger: Ledger,
  run: ActiveRun,
  piece: PiecePlan,
  rows: UndoneRows,
): Promise<void> {
  await ledger.update(
    session,
    "undo",
    { deleted: rows.deleted, updated: rows.updated, left_behind: rows.left },
    { run_id: run.runId, step_id: piece.stepId, piece_no: piece.pieceNo },
  );
}

/** The pieces of a step that are committed, in order. @throws DatabaseError */
export function readPieces(session: Session, ledger: Ledger, runId: string, stepId: string): Promise<readonly PieceRow[]> {
  return ledger.select<PieceRow>(session, "undo", { run_id: runId, step_id: stepId });
}
