import { keepOldText } from "../../work/keep-old-text.js";
import { DatabaseError } from "../../dialect/failure.js";
import { inTransaction, type Session } from "../../dialect/session.js";
import { sql } from "../../dialect/sql.js";
import type { StepId } from "../step.js";
import { TargetTable } from "../../crm/target-table.js";
import type { TemplateText } from "../template-text.js";
import { openBatch, readClock, type BatchPlan, type BatchTimes } from "../../ledger/batch-record.js";
import type { ReadyRecord } from "./examined-pages.js";
import { stopWithoutLock } from "../../work/lock.js";
import { newText } from "./prepared-text.js";
import type { PageBounds, TextScan } from "./scan.js";
import { TextFindings } from "./findings.js";
import type { StepWork } from "../../work/step-work.js";

/** Records that are gone through together, as a batch of a step. */
export interface TextBatch {
  readonly stepId: StepId;
  readonly table: TemplateText;
  readonly bounds: PageBounds;
  readonly batchNo: number;
  /** The step's counts before this batch, over all attempts. */
  readonly before: { readonly records: number; readonly links: number };
}

/** How many links of records are rewritten. */
export function sumOfLinks(records: readonly ReadyRecord[]): number {
  return records.reduce((sum, { links }) => sum + links, 0);
}

/**
 * Writes a batch in one transaction: its texts, their old bytes, and the ledger's record of it.
 * @param findings those of the step so far, which are stored together with the batch's
 * @throws DatabaseError of kind serialization where somebody changed a record since it was read
 */
export async function writeRecords(
  session: Session,
  work: StepWork,
  scan: TextScan,
  { stepId, table, bounds, batchNo, before }: TextBatch,
  records: readonly ReadyRecord[],
  findings: TextFindings,
): Promise<void> {
  const { upgrade, ledger, run } = work;
  const target = TargetTable.find(session.dialect, upgrade.catalog, table.table);
  if (target === undefined) return;
  await stopWithoutLock(session, work.lockName);
  await inTransaction(session, "write", async () => {
    const times = await readClock(session);
    const changing = records.filter(({ changes }) => changes.length > 0);
    const batch: BatchPlan = {
      step_id: stepId,
      batch_no: batchNo,
      table_name: table.table,
      first_key: bounds.after + 1,
      last_key: bounds.last,
      records: records.length,
      first_id: null,
      last_id: null,
      updated: changing.length,
    };
    await openBatch(session, work, batch, times);
    for (const column of table.texts) await keepOldTexts(session, work, target, batch, column, changing);
    await confirmFacts(session, scan, target, changing);
    for (const together of inStatements(changing)) await writeTogether(session, work, target, together, times);
    const soFar = new TextFindings(findings.all());
    for (const record of records) soFar.add(table.table, record.id, record.findings);
    const counts = { records: before.records + records.length, links: before.links + sumOfLinks(records) };
    const figures = { counts: JSON.stringify(counts), attention: JSON.stringify(soFar.all()) };
    await ledger.update(session, "step", figures, { run_id: run.runId, step_id: stepId });
  });
}

/**
 * Copies the old texts of one column into the ledger. The database does that itself, as it holds them; the rows stay
 * locked until `writeTogether` has compared what was kept with what was examined.
 */
async function keepOldTexts(
  session: Session,
  { ledger, run }: StepWork,
  target: TargetTable,
  batch: BatchPlan,
  column: string,
  changing: readonly ReadyRecord[],
): Promise<void> {
  const rows = changing.flatMap(({ id, changes }) =>
    changes.filter((change) => change.column === column).map(({ newHash }) => ({ id, newHash })),
  );
  const { cast } = session.dialect;
  const key = target.column(target.primaryKey, "e");
  for (let from = 0; from < rows.length; from += STATEMENT_RECORDS) {
    const some = rows.slice(from, from + STATEMENT_RECORDS);
    const hashes = some.map(({ id, newHash }) => sql`WHEN ${id} THEN ${newHash}`);
    const newHash = sql`CASE ${key} ${sql.join(hashes, " ")} END`;
    const batchNo = cast(batch.batch_no, { kind: "int" });
    const kept = { runId: run.runId, stepId: batch.step_id, batchNo, column, newHash };
    const where = sql`${key} IN (${some.map(({ id }) => id)})`;
    await session.execute(keepOldText(session.dialect, ledger, target, kept, where));
  }
}

/**
 * Records were read while those before were written, or while the run waited for a replica: what was sent since is history.
 * @throws DatabaseError of kind serialization
 */
async function confirmFacts(
  session: Session,
  scan: TextScan,
  target: TargetTable,
  changing: readonly ReadyRecord[],
): Promise<void> {
  const now = await scan.facts(
    session,
    changing.map(({ id }) => id),
  );
  const other = changing.find(({ id, facts }) =>
    Object.entries(facts).some(([name, fact]) => String(now.get(id)?.[name]) !== String(fact)),
  );
  if (other === undefined) return;
  throw new DatabaseError("serialization", `${target.logicalName} ${other.id} was used in a mailing or changed meanwhile`);
}

/** Most bytes of text in a statement of several records: servers of twenty years ago took a megabyte at a time. */
const STATEMENT_BYTES = 512 * 1024;
/** Most replacements in one, and most records: PostgreSQL takes 65 535 values, SQL Server 2 100 (14 for a record with three texts). */
const STATEMENT_REPLACEMENTS = 4096;
const STATEMENT_RECORDS = 100;

/** Records with the same columns to change that go into one statement: one for each would cost more than their texts. */
class StatementRecords {
  readonly records: ReadyRecord[] = [];
  private bytes = 0;
  private replacements = 0;

  /** @returns whether there was room for it */
  take(record: ReadyRecord): boolean {
    const bytes = record.changes.reduce((sum, change) => sum + change.bytes, 0);
    const replacements = record.changes.reduce((sum, { written }) => sum + (typeof written === "string" ? 1 : written.length), 0);
    const isTooMuch = this.bytes + bytes > STATEMENT_BYTES || this.replacements + replacements > STATEMENT_REPLACEMENTS;
    if (this.records.length === STATEMENT_RECORDS || (isTooMuch && this.records.length > 0)) return false;
    this.records.push(record);
    this.bytes += bytes;
    this.replacements += replacements;
    return true;
  }
}

function inStatements(changing: readonly ReadyRecord[]): readonly (readonly ReadyRecord[])[] {
  const statements: StatementRecords[] = [];
  const open = new Map<string, StatementRecords>();
  for (const record of changing) {
    const columns = record.changes.map(({ column }) => column).join(" ");
    if (open.get(columns)?.take(record) === true) continue;
    const fresh = new StatementRecords();
    fresh.take(record);
    statements.push(fresh);
    open.set(columns, fresh);
  }
  return statements.map(({ records }) => records);
}

/** @param records all with the same columns to change */
async function writeTogether(
  session: Session,
  { settings }: StepWork,
  target: TargetTable,
  records: readonly ReadyRecord[],
  times: BatchTimes,
): Promise<void> {
  const { dialect } = session;
  const { cast, hasHash } = dialect;
  const key = target.column(target.primaryKey);
  const set = (records[0]?.changes ?? []).map(({ column }, position) => {
    const texts = records.flatMap(({ id, changes }) => {
      const change = changes[position];
      return change === undefined ? [] : [sql`WHEN ${id} THEN ${newText(dialect, target, change)}`];
    });
    return sql`${target.column(column)} = CASE ${key} ${sql.join(texts, " ")} END`;
  });
  set.push(...target.saved(cast(times.utc, { kind: "timestamp" }), cast(settings.associateId, { kind: "int" })));
  const unchanged = records.map(({ id, changes }) => {
    const hashes = changes.map(({ column, oldHashes }) => hasHash(target.column(column), oldHashes));
    return sql`(${key} = ${id} AND ${sql.and(hashes)})`;
  });
  const ids = records.map(({ id }) => id);
  const matched = await session.execute(sql`
    UPDATE ${target.name} SET ${set}
    WHERE ${key} IN (${ids}) AND ${sql.or(unchanged)}`);
  if (matched !== records.length) {
    throw new DatabaseError("serialization", `${target.logicalName} ${ids.join(", ")}: changed meanwhile`);
  }
}
