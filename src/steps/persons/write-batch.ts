import { inTransaction } from "../../dialect/session.js";
import type { PersonStep } from "../step.js";
import type { RowSet } from "../row-set.js";
import type { TargetTable } from "../../crm/target-table.js";
import { closeBatch, findBatch, openBatch, readClock, type BatchOutcome, type BatchPlan } from "../../ledger/batch-record.js";
import { count, countRows } from "../../dialect/counts.js";
import { sql } from "../../dialect/sql.js";
import type { SourceReader } from "../../work/history-table.js";
import type { CountedRange } from "../../work/next-range.js";
import { cameMeanwhile, PersonBatch, statementRanges } from "./batch.js";
import { reserveIds, type LogRecords } from "../../work/reserve-ids.js";
import type { SequenceRow } from "../../crm/sequence.js";
import type { StepWork } from "../../work/step-work.js";

/** What the batches of a step share. */
export interface PersonStepTarget {
  readonly step: PersonStep;
  readonly rows: RowSet;
  readonly target: TargetTable;
  readonly source: SourceReader;
  readonly sequence: SequenceRow;
}

/** A batch that is committed: the range is the ledger's, which decides where the next one begins. */
export interface WrittenBatch {
  readonly outcome: BatchOutcome;
  readonly last: number;
  readonly persons: number;
  /** How long the transaction took; undefined where an earlier try had committed it. */
  readonly transactionMs: number | undefined;
}

/**
 * Writes one range of persons in one transaction with its ledger entry and replication log. A batch of this number
 * that the ledger has already, its answer having been lost, is taken as it is there.
 * @throws RunFailedError (1): of code STATEMENT_TIMEOUT where a smaller range may help
 */
export async function writePersonBatch(
  work: StepWork,
  { step, rows, target, source, sequence }: PersonStepTarget,
  range: CountedRange,
  batchNo: number,
): Promise<WrittenBatch> {
  const { upgrade, connection, ledger, run } = work;
  const where = `${step.id}, contacts ${range.first < 0 ? "up" : range.first} to ${range.last}`;
  const name = { step_id: step.id, batch_no: batchNo };
  let isFirstTry = true;
  return connection.retrying(where, async (session) => {
    const committed = await findBatch(session, work, name);
    if (committed !== undefined) {
      const outcome = {
        inserted: count(committed.inserted),
        updated: count(committed.updated),
        kept: count(committed.kept),
      };
      return { outcome, last: count(committed.last_key), persons: count(committed.records), transactionMs: undefined };
    }
    // Contacts with ids in the range may have been committed since it was counted.
    const inRange = sql`FROM ${upgrade.relations.of("person")} p WHERE p.person_id BETWEEN ${range.first} AND ${range.last}`;
    const persons = isFirstTry ? range.persons : await countRows(session, inRange);
    isFirstTry = false;
    const most = persons * rows.rowsPerPerson;
    const wanted = { table: rows.table, row: sequence, ids: most };
    const { ids, logOf } = await reserveIds(session, upgrade.catalog, work, name, wanted, most);
    const parts = await statementRanges(session, upgrade.relations, { ...range, persons }, rows.rowsPerPerson);
    const begun = work.now().getTime();
    const outcome = await inTransaction(session, "write", async () => {
      const times = await readClock(session);
      const batch: BatchPlan = {
        ...name,
        table_name: rows.table,
        first_key: range.first,
        last_key: range.last,
        records: persons,
        first_id: ids?.first ?? null,
        last_id: ids?.last ?? null,
      };
      await openBatch(session, work, batch, times);
      const stamp = {
        at: session.dialect.cast(times.utc, { kind: "timestamp" }),
        associateId: session.dialect.cast(work.settings.associateId, { kind: "int" }),
      };
      const written = await new PersonBatch(session, target, rows, ledger, run, batch, stamp, source).write(parts);
      if (written.inserted + written.updated + written.kept > most) {
        throw cameMeanwhile();
      }
      const log = logOf?.(sequence.tableNumber, times.local);
      if (log !== undefined) await logBatch(log, work, target, batch, written);
      await closeBatch(session, work, batch, written);
      return written;
    });
    const transactionMs = work.now().getTime() - begun;
    work.log.debug({ step: step.id, batchNo, contacts: persons, transactionMs }, "batch");
    return { outcome, last: range.last, persons, transactionMs };
  });
}

async function logBatch(
  log: LogRecords,
  { ledger, run }: StepWork,
  target: TargetTable,
  { step_id: stepId, batch_no: batchNo, first_id: firstId }: BatchPlan,
  { inserted, updated, lastId }: BatchOutcome,
): Promise<void> {
  const key = target.column(target.primaryKey);
  if (inserted > 0 && firstId !== null) {
    const last = lastId ?? firstId + inserted - 1;
    await log("insert", sql`SELECT ${key} AS record_id FROM ${target.name} WHERE ${key} BETWEEN ${firstId} AND ${last}`);
  }
  if (updated > 0) {
    const records = sql`SELECT o.consent_id AS record_id FROM ${ledger.table("oldConsent")} o
      WHERE o.run_id = ${run.runId} AND o.step_id = ${stepId} AND o.batch_no = ${batchNo}`;
    await log("update", records);
  }
}
