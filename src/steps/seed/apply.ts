import type { SeedUpdate } from "../../crm/reference.js";
import { inTransaction, type Session } from "../../dialect/session.js";
import { count } from "../../dialect/counts.js";
import { sql, type Sql } from "../../dialect/sql.js";
import { isReplicated, type CrmTable } from "../../crm/tables.js";
import type { SeedChange, SeedStep, StepContext } from "../step.js";
import { TargetTable } from "../../crm/target-table.js";
import { findingsOfNotes } from "../../report/ask-attention.js";
import type { Finding } from "../finding.js";
import { countConsents, withEmarketing } from "../../report/consent-table.js";
import { closeBatch, findBatch, openBatch, readBatches, readClock } from "../../ledger/batch-record.js";
import type { BatchOutcome, BatchPlan } from "../../ledger/batch-record.js";
import { readCreatedObjects } from "../../ledger/created-objects.js";
import { reserveIds } from "../../work/reserve-ids.js";
import { SequenceTable, type ReservedIds } from "../../crm/sequence.js";
import { earlierBeginning, NOTHING_FOUND, recordBeginning } from "../../ledger/step-record.js";
import { textHash } from "../../ledger/text-hash.js";
import type { StepFigures } from "../../report/step-figures.js";
import { stepContext } from "../../work/upgrade-context.js";
import { changesOf, type StepWork } from "../../work/step-work.js";

/**
 * Runs a step that adds or changes a handful of rows: one batch per table.
 * @throws RunFailedError (1), RefusedError (4)
 */
export async function applySeed(work: StepWork, step: SeedStep, position: number): Promise<StepFigures> {
  const { upgrade, connection, ledger, run } = work;
  const context = stepContext(upgrade, upgrade.reference, run.runId.slice(0, 8));
  const change = step.change(context);
  const { findings } = await connection.retrying(step.id, async (session) => {
    const earlier = await earlierBeginning(session, work, step.id);
    if (earlier !== undefined) return earlier;
    const notes = step.notes?.(context) ?? [];
    const counted = notes.some(({ countsEmarketing }) => countsEmarketing === true)
      ? withEmarketing(await countConsents(session, upgrade.relations, upgrade.reference))
      : 0;
    const beginning = { ...NOTHING_FOUND, findings: findingsOfNotes(notes, counted) };
    return recordBeginning(session, work, { id: step.id, position }, beginning);
  });
  const earlier = await connection.retrying(step.id, (session) => readBatches(session, ledger, run.runId, step.id));
  let batchNo = Math.max(0, ...earlier.map((batch) => Number(batch.batch_no)));
  const tables = [...new Set([...change.inserts, ...change.updates].map((row) => row.table))];
  work.progress.stepStarted(step.id, change.inserts.length + change.updates.length);
  const leftOut: Finding[] = [];
  for (const table of tables) {
    work.stop.throwIfAsked(`in the step ${step.id}, before ${table}`);
    batchNo += 1;
    const written = await writeTable(work, step, context, table, change, batchNo);
    work.tally.inserted += written.inserted;
    work.tally.updated += written.updated;
    work.tally.batches += 1;
    const wanted = [...change.inserts, ...change.updates].filter((row) => row.table === table);
    // A trigger may leave out what was to be written.
    const missing = wanted.length - written.inserted - written.updated;
    if (missing > 0) leftOut.push({ code: "ROWS_NOT_WRITTEN", count: missing, params: { table, step: step.id } });
    const sum = work.tally.inserted + work.tally.updated;
    work.progress.advanced(sum, sum);
  }
  return { changes: changesOf(work.tally), counts: change.counts, findings: [...findings, ...leftOut] };
}

/** @returns the rows that stand afterwards */
async function writeTable(
  work: StepWork,
  step: SeedStep,
  context: StepContext,
  table: CrmTable,
  change: SeedChange,
  batchNo: number,
): Promise<Pick<BatchOutcome, "inserted" | "updated">> {
  const { upgrade, connection, ledger } = work;
  const target = TargetTable.of(context.dialect, upgrade.catalog, table);
  const inserts = change.inserts.filter((row) => row.table === table);
  const updates = change.updates.filter((row) => row.table === table);
  const where = `${step.id}, table ${table}`;
  const batchName = { step_id: step.id, batch_no: batchNo };
  return connection.retrying(where, async (session) => {
    const done = await findBatch(session, work, batchName);
    if (done !== undefined) return { inserted: count(done.inserted), updated: count(done.updated) };
    const { numbers } = await readCreatedObjects(session, ledger);
    const sequence = await new SequenceTable(session, upgrade.catalog).row(table, numbers.get(table));
    const records = inserts.length + updates.length;
    const wanted = { table, row: sequence, ids: inserts.length };
    const entries = isReplicated(table) ? records : 0;
    const { ids, logOf } = await reserveIds(session, upgrade.catalog, work, batchName, wanted, entries);
    return inTransaction(session, "write", async () => {
      const times = await readClock(session);
      const batch: BatchPlan = {
        ...batchName,
        table_name: table,
        first_key: 0,
        last_key: 0,
        records,
        first_id: ids?.first ?? null,
        last_id: ids?.last ?? null,
      };
      await openBatch(session, work, batch, times);
      const { cast } = session.dialect;
      const at = cast(times.utc, { kind: "timestamp" });
      const associate = cast(work.settings.associateId, { kind: "int" });
      for (const [position, row] of inserts.entries()) {
        const id = cast((ids?.first ?? 0) + position, { kind: "int" });
        await session.execute(target.insertSmall(row.values, id, at, associate));
      }
      const inserted = ids === undefined ? [] : await standing(session, target, ids);
      const updated: SeedUpdate[] = [];
      for (const update of updates) if (await updateRow(session, work, target, update, batch, at)) updated.push(update);
      const log = logOf?.(sequence.tableNumber, times.local);
      for (const id of inserted) await log?.("insert", record(session, id));
      for (const { id } of updated) await log?.("update", record(session, id));
      const written = { inserted: inserted.length, updated: updated.length };
      await closeBatch(session, work, batch, { ...written, kept: 0, lastId: inserted.at(-1) });
      return written;
    });
  });
}

/** The ids that stand of those reserved: a statement counts what it was about to write. */
async function standing(session: Session, target: TargetTable, { first, last }: ReservedIds): Promise<readonly number[]> {
  const key = target.column(target.primaryKey);
  const rows = await session.query<{ id: number }>(
    sql`SELECT ${key} AS id FROM ${target.name} WHERE ${key} BETWEEN ${first} AND ${last} ORDER BY ${key}`,
  );
  return rows.map(({ id }) => id);
}

/** Keeps the old value in the ledger and changes the row. @returns whether it has the new value now */
async function updateRow(
  session: Session,
  work: StepWork,
  target: TargetTable,
  update: SeedUpdate,
  batch: BatchPlan,
  at: Sql,
): Promise<boolean> {
  const { cast } = session.dialect;
  const { ledger, run } = work;
  const key = target.column(target.primaryKey);
  const [stored] = target.has("updatedCount")
    ? await session.query<{ at: string | null; associate: number | null; n: number | null }>(sql`
    SELECT ${target.column("updated")} AS at, ${target.column("updated_associate_id")} AS associate, ${target.column("updatedCount")} AS n
    FROM ${target.name} WHERE ${key} = ${update.id}`)
    : [];
  const set = [
    sql`${target.column(update.column)} = ${target.typed(update.column, update.after)}`,
    ...target.saved(at, cast(work.settings.associateId, { kind: "int" })),
  ];
  const changed = await session.execute(sql`
    UPDATE ${target.name} SET ${set}
    WHERE ${key} = ${update.id}`);
  if (changed === 0) return false;
  await ledger.insert(session, "oldText", {
    run_id: run.runId,
    table_name: update.table,
    row_id: update.id,
    column_name: update.column,
    step_id: batch.step_id,
    batch_no: batch.batch_no,
    old_text: update.before,
    new_hash: textHash(update.after),
    updated: stored?.at ?? null,
    updated_associate_id: stored?.associate ?? null,
    updated_count: stored?.n ?? null,
  });
  return true;
}

function record({ dialect: { cast, fromNothing } }: Session, id: number): Sql {
  return sql`SELECT ${cast(id, { kind: "int" })} AS record_id ${fromNothing()}`;
}
