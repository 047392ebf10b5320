import { keepOldText } from "../../work/keep-old-text.js";
import type { Code } from "../../dialect/script-language.js";
import { identifier, sql, type Sql } from "../../dialect/sql.js";
import { examineForWriting, type ReadyRecord } from "./examined-pages.js";
import { newText } from "./prepared-text.js";
import { textCursor, TextScan } from "./scan.js";
import { textQuestions } from "./questions.js";
import { sumOfLinks } from "./write.js";
import { stepContext } from "../../work/upgrade-context.js";
import { keyColumn } from "../../crm/tables.js";
import type { TextStep } from "../step.js";
import { TargetTable } from "../../crm/target-table.js";
import type { TemplateText } from "../template-text.js";
import { BATCH_INTS, BATCH_TIMES, closeBatch, openBatch, sumOfBatches, type ScriptBatch } from "../../script/batch-part.js";
import { comment, ints, statement, times } from "../../script/code-lines.js";
import type { ScriptPlan } from "../../script/script-plan.js";
import { beginStep, countsJson, endStep, stepBlock, type ScriptStep } from "../../script/step-frame.js";

/** Most text in one block, old or new: clients and servers limit the size of what they take at once. */
const MOST_CHARACTERS = 250_000;

/** Records that one block rewrites, and the ids that it covers. */
interface Portion {
  readonly firstKey: number;
  readonly lastKey: number;
  readonly records: number;
  readonly changing: readonly ReadyRecord[];
}

/**
 * A step that rewrites texts. They are read and rewritten while the script is written, page by page; the script holds what
 * is new in them alone, and a hash of each old one.
 */
export async function* textsPart(plan: ScriptPlan, own: ScriptStep & { readonly step: TextStep }): AsyncGenerator<Code> {
  const { session, now } = plan;
  const context = stepContext(now, now.reference, plan.runId.slice(0, 8));
  let links = 0;
  let batchNo = 0;
  yield [...comment(`Step ${own.step.id}`), ...stepBlock(plan, own, [], beginStep(plan, own))];
  const { tables } = await own.step.prepare(context, textQuestions(session, now.relations));
  for (const table of tables) {
    const scan = new TextScan(plan.dialect, now.relations, table);
    let cursor = textCursor(0);
    for (;;) {
      const page = await scan.page(session, cursor);
      if (page === undefined) break;
      const records = examineForWriting(scan, table, page.records).all();
      links += sumOfLinks(records);
      for (const portion of portions(records, page.after)) {
        batchNo += 1;
        yield portionBlock(plan, own, table, portion, batchNo);
      }
      cursor = page.next;
    }
  }
  const counts = { records: sumOfBatches(plan, own.step.id, sql`b.records`), links: sql`${links}` };
  yield stepBlock(plan, own, [], endStep(plan, own, countsJson(plan, counts)));
}

/** Cuts a page so that no block holds more new text than clients take. */
function portions(records: readonly ReadyRecord[], after: number): readonly Portion[] {
  const cut: Portion[] = [];
  let open: ReadyRecord[] = [];
  let characters = 0;
  const close = (): void => {
    const last = open.at(-1);
    if (last === undefined) return;
    const firstKey = (cut.at(-1)?.lastKey ?? after) + 1;
    cut.push({ firstKey, lastKey: last.id, records: open.length, changing: open.filter(({ changes }) => changes.length > 0) });
    open = [];
    characters = 0;
  };
  for (const record of records) {
    const own = record.changes.reduce((sum, change) => sum + Math.max(change.oldLength, change.bytes), 0);
    if (characters + own > MOST_CHARACTERS) close();
    open.push(record);
    characters += own;
  }
  close();
  return cut;
}

function portionBlock(plan: ScriptPlan, own: ScriptStep, table: TemplateText, portion: Portion, batchNo: number): Code {
  const { dialect, language, upgrade, ledger, runId } = plan;
  const { cast } = dialect;
  const target = TargetTable.find(dialect, upgrade.catalog, table.table);
  if (target === undefined) return [];
  const { firstKey, lastKey, records } = portion;
  const batch: ScriptBatch = {
    step_id: own.step.id,
    batch_no: cast(batchNo, { kind: "int" }),
    table_name: table.table,
    first_key: firstKey,
    last_key: lastKey,
    records,
    firstId: undefined,
  };
  const body = language.when(
    sql`NOT EXISTS (SELECT 1 FROM ${ledger.table("batch")} b WHERE b.run_id = ${runId} AND b.step_id = ${own.step.id} AND b.batch_no = ${batchNo})`,
    [
      ...language.begin,
      ...openBatch(plan, batch),
      ...portion.changing.flatMap((changing) => rewriteRecord(plan, target, table, changing, batch)),
      ...closeBatch(plan, batch),
      ...language.commit,
    ],
  );
  return [
    ...comment(
      `${table.table} ${firstKey} to ${lastKey}: ${portion.changing.length} of ${records} records with such links change.`,
    ),
    ...stepBlock(plan, own, [...ints(...BATCH_INTS), ...times(...BATCH_TIMES)], body),
  ];
}

/** One record: its old texts into the ledger, the row locked, then one UPDATE; only where bytes and circumstances are the same. */
function rewriteRecord(
  plan: ScriptPlan,
  target: TargetTable,
  table: TemplateText,
  record: ReadyRecord,
  batch: ScriptBatch,
): Code {
  const { dialect, language, ledger, upgrade, runId } = plan;
  const { cast } = dialect;
  const { changes } = record;
  const v = language.variable;
  const key = target.column(target.primaryKey);
  const e = (column: string): Sql => target.column(column, "e");
  const same = (column: (name: string) => Sql): readonly Sql[] =>
    changes.map((change) => dialect.hasHash(column(change.column), change.oldHashes));
  const where = sql`${e(target.primaryKey)} = ${record.id} AND ${sql.and([...same(e), ...circumstances(plan, table, record)])}`;
  const keep = changes.map(({ column, newHash }) => {
    const kept = { runId, stepId: batch.step_id, batchNo: batch.batch_no, column, newHash };
    return statement(plan, keepOldText(dialect, ledger, target, kept, where));
  });
  const set = [
    ...changes.map((change) => sql`${target.column(change.column)} = ${newText(dialect, target, change)}`),
    ...target.saved(v("cu_at"), cast(upgrade.settings.associateId, { kind: "int" })),
  ];
  const update = sql`
    UPDATE ${target.name} SET ${set}
    WHERE ${key} = ${record.id} AND ${sql.and(same((column) => target.column(column)))}`;
  return [
    ...comment(`${table.table} ${record.id}: ${changes.map(({ column }) => column).join(", ")}`),
    ...keep.flatMap((insert) => insert),
    ...language.affected("cu_n"),
    ...language.when(sql`${v("cu_n")} = 1`, [
      ...statement(plan, update),
      ...language.affected("cu_n"),
      ...language.when(
        sql`${v("cu_n")} <> 1`,
        language.stop(`${table.table} ${record.id} was changed meanwhile: run the script again.`),
      ),
      ...language.assign("cu_updated", sql`${v("cu_updated")} + 1`),
    ]),
  ];
}

/** What the record was examined with besides its texts (a mailing that uses it, say) must be the same. */
function circumstances({ upgrade }: ScriptPlan, table: TemplateText, record: ReadyRecord): readonly Sql[] {
  const facts = Object.entries(table.facts);
  if (facts.length === 0) return [];
  const id = identifier("m", keyColumn(table.table));
  const same = facts.map(([name, value]) => {
    const fact = record.facts[name] ?? null;
    return fact === null ? sql`(${value}) IS NULL` : sql`(${value}) = ${fact}`;
  });
  return [sql`EXISTS (SELECT 1 FROM ${upgrade.relations.of(table.table)} m WHERE ${id} = ${record.id} AND ${sql.and(same)})`];
}
