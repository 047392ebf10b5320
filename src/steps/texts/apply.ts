import type { TextStep } from "../step.js";
import type { TemplateText } from "../template-text.js";
import { findBatch, readBatches } from "../../ledger/batch-record.js";
import { count } from "../../dialect/counts.js";
import { ExaminedPages, examineForWriting, type ReadyRecord, type RecordSource } from "./examined-pages.js";
import { isGentle, ReadBeside } from "../../work/read-beside.js";
import { TextScan } from "./scan.js";
import { earlierBeginning, NOTHING_FOUND, recordBeginning } from "../../ledger/step-record.js";
import type { StepFigures } from "../../report/step-figures.js";
import { TextFindings } from "./findings.js";
import { stepContext } from "../../work/upgrade-context.js";
import { changesOf, type StepWork } from "../../work/step-work.js";
import { textQuestions } from "./questions.js";
import { sumOfLinks, writeRecords, type TextBatch } from "./write.js";

/**
 * Runs a step that rewrites texts: pages of a megabyte, some of them in each transaction. A record's texts
 * change together; a record that somebody changed in between is examined anew.
 * @throws RunFailedError (1), InterruptedError (130, 143, 129)
 */
export async function applyTexts(work: StepWork, step: TextStep, position: number): Promise<StepFigures> {
  const { upgrade, connection, ledger, run } = work;
  const context = stepContext(upgrade, upgrade.reference, run.runId.slice(0, 8));
  const { tables, links, ...beginning } = await connection.retrying(step.id, async (session) => {
    const begun = await earlierBeginning(session, work, step.id);
    const prepared = await step.prepare(context, textQuestions(session, upgrade.relations, begun?.findings));
    const scanned = prepared.tables.map((table) => ({ table, scan: new TextScan(context.dialect, upgrade.relations, table) }));
    // Each batch recorded the links of all before it.
    if (begun !== undefined) return { tables: scanned, ...begun, links: begun.counts.links ?? 0 };
    let records = 0;
    for (const { scan } of scanned) records += await scan.count(session);
    const found = { ...NOTHING_FOUND, persons: records, findings: prepared.notes };
    return { tables: scanned, ...(await recordBeginning(session, work, { id: step.id, position }, found)), links: 0 };
  });
  const earlier = await connection.retrying(step.id, (session) => readBatches(session, ledger, run.runId, step.id));
  const findings = new TextFindings(beginning.findings);
  const total: Totals = { records: 0, links, lastBatch: 0 };
  for (const batch of earlier) total.records += count(batch.records);
  total.lastBatch = Math.max(0, ...earlier.map((batch) => Number(batch.batch_no)));
  work.progress.stepStarted(step.id, beginning.persons);
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
    changes: changesOf(work.tally),
    counts: { records: total.records, links: total.links },
    findings: findings.all(),
  };
}

/** What was gone through so far, over all attempts. */
interface Totals {
  records: number;
  links: number;
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
    for (const record of written) findings.add(table.table, record.id, record.findings);
    total.links += sumOfLinks(written);
    total.records += written.length;
    work.tally.updated += written.filter(({ changes }) => changes.length > 0).length;
    work.tally.batches += 1;
    work.progress.advanced(total.records, work.tally.updated);
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
  const { connection } = work;
  const { stepId, table, bounds, batchNo } = batch;
  let latest = examined;
  let tries = 0;
  return connection.retrying(`${stepId}, ${table.table} after id ${bounds.after}`, async (session) => {
    tries += 1;
    if (tries > 1) {
      // Once its commit's answer was lost, a batch would look as if there were nothing to change.
      if ((await findBatch(session, work, { step_id: stepId, batch_no: batchNo })) !== undefined) return latest;
      latest = examineForWriting(scan, table, await scan.pageAgain(session, bounds)).all();
    }
    await writeRecords(session, work, scan, batch, latest, findings);
    return latest;
  });
}
