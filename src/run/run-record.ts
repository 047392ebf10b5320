import type { Session } from "../dialect/session.js";
import { RefusedError, RunFailedError } from "../errors.js";
import type { Language } from "../language.js";
import type { ConsentGroup } from "./consent-table.js";
import type { Ledger } from "./ledger.js";
import type { RunRow } from "./step-states.js";

/** Who runs: for the ledger, for messages to a second run, and for `status`. */
export interface Holder {
  readonly login: string;
  readonly machine: string;
  readonly session: string;
}

/** What a new run records about itself. */
export interface NewRun {
  readonly runId: string;
  readonly ownerToken: string;
  readonly holder: Holder;
  readonly toolVersion: string;
  readonly language: Language;
  /** The settings that decide about rows, as JSON: going on with others is refused. */
  readonly rowSettings: string;
  /** What differed from the defaults, as JSON. */
  readonly differences: string;
  readonly consentsBefore: readonly ConsentGroup[];
}

/** A run that is being worked on. */
export interface ActiveRun {
  readonly runId: string;
  readonly ownerToken: string;
  readonly attempt: number;
}

/** Records a new run. @throws DatabaseError */
export async function startRun(session: Session, ledger: Ledger, run: NewRun, earlier: readonly RunRow[]): Promise<ActiveRun> {
  const now = session.dialect.utcNow();
  const begun: ActiveRun = { runId: run.runId, ownerToken: run.ownerToken, attempt: 1 };
  // A second try after a lost answer finds the row of the first.
  if ((await ledger.select(session, "run", { run_id: run.runId })).length > 0) return begun;
  await ledger.insert(session, "run", {
    run_id: run.runId,
    run_no: Math.max(0, ...earlier.map((row) => Number(row.run_no))) + 1,
    status: "running",
    tool_version: run.toolVersion,
    language: run.language,
    row_settings: run.rowSettings,
    differences: run.differences,
    consents_before: JSON.stringify(run.consentsBefore),
    started_at: now,
    finished_at: null,
    heartbeat_at: now,
    owner_token: run.ownerToken,
    holder_login: run.holder.login,
    holder_machine: run.holder.machine,
    holder_session: run.holder.session,
    attempts: 1,
  });
  return begun;
}

/** Takes over a run that did not finish: a new attempt with a new owner token. @throws DatabaseError */
export async function continueRun(session: Session, ledger: Ledger, row: RunRow, ownerToken: string, holder: Holder): Promise<ActiveRun> {
  const attempt = Number(row.attempts) + 1;
  await ledger.update(
    session,
    "run",
    {
      status: "running",
      owner_token: ownerToken,
      holder_login: holder.login,
      holder_machine: holder.machine,
      holder_session: holder.session,
      heartbeat_at: session.dialect.utcNow(),
      attempts: attempt,
    },
    { run_id: row.run_id },
  );
  return { runId: row.run_id, ownerToken, attempt };
}

/**
 * Confirms, inside a batch's transaction, that the run is still ours; its row is locked until the
 * commit, so that a connection which came back from the dead blocks or fails.
 * @throws RunFailedError (1) where another attempt took the run over
 */
export async function confirmOwner(session: Session, ledger: Ledger, run: ActiveRun): Promise<void> {
  const matched = await ledger.update(
    session,
    "run",
    { heartbeat_at: session.dialect.utcNow() },
    { run_id: run.runId, owner_token: run.ownerToken },
  );
  if (matched !== 1) {
    throw new RunFailedError("RUN_TAKEN_OVER", `Another process took over run ${run.runId}; this one stops.`, {
      hint: "consent-upgrade status names who is at work.",
    });
  }
}

/** Records how an attempt ended. @throws DatabaseError */
export async function endRun(
  session: Session,
  ledger: Ledger,
  run: ActiveRun,
  status: "finished" | "interrupted" | "failed" | "rolled-back",
): Promise<void> {
  const now = session.dialect.utcNow();
  await ledger.update(
    session,
    "run",
    { status, heartbeat_at: now, ...(status === "finished" || status === "rolled-back" ? { finished_at: now } : {}) },
    { run_id: run.runId, owner_token: run.ownerToken },
  );
}

/**
 * Refuses to go on with other settings than the run began with, naming each difference.
 * @throws RefusedError (4)
 */
export function refuseOtherSettings(row: RunRow, settings: Readonly<Record<string, unknown>>): void {
  const then = JSON.parse(row.row_settings ?? "{}") as Record<string, unknown>;
  const names = [...new Set([...Object.keys(then), ...Object.keys(settings)])].sort();
  const differences = names
    .filter((name) => JSON.stringify(then[name]) !== JSON.stringify(settings[name]))
    .map((name) => `${name} was ${JSON.stringify(then[name] ?? null)}, is now ${JSON.stringify(settings[name] ?? null)}`);
  if (differences.length === 0) return;
  throw new RefusedError("OTHER_SETTINGS", `Run ${row.run_id} is not finished and began with another configuration: ${differences.join("; ")}.`, {
    hint: "Go on with the configuration of that run, or undo it first with consent-upgrade rollback.",
  });
}
