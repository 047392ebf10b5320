import type { Session } from "../dialect/session.js";
import { sql, type Sql, type SqlValue } from "../dialect/sql.js";
import type { Ledger } from "./ledger.js";
import type { LedgerRow } from "./tables.js";
import { confirmOwner, type Recorded } from "./run-record.js";

/** A batch as the ledger has it. */
export type BatchRow = LedgerRow<"batch">;

/** Which batch of a run. */
export interface BatchName {
  readonly step_id: string;
  readonly batch_no: SqlValue;
}

type Planned = "step_id" | "batch_no" | "table_name" | "first_key" | "last_key" | "records" | "first_id" | "last_id";

/** What a batch is about, known before it writes; where `updated` is known too, `closeBatch` is not needed. */
export type BatchPlan = Pick<BatchRow, Planned> & Partial<Pick<BatchRow, "updated">>;

/** Rows that a batch wrote. */
export interface BatchOutcome {
  readonly inserted: number;
  /** The greatest id among the inserted rows; a trigger may have left rows out between them. */
  readonly lastId?: number | undefined;
  readonly updated: number;
  readonly kept: number;
}

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
 * @throws DatabaseError of kind unique-violation where the batch is committed already
 */
export async function openBatch(session: Session, work: Recorded, batch: BatchPlan, times: BatchTimes): Promise<void> {
  await session.execute(batchStatement(work.ledger, work.run.runId, batch, times.utc));
  await confirmOwner(session, work);
}

/** What a script knows of a batch before it writes: much of it are variables. */
type BatchInWords = { readonly [Key in keyof BatchPlan]: SqlValue };

/** `INSERT` of the ledger's row of a batch. */
export function batchStatement(ledger: Ledger, runId: string, batch: BatchInWords, writtenAt: SqlValue): Sql {
  const nothing = { inserted: 0, updated: 0, deleted: 0, kept: 0 };
  return ledger.insertStatement("batch", { ...nothing, ...batch, run_id: runId, written_at: writtenAt });
}

/** Completes the batch's ledger row, inside the same transaction. @throws DatabaseError */
export async function closeBatch(session: Session, work: Recorded, batch: BatchPlan, outcome: BatchOutcome): Promise<void> {
  const { inserted, updated, kept, lastId } = outcome;
  // Ids that were reserved and not used stay a gap: the row ends with the last that stands.
  const ids =
    batch.first_id === null
      ? {}
      : inserted === 0
        ? { first_id: null, last_id: null }
        : { last_id: lastId ?? batch.first_id + inserted - 1 };
  const name = { run_id: work.run.runId, step_id: batch.step_id, batch_no: batch.batch_no };
  await work.ledger.update(session, "batch", { inserted, updated, kept, ...ids }, name);
}

/** The batches of a step, in order. @throws DatabaseError */
export async function readBatches(session: Session, ledger: Ledger, runId: string, stepId: string): Promise<readonly BatchRow[]> {
  const rows = await ledger.select<BatchRow>(session, "batch", { run_id: runId, step_id: stepId });
  return rows.filter((row) => row.undone_at === null);
}

/** Whether a batch was committed, whatever became of the answer. @throws DatabaseError */
export async function findBatch(session: Session, work: Recorded, batch: BatchName): Promise<BatchRow | undefined> {
  const [row] = await work.ledger.select<BatchRow>(session, "batch", {
    run_id: work.run.runId,
    step_id: batch.step_id,
    batch_no: batch.batch_no,
  });
  return row;
}
