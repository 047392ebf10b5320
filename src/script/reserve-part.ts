import type { Code } from "../dialect/script-language.js";
import { sql, type Sql } from "../dialect/sql.js";
import { logStatement, type LogEntry } from "../crm/replication-log.js";
import { ID_OFFSET, FIRST_SATELLITE_ID, type SequenceRow } from "../crm/sequence.js";
import type { CrmTable } from "../crm/tables.js";
import { TargetTable } from "../crm/target-table.js";
import type { BatchName } from "../ledger/batch-record.js";
import { statement } from "./code-lines.js";
import type { ScriptPlan } from "./script-plan.js";

/** The row of `sequence` of a table: its id and the table's number, as expressions. */
export interface ScriptSequence {
  readonly table: CrmTable;
  readonly id: Sql;
  readonly tableNumber: Sql;
}

/** The row of a table; of one that the script creates, the number that the ledger keeps. */
export function scriptSequence(
  { dialect, ledger, runId }: ScriptPlan,
  table: CrmTable,
  row: SequenceRow | undefined,
): ScriptSequence {
  const { cast } = dialect;
  if (row !== undefined) return { table, id: cast(row.id, { kind: "int" }), tableNumber: cast(row.tableNumber, { kind: "int" }) };
  const number = sql`(SELECT MAX(o.table_number) FROM ${ledger.table("object")} o
    WHERE o.run_id = ${runId} AND o.kind = 'sequence-row' AND o.table_name = ${table})`;
  return { table, id: sql`${number} + ${ID_OFFSET}`, tableNumber: number };
}

/** Takes ids of the replication log, from the variable `cu_first_log` on; nothing where nothing has to be logged. */
export function takeLogIds(plan: ScriptPlan, ids: Sql, batch: BatchName): Code {
  const { logSequence } = plan;
  if (logSequence === undefined) return [];
  return takeIds(plan, scriptSequence(plan, "traveltransactionlog", logSequence), ids, "cu_first_log", batch);
}

/** Writes the replication log of records, a SELECT of `record_id`. @param used how many of the ids that were taken are used already */
export function logPart(plan: ScriptPlan, type: LogEntry["type"], tableNumber: Sql, records: Sql, used?: Sql): Code {
  const { dialect, language, upgrade } = plan;
  const first = language.variable("cu_first_log");
  const entry = {
    type,
    tableNumber,
    associateId: upgrade.settings.associateId,
    at: language.variable("cu_local"),
    firstId: used === undefined ? first : sql`${first} + ${used}`,
  };
  return statement(plan, logStatement(dialect, upgrade.catalog, records, entry));
}

/**
 * Takes ids, UPDATE first and read second, and records it: part of a transaction of its own.
 * @param first the variable that gets the first id
 */
export function takeIds(plan: ScriptPlan, sequence: ScriptSequence, ids: Sql, first: string, batch: BatchName): Code {
  const { dialect, language, upgrade, ledger, runId } = plan;
  const target = TargetTable.of(dialect, upgrade.catalog, "sequence");
  const next = target.column("next_id");
  const found = sql`${target.column("id")} = ${sequence.id}`;
  const own = language.variable(first);
  return [
    ...statement(plan, sql`UPDATE ${target.name} SET ${next} = ${next} + ${ids} WHERE ${found}`),
    ...language.assign(first, sql`(SELECT MAX(${next}) - ${ids} FROM ${target.name} WHERE ${found})`),
    ...language.when(
      sql`${own} IS NULL OR ${own} + ${ids} > ${FIRST_SATELLITE_ID}`,
      language.stop(`The table sequence has no row for ${sequence.table}, or no ids left.`),
    ),
    ...statement(
      plan,
      ledger.insertStatement("reservation", {
        ...batch,
        run_id: runId,
        table_name: sequence.table,
        first_id: own,
        last_id: sql`${own} + ${ids} - 1`,
        reserved_at: dialect.utcNow(),
      }),
    ),
  ];
}
