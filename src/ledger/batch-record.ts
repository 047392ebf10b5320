import type { Session } from "../dialect/session.js";
import { sql, type Sql, type SqlValue } from "../dialect/sql.js";
import type { Ledger, LedgerValues } from "./ledger.js";
import type { LedgerRow } from "./tables.js";
import { confirmOwner, type ActiveRun } from "./run-record.js";

/** A batch as the ledger has it. */
export type BatchRow = LedgerRow<"batch">;

/** What a batch is about, known before it writes. */
export interface BatchPlan {
  readonly stepId: string;
  readonly batchNo: number;
  readonly table: string | null;
  readonly firstKey: number;
  readonly lastKey: number;
  readonly records: number;
  readonly firstId: number | null;
  readonly lastId: number | null;
}

/** Rows that a batch wrote. */
export interface BatchOutcome {
  readonly inserted: number;
  /** The greatest id among the inserted rows; a trigger may have left rows out between them. */
  readonly lastId?: number | undefined;
  readonly updated: number;
  readonly kept: number;
}

const NOTHING_WRITTEN: BatchOutcome = { inserted: 0, updated: 0, kept: 0 };

/** The database's clock, read once per batch: all of its rows carry the same time. */
export interface BatchTimes {
  readonly utc: string;
  readonly local: string;
}

/** Reads the clock. @throws DatabaseError */
export async function readClock(session: Session): Promise<BatchTimes> {
  const { timestampText, utcNow, localNow, fromNothing } = session.dialect;
  const [row] = await session.query<BatchTimes>(
    sql`SELECT ${timestampText(utcNow())} AS utc, ${timestampText(localNow())} AS local ${fromNothing()}`,
  );
  if (row === undefined) throw new Error("The database gave no time.");
  return row;
}

/**
 * Opens a batch inside its transaction: its ledger row first, unique by run, step and number, then the
 * owner's token. A second try after a lost answer to COMMIT fails here.
 * @param outcome where it is known beforehand: then `closeBatch` is not needed
 * @throws DatabaseError of kind unique-violation where the batch is committed already
 */
export async function openBatch(
  session: Session,
  ledger: Ledger,
  run: ActiveRun,
  batch: BatchPlan,
  times: BatchTimes,
  outcome?: BatchOutcome,
): Promise<void> {
  await session.execute(batchStatement(ledger, run.runId, batch, times.utc, outcome));
  await confirmOwner(session, ledger, run);
}

/** What a script knows of a batch before it writes: much of it are variables. */
type BatchInWords = { readonly [Key in keyof BatchPlan]: Key extends "stepId" | "table" ? BatchPlan[Key] : SqlValue };

/** `INSERT` of the ledger's row of a batch. */
export function batchStatement(
  ledger: Ledger,
  runId: string,
  batch: BatchInWords,
  writtenAt: SqlValue,
  { inserted, updated, kept }: BatchOutcome = NOTHING_WRITTEN,
): Sql {
  return ledger.insertStatement("batch", {
    run_id: runId,
    step_id: batch.stepId,
    batch_no: batch.batchNo,
    table_name: batch.table,
    first_key: batch.firstKey,
    last_key: batch.lastKey,
    records: batch.records,
    first_id: batch.firstId,
    last_id: batch.lastId,
    inserted,
    updated,
    deleted: 0,
    kept,
    written_at: writtenAt,
    undone_at: null,
  });
}

/** Completes the batch's ledger row, inside the same transaction. @throws DatabaseError */
export async function closeBatch(
  session: Session,
  ledger: Ledger,
  run: ActiveRun,
  batch: BatchPlan,
  outcome: BatchOutcome,
): Promise<void> {
  const { inserted, updated, kept, lastId } = outcome;
  // Ids that were reserved and not used stay a gap: the row ends with the last that stands.
  const ids =
    batch.firstId === null
      ? {}
      : inserted === 0
        ? { first_id: null, last_id: null }
        : { last_id: lastId ?? batch.firstId + inserted - 1 };
  await session.execute(closingStatement(ledger, run.runId, batch, { inserted, updated, kept, ...ids }));
}

/** Which batch of a run. */
export interface BatchName {
  readonly stepId: string;
  readonly batchNo: SqlValue;
}

/** `UPDATE` that completes the ledger's row of a batch. */
export function closingStatement(ledger: Ledger, runId: string, { stepId, batchNo }: BatchName, values: LedgerValues): Sql {
  return ledger.updateStatement("batch", values, { run_id: runId, step_id: stepId, batch_no: batchNo });
}

/** `INSERT` of the record that ids were taken for a batch. */
export function reservationStatement(
  ledger: Ledger,
  runId: string,
  { stepId, batchNo }: BatchName,
  { table, first, last }: { readonly table: string; readonly first: SqlValue; readonly last: SqlValue },
  at: SqlValue,
): Sql {
  return ledger.insertStatement("reservation", {
    table_name: table,
    first_id: first,
    last_id: last,
    run_id: runId,
    step_id: stepId,
    batch_no: batchNo,
    reserved_at: at,
  });
}

/** The batches of a step, in order. @throws DatabaseError */
export async function readBatches(session: Session, ledger: Ledger, runId: string, stepId: string): Promise<readonly BatchRow[]> {
  const rows = await ledger.select<BatchRow>(session, "batch", { run_id: runId, step_id: stepId });
  return rows.filter((row) => row.undone_at === null);
}

/** Whether a batch was committed, whatever became of the answer. @throws DatabaseError */
export async function findBatch(
  session: Session,
  ledger: Ledger,
  runId: string,
  stepId: string,
  batchNo: number,
): Promise<BatchRow | undefined> {
  const [row] = await ledger.select<BatchRow>(session, "batch", { run_id: runId, step_id: stepId, batch_no: batchNo });
  return row;
}
