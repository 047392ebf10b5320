import { stateOf } from "../ledger/run-states.js";
import { inTransaction, type Session } from "../dialect/session.js";
import type { Report, StepReport } from "../report/report.js";
import { readAtFirstSight, type ReadyDatabase } from "../preconditions/ready-database.js";
import { figureRollback, type RollbackFigures, type StepToUndo } from "../rollback/figures.js";
import { runsWithLeftOvers, type UndoneStep } from "../rollback/run.js";
import { chooseRuns, findRun } from "../rollback/selection.js";
import type { RunRow } from "../ledger/step-states.js";
import { cacheFindings, staleCaches } from "../work/client-caches.js";
import { attentionOf } from "../report/attention.js";
import { buildReport, frameOf, stepReport } from "../report/build-report.js";
import type { CommandContext } from "./command.js";
import type { OptionsOf } from "./options.js";

/** What a rollback would do: the figures, and the report of a dry run. */
interface RollbackPlan extends RollbackFigures {
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
    const { runs, leftOver } = await chosenRuns({ upgrade, state }, context.options.run);
    const figures: RollbackFigures =
      ledger === undefined
        ? { steps: [], left: undefined, inUse: undefined, tables: [] }
        : await figureRollback(upgrade, ledger, state, runs, leftOver, context.steps);
    const hasWork = runs.length > 0 || figures.steps.some(isWork);
    const frame = frameOf("rollback", context, startedAt, session);
    const report = buildReport(frame, hasWork ? "changes-pending" : "nothing-to-do", {
      runId: onlyOne(runs),
      steps: undoneSteps(context, figures.steps),
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

export type ChosenRuns = Awaited<ReturnType<typeof chosenRuns>>;

/**
 * The runs to undo, and those whose remains are tried again besides: what an earlier rollback had to leave because it was in use.
 * @param asked one run alone; of one that is rolled back already, nothing is tried again
 * @throws UsageError (64) where it is unknown, RefusedError (4), DatabaseError
 */
export async function chosenRuns({ upgrade, state }: ReadyDatabase, asked: string | undefined) {
  const { session, ledger } = upgrade;
  if (ledger === undefined) {
    if (asked !== undefined) findRun(state, asked);
    return { runs: [], leftOver: [] };
  }
  const runs = await chooseRuns(session, ledger, state, asked);
  const leftOver = asked !== undefined && runs.length === 0 ? [] : await runsWithLeftOvers(session, { ledger, state, runs });
  return { runs, leftOver };
}

/** The run that a report is about, where it is about one. */
export function onlyOne(runs: readonly RunRow[]): string | null {
  return runs.length === 1 ? (runs[0]?.run_id ?? null) : null;
}

/** All steps, with what is to be undone of them, or was. */
export function undoneSteps(
  { steps, lang }: CommandContext,
  undone: readonly (StepToUndo & Partial<UndoneStep>)[],
): StepReport[] {
  return steps.map(({ id }) => {
    const found = undone.find(({ stepId }) => stepId === id);
    if (found === undefined) return stepReport(id, "not-selected", lang, {});
    const { status = "pending", updated, deleted, counts, pieces: batches = 0, durationMs = 0 } = found;
    return stepReport(id, status, lang, { changes: { inserted: 0, updated, deleted }, counts, batches, durationMs });
  });
}

/** Whether anything of a step goes or comes back. */
export function isWork({ deleted, updated, counts }: Omit<StepToUndo, "stepId">): boolean {
  return deleted + updated > 0 || Object.entries(counts).some(([name, n]) => name !== "left" && n > 0);
}
