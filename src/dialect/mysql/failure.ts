import { errorCode, transportFailure, type ConnectFailure } from "../connect-failure.js";
import { byCode, DatabaseError, type FailureKind } from "../failure.js";

/** Error numbers of the MySQL 8 and MariaDB manuals ("Server error message reference", "Error codes"). */
const KIND_OF_NUMBER = byCode<FailureKind>({
  deadlock: "1213 3058",
  "lock-timeout": "1205 3572",
  // 1020 is innodb_snapshot_isolation's, 3101 group replication's certification; Galera's comes as 1213.
  serialization: "1020 3101",
  "statement-timeout": "3024 1969 1317",
  "connection-lost": "1053 1079 1927 4031",
  "unique-violation": "1062 1586",
  "read-only": "1036 1290 1792 1836",
  "permission-denied": "1044 1142 1143 1227 1370",
  // 3664, "Failed to set SDI": no page for the description of a new table.
  "out-of-space": "1021 1114 3664",
  "too-long": "1153 1301",
  "missing-object": "1049 1051 1054 1091 1146",
  "already-exists": "1007 1050 1060 1061",
});

/** Texts of the server that quote values of the statement: what stands between the quotes goes. */
const MESSAGES_WITH_VALUES: ReadonlySet<number> = new Set([1062, 1064, 1292, 1366, 1586, 3854]);

function errorNumber(error: unknown): number {
  return error instanceof Error && "errno" in error && typeof error.errno === "number" ? error.errno : 0;
}

function failureKind(error: unknown, cancelled: boolean): FailureKind {
  const number = errorNumber(error);
  if (number === 1317 && cancelled) return "cancelled";
  const known = KIND_OF_NUMBER.get(String(number));
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

const CONNECT_FAILURE = byCode<ConnectFailure>({
  "login-refused": "1045 1130 1698 4151 3118 1820 1862",
  "database-refused": "1044",
  "no-such-database": "1049",
  "tls-required": "3159",
  "no-tls-on-server": "HANDSHAKE_NO_SSL_SUPPORT",
  tls: "HANDSHAKE_SSL_ERROR",
  "no-answer": "PROTOCOL_CONNECTION_LOST",
});

/** Why a connection to MySQL or MariaDB did not come about. */
export function mysqlConnectFailure(error: unknown): ConnectFailure {
  const known = CONNECT_FAILURE.get(String(errorNumber(error))) ?? CONNECT_FAILURE.get(errorCode(error));
  return known ?? transportFailure(error) ?? "other";
}
