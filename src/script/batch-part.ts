import type { Code } from "../dialect/script-language.js";
import { sql, type Sql, type SqlValue } from "../dialect/sql.js";
import { batchStatement, type BatchName } from "../ledger/batch-record.js";
import { statement } from "./code-lines.js";
import type { ScriptPlan } from "./script-plan.js";

/** A batch of the script; its figures are the variables cu_inserted, cu_updated, cu_kept. */
export interface ScriptBatch extends BatchName, Readonly<Record<"first_key" | "last_key" | "records", SqlValue>> {
  readonly batch_no: Sql;
  readonly table_name: string;
  /** The variable with the first of the ids that were taken; undefined where none were. */
  readonly firstId: string | undefined;
  /** The variable with the last id that stands; without it they follow each other. */
  readonly lastId?: string;
}

/** Variables of every block that writes batches. */
export const BATCH_INTS = ["cu_batch", "cu_inserted", "cu_updated", "cu_kept", "cu_n"] as const;
export const BATCH_TIMES = ["cu_at", "cu_local"] as const;

/** Opens the batch in its transaction: the clock, the ledger's row (unique by run, step and number), the run's owner. */
export function openBatch(plan: ScriptPlan, batch: ScriptBatch): Code {
  const { dialect, language, ledger, runId, ownerToken } = plan;
  const { cast } = dialect;
  const zero = cast(0, { kind: "int" });
  const firstId = batch.firstId === undefined ? null : language.variable(batch.firstId);
  return [
    ...language.assign("cu_at", dialect.utcNow()),
    ...language.assign("cu_local", dialect.localNow()),
    ...["cu_inserted", "cu_updated", "cu_kept", "cu_n"].flatMap((variable) => language.assign(variable, zero)),
    ...statement(plan, batchStatement(ledger, runId, { ...batch, first_id: firstId, last_id: null }, language.variable("cu_at"))),
    ...statement(
      plan,
      ledger.updateStatement("run", { heartbeat_at: language.variable("cu_at") }, { run_id: runId, owner_token: ownerToken }),
    ),
    ...language.when(
      sql`NOT EXISTS (SELECT 1 FROM ${ledger.table("run")} r WHERE r.run_id = ${runId} AND r.owner_token = ${ownerToken})`,
      language.stop("Another process took the run over."),
    ),
  ];
}

/** Completes the ledger's row of the batch. */
export function closeBatch(plan: ScriptPlan, batch: ScriptBatch): Code {
  const { language, ledger, runId } = plan;
  const inserted = language.variable("cu_inserted");
  const first = batch.firstId === undefined ? undefined : language.variable(batch.firstId);
  const last = batch.lastId === undefined ? undefined : language.variable(batch.lastId);
  // Ids that were reserved and not used stay a gap: the row names only those that stand.
  const ids =
    first === undefined
      ? {}
      : {
          first_id: sql`CASE WHEN ${inserted} > 0 THEN ${first} END`,
          last_id: sql`CASE WHEN ${inserted} > 0 THEN ${last ?? sql`${first} + ${inserted} - 1`} END`,
        };
  const figures = { inserted, updated: language.variable("cu_updated"), kept: language.variable("cu_kept") };
  const name = { run_id: runId, step_id: batch.step_id, batch_no: batch.batch_no };
  return statement(plan, ledger.updateStatement("batch", { ...figures, ...ids }, name));
}

/** The sum of a column over the step's batches. */
export function sumOfBatches({ ledger, runId }: ScriptPlan, stepId: string, figures: Sql): Sql {
  return sql`(SELECT SUM(${figures}) FROM ${ledger.table("batch")} b WHERE b.run_id = ${runId} AND b.step_id = ${stepId} AND b.undone_at IS NULL)`;
}
