import type { Code, ScriptVariable } from "../dialect/script-language.js";
import { sql, type Sql } from "../dialect/sql.js";
import type { Finding } from "../steps/finding.js";
import { beginningStatement } from "../ledger/step-record.js";
import type { Reference } from "../crm/reference.js";
import { printableJson } from "../printable.js";
import type { StepDefinition } from "../steps/step.js";
import { comment, statement } from "./code-lines.js";
import type { ScriptPlan } from "./script-plan.js";

/** A step of the script, and the one before it. */
export interface ScriptStep {
  readonly step: StepDefinition;
  readonly position: number;
  /** The step was done before, and is to run once more: only this run's own record says that it is done. */
  readonly rerun: boolean;
  readonly before: ScriptStep | undefined;
  /** The small tables with what earlier steps of the script add. */
  readonly reference: Reference;
}

/** The condition that a step is done. */
export function isDone({ ledger, runId }: ScriptPlan, { step, rerun }: ScriptStep): Sql {
  const own = rerun ? sql` AND d.run_id = ${runId}` : sql``;
  return sql`EXISTS (SELECT 1 FROM ${ledger.table("step")} d WHERE d.step_id = ${step.id} AND d.status = 'done'${own})`;
}

/** A block of a step: it does nothing where the step is done, and stops where the lock or the step before is missing. */
export function stepBlock(plan: ScriptPlan, own: ScriptStep, variables: readonly ScriptVariable[], body: Code): Code {
  const { language, lockName } = plan;
  const stopped = language.stop(`The script did not get as far as the step ${own.step.id}: see the first error.`);
  const before = own.before === undefined ? [] : language.when(sql`NOT ${isDone(plan, own.before)}`, stopped);
  const guarded = [...language.when(sql`NOT (${language.holdsLock(lockName)})`, stopped), ...before, ...body];
  return [...language.block(variables, language.when(sql`NOT ${isDone(plan, own)}`, guarded)), ""];
}

/** Records that the step begins, unless an earlier try did. @param persons greatest id and number, where it goes by persons */
export function beginStep(plan: ScriptPlan, own: ScriptStep, persons?: { readonly greatest: Sql; readonly persons: Sql }): Code {
  const { dialect, language, ledger, runId } = plan;
  const zero = dialect.cast(0, { kind: "int" });
  const row = beginningStatement(ledger, {
    run_id: runId,
    step_id: own.step.id,
    position: own.position,
    started_at: dialect.utcNow(),
    greatest_person_id: persons?.greatest ?? zero,
    persons: persons?.persons ?? zero,
    attention: own.step.kind === "texts" ? "[]" : findingsJson(plan, own),
  });
  return language.when(
    sql`NOT EXISTS (SELECT 1 FROM ${ledger.table("step")} s WHERE s.run_id = ${runId} AND s.step_id = ${own.step.id})`,
    [...language.begin, ...statement(plan, row), ...language.commit],
  );
}

/** The findings as the ledger keeps them. What a person reads before it runs holds no characters that turn its direction. */
function findingsJson(plan: ScriptPlan, { step }: ScriptStep): string {
  const findings: readonly Finding[] = plan.findings.get(step.id) ?? [];
  return printableJson(JSON.stringify(findings));
}

/** Records that the step is done. */
export function endStep(plan: ScriptPlan, own: ScriptStep, counts: Sql): Code {
  const { dialect, language, ledger, runId } = plan;
  const row = ledger.updateStatement(
    "step",
    {
      status: "done",
      finished_at: dialect.utcNow(),
      counts,
      duration_ms: sql`${language.secondsSince(sql`started_at`)} * 1000`,
      // Not before: an apply that goes on with the step counts on from what is recorded.
      ...(own.step.kind === "texts" ? { attention: findingsJson(plan, own) } : {}),
    },
    { run_id: runId, step_id: own.step.id },
  );
  return [
    ...comment("The step is done."),
    ...language.begin,
    ...statement(plan, row),
    ...language.commit,
    ...language.say(`${own.step.id}: done`),
  ];
}

/** `{"name":n,…}` as an expression: the step's figures as the ledger keeps them. */
export function countsJson({ dialect }: ScriptPlan, counts: Readonly<Record<string, Sql>>): Sql {
  const { cast, concat } = dialect;
  const text = (value: string): Sql => cast(value, { kind: "text", length: 255 });
  const parts = Object.entries(counts).flatMap(([name, value], position) => [
    text(`${position === 0 ? "{" : ","}${JSON.stringify(name)}:`),
    cast(sql`COALESCE(${value}, 0)`, { kind: "text", length: 20 }),
  ]);
  return concat([...(parts.length === 0 ? [text("{")] : parts), text("}")]);
}
