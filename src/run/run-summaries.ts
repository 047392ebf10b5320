import { engineOf } from "../dialect/engines.js";
import { storedSettings } from "../ledger/stored-json.js";
import { stateOf } from "../ledger/run-states.js";
import type { Session } from "../dialect/session.js";
import type { Changes, RunSummary } from "../report/report.js";
import { sumChanges } from "../report/step-figures.js";
import type { Ledger } from "../ledger/ledger.js";
import { lockName } from "../work/lock.js";
import { readTotals, recentRate, reportMoment, type StepTotals } from "../ledger/run-totals.js";
import type { LedgerState, RunRow, StepRow } from "../ledger/step-states.js";

/** The runs as `status` shows them, newest first. @throws DatabaseError */
export async function summarizeRuns(session: Session, ledger: Ledger, state: LedgerState): Promise<readonly RunSummary[]> {
  const totals = await readTotals(session, ledger);
  const atWork = await isAtWork(session, state);
  const summaries: RunSummary[] = [];
  for (const run of state.runs.toReversed()) {
    const own = totals.filter((total) => total.runId === run.run_id);
    const step = stepAtWork(run, state.steps);
    const outcome = outcomeOf(run, atWork);
    const rate = step !== undefined && outcome === "running" ? await recentRate(session, ledger, run, step) : undefined;
    summaries.push({ ...summarize(run, own), outcome, atWork: step === undefined ? null : progressOf(run, step, own, rate) });
  }
  return summaries;
}

/** The step that was begun and has not ended; undefined where the run has. */
function stepAtWork(run: RunRow, steps: readonly StepRow[]): StepRow | undefined {
  if (stateOf(run).isOver) return undefined;
  return steps.find((step) => step.run_id === run.run_id && step.status === "running");
}

/** What the ledger cannot know: whether a process still holds the lock, or was killed. Asked only where a run is not finished. */
async function isAtWork(session: Session, state: LedgerState): Promise<boolean> {
  if (!state.runs.some((run) => stateOf(run).isAtWork)) return false;
  return engineOf(session.dialect).inspection.isLocked(session, lockName(session));
}

function outcomeOf(run: RunRow, atWork: boolean): RunSummary["outcome"] {
  const { isAtWork: saysSo, outcome } = stateOf(run);
  return atWork && saysSo ? "running" : outcome;
}

function summarize(run: RunRow, totals: readonly StepTotals[]): Omit<RunSummary, "outcome" | "atWork"> {
  const written = sumChanges(totals.map((total) => total.written));
  const undone = sumChanges(totals.map((total) => total.undone));
  return {
    runId: run.run_id,
    startedAt: reportMoment(run.started_at),
    finishedAt: run.finished_at === null ? null : reportMoment(run.finished_at),
    attempts: Number(run.attempts),
    login: run.holder_login,
    machine: run.holder_machine,
    toolVersion: run.tool_version,
    settings: storedSettings(run.differences),
    changes: { inserted: written.inserted, updated: written.updated, deleted: written.deleted + undone.deleted },
  };
}

/** How far a run has come on a step. A rollback counts rows: it goes by what was written, not person by person. */
function progressOf(
  run: RunRow,
  step: StepRow,
  totals: readonly StepTotals[],
  rate: number | undefined,
): NonNullable<RunSummary["atWork"]> {
  const own = totals.find((total) => total.stepId === step.step_id);
  const undoing = stateOf(run).isUndoing;
  const done = (undoing ? own?.rowsTreated : own?.records) ?? 0;
  const total = undoing ? rowsOf(own?.written) : step.persons === null ? null : Number(step.persons);
  return {
    step: step.step_id,
    personsDone: done,
    personsTotal: total,
    rowsWritten: rowsOf(undoing ? own?.undone : own?.written),
    personsPerSecond: rate === undefined ? null : rounded(rate),
    secondsLeft: rate === undefined || total === null ? null : Math.ceil(Math.max(total - done, 0) / rate),
  };
}

function rowsOf(changes: Changes | undefined): number {
  return changes === undefined ? 0 : changes.inserted + changes.updated + changes.deleted;
}

/** Slow ones are told apart by tenths. */
function rounded(rate: number): number {
  return rate < 10 ? Math.round(rate * 10) / 10 : Math.round(rate);
}
