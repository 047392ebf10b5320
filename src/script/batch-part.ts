import type { Code } from "../dialect/script-language.js";
import { sql, type Sql, type SqlValue } from "../dialect/sql.js";
import { batchStatement, closingStatement } from "../ledger/batch-record.js";
import { statement } from "./code-lines.js";
import type { ScriptPlan } from "./script-plan.js";

/** A batch of the script; its figures are the variables cu_inserted, cu_updated, cu_kept. */
export interface ScriptBatch {
  readonly stepId: string;
  readonly batchNo: Sql;
  readonly table: string;
  readonly firstKey: SqlValue;
  readonly lastKey: SqlValue;
  readonly records: SqlValue;
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
    ...statement(plan, batchStatement(ledger, runId, { ...batch, firstId, lastId: null }, language.variable("cu_at"))),
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
  return statement(plan, closingStatement(ledger, runId, batch, { ...figures, ...ids }));
}

/** The sum of a column over the step's batches. */
export function sumOfBatches({ ledger, runId }: ScriptPlan, stepId: string, figures: Sql): Sql {
  return sql`(SELECT SUM(${figures}) FROM ${ledger.table("batch")} b WHERE b.run_id = ${runId} AND b.step_id = ${stepId} AND b.undone_at IS NULL)`;
}
