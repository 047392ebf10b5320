import { errorCode, transportFailure, type ConnectFailure } from "../connect-failure.js";
import { DatabaseError, type FailureKind } from "../failure.js";

/** Why a connection to PostgreSQL did not come about. */
export function postgresConnectFailure(error: unknown): ConnectFailure {
  const code = errorCode(error);
  if (code.startsWith("28")) return "login-refused";
  if (code === "3D000") return "no-such-database";
  if (code === "42501") return "database-refused";
  if (/does not support SSL/i.test(String(error))) return "no-tls-on-server";
  if (/password must be a string|SASL/i.test(String(error))) return "login-refused";
  return transportFailure(error) ?? (/timeout/i.test(String(error)) ? "no-answer" : "other");
}

/** SQLSTATEs and their classes (PostgreSQL manual, appendix A). */
const KIND_OF_STATE: Readonly<Record<string, FailureKind>> = {
  "40P01": "deadlock",
  "55P03": "lock-timeout",
  "40001": "serialization",
  "57014": "statement-timeout",
  "23505": "unique-violation",
  "25006": "read-only",
  "42501": "permission-denied",
  "42P01": "missing-object",
  "42703": "missing-object",
  "3F000": "missing-object",
  "42P07": "already-exists",
  "42701": "already-exists",
  "53100": "out-of-space",
  // temp_file_limit
  "53400": "out-of-space",
  // Time-outs of idle sessions and of whole transactions end the session.
  "25P03": "connection-lost",
  "25P04": "connection-lost",
  "57P05": "connection-lost",
  "57P01": "connection-lost",
  "57P02": "connection-lost",
  "57P03": "connection-lost",
};

function failureKind(error: unknown, cancelled: boolean): FailureKind {
  const code = errorCode(error);
  if (code === "57014" && cancelled) return "cancelled";
  const known = KIND_OF_STATE[code];
  if (known !== undefined) return known;
  if (code.startsWith("08") || transportFailure(error) !== undefined) return "connection-lost";
  const message = error instanceof Error ? error.message : "";
  return /^Connection terminated|not queryable|Client was closed|Client has encountered a connection error/i.test(message)
    ? "connection-lost"
    : "other";
}

/** The driver's error for a statement in our words. */
export function postgresDatabaseError(error: unknown, statement: string, isCancelled: boolean): DatabaseError {
  const message = error instanceof Error ? error.message : String(error);
  return new DatabaseError(failureKind(error, isCancelled), message, errorCode(error), statement, error);
}
