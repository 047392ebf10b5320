import type { Session } from "../dialect/session.js";
import type { RunSummary } from "../report/report.js";
import type { Ledger } from "./ledger.js";
import { lockName } from "./lock.js";
import { readTotals, reportMoment, sumChanges, type StepTotals } from "./run-totals.js";
import type { LedgerState, RunRow, StepRow } from "./step-states.js";

/** The runs as `status` shows them, newest first. @throws DatabaseError */
export async function summarizeRuns(session: Session, ledger: Ledger, state: LedgerState): Promise<readonly RunSummary[]> {
  const totals = await readTotals(session, ledger);
  const atWork = await isAtWork(session, state);
  return state.runs.toReversed().map((run) => {
    const own = totals.filter((total) => total.runId === run.run_id);
    const steps = state.steps.filter((step) => step.run_id === run.run_id);
    return summarize(run, steps, own, atWork);
  });
}

/** What the ledger cannot know: whether a process still holds the lock, or was killed. Asked only where a run is not finished. */
async function isAtWork(session: Session, state: LedgerState): Promise<boolean> {
  if (!state.runs.some((run) => run.status === "running" || run.status === "rolling-back")) return false;
  const name = lockName(session);
  const { granted } = await session.dialect.takeLock(session, name);
  if (granted) await session.dialect.releaseLock(session, name);
  return !granted;
}

function outcomeOf({ status }: RunRow, atWork: boolean): RunSummary["outcome"] {
  switch (status) {
    case "running":
      return atWork ? "running" : "interrupted";
    case "rolling-back":
      return atWork ? "running" : "partly-rolled-back";
    case "finished":
      return "applied";
    case "interrupted":
    case "failed":
    case "rolled-back":
      return status;
  }
}

function summarize(run: RunRow, steps: readonly StepRow[], totals: readonly StepTotals[], atWork: boolean): RunSummary {
  const written = sumChanges(totals.map((total) => total.written));
  const undone = sumChanges(totals.map((total) => total.undone));
  return {
    runId: run.run_id,
    outcome: outcomeOf(run, atWork),
    startedAt: reportMoment(run.started_at),
    finishedAt: run.finished_at === null ? null : reportMoment(run.finished_at),
    attempts: Number(run.attempts),
    login: run.holder_login,
    machine: run.holder_machine,
    toolVersion: run.tool_version,
    settings: JSON.parse(run.differences ?? "{}") as RunSummary["settings"],
    changes: { inserted: written.inserted, updated: written.updated, deleted: written.deleted + undone.deleted },
    atWork: progressOf(run, steps, totals),
  };
}

/** How far a run that is not finished has come, on the step that was begun and has not ended. */
function progressOf(run: RunRow, steps: readonly StepRow[], totals: readonly StepTotals[]): RunSummary["atWork"] {
  if (run.status === "finished" || run.status === "rolled-back") return null;
  const step = steps.find((candidate) => candidate.status === "running");
  if (step === undefined) return null;
  const own = totals.find((total) => total.stepId === step.step_id);
  const undoing = run.status === "rolling-back";
  const rows = undoing ? own?.undone : own?.written;
  return {
    step: step.step_id,
    personsDone: (undoing ? own?.recordsUndone : own?.records) ?? 0,
    personsTotal: undoing ? (own?.records ?? null) : step.persons === null ? null : Number(step.persons),
    rowsWritten: rows === undefined ? 0 : rows.inserted + rows.updated + rows.deleted,
  };
}
