/** What the ledger says of a run. */
export type RunStatus = "running" | "finished" | "interrupted" | "failed" | "rolling-back" | "rolled-back";

interface RunState {
  /** What may follow; the same state again is a new attempt. */
  readonly next: readonly RunStatus[];
  /** Whether a process says that it is at work; one that was killed still does. */
  readonly isAtWork: boolean;
  /** Whether `apply` goes on with it, where it is the newest. */
  readonly goesOn: boolean;
  /** Whether nothing is left to do of what it was begun for. */
  readonly isOver: boolean;
  /** Whether rows of it are to be in the CRM's tables. */
  readonly stands: boolean;
  readonly isUndoing: boolean;
  /** What reports call it once no process is at work on it. */
  readonly outcome: "interrupted" | "failed" | "applied" | "partly-rolled-back" | "rolled-back";
}

/**
 * A run's states. `apply` begins with running, and ends with finished, interrupted (the user) or failed (an error); the next
 * `apply` goes on with the last two, and with a running one whose process is gone. `rollback` takes over any, rolled-back ones
 * too where they left something that was in use; a rollback that was stopped stays rolling-back, and only a rollback goes on
 * with it. A finished run is never gone on with: `--rerun` begins another.
 */
// biome-ignore format: a table
const RUN_STATES: Readonly<Record<RunStatus, RunState>> = {
  running:        { next: ["running", "finished", "interrupted", "failed", "rolling-back"], isAtWork: true,  goesOn: true,  isOver: false, stands: true,  isUndoing: false, outcome: "interrupted" },
  interrupted:    { next: ["running", "rolling-back"],                                      isAtWork: false, goesOn: true,  isOver: false, stands: true,  isUndoing: false, outcome: "interrupted" },
  failed:         { next: ["running", "rolling-back"],                                      isAtWork: false, goesOn: true,  isOver: false, stands: true,  isUndoing: false, outcome: "failed" },
  finished:       { next: ["rolling-back"],                                                 isAtWork: false, goesOn: false, isOver: true,  stands: true,  isUndoing: false, outcome: "applied" },
  "rolling-back": { next: ["rolling-back", "rolled-back"],                                  isAtWork: true,  goesOn: false, isOver: false, stands: true,  isUndoing: true,  outcome: "partly-rolled-back" },
  "rolled-back":  { next: ["rolling-back"],                                                 isAtWork: false, goesOn: false, isOver: true,  stands: false, isUndoing: true,  outcome: "rolled-back" },
};

/** What the state of a run means. */
export function stateOf({ status }: { readonly status: RunStatus }): RunState {
  return RUN_STATES[status];
}

/** A run's next state. @throws TypeError where it may not follow: a mistake of the program */
export function nextStatus(run: { readonly status: RunStatus }, status: RunStatus): RunStatus {
  if (stateOf(run).next.includes(status)) return status;
  throw new TypeError(`A run that is ${run.status} does not become ${status}.`);
}
