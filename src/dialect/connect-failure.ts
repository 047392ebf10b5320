import { UnreachableError } from "../errors.js";

/** Why a connection did not come about, in words of ours. */
export type ConnectFailure =
  | "no-answer"
  | "login-refused"
  | "no-such-database"
  /** The login may not use it, or there is none of that name: MySQL and MariaDB do not say which. */
  | "database-refused"
  /** SQL Server does not tell apart why. */
  | "database-not-open"
  | "firewall"
  | "tls"
  | "no-tls-on-server"
  | "tls-required"
  | "other";

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

/** The code of an error that `doctor --grants` has an answer to. */
export const DATABASE_REFUSED = "DATABASE_REFUSED";

/** The UnreachableError (exit 69) for a failure, with what to do next. */
export function unreachable(failure: ConnectFailure, label: string, cause: unknown): UnreachableError {
  const reason = (cause instanceof AggregateError ? String(cause.errors[0]) : String(cause)).replace(/^\w*Error: /, "");
  switch (failure) {
    case "no-answer":
      return new UnreachableError("NO_ANSWER", `No database server answers at ${label} (${reason}).`, {
        cause,
        hint: "Check host and port in the database URL, that the server runs, and that a firewall lets this machine in.",
      });
    case "login-refused":
      return new UnreachableError("LOGIN_REFUSED", `The server at ${label} refused the login (${reason}).`, {
        cause,
        hint: "Check user and password; a password can also come from CONSENT_UPGRADE_DATABASE_PASSWORD or --password-file.",
      });
    case "no-such-database":
      return new UnreachableError("NO_SUCH_DATABASE", `The server at ${label} has no such database (${reason}).`, {
        cause,
        hint: "Check the name after the last slash of the database URL, and that this login may use that database.",
      });
    case "database-refused":
      return new UnreachableError(
        DATABASE_REFUSED,
        `The server at ${label} does not let this login into that database (${reason}).`,
        {
          cause,
          hint: "Check the name after the last slash of the database URL. A DBA lets the login in: on PostgreSQL with GRANT CONNECT ON DATABASE, on MySQL and MariaDB with what consent-upgrade doctor --grants prints.",
        },
      );
    case "database-not-open":
      return new UnreachableError("NO_SUCH_DATABASE", `The server at ${label} does not open that database (${reason}).`, {
        cause,
        hint: "Check the name after the last slash of the database URL, that this login may use that database, and that it is online: one that is being restored or recovered is refused as well.",
      });
    case "firewall":
      return new UnreachableError(
        "FIREWALL",
        `The firewall of the server at ${label} does not let this machine in (${reason}).`,
        {
          cause,
          hint: "Let an administrator add this machine's address to the server's firewall rules; they take up to five minutes to work.",
        },
      );
    case "tls":
      return new UnreachableError("TLS_FAILED", `The certificate of the server at ${label} did not pass (${reason}).`, {
        cause,
        hint: "Install the server's certificate authority, or, if you accept the risk, set database.tls to no-verify (or ?tls=no-verify in the URL).",
      });
    case "no-tls-on-server":
      return new UnreachableError("TLS_FAILED", `The server at ${label} does not offer TLS (${reason}).`, {
        cause,
        hint: "Switch TLS on at the server, or, if the network is trusted, set database.tls to off (or ?tls=off in the URL).",
      });
    case "tls-required":
      return new UnreachableError("TLS_FAILED", `The server at ${label} takes encrypted connections only (${reason}).`, {
        cause,
        hint: "Set database.tls to verify, or to no-verify where its certificate cannot be checked (?tls= in the URL), and leave encrypt=false or ssl-mode=disabled out.",
      });
    case "other":
      return new UnreachableError("CANNOT_CONNECT", `Connecting to ${label} failed (${reason}).`, {
        cause,
        hint: "Check the database URL; --log-level debug shows the driver's own error.",
      });
  }
}
