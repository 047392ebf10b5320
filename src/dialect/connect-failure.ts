import { RefusedError, UnreachableError } from "../errors.js";

/** The code of an error that `doctor --grants` has an answer to. */
export const DATABASE_REFUSED = "DATABASE_REFUSED";

/** Why a connection did not come about: the error's code, what it says of an address, and what to do next. */
const FAILURES = {
  "no-answer": [
    "NO_ANSWER",
    (at) => `No database server answers at ${at}`,
    "Check host and port in the database URL, that the server runs, and that a firewall lets this machine in.",
  ],
  "login-refused": [
    "LOGIN_REFUSED",
    (at) => `The server at ${at} refused the login`,
    "Check user and password; a password can also come from CONSENT_UPGRADE_DATABASE_PASSWORD or --password-file.",
  ],
  "no-such-database": [
    "NO_SUCH_DATABASE",
    (at) => `The server at ${at} has no such database`,
    "Check the name after the last slash of the database URL, and that this login may use that database.",
  ],
  /** The login may not use it, or there is none of that name: MySQL and MariaDB do not say which. */
  "database-refused": [
    DATABASE_REFUSED,
    (at) => `The server at ${at} does not let this login into that database`,
    "Check the name after the last slash of the database URL. A DBA lets the login in: on PostgreSQL with GRANT CONNECT ON DATABASE, on MySQL and MariaDB with what consent-upgrade doctor --grants prints.",
  ],
  /** SQL Server does not tell apart why. */
  "database-not-open": [
    "NO_SUCH_DATABASE",
    (at) => `The server at ${at} does not open that database`,
    "Check the name after the last slash of the database URL, that this login may use that database, and that it is online: one that is being restored or recovered is refused as well.",
  ],
  firewall: [
    "FIREWALL",
    (at) => `The firewall of the server at ${at} does not let this machine in`,
    "Let an administrator add this machine's address to the server's firewall rules; they take up to five minutes to work.",
  ],
  tls: [
    "TLS_FAILED",
    (at) => `The certificate of the server at ${at} did not pass`,
    "Install the server's certificate authority, or, if you accept the risk, set database.tls to no-verify (or ?tls=no-verify in the URL).",
  ],
  "no-tls-on-server": [
    "TLS_FAILED",
    (at) => `The server at ${at} does not offer TLS`,
    "Switch TLS on at the server, or, if the network is trusted, set database.tls to off (or ?tls=off in the URL).",
  ],
  "tls-required": [
    "TLS_FAILED",
    (at) => `The server at ${at} takes encrypted connections only`,
    "Set database.tls to verify, or to no-verify where its certificate cannot be checked (?tls= in the URL), and leave encrypt=false or ssl-mode=disabled out.",
  ],
  other: [
    "CANNOT_CONNECT",
    (at) => `Connecting to ${at} failed`,
    "Check the database URL; --log-level debug shows the driver's own error.",
  ],
} as const satisfies Readonly<Record<string, readonly [code: string, says: (at: string) => string, hint: string]>>;

export type ConnectFailure = keyof typeof FAILURES;

const NETWORK_CODES: ReadonlySet<string> = new Set(
  "ECONNREFUSED ECONNRESET ENOTFOUND EAI_AGAIN ETIMEDOUT EHOSTUNREACH ENETUNREACH ENOENT EPIPE ETIMEOUT ESOCKET".split(" "),
);

/** OpenSSL's and Node's names for certificates that do not pass (nodejs.org, tls and errors). */
const CERTIFICATE_CODES =
  /^(ERR_TLS_|ERR_SSL_|CERT_|DEPTH_ZERO_SELF_SIGNED_CERT$|SELF_SIGNED_CERT_IN_CHAIN$|UNABLE_TO_(GET|VERIFY|DECODE)_)/;

/** The code of a system or driver error, also where it is wrapped in an AggregateError or a cause. */
export function errorCode(error: unknown): string {
  if (!(error instanceof Error)) return "";
  if ("code" in error && (typeof error.code === "string" || typeof error.code === "number")) return String(error.code);
  if (error instanceof AggregateError) return errorCode(error.errors[0]);
  return error.cause === undefined ? "" : errorCode(error.cause);
}

/** The failure that network and TLS errors mean on every engine; undefined for the server's own errors. */
export function transportFailure(error: unknown): ConnectFailure | undefined {
  const code = errorCode(error);
  if (CERTIFICATE_CODES.test(code)) return "tls";
  const message = error instanceof Error ? error.message : "";
  if (
    /self.signed certificate|unable to verify the first certificate|certificate has expired|Hostname\/IP does not match/i.test(
      message,
    )
  ) {
    return "tls";
  }
  return NETWORK_CODES.has(code) ? "no-answer" : undefined;
}

/** The UnreachableError (exit 69) for a failure, with what to do next. */
export function unreachable(failure: ConnectFailure, label: string, cause: unknown): UnreachableError {
  const reason = (cause instanceof AggregateError ? String(cause.errors[0]) : String(cause)).replace(/^\w*Error: /, "");
  const [code, says, hint] = FAILURES[failure];
  return new UnreachableError(code, `${says(label)} (${reason}).`, { cause, hint });
}

/** The code of what is refused behind a pooler. */
export const POOLED_CONNECTION = "POOLED_CONNECTION";

/**
 * A program between us and the server gives each transaction another of its sessions: settings would go to other users, and
 * the run's lock would stay in a session that nobody has any more.
 */
export function pooledConnection(label: string): RefusedError {
  return new RefusedError(
    POOLED_CONNECTION,
    `Between here and the server of ${label} stands a pooler or proxy that shares the server's sessions: neither the run's lock nor its settings would last.`,
    {
      hint: "Connect to the server itself: put its own host and port into the database URL, not those of PgBouncer, ProxySQL or MaxScale.",
    },
  );
}
