import { FIRST_POSSIBLE_ID } from "../person-range.js";
import { findTable } from "../../dialect/catalog.js";
import { engineOf } from "../../dialect/engines.js";
import type { Session } from "../../dialect/session.js";
import { sql, type Sql } from "../../dialect/sql.js";
import type { PersonStep } from "../step.js";
import type { RowSet } from "../row-set.js";
import { RowSetReader, type RowFate } from "../row-set-sql.js";
import { TargetTable } from "../../crm/target-table.js";
import { askAttention } from "../../report/ask-attention.js";
import type { Finding } from "../finding.js";
import { readBatches } from "../../ledger/batch-record.js";
import { BatchSize } from "../../work/batch-size.js";
import { count } from "../../dialect/counts.js";
import { prepareSource, emptyHistoryTable } from "../../work/history-table.js";
import { nextRange } from "../../work/next-range.js";
import { readCreatedObjects } from "../../ledger/created-objects.js";
import { SequenceTable, type SequenceRow } from "../../crm/sequence.js";
import { earlierBeginning, recordBeginning, type StepBeginning } from "../../ledger/step-record.js";
import type { StepFigures } from "../../report/step-figures.js";
import { stepContext } from "../../work/upgrade-context.js";
import { changesOf, type StepWork } from "../../work/step-work.js";
import { writePersonBatch, type PersonStepTarget } from "./write-batch.js";

/** Rows written so far, over all attempts. */
interface Totals {
  inserted: number;
  updated: number;
  kept: number;
  persons: number;
}

/**
 * Runs a step that writes person by person: ranges of persons, each one transaction with its ledger
 * entry and replication log. Goes on where an earlier attempt stopped.
 * @throws RunFailedError (1), InterruptedError (130, 143, 129), RefusedError (4)
 */
export async function applyPersons(work: StepWork, step: PersonStep, position: number): Promise<StepFigures> {
  const { upgrade, connection, ledger, run } = work;
  const context = stepContext(upgrade, upgrade.reference, run.runId.slice(0, 8));
  const rows = step.rows(context);
  const target = TargetTable.of(upgrade.dialect, upgrade.catalog, rows.table);
  const beginning = await connection.retrying(step.id, (session) => beginStep(session, work, step, rows, position));
  const sequence = await connection.retrying(step.id, (session) => findSequence(session, work, rows));
  const isGathered = await work.ahead.isGathered(step.id);
  work.stop.throwIfAsked(`before the step ${step.id}`);
  const source = await prepareSource(connection, upgrade.dialect, ledger, step.id, rows, isGathered);
  const earlier = await connection.retrying(step.id, (session) => readBatches(session, ledger, run.runId, step.id));
  const whole: Totals = { inserted: 0, updated: 0, kept: 0, persons: 0 };
  for (const batch of earlier) addOutcome(whole, batch.records, batch);
  const size = new BatchSize(work.settings.run.batchMs, work.settings.run.maxBatch);
  const shared: PersonStepTarget = { step, rows, target, source, sequence };
  let first = Math.max(...earlier.map((batch) => count(batch.last_key) + 1), FIRST_POSSIBLE_ID);
  let batchNo = Math.max(0, ...earlier.map((batch) => Number(batch.batch_no))) + 1;
  work.progress.stepStarted(step.id, beginning.persons);
  for (;;) {
    work.stop.throwIfAsked(`in the step ${step.id}, after ${whole.persons} of ${beginning.persons} contacts`);
    await work.replicas.waitUntilCaughtUp(step.id);
    const from = first;
    // The greatest id may be the greatest int: there is none to begin with after it.
    const range =
      from > beginning.greatestPersonId
        ? undefined
        : await connection.retrying(step.id, (session) =>
            nextRange(session, upgrade.relations, from, size.persons, beginning.greatestPersonId),
          );
    if (range === undefined) break;
    const written = await writePersonBatch(work, shared, range, batchNo).catch(size.orSmaller);
    if (written === undefined) continue;
    addOutcome(whole, written.persons, written.outcome);
    work.tally.inserted += written.outcome.inserted;
    work.tally.updated += written.outcome.updated;
    work.tally.batches += 1;
    batchNo += 1;
    if (written.transactionMs !== undefined) size.measured(range.persons, written.transactionMs);
    work.progress.advanced(whole.persons, whole.inserted + whole.updated);
    first = written.last + 1;
    await work.rest.take(work.stop.asked);
  }
  const leftOut = await connection.retrying(step.id, (session) => rowsLeftOut(session, work, step, rows, beginning));
  if (rows.source !== undefined) {
    await connection.retrying(step.id, (session) => emptyHistoryTable(session, ledger));
  }
  return {
    changes: changesOf(work.tally),
    counts: { persons: whole.inserted + whole.updated + whole.kept, alreadyRecorded: whole.kept },
    findings: [...beginning.findings, ...leftOut],
  };
}

function addOutcome(totals: Totals, persons: unknown, outcome: Readonly<Record<"inserted" | "updated" | "kept", unknown>>): void {
  totals.persons += count(persons);
  totals.inserted += count(outcome.inserted);
  totals.updated += count(outcome.updated);
  totals.kept += count(outcome.kept);
}

async function beginStep(
  session: Session,
  work: StepWork,
  step: PersonStep,
  rows: RowSet,
  position: number,
): Promise<StepBeginning> {
  const { upgrade } = work;
  const earlier = await earlierBeginning(session, work, step.id);
  if (earlier !== undefined) return earlier;
  const [row] = await session.query<{ greatest: number | null; n: unknown }>(
    sql`SELECT MAX(p.person_id) AS greatest, COUNT(*) AS n FROM ${upgrade.relations.of("person")} p`,
  );
  const context = stepContext(upgrade, upgrade.reference, work.run.runId.slice(0, 8));
  const attention = await askAttention(session, step.attention(context, rows));
  return recordBeginning(
    session,
    work,
    { id: step.id, position },
    {
      greatestPersonId: row?.greatest ?? FIRST_POSSIBLE_ID,
      persons: count(row?.n),
      findings: [...(step.notes?.(context) ?? []), ...attention],
    },
  );
}

/** Rows that a trigger, or a rule, left out; asked only where there is one, as it costs what a plan costs. */
async function rowsLeftOut(
  session: Session,
  { upgrade }: StepWork,
  step: PersonStep,
  rows: RowSet,
  { greatestPersonId }: StepBeginning,
): Promise<readonly Finding[]> {
  const { catalog, relations } = upgrade;
  const table = findTable(catalog, rows.table)?.name ?? rows.table;
  const triggers = await engineOf(session.dialect).inspection.triggers(session, catalog.schema, [table]);
  if (triggers.length === 0) return [];
  const range = { isNarrow: false, covers: (id: Sql) => sql`${id} <= ${greatestPersonId}` };
  const reader = new RowSetReader(session.dialect, relations, rows);
  const fates = await session.query<{ fate: RowFate; n: unknown }>(reader.fates(range, reader.stored()));
  const missing = fates.reduce((sum, { fate, n }) => sum + (fate === "keep" ? 0 : count(n)), 0);
  if (missing === 0) return [];
  return [{ code: "ROWS_NOT_WRITTEN", count: missing, params: { table, step: step.id } }];
}

async function findSequence(session: Session, { upgrade, ledger }: StepWork, rows: RowSet): Promise<SequenceRow> {
  const { numbers } = await readCreatedObjects(session, ledger);
  return new SequenceTable(session, upgrade.catalog).row(rows.table, numbers.get(rows.table));
}
