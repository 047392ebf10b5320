import { keepOldText } from "../../work/keep-old-text.js";
import type { SeedRow, SeedUpdate } from "../../crm/reference.js";
import type { Code } from "../../dialect/script-language.js";
import { sql, type Sql } from "../../dialect/sql.js";
import { textHash } from "../../ledger/text-hash.js";
import type { SequenceRow } from "../../crm/sequence.js";
import { isReplicated, type CrmTable } from "../../crm/tables.js";
import type { SeedChange, SeedStep } from "../step.js";
import { TargetTable } from "../../crm/target-table.js";
import { BATCH_INTS, BATCH_TIMES, closeBatch, openBatch, type ScriptBatch } from "../../script/batch-part.js";
import { comment, ints, statement, times } from "../../script/code-lines.js";
import { sameText } from "../../script/ids-by-name.js";
import { logPart, scriptSequence, takeIds, takeLogIds, type ScriptSequence } from "../../script/reserve-part.js";
import type { ScriptPlan } from "../../script/script-plan.js";
import { beginStep, countsJson, endStep, stepBlock, type ScriptStep } from "../../script/step-frame.js";

/** Columns that tell whether a row is there already. */
const SAME_ROW: Readonly<Partial<Record<CrmTable, readonly string[]>>> = {
  ConsentPurpose: ["key"],
  LegalBase: ["key"],
  ConsentSource: ["key"],
  ShipmentType: ["name"],
  UserPreference: ["prefsection", "prefkey", "deflevel"],
  registry: ["reg_id"],
};

/** A step that adds or changes a handful of rows: one batch for each table. */
export function seedPart(
  plan: ScriptPlan,
  own: ScriptStep & { readonly step: SeedStep },
  change: SeedChange,
  sequences: ReadonlyMap<CrmTable, SequenceRow>,
): Code {
  const tables = [...new Set([...change.inserts, ...change.updates].map((row) => row.table))];
  const counts = Object.fromEntries(Object.entries(change.counts).map(([name, n]) => [name, sql`${n}`]));
  const body = [
    ...beginStep(plan, own),
    ...tables.flatMap((table, position) => writeTable(plan, own.step.id, table, change, position + 1, sequences.get(table))),
    ...endStep(plan, own, countsJson(plan, counts)),
  ];
  const variables = [...ints(...BATCH_INTS, "cu_first_id", "cu_first_log", "cu_logged"), ...times(...BATCH_TIMES)];
  return [
    ...comment(`Step ${own.step.id}: ${change.inserts.length} rows to add, ${change.updates.length} to change.`),
    ...stepBlock(plan, own, variables, body),
  ];
}

interface TableWork {
  readonly target: TargetTable;
  readonly sequence: ScriptSequence;
  readonly batch: ScriptBatch;
}

function writeTable(
  plan: ScriptPlan,
  stepId: string,
  table: CrmTable,
  change: SeedChange,
  batchNo: number,
  sequenceRow: SequenceRow | undefined,
): Code {
  const { dialect, language, upgrade, ledger, runId } = plan;
  const { cast } = dialect;
  const target = TargetTable.of(dialect, upgrade.catalog, table);
  const inserts = change.inserts.filter((row) => row.table === table);
  const updates = change.updates.filter((row) => row.table === table);
  const all = inserts.length + updates.length;
  const int = (n: number): Sql => cast(n, { kind: "int" });
  const batch: ScriptBatch = {
    step_id: stepId,
    batch_no: int(batchNo),
    table_name: table,
    first_key: 0,
    last_key: 0,
    records: all,
    firstId: inserts.length > 0 ? "cu_first_id" : undefined,
  };
  const work: TableWork = { target, sequence: scriptSequence(plan, table, sequenceRow), batch };
  return [
    ...comment(table),
    ...language.when(
      sql`NOT EXISTS (SELECT 1 FROM ${ledger.table("batch")} b WHERE b.run_id = ${runId} AND b.step_id = ${stepId} AND b.batch_no = ${batchNo})`,
      [
        ...language.begin,
        ...(inserts.length > 0 ? takeIds(plan, work.sequence, int(inserts.length), "cu_first_id", batch) : []),
        ...(isReplicated(table) ? takeLogIds(plan, int(all), batch) : []),
        ...language.assign("cu_logged", int(0)),
        ...language.commit,
        ...language.begin,
        ...openBatch(plan, batch),
        ...inserts.flatMap((row) => insertRow(plan, work, row)),
        ...updates.flatMap((update) => updateRow(plan, work, update)),
        ...closeBatch(plan, batch),
        ...language.commit,
      ],
    ),
  ];
}

function insertRow(plan: ScriptPlan, work: TableWork, row: SeedRow): Code {
  const { target } = work;
  const { dialect, language, upgrade } = plan;
  const { cast } = dialect;
  const v = language.variable;
  const id = sql`${v("cu_first_id")} + ${v("cu_inserted")}`;
  const associate = cast(upgrade.settings.associateId, { kind: "int" });
  const same = (SAME_ROW[row.table] ?? []).map((column) => {
    const value = row.values[column];
    return typeof value === "string"
      ? sameText(plan, column, target.column(column, "e"), value)
      : sql`${target.column(column, "e")} = ${value ?? null}`;
  });
  const unlessThere = sql`${dialect.fromNothing()}
      WHERE NOT EXISTS (SELECT 1 FROM ${target.name} e WHERE ${sql.and(same)})`;
  return [
    ...statement(plan, target.insertSmall(row.values, id, v("cu_at"), associate, unlessThere)),
    ...language.affected("cu_n"),
    ...logRecord(plan, work, "insert", id),
    ...language.assign("cu_inserted", sql`${v("cu_inserted")} + ${v("cu_n")}`),
  ];
}

/** Keeps the old value in the ledger, the row locked, then changes it, unless it has the value already. */
function updateRow(plan: ScriptPlan, work: TableWork, update: SeedUpdate): Code {
  const { target, batch } = work;
  const { dialect, language, upgrade, ledger, runId } = plan;
  const { cast } = dialect;
  const v = language.variable;
  const key = target.column(target.primaryKey);
  const e = (column: string): Sql => target.column(column, "e");
  const after = target.typed(update.column, update.after);
  const isOther = (column: Sql): Sql => sql`(${column} IS NULL OR NOT (${dialect.sameBytes(column, after)}))`;
  const set = [
    sql`${target.column(update.column)} = ${after}`,
    ...target.saved(v("cu_at"), cast(upgrade.settings.associateId, { kind: "int" })),
  ];
  const changed = sql`
        UPDATE ${target.name} SET ${set}
        WHERE ${key} = ${update.id}`;
  const kept = { runId, stepId: batch.step_id, batchNo: batch.batch_no, column: update.column, newHash: textHash(update.after) };
  return [
    ...statement(
      plan,
      keepOldText(dialect, ledger, target, kept, sql`${e(target.primaryKey)} = ${update.id} AND ${isOther(e(update.column))}`),
    ),
    ...language.affected("cu_n"),
    ...language.when(sql`${v("cu_n")} > 0`, statement(plan, changed)),
    ...logRecord(plan, work, "update", cast(update.id, { kind: "int" })),
    ...language.assign("cu_updated", sql`${v("cu_updated")} + ${v("cu_n")}`),
  ];
}

function logRecord(plan: ScriptPlan, { target, sequence }: TableWork, type: "insert" | "update", id: Sql): Code {
  const { dialect, language, logSequence } = plan;
  if (logSequence === undefined || !isReplicated(target.logicalName)) return [];
  const v = language.variable;
  const record = sql`SELECT ${id} AS record_id ${dialect.fromNothing()}`;
  return [
    ...language.when(sql`${v("cu_n")} > 0`, logPart(plan, type, sequence.tableNumber, record, v("cu_logged"))),
    ...language.assign("cu_logged", sql`${v("cu_logged")} + ${v("cu_n")}`),
  ];
}
