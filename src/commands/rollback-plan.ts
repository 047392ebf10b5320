import { inTransaction, type Session } from "../dialect/session.js";
import type { Report } from "../report/report.js";
import { readDatabase } from "../run/ready-database.js";
import { refuseUnreadable } from "../run/refuse-server.js";
import { figureRollback, type RollbackFigures } from "../run/rollback-figures.js";
import { chooseRuns, findRun } from "../run/rollback-selection.js";
import type { RunRow } from "../run/step-states.js";
import type { StepDefinition } from "../step/step.js";
import { attentionOf, buildReport, stepReport } from "./build-report.js";
import type { CommandContext, RollbackOptions } from "./command.js";
import { databaseFacts } from "./database-session.js";

/** What a rollback would do: the figures, and the report of a dry run. */
export interface RollbackPlan extends RollbackFigures {
  readonly runs: readonly RunRow[];
  /** Ids of runs that would stand afterwards. */
  readonly standing: readonly string[];
  readonly report: Report;
}

/**
 * Reads what a rollback would do, in one read transaction; writes nothing.
 * @throws UsageError (64) for an unknown run, RefusedError (4), DatabaseError
 */
export async function planRollback(session: Session, context: CommandContext<RollbackOptions, StepDefinition>): Promise<RollbackPlan> {
  const startedAt = context.now();
  await refuseUnreadable(session, context.settings);
  return inTransaction(session, "read", async () => {
    const { upgrade, state } = await readDatabase(session, context.settings);
    const { ledger } = upgrade;
    if (ledger === undefined && context.options.run !== undefined) findRun(state, context.options.run);
    const runs = ledger === undefined ? [] : await chooseRuns(session, ledger, state, context.options.run);
    const figures: RollbackFigures = ledger === undefined ? { steps: [], left: undefined } : await figureRollback(upgrade, ledger, state, runs, context.steps);
    const frame = { command: "rollback", toolVersion: context.toolVersion, startedAt, finishedAt: context.now(), database: databaseFacts(session) } as const;
    const [only, ...others] = runs;
    const report = buildReport(frame, runs.length === 0 ? "nothing-to-do" : "changes-pending", {
      runId: only !== undefined && others.length === 0 ? only.run_id : null,
      steps: context.steps.map((step) => {
        const found = figures.steps.find(({ stepId }) => stepId === step.id);
        const changes = { inserted: 0, updated: found?.updated ?? 0, deleted: found?.deleted ?? 0 };
        const own = { changes, counts: found?.counts ?? {}, findings: [], moves: [], otherWork: false };
        return stepReport(step, found === undefined ? "not-selected" : "pending", own, { batches: 0, durationMs: 0 }, context.lang);
      }),
      attention: attentionOf(figures.left === undefined ? [] : [figures.left], context.lang),
    });
    const standing = state.runs.filter((run) => run.status !== "rolled-back" && !runs.includes(run)).map((run) => run.run_id);
    return { ...figures, runs, standing, report };
  });
}
