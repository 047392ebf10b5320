import { errorCode, transportFailure, type ConnectFailure } from "../connect-failure.js";
import { byCode, DatabaseError, type FailureKind } from "../failure.js";

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
const KIND_OF_STATE = byCode<FailureKind>({
  deadlock: "40P01",
  "lock-timeout": "55P03",
  serialization: "40001",
  "statement-timeout": "57014",
  "unique-violation": "23505",
  "read-only": "25006",
  "permission-denied": "42501",
  "missing-object": "42P01 42703 3F000",
  "already-exists": "42P07 42701",
  // 53400 is temp_file_limit's.
  "out-of-space": "53100 53400",
  // 25P03, 25P04, 57P05: time-outs of idle sessions and of whole transactions end the session.
  "connection-lost": "25P03 25P04 57P05 57P01 57P02 57P03",
});

function failureKind(error: unknown, cancelled: boolean): FailureKind {
  const code = errorCode(error);
  if (code === "57014" && cancelled) return "cancelled";
  const known = KIND_OF_STATE.get(code);
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
