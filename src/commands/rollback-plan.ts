import { stateOf } from "../ledger/run-states.js";
import { inTransaction, type Session } from "../dialect/session.js";
import type { Report } from "../report/report.js";
import { readAtFirstSight } from "../preconditions/ready-database.js";
import type { Ledger } from "../ledger/ledger.js";
import { figureRollback, type RollbackFigures, type StepToUndo } from "../rollback/figures.js";
import { runsWithLeftOvers } from "../rollback/run.js";
import { chooseRuns, findRun } from "../rollback/selection.js";
import type { LedgerState, RunRow } from "../ledger/step-states.js";
import { cacheFindings, staleCaches } from "../work/client-caches.js";
import { attentionOf } from "../report/attention.js";
import { buildReport, frameOf, stepReport } from "../report/build-report.js";
import type { CommandContext } from "./command.js";
import type { OptionsOf } from "./options.js";

/** What a rollback would do: the figures, and the report of a dry run. */
export interface RollbackPlan extends RollbackFigures {
  readonly runs: readonly RunRow[];
  readonly hasWork: boolean;
  /** Ids of runs that would stand afterwards. */
  readonly standing: readonly string[];
  readonly report: Report;
}

/**
 * Reads what a rollback would do, in one read transaction; writes nothing.
 * @throws UsageError (64) for an unknown run, RefusedError (4), DatabaseError
 */
export async function planRollback(session: Session, context: CommandContext<OptionsOf<"rollback">>): Promise<RollbackPlan> {
  const startedAt = context.now();
  return inTransaction(session, "read", async () => {
    const { upgrade, state } = await readAtFirstSight(session, context.settings, { toUndo: true });
    const { ledger } = upgrade;
    if (ledger === undefined && context.options.run !== undefined) findRun(state, context.options.run);
    const runs = ledger === undefined ? [] : await chooseRuns(session, ledger, state, context.options.run);
    const leftOver = ledger === undefined ? [] : await runsLeftOver(session, { ledger, state, runs }, context.options.run);
    const figures: RollbackFigures =
      ledger === undefined
        ? { steps: [], left: undefined, inUse: undefined, tables: [] }
        : await figureRollback(upgrade, ledger, state, runs, leftOver, context.steps);
    const hasWork = runs.length > 0 || figures.steps.some(isWork);
    const frame = frameOf("rollback", context, startedAt, session);
    const [only, ...others] = runs;
    const report = buildReport(frame, hasWork ? "changes-pending" : "nothing-to-do", {
      runId: only !== undefined && others.length === 0 ? only.run_id : null,
      steps: context.steps.map((step) => {
        const found = figures.steps.find(({ stepId }) => stepId === step.id);
        const changes = { inserted: 0, updated: found?.updated ?? 0, deleted: found?.deleted ?? 0 };
        const status = found === undefined ? "not-selected" : "pending";
        return stepReport(step.id, status, context.lang, { changes, counts: found?.counts ?? {} });
      }),
      attention: attentionOf(
        [figures.left, figures.inUse, ...cacheFindings(await staleCaches(upgrade, figures.tables))].filter(
          (finding) => finding !== undefined,
        ),
        context.lang,
      ),
    });
    const standing = state.runs.filter((run) => stateOf(run).stands && !runs.includes(run)).map((run) => run.run_id);
    return { ...figures, runs, hasWork, standing, report };
  });
}

/**
 * Runs whose remains are tried again besides: what an earlier rollback had to leave because it was in use. Not where one run
 * was asked for that is rolled back already.
 * @throws DatabaseError
 */
export async function runsLeftOver(
  session: Session,
  chosen: { readonly ledger: Ledger; readonly state: LedgerState; readonly runs: readonly RunRow[] },
  asked: string | undefined,
): Promise<readonly RunRow[]> {
  return asked !== undefined && chosen.runs.length === 0 ? [] : runsWithLeftOvers(session, chosen);
}

/** Whether anything of a step goes or comes back. */
export function isWork({ deleted, updated, counts }: Omit<StepToUndo, "stepId">): boolean {
  return deleted + updated > 0 || Object.entries(counts).some(([name, n]) => name !== "left" && n > 0);
}
