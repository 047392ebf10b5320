/**
 * What a statement failed of, in the words of our decisions, whatever the engine calls it.
 * The run loop decides by it: try again, reserve anew, reconnect, or stop.
 */
export type FailureKind =
  | "deadlock"
  | "lock-timeout"
  | "serialization"
  | "statement-timeout"
  | "connection-lost"
  | "unique-violation"
  | "read-only"
  | "permission-denied"
  | "out-of-space"
  /** The server has no memory, locks or workers left at the moment. */
  | "busy"
  | "too-long"
  | "missing-object"
  | "already-exists"
  | "cancelled"
  | "other";

/** What an engine's own codes mean, by code; those of a meaning are written with blanks between them. */
export function byCode<Meaning extends string>(codes: Readonly<Partial<Record<Meaning, string>>>): ReadonlyMap<string, Meaning> {
  const meanings = Object.entries(codes) as [Meaning, string][];
  return new Map(meanings.flatMap(([meaning, list]) => list.split(" ").map((code) => [code, meaning] as const)));
}

/** A statement that the database did not carry out. The message is the server's; bound values are not in it. */
export class DatabaseError extends Error {
  constructor(
    readonly kind: FailureKind,
    message: string,
    /** The engine's own error number or SQLSTATE. */
    readonly engineCode = "",
    /** The text of the statement, without its values; undefined where no statement was at work. */
    readonly statement?: string,
    cause?: unknown,
  ) {
    super(message, { cause });
    this.name = "DatabaseError";
  }
}

const TRY_AGAIN: ReadonlySet<FailureKind> = new Set([
  "deadlock",
  "lock-timeout",
  "serialization",
  "statement-timeout",
  "unique-violation",
  "connection-lost",
  "busy",
]);

/** Whether trying the same transaction again can succeed without anybody's help. */
export function isWorthRetrying(error: unknown): error is DatabaseError {
  return error instanceof DatabaseError && TRY_AGAIN.has(error.kind);
}
