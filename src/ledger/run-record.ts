import type { Settings } from "../config/settings.js";
import { differsFromDefaults, settingsThatDecideRows } from "../config/settings-compared.js";
import { storedSettings } from "./stored-json.js";
import { nextStatus, stateOf } from "./run-states.js";
import type { Session } from "../dialect/session.js";
import type { Sql, SqlValue } from "../dialect/sql.js";
import { RefusedError, RunFailedError } from "../errors.js";
import { Ledger } from "./ledger.js";
import type { RunRow } from "./step-states.js";
import { LEDGER_VERSION } from "./tables.js";
import type { Report } from "../report/report.js";

/** Who is at work on a run: for the ledger, for messages to a second run, and for `status`. */
export interface Holder extends Readonly<Record<"holder_login" | "holder_machine" | "holder_session", SqlValue>> {
  readonly owner_token: string;
}

/** What a new run records about itself. */
export interface NewRun extends Holder, Readonly<Record<"tool_version" | "language" | "consents_before", SqlValue>> {
  readonly run_id: string;
  readonly settings: Settings;
}

/** A run that is being worked on. */
export interface ActiveRun {
  readonly runId: string;
  readonly ownerToken: string;
  readonly attempt: number;
}

/** A run and its ledger. */
export interface Recorded {
  readonly ledger: Ledger;
  readonly run: ActiveRun;
}

/** Records a new run. @throws DatabaseError */
export async function startRun(session: Session, ledger: Ledger, run: NewRun, earlier: readonly RunRow[]): Promise<ActiveRun> {
  const begun: ActiveRun = { runId: run.run_id, ownerToken: run.owner_token, attempt: 1 };
  const there = await ledger.select<{ run_id: string }>(session, "run", {}, ["run_id"]);
  // A second try after a lost answer finds the row of the first.
  if (there.some((row) => row.run_id === run.run_id)) return begun;
  if (there.length !== earlier.length) throw takenOver("Another run came in between");
  const runNo = Math.max(0, ...earlier.map((row) => Number(row.run_no))) + 1;
  await session.execute(runStatement(ledger, run, runNo, session.dialect.utcNow()));
  return begun;
}

/** `INSERT` of the ledger's row of a run that begins. */
export function runStatement(ledger: Ledger, { settings, ...run }: NewRun, runNo: SqlValue, now: Sql): Sql {
  return ledger.insertStatement("run", {
    ...run,
    run_no: runNo,
    status: "running",
    ledger_version: LEDGER_VERSION,
    // Going on with others is refused.
    row_settings: JSON.stringify(settingsThatDecideRows(settings)),
    differences: JSON.stringify(differsFromDefaults(settings)),
    started_at: now,
    heartbeat_at: now,
    attempts: 1,
  });
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
  holder: Holder,
): Promise<ActiveRun> {
  const ours: ActiveRun = { runId: row.run_id, ownerToken: holder.owner_token, attempt: Number(row.attempts) + 1 };
  const now = session.dialect.utcNow();
  const values = { status: nextStatus(row, status), ...holder, heartbeat_at: now, attempts: ours.attempt };
  const matched = await ledger.update(session, "run", values, { run_id: row.run_id, owner_token: row.owner_token });
  // A second try after a lost answer finds our own token.
  if (matched !== 1) await confirmStillOurs(session, { ledger, run: ours });
  return ours;
}

/**
 * Confirms that nobody took a run over while the connection was lost; without it, what another process committed meanwhile
 * would look like our own.
 * @throws RunFailedError (1)
 */
export async function confirmStillOurs(session: Session, { ledger, run }: Recorded): Promise<void> {
  const rows = await ledger.select(session, "run", ownRow(run), ["run_id"]);
  if (rows.length !== 1) throw takenOver(`Another process took over run ${run.runId}`);
}

function ownRow({ runId, ownerToken }: ActiveRun) {
  return { run_id: runId, owner_token: ownerToken };
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
export async function confirmOwner(session: Session, { ledger, run }: Recorded): Promise<void> {
  const matched = await ledger.update(session, "run", { heartbeat_at: session.dialect.utcNow() }, ownRow(run));
  if (matched !== 1) throw takenOver(`Another process took over run ${run.runId}`);
}

/** How an attempt ends. */
type Ending = "finished" | "interrupted" | "failed" | "rolled-back";

/** Records how an attempt ended. @throws DatabaseError */
export async function endRun(session: Session, { ledger, run }: Recorded, status: Ending): Promise<void> {
  const now = session.dialect.utcNow();
  const values = { status, heartbeat_at: now, ...(stateOf({ status }).isOver ? { finished_at: now } : {}) };
  await ledger.update(session, "run", values, ownRow(run));
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
