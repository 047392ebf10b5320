import type { Dialect } from "../dialect/dialect.js";
import { DatabaseError } from "../dialect/failure.js";
import { inTransaction, type Session } from "../dialect/session.js";
import { joinSql, type Sql } from "../dialect/sql.js";
import type { StepId } from "../step/step.js";
import { TargetTable } from "../step/target-table.js";
import type { TemplateText } from "../step/template-text.js";
import { textHash } from "./apply-seed.js";
import { closeBatch, openBatch, readClock, type BatchPlan, type BatchTimes } from "./batch-record.js";
import type { Examined } from "./examine-texts.js";
import { stopWithoutLock } from "./lock.js";
import { newText, type NewText } from "./new-text.js";
import type { TextPage, TextScan } from "./scan-texts.js";
import { TextFindings } from "./text-findings.js";
import type { StepWork } from "./work.js";

/** A page as a batch of a step. */
export interface TextBatch {
  readonly stepId: StepId;
  readonly table: TemplateText;
  readonly page: TextPage;
  readonly batchNo: number;
  /** The step's counts before this page, over all attempts. */
  readonly before: { readonly records: number; readonly links: number };
}

/**
 * Writes a page in one transaction: its texts, their old bytes, and the ledger's record of it.
 * @param findings those of the step so far, which are stored together with the page's
 * @throws DatabaseError of kind serialization where somebody changed a record since it was read
 */
export async function writeExamined(
  session: Session,
  work: StepWork,
  scan: TextScan,
  { stepId, table, page, batchNo, before }: TextBatch,
  examined: readonly Examined[],
  findings: TextFindings,
): Promise<void> {
  const { upgrade, ledger, run } = work;
  const target = TargetTable.find(session.dialect, upgrade.catalog, table.table);
  if (target === undefined) return;
  await stopWithoutLock(session, work.lockName);
  await inTransaction(session, "write", async () => {
    const times = await readClock(session);
    const batch: BatchPlan = {
      stepId,
      batchNo,
      table: table.table,
      firstKey: page.after + 1,
      lastKey: page.last,
      records: examined.length,
      firstId: null,
      lastId: null,
    };
    await openBatch(session, ledger, run, batch, times);
    const changing = examined.filter(({ outcome }) => outcome.changes.length > 0);
    for (const column of table.texts) await keepOldTexts(session, work, target, batch, column, changing);
    await confirmFacts(session, scan, target, changing);
    for (const records of inStatements(session.dialect, target, changing)) await writeRecords(session, work, target, records, times);
    const soFar = new TextFindings(findings.all());
    for (const { id, outcome } of examined) soFar.add(table.table, id, outcome.findings);
    const links = examined.reduce((sum, { outcome }) => sum + outcome.links, before.links);
    const counts = { records: before.records + examined.length, links };
    const figures = { counts: JSON.stringify(counts), attention: JSON.stringify(soFar.all()) };
    await ledger.update(session, "step", figures, { run_id: run.runId, step_id: stepId });
    await closeBatch(session, ledger, run, batch, { inserted: 0, updated: changing.length, deleted: 0, kept: 0 });
  });
}

/**
 * Copies the old texts of one column into the ledger. The database does that itself, as it holds them; the rows stay
 * locked until `writeRecords` has compared what was kept with what was examined.
 */
async function keepOldTexts(
  session: Session,
  { ledger, run }: StepWork,
  target: TargetTable,
  batch: BatchPlan,
  column: string,
  changing: readonly Examined[],
): Promise<void> {
  const rows = changing.flatMap(({ id, outcome }) =>
    outcome.changes.filter((change) => change.column === column).map((change) => ({ id, hash: textHash(change.after) })),
  );
  if (rows.length === 0) return;
  const { sql, cast, identifier, rowLock } = session.dialect;
  const e = (name: string): Sql => target.column(name, "e");
  const five = (name: string): Sql => (target.has("updatedCount") ? e(name) : sql`NULL`);
  const lock = rowLock("e");
  const hashes = rows.map(({ id, hash }) => sql`WHEN ${id} THEN ${hash}`);
  const kept: Readonly<Record<string, Sql>> = {
    run_id: cast(run.runId, { kind: "text", length: 36 }),
    table_name: cast(target.logicalName, { kind: "text", length: 128 }),
    row_id: e(target.primaryKey),
    column_name: cast(column, { kind: "text", length: 128 }),
    step_id: cast(batch.stepId, { kind: "text", length: 64 }),
    batch_no: cast(batch.batchNo, { kind: "int" }),
    old_text: e(column),
    new_hash: cast(sql`CASE ${e(target.primaryKey)} ${joinSql(sql, hashes, " ")} END`, { kind: "text", length: 64 }),
    updated: five("updated"),
    updated_associate_id: five("updated_associate_id"),
    updated_count: five("updatedCount"),
  };
  await session.execute(sql`
    INSERT INTO ${ledger.table("oldText")} (${joinSql(sql, Object.keys(kept).map((name) => identifier(name)))})
    SELECT ${joinSql(sql, Object.values(kept))} FROM ${target.name} e ${lock.hint}
    WHERE ${e(target.primaryKey)} IN (${joinSql(sql, rows.map(({ id }) => id))}) ${lock.suffix}`);
}

/**
 * A page was read while the one before was written, or while the run waited for a replica: what was sent since is history.
 * @throws DatabaseError of kind serialization
 */
async function confirmFacts(session: Session, scan: TextScan, target: TargetTable, changing: readonly Examined[]): Promise<void> {
  const now = await scan.facts(session, changing.map(({ id }) => id));
  const other = changing.find(({ id, seen }) => Object.entries(seen.facts).some(([name, fact]) => String(now.get(id)?.[name]) !== String(fact)));
  if (other === undefined) return;
  throw new DatabaseError("serialization", `${target.logicalName} ${other.id} was used in a mailing or changed meanwhile`, "", undefined, undefined);
}

/** Most bytes of text in a statement of several records: servers of twenty years ago took a megabyte at a time. */
const STATEMENT_BYTES = 512 * 1024;
/** Most replacements in one, and most records: PostgreSQL takes 65 535 values, SQL Server 2 100 (14 for a record with three texts). */
const STATEMENT_REPLACEMENTS = 4096;
const STATEMENT_RECORDS = 100;

/** A record that changes, with its new texts in the order of its changes. */
interface Changing extends Examined {
  readonly texts: readonly NewText[];
}

/** Records with the same columns to change that go into one statement: one for each would cost more than their texts. */
class StatementRecords {
  readonly records: Changing[] = [];
  private bytes = 0;
  private replacements = 0;

  /** @returns whether there was room for it */
  take(record: Changing): boolean {
    const bytes = record.texts.reduce((sum, text) => sum + text.bytes, 0);
    const replacements = record.outcome.changes.reduce((sum, change) => sum + change.replacements.length, 0);
    const isTooMuch = this.bytes + bytes > STATEMENT_BYTES || this.replacements + replacements > STATEMENT_REPLACEMENTS;
    if (this.records.length === STATEMENT_RECORDS || (isTooMuch && this.records.length > 0)) return false;
    this.records.push(record);
    this.bytes += bytes;
    this.replacements += replacements;
    return true;
  }
}

function inStatements(dialect: Dialect, target: TargetTable, changing: readonly Examined[]): readonly (readonly Changing[])[] {
  const statements: StatementRecords[] = [];
  const open = new Map<string, StatementRecords>();
  for (const record of changing) {
    const { changes } = record.outcome;
    const columns = changes.map(({ column }) => column).join(" ");
    const own = { ...record, texts: changes.map((change) => newText(dialect, target, change)) };
    if (open.get(columns)?.take(own) === true) continue;
    const fresh = new StatementRecords();
    fresh.take(own);
    statements.push(fresh);
    open.set(columns, fresh);
  }
  return statements.map(({ records }) => records);
}

/** @param records all with the same columns to change */
async function writeRecords(
  session: Session,
  { settings }: StepWork,
  target: TargetTable,
  records: readonly Changing[],
  times: BatchTimes,
): Promise<void> {
  const { sql, cast, hasHashOf } = session.dialect;
  const key = target.column(target.primaryKey);
  const set = (records[0]?.outcome.changes ?? []).map(({ column }, position) => {
    const texts = records.map(({ id, texts: own }) => sql`WHEN ${id} THEN ${own[position]?.value ?? null}`);
    return sql`${target.column(column)} = CASE ${key} ${joinSql(sql, texts, " ")} END`;
  });
  if (target.has("updatedCount")) {
    set.push(
      sql`${target.column("updated")} = ${cast(times.utc, { kind: "timestamp" })}`,
      sql`${target.column("updated_associate_id")} = ${cast(settings.associateId, { kind: "int" })}`,
      sql`${target.column("updatedCount")} = COALESCE(${target.column("updatedCount")}, 0) + 1`,
    );
  }
  const unchanged = records.map(({ id, outcome }) => {
    const hashes = outcome.changes.map(({ column, before }) => hasHashOf(target.column(column), before));
    return sql`(${key} = ${id} AND ${joinSql(sql, hashes, " AND ")})`;
  });
  const ids = records.map(({ id }) => id);
  const matched = await session.execute(sql`
    UPDATE ${target.name} SET ${joinSql(sql, set)}
    WHERE ${key} IN (${joinSql(sql, ids)}) AND (${joinSql(sql, unchanged, " OR ")})`);
  if (matched !== records.length) {
    throw new DatabaseError("serialization", `${target.logicalName} ${ids.join(", ")}: changed meanwhile`, "", undefined, undefined);
  }
}
