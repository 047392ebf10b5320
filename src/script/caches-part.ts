import type { Code } from "../dialect/script-language.js";
import { sql } from "../dialect/sql.js";
import { ClientCaches } from "../crm/client-caches.js";
import type { SequenceRow } from "../crm/sequence.js";
import type { CrmTable } from "../crm/tables.js";
import { comment, ints, statement, times } from "./code-lines.js";
import { logPart, scriptSequence, takeLogIds } from "./reserve-part.js";
import type { ScriptPlan } from "./script-plan.js";

/**
 * Makes Windows clients read anew what the run wrote: once, as long as the run is not finished.
 * @param tables that the steps may write to
 */
export function cachesPart(plan: ScriptPlan, tables: readonly CrmTable[], sequences: ReadonlyMap<CrmTable, SequenceRow>): Code {
  const { dialect, language, ledger, runId, upgrade, logSequence } = plan;
  const { cast } = dialect;
  const caches = ClientCaches.of(dialect, upgrade.catalog);
  // A table that the script creates is in no client's copies.
  const known = tables.flatMap((table) => sequences.get(table) ?? []);
  if (caches === undefined || known.length === 0) return [];
  const written = tables.flatMap((table) => {
    const row = sequences.get(table);
    return row === undefined
      ? []
      : [
          sql`SELECT ${cast(row.tableNumber, { kind: "int" })} AS n ${dialect.fromNothing()} WHERE EXISTS (
            SELECT 1 FROM ${ledger.table("batch")} b
            WHERE b.run_id = ${runId} AND b.table_name = ${table} AND b.inserted + b.updated > 0)`,
        ];
  });
  const stale = caches.isOf(sql`SELECT w.n FROM (${sql.join(written, " UNION ALL ")}) w`);
  const v = language.variable;
  const own = scriptSequence(plan, "CacheTables", sequences.get("CacheTables"));
  const logged =
    logSequence === undefined
      ? []
      : [
          ...takeLogIds(plan, v("cu_n"), { step_id: "client-caches", batch_no: cast(1, { kind: "int" }) }),
          ...language.assign("cu_local", dialect.localNow()),
          ...logPart(plan, "update", own.tableNumber, caches.entries(stale)),
        ];
  return [
    ...comment("Windows clients keep copies of tables: they are to read anew what was written."),
    ...language.block(
      [...ints("cu_n", "cu_first_log"), ...times("cu_local")],
      language.when(sql`EXISTS (SELECT 1 FROM ${ledger.table("run")} r WHERE r.run_id = ${runId} AND r.status = 'running')`, [
        ...language.begin,
        ...language.assign("cu_n", sql`(SELECT COUNT(*) FROM (${caches.entries(stale)}) e)`),
        ...language.when(sql`${v("cu_n")} > 0`, [...logged, ...statement(plan, caches.reset(stale))]),
        ...language.commit,
      ]),
    ),
    "",
  ];
}
