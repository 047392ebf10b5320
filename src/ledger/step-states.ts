import { stateOf, type RunStatus } from "./run-states.js";
import type { Session } from "../dialect/session.js";
import type { StepId } from "../steps/step.js";
import type { Ledger } from "./ledger.js";
import type { LedgerRow } from "./tables.js";

/** A run as the ledger has it. */
export interface RunRow extends LedgerRow<"run"> {
  readonly status: RunStatus;
}

/** A step of a run as the ledger has it. */
export interface StepRow extends LedgerRow<"step"> {
  readonly step_id: StepId;
  readonly status: "running" | "done" | "undone";
}

/** What the ledger knows of the runs and their steps, oldest run first. */
export interface LedgerState {
  readonly runs: readonly RunRow[];
  readonly steps: readonly StepRow[];
}

export const NO_LEDGER: LedgerState = { runs: [], steps: [] };

/** Reads runs and steps. @throws DatabaseError */
export async function readLedgerState(session: Session, ledger: Ledger): Promise<LedgerState> {
  const runs = await ledger.select<RunRow>(session, "run");
  const steps = await ledger.select<StepRow>(session, "step");
  return {
    runs: runs.toSorted((a, b) => Number(a.run_no) - Number(b.run_no)),
    steps: steps.toSorted((a, b) => Number(a.position) - Number(b.position)),
  };
}

/** How far a step is, over all runs that were not rolled back. */
export function stepProgress(state: LedgerState, step: StepId): "pending" | "partly-done" | "done" {
  const rows = state.steps.filter((row) => row.step_id === step && row.status !== "undone");
  if (rows.some((row) => row.status === "running")) return "partly-done";
  return rows.some((row) => row.status === "done") ? "done" : "pending";
}

/** The run that `apply` goes on with: the newest one, if it is not finished. */
export function unfinishedRun(state: LedgerState): RunRow | undefined {
  const newest = state.runs.at(-1);
  return newest !== undefined && stateOf(newest).goesOn ? newest : undefined;
}
