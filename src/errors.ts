/** The exit codes that scripts may rely on (`docs/exit-codes.md`). */
export type ExitCode = 0 | 1 | 2 | 3 | 4 | 64 | 69 | 129 | 130 | 143;

/** What an error carries besides its message. */
export interface ErrorDetails {
  /** What the user should do next: one sentence, in the words of the command line. */
  readonly hint?: string | undefined;
  readonly cause?: unknown;
}

/**
 * Base of every error that the program raises on purpose. `message` says what happened and where;
 * `hint` says what to do next; `code` is stable and goes into the JSON report.
 */
export abstract class ConsentUpgradeError extends Error {
  abstract readonly exitCode: ExitCode;
  readonly code: string;
  readonly hint: string | undefined;

  constructor(code: string, message: string, details: ErrorDetails = {}) {
    super(message, details.cause === undefined ? undefined : { cause: details.cause });
    this.name = new.target.name;
    this.code = code;
    this.hint = details.hint;
  }
}

/** Wrong usage or configuration; nothing was touched (exit 64). */
export class UsageError extends ConsentUpgradeError {
  override readonly exitCode = 64;
}

/** The database cannot be reached, or the login is refused (exit 69). */
export class UnreachableError extends ConsentUpgradeError {
  override readonly exitCode = 69;
}

/** Not confirmed, locked by another run, or not a database to upgrade; nothing was written (exit 4). */
export class RefusedError extends ConsentUpgradeError {
  override readonly exitCode = 4;
}

/** Failed on the way: what is committed is consistent and recorded; running again goes on (exit 1). */
export class RunFailedError extends ConsentUpgradeError {
  override readonly exitCode = 1;
}

/** A signal that stops a run, and the exit code that it gives. */
export type StopSignal = "SIGINT" | "SIGTERM" | "SIGHUP";

const EXIT_OF_SIGNAL = { SIGHUP: 129, SIGINT: 130, SIGTERM: 143 } as const satisfies Record<StopSignal, ExitCode>;

/** Stopped by a signal: the batch at work was finished or rolled back (exit 129, 130 or 143). */
export class InterruptedError extends ConsentUpgradeError {
  override readonly exitCode: ExitCode;

  constructor(
    readonly signal: StopSignal,
    message: string,
    details: ErrorDetails = {},
  ) {
    super("INTERRUPTED", message, details);
    this.exitCode = EXIT_OF_SIGNAL[signal];
  }
}

/** What a run stops with after its first write: nothing is refused any more; exit 1, and the same command goes on. */
export function afterFirstWrite(error: unknown): ConsentUpgradeError {
  if (error instanceof InterruptedError || error instanceof RunFailedError) return error;
  if (error instanceof ConsentUpgradeError)
    return new RunFailedError(error.code, error.message, { cause: error, hint: error.hint });
  throw error;
}
