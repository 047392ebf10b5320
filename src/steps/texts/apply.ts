import { storedCounts } from "../../ledger/stored-json.js";
import { inTransaction } from "../../dialect/session.js";
import type { TextStep } from "../step.js";
import type { TemplateText } from "../template-text.js";
import { findingsOfNotes } from "../../report/ask-attention.js";
import { findBatch, readBatches } from "../../ledger/batch-record.js";
import { count } from "../../dialect/counts.js";
import { ExaminedPages, examineForWriting, type ReadyRecord, type RecordSource } from "./examined-pages.js";
import { isGentle, ReadBeside } from "../../work/read-beside.js";
import { TextScan } from "./scan.js";
import { findStep, recordStepBeginning, stepBeginning } from "../../ledger/step-record.js";
import type { StepRow } from "../../ledger/step-states.js";
import type { StepFigures } from "../../report/step-figures.js";
import { TextFindings } from "./findings.js";
import { stepContext } from "../../work/upgrade-context.js";
import type { StepWork } from "../../work/step-work.js";
import { textQuestions } from "./questions.js";
import { sumOfLinks, writeRecords, type TextBatch } from "./write.js";

/**
 * Runs a step that rewrites texts: pages of a megabyte, some of them in each transaction. A record's texts
 * change together; a record that somebody changed in between is examined anew.
 * @throws RunFailedError (1), InterruptedError (130, 143, 129)
 */
export async function applyTexts(
  work: StepWork,
  step: TextStep,
  position: number,
): Promise<StepFigures & { readonly batches: number }> {
  const { upgrade, connection, ledger, run } = work;
  const context = stepContext(upgrade, upgrade.reference, run.runId.slice(0, 8));
  const { tables, ...beginning } = await connection.retrying(step.id, async (session) => {
    const earlier = await findStep(session, ledger, run, step.id);
    const begun = earlier === undefined ? undefined : stepBeginning(earlier);
    const prepared = await step.prepare(context, textQuestions(session, upgrade.relations, begun?.findings));
    const scanned = prepared.tables.map((table) => ({ table, scan: new TextScan(context.dialect, upgrade.relations, table) }));
    if (earlier !== undefined) return { tables: scanned, ...stepBeginning(earlier), links: linksOf(earlier) };
    let records = 0;
    for (const { scan } of scanned) records += await scan.count(session);
    const fresh = { greatestPersonId: 0, persons: records, findings: findingsOfNotes(prepared.notes) };
    await inTransaction(session, "write", () => recordStepBeginning(session, ledger, run, { id: step.id, position }, fresh));
    return { tables: scanned, ...fresh, links: 0 };
  });
  const earlier = await connection.retrying(step.id, (session) => readBatches(session, ledger, run.runId, step.id));
  const findings = new TextFindings(beginning.findings);
  const total: Totals = { records: 0, changed: 0, links: beginning.links, batches: 0, lastBatch: 0 };
  for (const batch of earlier) total.records += count(batch.records);
  total.lastBatch = Math.max(0, ...earlier.map((batch) => Number(batch.batch_no)));
  work.progress.stepStarted(step.id, step.id, beginning.persons);
  const beside = await ReadBeside.open(work, context.dialect);
  try {
    for (const { table, scan } of tables) {
      const own = earlier.filter((batch) => batch.table_name === table.table);
      const reached = Math.max(0, ...own.map((batch) => count(batch.last_key)));
      await rewriteTable({ work, step, table, scan, beside, findings, total, expected: beginning.persons }, reached);
    }
  } finally {
    await beside.close();
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

/** Links that earlier attempts rewrote, as each page recorded it. */
function linksOf(earlier: StepRow): number {
  const counts = storedCounts(earlier.counts);
  return counts.links ?? 0;
}

/** What was gone through so far: records and links over all attempts, the rest in this one. */
interface Totals {
  records: number;
  changed: number;
  links: number;
  batches: number;
  /** The number of the step's last batch. */
  lastBatch: number;
}

/** One table of the step, and what all of them share. */
interface TableWork {
  readonly work: StepWork;
  readonly step: TextStep;
  readonly table: TemplateText;
  readonly scan: TextScan;
  readonly beside: ReadBeside;
  readonly findings: TextFindings;
  readonly total: Totals;
  /** Records of all tables when the step began. */
  readonly expected: number;
}

/**
 * Batch by batch, each in one transaction.
 * @param reached the last id that is done
 */
async function rewriteTable(own: TableWork, reached: number): Promise<void> {
  const { work, step, table, scan, beside, findings, total, expected } = own;
  const read: RecordSource["own"] = (reading, after) =>
    work.connection.retrying(`${step.id}, ${table.table} after id ${after}`, reading);
  const pages = new ExaminedPages({ table, scan, beside, own: read, isGentle: isGentle(work.settings) }, reached);
  for (;;) {
    const ready = await pages.next();
    if (ready === undefined) return;
    work.stop.throwIfAsked(`in the step ${step.id}, after ${total.records} of ${expected} texts`);
    await work.replicas.waitUntilCaughtUp(step.id);
    total.lastBatch += 1;
    const before = { records: total.records, links: total.links };
    const batch = { stepId: step.id, table, bounds: ready, batchNo: total.lastBatch, before };
    const written = await pages.during(writeBatch(work, scan, batch, ready.records, findings));
    const changed = written.filter(({ changes }) => changes.length > 0).length;
    for (const record of written) findings.add(table.table, record.id, record.findings);
    total.links += sumOfLinks(written);
    total.changed += changed;
    total.records += written.length;
    total.batches += 1;
    work.tally.updated += changed;
    work.tally.batches += 1;
    work.progress.advanced(total.records, total.changed);
    await work.rest.take(work.stop.asked);
  }
}

/** @returns what was written: where somebody changed a record meanwhile, the batch is read and examined again */
async function writeBatch(
  work: StepWork,
  scan: TextScan,
  batch: TextBatch,
  examined: readonly ReadyRecord[],
  findings: TextFindings,
): Promise<readonly ReadyRecord[]> {
  const { connection, ledger, run } = work;
  const { stepId, table, bounds, batchNo } = batch;
  let latest = examined;
  let tries = 0;
  return connection.retrying(`${stepId}, ${table.table} after id ${bounds.after}`, async (session) => {
    tries += 1;
    if (tries > 1) {
      // Once its commit's answer was lost, a batch would look as if there were nothing to change.
      if ((await findBatch(session, ledger, run.runId, stepId, batchNo)) !== undefined) return latest;
      latest = examineForWriting(scan, table, await scan.pageAgain(session, bounds)).all();
    }
    await writeRecords(session, work, scan, batch, latest, findings);
    return latest;
  });
}
