import { DatabaseError } from "../dialect/failure.js";
import { inTransaction, type Session } from "../dialect/session.js";
import { joinSql } from "../dialect/sql.js";
import type { TextStep } from "../step/step.js";
import { TargetTable } from "../step/target-table.js";
import type { TemplateText, TextOutcome, TextRecord } from "../step/template-text.js";
import { askAttention, findingsOfNotes } from "./ask-attention.js";
import { textHash } from "./apply-seed.js";
import { closeBatch, findBatch, openBatch, readBatches, readClock, type BatchPlan, type BatchTimes } from "./batch-record.js";
import { count } from "./counts.js";
import { stopWithoutLock } from "./lock.js";
import { countTexts, readTextPage } from "./scan-texts.js";
import { findStep, recordStepBeginning, stepBeginning } from "./step-record.js";
import type { StepFigures } from "./step-figures.js";
import { TextFindings } from "./text-findings.js";
import { stepContext } from "./upgrade-context.js";
import type { StepWork } from "./work.js";

/**
 * Runs a step that rewrites texts: pages of a few megabytes, each one transaction. A record's texts
 * change together; a record that somebody changed in between is examined anew.
 * @throws RunFailedError (1), InterruptedError (130, 143, 129)
 */
export async function applyTexts(work: StepWork, step: TextStep, position: number): Promise<StepFigures & { readonly batches: number }> {
  const { upgrade, connection, ledger, run } = work;
  const context = stepContext(upgrade, upgrade.reference, run.runId.slice(0, 8));
  const tables = step.texts(context);
  const beginning = await connection.retrying(step.id, async (session) => {
    const earlier = await findStep(session, ledger, run, step.id);
    if (earlier !== undefined) return stepBeginning(earlier);
    let records = 0;
    for (const table of tables) records += await countTexts(session, upgrade.relations, table);
    const found = [...findingsOfNotes(step.notes?.(context) ?? []), ...(await askAttention(session, step.attention(context)))];
    const fresh = { greatestPersonId: 0, persons: records, findings: found };
    await inTransaction(session, "write", () => recordStepBeginning(session, ledger, run, { id: step.id, position }, fresh));
    return fresh;
  });
  const earlier = await connection.retrying(step.id, (session) => readBatches(session, ledger, run.runId, step.id));
  const findings = new TextFindings(beginning.findings);
  const total = { records: 0, changed: 0, links: 0, batches: 0 };
  for (const batch of earlier) total.records += count(batch.records);
  let batchNo = Math.max(0, ...earlier.map((batch) => Number(batch.batch_no)));
  work.progress.stepStarted(step.id, step.id, beginning.persons);
  for (const table of tables) {
    const own = earlier.filter((batch) => batch.table_name === table.table);
    let after = Math.max(0, ...own.map((batch) => count(batch.last_key)));
    for (;;) {
      work.stop.throwIfAsked(`in the step ${step.id}, after ${total.records} of ${beginning.persons} texts`);
      await work.replicas.waitUntilCaughtUp(step.id);
      batchNo += 1;
      const page = await writePage(work, step, table, after, batchNo, findings);
      if (page === undefined) break;
      total.records += page.records;
      total.changed += page.changed;
      total.links += page.links;
      total.batches += 1;
      work.tally.updated += page.changed;
      work.tally.batches += 1;
      after = page.last;
      work.progress.advanced(total.records, total.changed);
    }
  }
  return {
    changes: { inserted: 0, updated: total.changed, deleted: 0 },
    counts: { records: total.records, links: total.links },
    findings: findings.all(),
    moves: [],
    otherWork: false,
    batches: total.batches,
  };
}

interface WrittenPage {
  readonly records: number;
  readonly changed: number;
  readonly links: number;
  readonly last: number;
}

/** Examined texts of one page, and what writing them comes to. */
interface ExaminedPage {
  readonly written: WrittenPage;
  readonly outcomes: readonly { readonly record: TextRecord; readonly outcome: TextOutcome }[];
}

async function writePage(work: StepWork, step: TextStep, table: TemplateText, after: number, batchNo: number, findings: TextFindings): Promise<WrittenPage | undefined> {
  const { connection, ledger, run } = work;
  let tried: ExaminedPage | undefined;
  const page = await connection.retrying(`${step.id}, ${table.table} after id ${after}`, async (session) => {
    // Once its commit's answer was lost, a page would look as if there were nothing to change.
    if (tried !== undefined && (await findBatch(session, ledger, run.runId, step.id, batchNo)) !== undefined) return tried;
    tried = await examinePage(session, work, table, after);
    if (tried !== undefined) await writeExamined(session, work, step, table, tried, after, batchNo, findings);
    return tried;
  });
  if (page === undefined) return undefined;
  for (const { record, outcome } of page.outcomes) findings.add(table.table, record.id, outcome.findings);
  return page.written;
}

async function examinePage(session: Session, { upgrade }: StepWork, table: TemplateText, after: number): Promise<ExaminedPage | undefined> {
  const page = await readTextPage(session, upgrade.relations, table, after);
  if (page === undefined) return undefined;
  const outcomes = page.records.map((record) => ({ record, outcome: table.examine(record) }));
  const links = outcomes.reduce((sum, { outcome }) => sum + outcome.links, 0);
  const changed = outcomes.filter(({ outcome }) => outcome.changes.length > 0).length;
  return { outcomes, written: { records: page.records.length, changed, links, last: page.last } };
}

async function writeExamined(
  session: Session,
  work: StepWork,
  step: TextStep,
  table: TemplateText,
  { written, outcomes }: ExaminedPage,
  after: number,
  batchNo: number,
  findings: TextFindings,
): Promise<void> {
  const { upgrade, ledger, run } = work;
  const target = TargetTable.find(session.dialect, upgrade.catalog, table.table);
  if (target === undefined) return;
  await stopWithoutLock(session, work.lockName);
  await inTransaction(session, "write", async () => {
    const times = await readClock(session);
    const batch: BatchPlan = { stepId: step.id, batchNo, table: table.table, firstKey: after + 1, lastKey: written.last, records: written.records, firstId: null, lastId: null };
    await openBatch(session, ledger, run, batch, times);
    for (const { record, outcome } of outcomes) {
      if (outcome.changes.length > 0) await writeRecord(session, work, target, table, record, outcome, batch, times);
    }
    const soFar = new TextFindings(findings.all());
    for (const { record, outcome } of outcomes) soFar.add(table.table, record.id, outcome.findings);
    await ledger.update(session, "step", { attention: JSON.stringify(soFar.all()) }, { run_id: run.runId, step_id: step.id });
    await closeBatch(session, ledger, run, batch, { inserted: 0, updated: written.changed, deleted: 0, kept: 0 });
  });
}

async function writeRecord(
  session: Session,
  work: StepWork,
  target: TargetTable,
  table: TemplateText,
  record: TextRecord,
  outcome: TextOutcome,
  batch: BatchPlan,
  times: BatchTimes,
): Promise<void> {
  const { dialect } = session;
  const { sql, cast } = dialect;
  const key = target.column(target.primaryKey);
  const has = (column: string): boolean => target.has(column);
  const old = has("updatedCount")
    ? await session.query<{ at: string | null; associate: number | null; n: number | null }>(sql`
        SELECT ${target.column("updated")} AS at, ${target.column("updated_associate_id")} AS associate, ${target.column("updatedCount")} AS n
        FROM ${target.name} WHERE ${key} = ${record.id}`)
    : [];
  const set = outcome.changes.map((change) => sql`${target.column(change.column)} = ${target.typed(change.column, change.after)}`);
  if (has("updatedCount")) {
    set.push(
      sql`${target.column("updated")} = ${cast(times.utc, { kind: "timestamp" })}`,
      sql`${target.column("updated_associate_id")} = ${cast(work.settings.associateId, { kind: "int" })}`,
      sql`${target.column("updatedCount")} = COALESCE(${target.column("updatedCount")}, 0) + 1`,
    );
  }
  const unchanged = outcome.changes.map((change) => dialect.sameBytes(target.column(change.column), target.typed(change.column, change.before)));
  const matched = await session.execute(
    sql`UPDATE ${target.name} SET ${joinSql(sql, set)} WHERE ${key} = ${record.id} AND ${joinSql(sql, unchanged, " AND ")}`,
  );
  if (matched !== 1) {
    throw new DatabaseError("serialization", `${table.table} ${record.id} was changed meanwhile`, "", undefined, undefined);
  }
  for (const change of outcome.changes) {
    await work.ledger.insert(session, "oldText", {
      run_id: work.run.runId,
      table_name: table.table,
      row_id: record.id,
      column_name: change.column,
      step_id: batch.stepId,
      batch_no: batch.batchNo,
      old_text: change.before,
      new_hash: textHash(change.after),
      updated: old[0]?.at ?? null,
      updated_associate_id: old[0]?.associate ?? null,
      updated_count: old[0]?.n ?? null,
    });
  }
}
