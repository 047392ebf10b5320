import { databaseAddress } from "../config/database-source.js";
import type { Settings } from "../config/settings.js";
import type { Database } from "../dialect/connection-target.js";
import { DatabaseError, isWorthRetrying, type FailureKind } from "../dialect/failure.js";
import { openDatabase, type OpenOptions } from "../dialect/open-database.js";
import { inTransaction, type Session } from "../dialect/session.js";
import { soon } from "../dialect/within.js";
import { ConsentUpgradeError, InterruptedError, RefusedError, RunFailedError } from "../errors.js";
import type { Logger } from "../log/logger.js";
import { pause, pauseBefore } from "../work/back-off.js";
import type { CommandContext } from "./command.js";
import { storeReport, type ActiveRun } from "../ledger/run-record.js";
import type { UpgradeContext } from "../work/upgrade-context.js";
import type { WorkConnection } from "../work/work-connection.js";
import type { StopRequest } from "../stop-request.js";
import type { Report } from "../report/report.js";

/**
 * Opens the configured database for the time of `work`, and closes it whatever happens (an embedded
 * server is stopped then).
 * @throws UsageError (64), UnreachableError (69), and what `work` throws
 */
export async function withDatabase<T>(
  settings: Settings,
  work: (database: Database) => Promise<T>,
  options: OpenOptions = {},
): Promise<T> {
  const database = await openDatabase(databaseAddress(settings), options);
  try {
    return await work(database);
  } finally {
    await database.close();
  }
}

/**
 * Opens a session for reading, cancelled by the user's second signal.
 * @throws UnreachableError (69), RefusedError (4) for a missing right, RunFailedError (1) for other failures
 */
export async function withSession<T>(database: Database, stop: StopRequest, work: (session: Session) => Promise<T>): Promise<T> {
  const session = await database.open();
  const cancel = (): void => void session.cancel().catch(() => undefined);
  // A reading command has no batch to finish: the first signal ends it.
  stop.asked.addEventListener("abort", cancel);
  try {
    return await work(session);
  } catch (error) {
    if (!(error instanceof InterruptedError)) stop.throwIfAsked();
    throw readingFailure(error);
  } finally {
    stop.asked.removeEventListener("abort", cancel);
    await soon(session.close());
  }
}

/** The same with a second session besides, where the server grants one: for questions that are asked at the same time. */
export function withSessions<T>(
  database: Database,
  stop: StopRequest,
  work: (sessions: readonly [Session, ...Session[]]) => Promise<T>,
): Promise<T> {
  return withSession(database, stop, async (first) => {
    const second = await database.open().catch((error: unknown) => {
      if (error instanceof ConsentUpgradeError) return undefined;
      throw error;
    });
    if (second === undefined) return work([first]);
    return withSession({ ...database, open: () => Promise.resolve(second) }, stop, () => work([first, second]));
  });
}

/** A session on the configured database, for the time of `work`: as `withDatabase` and `withSession`. */
export function inSession<T>(
  { settings, stop }: Pick<CommandContext, "settings" | "stop">,
  work: (session: Session) => Promise<T>,
): Promise<T> {
  return withDatabase(settings, (database) => withSession(database, stop, work));
}

/** What users cause, and what ends by itself: on SQL Server without row versions readers wait for writers. */
const IN_THE_WAY: ReadonlySet<FailureKind> = new Set(["deadlock", "lock-timeout", "serialization", "busy"]);

/**
 * Reads in a read transaction of each session; all of it again where a user was in the way, for as long as `apply` would try.
 * `work` must bear it.
 * @throws DatabaseError, InterruptedError (130, 143, 129)
 */
export async function readingUndisturbed<T>(
  sessions: readonly Session[],
  { settings, stop, now }: Pick<CommandContext, "settings" | "stop" | "now">,
  work: () => Promise<T>,
): Promise<T> {
  const reading = sessions.reduce((inner, session) => () => inTransaction(session, "read", inner), work);
  let firstFailure: number | undefined;
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await reading();
    } catch (error) {
      if (!(error instanceof DatabaseError) || !IN_THE_WAY.has(error.kind)) throw error;
      firstFailure ??= now().getTime();
      if (now().getTime() - firstFailure >= settings.run.retrySeconds * 1000) throw error;
      await pause(pauseBefore(attempt, Math.random), stop.asked);
      stop.throwIfAsked();
    }
  }
}

/** What a failed statement of a reading command means for the user; other errors as they are. */
export function readingFailure(error: unknown): unknown {
  if (error instanceof ConsentUpgradeError || !(error instanceof DatabaseError)) return error;
  if (error.kind === "permission-denied") {
    return new RefusedError("MISSING_RIGHT", `The login lacks a right: ${error.message}.`, {
      cause: error,
      hint: "Grant it (consent-upgrade doctor names each missing right with its GRANT), then run again.",
    });
  }
  const code = error.kind.toUpperCase().replaceAll("-", "_");
  return new RunFailedError(code, `The database failed a query: ${error.message}`, {
    cause: error,
    hint: "Nothing was written. Run it again; --log-level debug shows the statement.",
  });
}

/**
 * Does what a run reads before it writes anything, again from the start where the connection is lost.
 * @throws RefusedError (4), RunFailedError (1)
 */
export function whileReading<T>(connection: WorkConnection, work: (session: Session) => Promise<T>): Promise<T> {
  return connection.retrying("looking at the database", async (session) => {
    try {
      return await work(session);
    } catch (error) {
      throw isWorthRetrying(error) ? error : readingFailure(error);
    }
  });
}

/** Keeps a run's report in the ledger; one that is not there is no failure of the run. */
export async function keepReport(
  connection: WorkConnection,
  { catalog }: UpgradeContext,
  run: ActiveRun,
  report: Report,
  log: Logger,
): Promise<void> {
  try {
    await connection.retrying("storing the report", (session) =>
      inTransaction(session, "write", () => storeReport(session, catalog.schema, run, report)),
    );
  } catch (error) {
    log.warn({ reason: error instanceof Error ? error.message : String(error) }, "the report could not be stored in the ledger");
    log.debug({ err: error }, "why the report could not be stored");
  }
}
