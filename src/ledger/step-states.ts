import { stateOf, type RunStatus } from "./run-states.js";
import type { Session } from "../dialect/session.js";
import type { StepId } from "../steps/step.js";
import type { Ledger } from "./ledger.js";

/** A run as the ledger has it. */
export interface RunRow {
  readonly run_id: string;
  readonly run_no: number;
  readonly status: RunStatus;
  readonly tool_version: string;
  readonly language: string;
  readonly row_settings: string | null;
  readonly differences: string | null;
  readonly consents_before: string | null;
  readonly started_at: string;
  readonly finished_at: string | null;
  readonly heartbeat_at: string;
  readonly owner_token: string;
  readonly holder_login: string;
  readonly holder_machine: string;
  readonly holder_session: string;
  readonly attempts: number;
}

/** A step of a run as the ledger has it. */
export interface StepRow {
  readonly run_id: string;
  readonly step_id: StepId;
  readonly position: number;
  readonly status: "running" | "done" | "undone";
  readonly started_at: string;
  readonly finished_at: string | null;
  readonly greatest_person_id: number | null;
  readonly persons: string | number | null;
  readonly counts: string | null;
  readonly attention: string | null;
  readonly duration_ms: string | number;
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
