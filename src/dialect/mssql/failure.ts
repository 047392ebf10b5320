import { errorCode, transportFailure, type ConnectFailure } from "../connect-failure.js";
import { byCode, DatabaseError, type FailureKind } from "../failure.js";

/** Error numbers of SQL Server and Azure SQL (sys.messages; "Database engine events and errors"). */
const KIND_OF_NUMBER = byCode<FailureKind>({
  deadlock: "1205",
  "lock-timeout": "1222",
  // 3966: "Retry the transaction"; tempdb had no room for the row versions that it reads.
  serialization: "3957 3960 3961 3966",
  // 976, 983: after a failover the database is on another replica, to which the listener leads.
  "connection-lost": "233 596 6005 10053 10054 40197 40613 976 983",
  busy: "701 1204 8645 8651 10928 10929 40501 49918 49919 49920",
  "unique-violation": "2601 2627",
  "read-only": "978 3906 3908",
  "permission-denied": "229 230 262 297 300 916 15247",
  "out-of-space": "1101 1105 3958 9002 40544",
  "missing-object": "207 208 911 2812 3701 4902",
  "already-exists": "1801 1913 2705 2714",
});

/** The driver's own codes for a connection that is gone. */
const LOST_CODES: ReadonlySet<string> = new Set(["ECLOSE", "ECONNCLOSED", "ENOTOPEN", "ENOCONN", "EINVALIDSTATE"]);

/** Where a server that only speaks the protocol has one number for many errors, its text tells them apart. */
const UNNUMBERED = 33557097;
const KIND_OF_TEXT: readonly (readonly [RegExp, FailureKind])[] = [
  [/lock timeout/i, "lock-timeout"],
  [/deadlock/i, "deadlock"],
  [/could not serialize/i, "serialization"],
  [/statement timeout/i, "statement-timeout"],
  [/permission denied|must be owner/i, "permission-denied"],
  [/read-only transaction/i, "read-only"],
  [/duplicate key value/i, "unique-violation"],
  [/No space left/i, "out-of-space"],
  [/already exists/i, "already-exists"],
  [/does not exist|Invalid object name/i, "missing-object"],
];

/** Numbers whose text quotes values of the statement. */
const MESSAGES_WITH_VALUES: ReadonlySet<number> = new Set([220, 232, 241, 244, 245, 248, 1505, 2601, 2627, 2628]);

interface ServerError extends Error {
  readonly number: number;
}

function hasNumber(error: unknown): error is ServerError {
  return error instanceof Error && "number" in error && typeof error.number === "number";
}

/** The driver throws the last of a statement's errors; the first one with a kind of its own says why. */
function decisiveError(error: unknown): unknown {
  if (!(error instanceof Error && "precedingErrors" in error && Array.isArray(error.precedingErrors))) return error;
  const all = [...(error.precedingErrors as readonly unknown[]), error];
  return all.find((one) => hasNumber(one) && KIND_OF_NUMBER.has(String(one.number))) ?? error;
}

/** The driver has this for a token of Entra ID that it did not get, and behind it what the provider of tokens said. */
const NO_TOKEN = "EFEDAUTH";

/** The driver wraps what the network or a provider of tokens said; the innermost error tells why. */
export function innermostError(error: unknown): unknown {
  if (!(error instanceof Error)) return error;
  if (error instanceof AggregateError && errorCode(error) === NO_TOKEN) return error.errors.at(-1);
  // What ends a connection in the middle of a request is kept as the request's `info`, like a message of the server.
  const inner = [
    "originalError" in error && error.originalError !== error ? error.originalError : undefined,
    "info" in error ? error.info : undefined,
    error.cause,
  ].find((candidate) => candidate instanceof Error);
  return inner instanceof Error ? innermostError(inner) : error;
}

function failureKind(error: unknown): FailureKind {
  const code = errorCode(error);
  // The driver gives up the connection of a server that does not answer a cancellation.
  if (code === "ECANCEL" || (error instanceof Error && error.message.startsWith("Failed to cancel request"))) return "cancelled";
  if (hasNumber(error)) {
    const known = KIND_OF_NUMBER.get(String(error.number));
    if (known !== undefined) return known;
    if (error.number === UNNUMBERED) return KIND_OF_TEXT.find(([text]) => text.test(error.message))?.[1] ?? "other";
  }
  if (LOST_CODES.has(code)) return "connection-lost";
  if (code === "ETIMEOUT") return "statement-timeout";
  return transportFailure(error) !== undefined || transportFailure(innermostError(error)) !== undefined
    ? "connection-lost"
    : "other";
}

/** The failed statement's error in our words. `statement` is its text without values. */
export function mssqlDatabaseError(thrown: unknown, statement: string): DatabaseError {
  const error = decisiveError(thrown);
  const number = hasNumber(error) ? error.number : undefined;
  const message = error instanceof Error ? error.message : String(error);
  if (number !== undefined && MESSAGES_WITH_VALUES.has(number)) {
    const told = message.replace(
      /(duplicate key value is|Truncated value:|value =|value) (\(.*\)|'.*?'(?= to data type| overflowed|\.|$)|-?\d[\d.e+-]*\b)/gis,
      "$1 …",
    );
    return new DatabaseError(failureKind(error), told, String(number), statement);
  }
  return new DatabaseError(failureKind(error), message, String(number ?? errorCode(error)), statement, error);
}

/** Without the pool's wrapping, which hides the code of several errors in one. */
function outermostWithCode(error: unknown): unknown {
  return error instanceof Error && "originalError" in error ? error.originalError : error;
}

/** Why a connection to SQL Server did not come about. */
export function mssqlConnectFailure(error: unknown): ConnectFailure {
  const code = errorCode(error) || errorCode(outermostWithCode(error));
  const text = String(error);
  // Azure SQL, 40615: "Cannot open server '...' requested by the login. Client with IP address '...' is not allowed ..."
  if (/Client with IP address/i.test(text)) return "firewall";
  if (/Cannot open server/i.test(text)) return "login-refused";
  if (/Cannot open database|Database .* is not currently available/i.test(text)) return "database-not-open";
  if (/database .* does not exist/i.test(text)) return "no-such-database";
  if (code === "EENCRYPT") return "tls-required";
  if (code === "ELOGIN" || code === NO_TOKEN || /Login failed/i.test(text)) return "login-refused";
  if (code === "EINSTLOOKUP") return "no-answer";
  return transportFailure(innermostError(error)) ?? transportFailure(error) ?? "other";
}
