import type { Database } from "../dialect/connection-target.js";
import { DatabaseError, isWorthRetrying } from "../dialect/failure.js";
import type { Session } from "../dialect/session.js";
import { soon } from "../dialect/within.js";
import { ConsentUpgradeError, RunFailedError, UnreachableError } from "../errors.js";
import type { Progress } from "../progress.js";
import type { StopRequest } from "../stop-request.js";
import { pause, pauseBefore } from "./back-off.js";

/** What the connection of a run needs. */
export interface WorkConnectionOptions {
  readonly database: Database;
  readonly retrySeconds: number;
  readonly progress: Progress;
  readonly stop: StopRequest;
  readonly now: () => Date;
}

/** How often a statement time-out is tried again: it comes back when the work is simply too large. */
const MOST_TIMEOUTS = 3;

/**
 * The one connection of a run: the lock and the batches live on it. When it is lost it is opened anew
 * and the lock is taken again, after the server has noticed that the old session is gone.
 */
export class WorkConnection {
  #session: Session | undefined;
  #lockName: string | undefined;
  #confirm: ((session: Session) => Promise<void>) | undefined;
  /** Nobody waits for the server a second time. */
  #gaveUp = false;
  /** The session that was lost last: it may hold the lock until the server notices. */
  #lost: Session | undefined;
  readonly #onCancel = (): void => {
    void this.#session?.cancel().catch(() => undefined);
  };

  constructor(private readonly options: WorkConnectionOptions) {
    options.stop.cancelNow.addEventListener("abort", this.#onCancel);
  }

  /** The session, with the lock once it was taken. @throws UnreachableError (69), DatabaseError */
  async open(): Promise<Session> {
    if (this.#session !== undefined) return this.#session;
    // Who asked twice does not wait for a server that may not be there.
    if (this.#lost !== undefined && this.options.stop.cancelNow.aborted) this.options.stop.throwIfAsked();
    const session = await this.options.database.open();
    try {
      if (this.#lockName !== undefined) await takeAgain(session, this.#lockName, this.#lost);
      await this.#confirm?.(session);
    } catch (error) {
      await soon(session.close());
      throw error;
    }
    this.#session = session;
    return session;
  }

  /** A session besides, without the lock, for who asks. Who opens it closes it. @throws UnreachableError (69) */
  openAnother(): Promise<Session> {
    return this.options.database.open();
  }

  /** Tries once to take the run's lock. @returns whether it was granted */
  async takeLock(name: string): Promise<boolean> {
    const session = await this.open();
    // A lost connection that is opened anew has it again already.
    if (this.#lockName === name) return true;
    const granted = await session.dialect.takeLock(session, name);
    if (granted) this.#lockName = name;
    return granted;
  }

  /** What has to hold, once the lock is ours again, before work goes on with a connection in place of a lost one. */
  confirmWhenReopened(confirm: (session: Session) => Promise<void>): void {
    this.#confirm = confirm;
  }

  /**
   * Does a unit of work, again where trying again can help: with back-off and jitter, for
   * `retrySeconds` from the first failure on. The work starts a transaction of its own, and must be
   * safe to repeat: it asks the ledger whether an earlier try was committed.
   * @param where step and range, for messages
   * @throws RunFailedError (1) when the time is up, or when trying again cannot help
   */
  async retrying<T>(where: string, work: (session: Session) => Promise<T>): Promise<T> {
    if (this.#gaveUp) throw failed(where, new UnreachableError("NO_ANSWER", "The server was away for too long."));
    let firstFailure: number | undefined;
    let timeouts = 0;
    const { stop } = this.options;
    for (let attempt = 1; ; attempt += 1) {
      try {
        return await work(await this.open());
      } catch (error) {
        await this.#session?.rollback().catch(() => undefined);
        if (error instanceof DatabaseError && error.kind === "cancelled") stop.throwIfAsked(where);
        if (!isWorthRetrying(error) && !(error instanceof UnreachableError && firstFailure !== undefined))
          throw failed(where, error);
        if (error instanceof DatabaseError && error.kind === "statement-timeout" && ++timeouts > MOST_TIMEOUTS)
          throw failed(where, error);
        if (error instanceof DatabaseError && error.kind === "connection-lost") await this.#drop();
        const now = this.options.now().getTime();
        firstFailure ??= now;
        const left = this.options.retrySeconds * 1000 - (now - firstFailure);
        this.#gaveUp = this.#session === undefined && (left <= 0 || stop.signal !== undefined);
        if (left <= 0) throw failed(where, error);
        stop.throwIfAsked(where);
        if (attempt > 1) this.options.progress.note(`${where}: ${reason(error)}; trying again.`);
        await pause(Math.min(left, pauseBefore(attempt, Math.random)), stop.asked);
        this.#gaveUp = this.#session === undefined && stop.signal !== undefined;
        stop.throwIfAsked(where);
      }
    }
  }

  /** Releases the lock, if it was taken, and closes the connection. Never throws: the server does both anyway. */
  async close(): Promise<void> {
    this.options.stop.cancelNow.removeEventListener("abort", this.#onCancel);
    const session = this.#session;
    if (session === undefined) return;
    this.#session = undefined;
    const { dialect } = session;
    await soon(this.#lockName === undefined ? undefined : dialect.releaseLock(session, this.#lockName));
    await soon(session.close());
  }

  async #drop(): Promise<void> {
    this.#lost = this.#session;
    this.#session = undefined;
    await soon(this.#lost?.close());
  }
}

/**
 * @throws DatabaseError of kind lock-timeout while our own old session still holds it: the server notices its end after a
 * while, or is told here
 */
async function takeAgain(session: Session, lockName: string, lost: Session | undefined): Promise<void> {
  if (await session.dialect.takeLock(session, lockName)) return;
  // Where it cannot be told to, the server notices by itself.
  if (lost !== undefined && lost.origin !== "") await session.dialect.endHolder?.(session, lockName, lost).catch(() => undefined);
  throw new DatabaseError("lock-timeout", "the run's lock is still held by the lost session");
}

function reason(error: DatabaseError | UnreachableError): string {
  if (error instanceof DatabaseError) return `${error.kind.replaceAll("-", " ")} (${error.message})`;
  return error.message.replace(/\.$/, "");
}

const HINTS: Readonly<Partial<Record<DatabaseError["kind"], string>>> = {
  "lock-timeout":
    "Somebody keeps it locked: end that session (consent-upgrade doctor names open transactions), then run the same command again to go on.",
  "permission-denied":
    "Grant the right that the message names (consent-upgrade doctor names all that apply and rollback need), then run the same command again to go on.",
  "read-only": "The server accepts no writes (a replica?): connect to the primary, then run the same command again to go on.",
  "statement-timeout":
    "The server ends what takes too long: lift the statement time-out for this login, then run the same command again to go on.",
  "too-long": "Raise max_allowed_packet on the server, then run the same command again to go on.",
  "out-of-space": "Make room on the server (data or log), then run the same command again to go on.",
};

/** The error of a unit of work that cannot go on; errors of ours pass as they are. */
function failed(where: string, error: unknown): unknown {
  if (error instanceof ConsentUpgradeError && !(error instanceof UnreachableError)) return error;
  if (!(error instanceof DatabaseError) && !(error instanceof UnreachableError)) return error;
  const code = error instanceof DatabaseError ? error.kind.toUpperCase().replaceAll("-", "_") : error.code;
  const hint = error instanceof DatabaseError ? HINTS[error.kind] : undefined;
  return new RunFailedError(code, `${where}: ${error.message}`, {
    cause: error,
    hint: hint ?? "Everything committed so far is consistent and recorded: run the same command again to go on.",
  });
}
