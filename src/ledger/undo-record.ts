import type { Session } from "../dialect/session.js";
import type { CrmTable } from "../crm/tables.js";
import type { Ledger } from "./ledger.js";
import type { LedgerRow } from "./tables.js";
import { confirmOwner, type Recorded } from "./run-record.js";

/** One transaction of a rollback, as the ledger has it. */
export interface PieceRow extends LedgerRow<"undo"> {
  readonly kind: PieceKind;
}

/** Which records of ours a piece undoes: rows inserted, consent rows changed, or single columns changed. */
export type PieceKind = "inserted" | "changed" | "texts";

/**
 * What a piece is about, known before it writes: records of one table, by id; without the batch whose rows they are where
 * it goes over all batches of the step.
 */
export interface PiecePlan extends Pick<PieceRow, "step_id" | "piece_no" | "kind" | "batch_no" | "first_id" | "last_id"> {
  readonly table_name: CrmTable;
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
export async function openPiece(session: Session, work: Recorded, piece: PiecePlan, at: string): Promise<void> {
  const nothing = { deleted: 0, updated: 0, left_behind: 0 };
  await work.ledger.insert(session, "undo", { ...piece, ...nothing, run_id: work.run.runId, undone_at: at });
  await confirmOwner(session, work);
}

/** Completes the piece's ledger row, inside the same transaction. @throws DatabaseError */
export async function closePiece(session: Session, work: Recorded, piece: PiecePlan, rows: UndoneRows): Promise<void> {
  const values = { deleted: rows.deleted, updated: rows.updated, left_behind: rows.left };
  const name = { run_id: work.run.runId, step_id: piece.step_id, piece_no: piece.piece_no };
  await work.ledger.update(session, "undo", values, name);
}

/** The pieces of a step that are committed, in order. @throws DatabaseError */
export function readPieces(session: Session, ledger: Ledger, runId: string, stepId: string): Promise<readonly PieceRow[]> {
  return ledger.select<PieceRow>(session, "undo", { run_id: runId, step_id: stepId });
}
