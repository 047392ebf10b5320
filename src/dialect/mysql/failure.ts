import { errorCode, transportFailure, type ConnectFailure } from "../connect-failure.js";
import { DatabaseError, type FailureKind } from "../failure.js";

/** Error numbers of the MySQL 8 and MariaDB manuals ("Server error message reference", "Error codes"). */
const KIND_OF_NUMBER: Readonly<Record<number, FailureKind>> = {
  1213: "deadlock",
  3058: "deadlock",
  1205: "lock-timeout",
  3572: "lock-timeout",
  // innodb_snapshot_isolation
  1020: "serialization",
  // Group replication's certification; Galera's comes as 1213
  3101: "serialization",
  3024: "statement-timeout",
  1969: "statement-timeout",
  1317: "statement-timeout",
  1053: "connection-lost",
  1079: "connection-lost",
  1927: "connection-lost",
  4031: "connection-lost",
  1062: "unique-violation",
  1586: "unique-violation",
  1036: "read-only",
  1290: "read-only",
  1792: "read-only",
  1836: "read-only",
  1044: "permission-denied",
  1142: "permission-denied",
  1143: "permission-denied",
  1227: "permission-denied",
  1370: "permission-denied",
  1021: "out-of-space",
  1114: "out-of-space",
  // "Failed to set SDI": no page for the description of a new table.
  3664: "out-of-space",
  1153: "too-long",
  1301: "too-long",
  1049: "missing-object",
  1051: "missing-object",
  1054: "missing-object",
  1091: "missing-object",
  1146: "missing-object",
  1007: "already-exists",
  1050: "already-exists",
  1060: "already-exists",
  1061: "already-exists",
};

/** Texts of the server that quote values of the statement: what stands between the quotes goes. */
const MESSAGES_WITH_VALUES: ReadonlySet<number> = new Set([1062, 1064, 1292, 1366, 1586, 3854]);

function errorNumber(error: unknown): number {
  return error instanceof Error && "errno" in error && typeof error.errno === "number" ? error.errno : 0;
}

function failureKind(error: unknown, cancelled: boolean): FailureKind {
  const number = errorNumber(error);
  if (number === 1317 && cancelled) return "cancelled";
  const known = KIND_OF_NUMBER[number];
  if (known !== undefined) return known;
  const code = errorCode(error);
  const message = error instanceof Error ? error.message : "";
  // A node of Galera that lost its cluster: another may answer at the same address, or this one come back.
  if (number === 1047 && /WSREP/i.test(message)) return "connection-lost";
  // The storage engine's own numbers, device (28) or tablespace (135) full, come inside of 1005, 1030 and 1296.
  if (/(Got error|errno:) (28|135)\b|No space left on device/i.test(message)) return "out-of-space";
  if (code === "PROTOCOL_CONNECTION_LOST" || transportFailure(error) !== undefined) return "connection-lost";
  return /connection is in closed state|Connection lost/i.test(message) ? "connection-lost" : "other";
}

/** The server's message without the values that it quotes. */
function withoutValues(number: number, message: string): string {
  if (!MESSAGES_WITH_VALUES.has(number)) return message;
  // Names of keys and columns come last and stay; a syntax error quotes the statement from the mistake on.
  return number === 1064 ? message.replace(/ near '.*$/s, "") : message.replace(/'.*?'(?= (for|from|at) )/s, "…");
}

/** The failed statement's error in our words. `statement` is its text without values. */
export function mysqlDatabaseError(error: unknown, statement: string, cancelled: boolean): DatabaseError {
  const number = errorNumber(error);
  const message = error instanceof Error ? error.message : String(error);
  // The driver keeps the whole statement, values included, in its error.
  if (error instanceof Error && "sql" in error) error.sql = statement;
  const told = withoutValues(number, message);
  if (error instanceof Error && told !== message) {
    error.message = told;
    if ("sqlMessage" in error) error.sqlMessage = told;
    delete error.stack;
  }
  return new DatabaseError(
    failureKind(error, cancelled),
    told,
    number === 0 ? errorCode(error) : String(number),
    statement,
    error,
  );
}

/** Why a connection to MySQL or MariaDB did not come about. */
export function mysqlConnectFailure(error: unknown): ConnectFailure {
  switch (errorNumber(error)) {
    case 1045:
    case 1130:
    case 1698:
    case 4151:
    case 3118:
    case 1820:
    case 1862:
      return "login-refused";
    case 1044:
      return "database-refused";
    case 1049:
      return "no-such-database";
    case 3159:
      return "tls-required";
  }
  const code = errorCode(error);
  if (code === "HANDSHAKE_NO_SSL_SUPPORT") return "no-tls-on-server";
  if (code === "HANDSHAKE_SSL_ERROR") return "tls";
  if (code === "PROTOCOL_CONNECTION_LOST") return "no-answer";
  return transportFailure(error) ?? "other";
}
