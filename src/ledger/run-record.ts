import { storedSettings } from "./stored-json.js";
import { nextStatus, stateOf } from "./run-states.js";
import type { Session } from "../dialect/session.js";
import type { Sql, SqlValue } from "../dialect/sql.js";
import { RefusedError, RunFailedError } from "../errors.js";
import type { Language } from "../language.js";
import { Ledger } from "./ledger.js";
import type { RunRow } from "./step-states.js";
import { LEDGER_VERSION } from "./tables.js";
import type { Report } from "../report/report.js";

/** Who runs: for the ledger, for messages to a second run, and for `status`. */
export type Holder = Readonly<Record<"login" | "machine" | "session", SqlValue>>;

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
  /** As JSON. */
  readonly consentsBefore: SqlValue;
}

/** A run that is being worked on. */
export interface ActiveRun {
  readonly runId: string;
  readonly ownerToken: string;
  readonly attempt: number;
}

/** Records a new run. @throws DatabaseError */
export async function startRun(session: Session, ledger: Ledger, run: NewRun, earlier: readonly RunRow[]): Promise<ActiveRun> {
  const begun: ActiveRun = { runId: run.runId, ownerToken: run.ownerToken, attempt: 1 };
  const there = await ledger.select<{ run_id: string }>(session, "run", {}, ["run_id"]);
  // A second try after a lost answer finds the row of the first.
  if (there.some((row) => row.run_id === run.runId)) return begun;
  if (there.length !== earlier.length) throw takenOver("Another run came in between");
  const runNo = Math.max(0, ...earlier.map((row) => Number(row.run_no))) + 1;
  await session.execute(runStatement(ledger, run, runNo, session.dialect.utcNow()));
  return begun;
}

/** `INSERT` of the ledger's row of a run that begins. */
export function runStatement(ledger: Ledger, run: NewRun, runNo: SqlValue, now: Sql): Sql {
  return ledger.insertStatement("run", {
    run_id: run.runId,
    run_no: runNo,
    status: "running",
    tool_version: run.toolVersion,
    ledger_version: LEDGER_VERSION,
    language: run.language,
    row_settings: run.rowSettings,
    differences: run.differences,
    consents_before: run.consentsBefore,
    started_at: now,
    finished_at: null,
    heartbeat_at: now,
    ...held(run.ownerToken, run.holder),
    attempts: 1,
  });
}

/** The columns that say who is at work on a run. */
export function held(ownerToken: string, { login, machine, session }: Holder) {
  return { owner_token: ownerToken, holder_login: login, holder_machine: machine, holder_session: session };
}

/**
 * Makes a run ours that nobody is at work on: a new attempt with a new owner token.
 * @throws RunFailedError (1) where somebody else did so since `row` was read
 */
export async function takeOver(
  session: Session,
  ledger: Ledger,
  row: RunRow,
  status: "running" | "rolling-back",
  ownerToken: string,
  holder: Holder,
): Promise<ActiveRun> {
  const ours: ActiveRun = { runId: row.run_id, ownerToken, attempt: Number(row.attempts) + 1 };
  const matched = await ledger.update(
    session,
    "run",
    {
      status: nextStatus(row, status),
      ...held(ownerToken, holder),
      heartbeat_at: session.dialect.utcNow(),
      attempts: ours.attempt,
    },
    { run_id: row.run_id, owner_token: row.owner_token },
  );
  // A second try after a lost answer finds our own token.
  if (matched !== 1) await confirmStillOurs(session, ledger, ours);
  return ours;
}

/**
 * Confirms that nobody took a run over while the connection was lost; without it, what another process committed meanwhile
 * would look like our own.
 * @throws RunFailedError (1)
 */
export async function confirmStillOurs(session: Session, ledger: Ledger, run: ActiveRun): Promise<void> {
  const rows = await ledger.select(session, "run", { run_id: run.runId, owner_token: run.ownerToken }, ["run_id"]);
  if (rows.length !== 1) throw takenOver(`Another process took over run ${run.runId}`);
}

function takenOver(what: string): RunFailedError {
  return new RunFailedError("RUN_TAKEN_OVER", `${what}; this one stops.`, {
    hint: "consent-upgrade status names who is at work.",
  });
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
  if (matched !== 1) throw takenOver(`Another process took over run ${run.runId}`);
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
    { status, heartbeat_at: now, ...(stateOf({ status }).isOver ? { finished_at: now } : {}) },
    { run_id: run.runId, owner_token: run.ownerToken },
  );
}

/**
 * Refuses to go on with other settings than the run began with, naming each difference.
 * @throws RefusedError (4)
 */
export function refuseOtherSettings(row: RunRow, settings: Readonly<Record<string, unknown>>): void {
  const then = storedSettings(row.row_settings);
  const names = [...new Set([...Object.keys(then), ...Object.keys(settings)])].sort();
  const changed = names.filter((name) => JSON.stringify(then[name]) !== JSON.stringify(settings[name]));
  const differences = changed.map(
    (name) => `${name} was ${JSON.stringify(then[name] ?? null)}, is now ${JSON.stringify(settings[name] ?? null)}`,
  );
  if (changed.length === 0) return;
  throw new RefusedError(
    "OTHER_SETTINGS",
    `Run ${row.run_id} is not finished and began with another configuration: ${differences.join("; ")}.`,
    {
      hint: changed.includes("templates")
        ? "Go on with the configuration of that run, with --skip template-links where its templates are what is wrong, and apply again afterwards with the new one; or undo it first with consent-upgrade rollback."
        : "Go on with the configuration of that run, or undo it first with consent-upgrade rollback.",
    },
  );
}

/** Keeps a run's report in the ledger, one for each attempt; a repeated one replaces the first. @throws DatabaseError */
export async function storeReport(session: Session, schema: string, run: ActiveRun, report: Report): Promise<void> {
  const ledger = new Ledger(session.dialect, schema);
  const key = { run_id: run.runId, attempt: run.attempt };
  const values = { command: report.command, created_at: session.dialect.utcNow(), report: JSON.stringify(report) };
  if ((await ledger.update(session, "report", values, key)) === 0) await ledger.insert(session, "report", { ...key, ...values });
}
