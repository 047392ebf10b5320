import { inTransaction, type Session } from "../dialect/session.js";
import { RefusedError } from "../errors.js";
import type { PersonStep } from "../step/step.js";
import type { RowSet } from "../step/row-set.js";
import { TargetTable } from "../step/target-table.js";
import { askAttention, findingsOfNotes } from "./ask-attention.js";
import { closeBatch, findBatch, openBatch, readBatches, readClock, type BatchOutcome, type BatchPlan } from "./batch-record.js";
import { BatchSize } from "./batch-size.js";
import { pause } from "./back-off.js";
import { count } from "./counts.js";
import { prepareSource, emptyHistoryTable, type SourceReader } from "./history-table.js";
import { nextRange, PersonBatch, statementRanges, type CountedRange } from "./person-batch.js";
import { readCreatedObjects } from "./created-objects.js";
import { ReplicationLog } from "./replication-log.js";
import { reserveIds, type IdDemand } from "./reserve-ids.js";
import { SequenceTable, sequenceRowOrRefuse, type SequenceRow } from "./sequence.js";
import { findStep, recordStepBeginning, stepBeginning, type StepBeginning } from "./step-record.js";
import type { StepFigures } from "./step-figures.js";
import { stepContext } from "./upgrade-context.js";
import type { StepWork } from "./work.js";

/** Rows written so far, over all attempts and in this one. */
interface Totals {
  inserted: number;
  updated: number;
  kept: number;
  persons: number;
  batches: number;
}

/**
 * Runs a step that writes person by person: ranges of persons, each one transaction with its ledger
 * entry and replication log. Goes on where an earlier attempt stopped.
 * @throws RunFailedError (1), InterruptedError (130, 143, 129), RefusedError (4)
 */
export async function applyPersons(work: StepWork, step: PersonStep, position: number): Promise<StepFigures & { readonly batches: number }> {
  const { upgrade, connection, ledger, run } = work;
  const context = stepContext(upgrade, upgrade.reference, run.runId.slice(0, 8));
  const rows = step.rows(context);
  const target = TargetTable.find(upgrade.session.dialect, upgrade.catalog, rows.table);
  if (target === undefined) throw new RefusedError("TABLE_MISSING", `The table ${rows.table} is missing.`);
  const beginning = await connection.retrying(step.id, (session) => beginStep(session, work, step, rows, position));
  const sequence = await connection.retrying(step.id, (session) => findSequence(session, work, rows));
  const source = await prepareSource(connection, upgrade.session, ledger, step.id, rows);
  const earlier = await connection.retrying(step.id, (session) => readBatches(session, ledger, run.runId, step.id));
  const whole: Totals = { inserted: 0, updated: 0, kept: 0, persons: 0, batches: earlier.length };
  for (const batch of earlier) addOutcome(whole, batch.records, batch);
  const own: Totals = { inserted: 0, updated: 0, kept: 0, persons: 0, batches: 0 };
  const size = new BatchSize(work.settings.run.batchMs, work.settings.run.maxBatch);
  let first = Math.max(...earlier.map((batch) => count(batch.last_key) + 1), FIRST_POSSIBLE_ID);
  let batchNo = Math.max(0, ...earlier.map((batch) => Number(batch.batch_no)));
  work.progress.stepStarted(step.id, step.id, beginning.persons);
  for (;;) {
    work.stop.throwIfAsked(`in the step ${step.id}, after ${whole.persons} of ${beginning.persons} contacts`);
    const started = work.now().getTime();
    const range = await connection.retrying(step.id, (session) =>
      nextRange(session, upgrade.relations, first, size.persons, beginning.greatestPersonId),
    );
    if (range === undefined) break;
    batchNo += 1;
    const outcome = await writeBatch(work, step, rows, target, source, sequence, range, batchNo);
    addOutcome(whole, range.persons, outcome);
    addOutcome(own, range.persons, outcome);
    whole.batches += 1;
    own.batches += 1;
    size.measured(range.persons, work.now().getTime() - started);
    work.progress.advanced(whole.persons, whole.inserted + whole.updated);
    first = range.last + 1;
    await pause(work.settings.run.pauseMs, work.stop.asked);
  }
  if (rows.source !== undefined) {
    await connection.retrying(step.id, (session) => inTransaction(session, "write", () => emptyHistoryTable(session, ledger)));
  }
  return {
    changes: { inserted: own.inserted, updated: own.updated, deleted: 0 },
    counts: { persons: whole.inserted + whole.updated + whole.kept, alreadyRecorded: whole.kept },
    findings: beginning.findings,
    moves: [],
    otherWork: false,
    batches: own.batches,
  };
}

/** Ids are positive in every CRM; a customer's import may have used others. */
const FIRST_POSSIBLE_ID = -2_147_483_648;

function addOutcome(totals: Totals, persons: unknown, outcome: Readonly<Record<"inserted" | "updated" | "kept", unknown>>): void {
  totals.persons += count(persons);
  totals.inserted += count(outcome.inserted);
  totals.updated += count(outcome.updated);
  totals.kept += count(outcome.kept);
}

async function beginStep(session: Session, work: StepWork, step: PersonStep, rows: RowSet, position: number): Promise<StepBeginning> {
  const { upgrade, ledger, run } = work;
  const earlier = await findStep(session, ledger, run, step.id);
  if (earlier !== undefined) return stepBeginning(earlier);
  const { sql } = session.dialect;
  const [row] = await session.query<{ greatest: number | null; n: unknown }>(
    sql`SELECT MAX(p.person_id) AS greatest, COUNT(*) AS n FROM ${upgrade.relations.of("person")} p`,
  );
  const context = stepContext(upgrade, upgrade.reference, run.runId.slice(0, 8));
  const beginning: StepBeginning = {
    greatestPersonId: row?.greatest ?? FIRST_POSSIBLE_ID,
    persons: count(row?.n),
    findings: [...findingsOfNotes(step.notes?.(context) ?? []), ...(await askAttention(session, step.attention(context, rows)))],
  };
  await inTransaction(session, "write", () => recordStepBeginning(session, ledger, run, { id: step.id, position }, beginning));
  return beginning;
}

async function findSequence(session: Session, { upgrade, ledger }: StepWork, rows: RowSet): Promise<SequenceRow> {
  const { numbers } = await readCreatedObjects(session, ledger);
  const sequence = new SequenceTable(session, upgrade.catalog);
  return sequenceRowOrRefuse(await sequence.find(rows.table, numbers.get(rows.table)), rows.table);
}

async function writeBatch(
  work: StepWork,
  step: PersonStep,
  rows: RowSet,
  target: TargetTable,
  source: SourceReader,
  sequence: SequenceRow,
  range: CountedRange,
  batchNo: number,
): Promise<BatchOutcome> {
  const { upgrade, connection, ledger, run } = work;
  const where = `${step.id}, contacts ${range.first < 0 ? "up" : range.first} to ${range.last}`;
  const most = range.persons * rows.rowsPerPerson;
  const demands: readonly IdDemand[] = [
    { table: rows.table, row: sequence, ids: most },
    ...(work.logSequence === undefined ? [] : [{ table: "traveltransactionlog" as const, row: work.logSequence, ids: most }]),
  ];
  let tries = 0;
  return connection.retrying(where, async (session) => {
    tries += 1;
    const committed = tries === 1 ? undefined : await findBatch(session, ledger, run.runId, step.id, batchNo);
    if (committed !== undefined) {
      return { inserted: count(committed.inserted), updated: count(committed.updated), deleted: 0, kept: count(committed.kept) };
    }
    const reserved = await reserveIds(session, upgrade.catalog, ledger, work.lockName, run, { stepId: step.id, batchNo }, demands);
    const ids = reserved.get(rows.table);
    const parts = await statementRanges(session, upgrade.relations, range, rows.rowsPerPerson);
    const begun = work.now().getTime();
    const written = await inTransaction(session, "write", async () => {
      const times = await readClock(session);
      const batch: BatchPlan = {
        stepId: step.id,
        batchNo,
        table: rows.table,
        firstKey: range.first,
        lastKey: range.last,
        records: range.persons,
        firstId: ids?.first ?? null,
        lastId: ids?.last ?? null,
      };
      await openBatch(session, ledger, run, batch, times);
      const stamp = {
        at: session.dialect.cast(times.utc, { kind: "timestamp" }),
        associateId: session.dialect.cast(work.settings.associateId, { kind: "int" }),
      };
      const outcome = await new PersonBatch(session, target, rows, ledger, run, batch, stamp, source).write(parts);
      if (outcome.inserted > most) {
        throw new RefusedError("MORE_ROWS_THAN_IDS", `${where}: ${outcome.inserted} rows for ${most} reserved ids.`);
      }
      await logBatch(session, work, target, sequence, batch, outcome, times.local, reserved.get("traveltransactionlog")?.first);
      await closeBatch(session, ledger, run, batch, outcome);
      return outcome;
    });
    work.log.debug({ step: step.id, batchNo, contacts: range.persons, transactionMs: work.now().getTime() - begun }, "batch");
    return written;
  });
}

async function logBatch(
  session: Session,
  work: StepWork,
  target: TargetTable,
  sequence: SequenceRow,
  batch: BatchPlan,
  outcome: BatchOutcome,
  local: string,
  firstLogId: number | undefined,
): Promise<void> {
  if (firstLogId === undefined || batch.firstId === null) return;
  const { dialect } = session;
  const { sql, cast } = dialect;
  const log = ReplicationLog.of(dialect, work.upgrade.catalog);
  const entry = {
    tableNumber: cast(sequence.tableNumber, { kind: "int" }),
    associateId: cast(work.settings.associateId, { kind: "int" }),
    at: cast(local, { kind: "timestamp" }),
  };
  const key = target.column(target.primaryKey);
  if (outcome.inserted > 0) {
    const records = sql`SELECT ${key} AS record_id FROM ${target.name} WHERE ${key} BETWEEN ${batch.firstId} AND ${batch.firstId + outcome.inserted - 1}`;
    await session.execute(log.log(records, { ...entry, type: "insert", firstId: cast(firstLogId, { kind: "int" }) }));
  }
  if (outcome.updated > 0) {
    const records = sql`SELECT o.consent_id AS record_id FROM ${work.ledger.table("oldConsent")} o
      WHERE o.run_id = ${work.run.runId} AND o.step_id = ${batch.stepId} AND o.batch_no = ${batch.batchNo}`;
    const firstId = cast(firstLogId + outcome.inserted, { kind: "int" });
    await session.execute(log.log(records, { ...entry, type: "update", firstId }));
  }
}
