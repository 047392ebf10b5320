import { readFileSync } from "node:fs";
import type { SslOptions } from "mysql2";
import { UsageError } from "../../errors.js";
import { tlsAttempts, type DatabaseAddress, type TlsMode } from "../connection-target.js";
import { malformedUrl, readUrl, tlsParameter } from "../database-url.js";
import { LOOK_EVERY } from "../stall-watch.js";

/** Where a MySQL or MariaDB server is, and how to log in. */
export interface MysqlTarget {
  readonly host: string;
  readonly port: number;
  readonly socketPath: string | undefined;
  readonly user: string | undefined;
  readonly password: string | undefined;
  readonly database: string;
  /** Certificate authority, client certificate and key, as PEM. */
  readonly certificates: Pick<SslOptions, "ca" | "cert" | "key">;
  /** Whether a checked certificate must be for this host: not under `VERIFY_CA`. */
  readonly checksHost: boolean;
  readonly label: string;
  readonly attempts: readonly TlsMode[];
  /** Milliseconds; see `StallWatch`. */
  readonly lookEvery: number;
}

const EXPECTED = "mysql://user:password@host:3306/database (percent-encode special characters of the password)";

/** What the clients of both call `--ssl-mode`, in our three words; `preferred` is left to the rule for the host. */
const TLS_OF_SSL_MODE: Readonly<Record<string, TlsMode | undefined>> = {
  disabled: "off",
  preferred: undefined,
  required: "no-verify",
  verify_ca: "verify",
  verify_identity: "verify",
};

const PARAMETERS = ["tls", "schema", "socketPath", "ssl-mode", "sslmode", "ssl-ca", "ssl-cert", "ssl-key"] as const;

/** The files that a URL names: `ssl-ca` and so on. @throws UsageError (64) where one cannot be read */
function certificates(parameters: URLSearchParams): MysqlTarget["certificates"] {
  const files = (["ca", "cert", "key"] as const).map((name) => [name, parameters.get(`ssl-${name}`)] as const);
  return Object.fromEntries(files.flatMap(([name, file]) => (file === null ? [] : [[name, pem(`ssl-${name}`, file)]])));
}

function pem(parameter: string, file: string): string {
  try {
    return readFileSync(file, "utf8");
  } catch (error) {
    throw new UsageError("DATABASE_URL", `The file of ${parameter} in the database URL cannot be read: ${file}.`, {
      cause: error,
      hint: "Give the path of a PEM file.",
    });
  }
}

function sslWord(parameters: URLSearchParams): string | undefined {
  return (parameters.get("ssl-mode") ?? parameters.get("sslmode"))?.toLowerCase().replaceAll("-", "_");
}

function sslMode(parameters: URLSearchParams): TlsMode | undefined {
  const word = sslWord(parameters);
  if (word === undefined) return undefined;
  if (!Object.hasOwn(TLS_OF_SSL_MODE, word)) {
    throw malformedUrl(`ssl-mode=${word} is none of ${Object.keys(TLS_OF_SSL_MODE).join(", ")}`, EXPECTED);
  }
  return TLS_OF_SSL_MODE[word];
}

/**
 * Reads a `mysql://` or `mariadb://` URL.
 * @throws UsageError (64)
 */
export function parseMysqlTarget(address: DatabaseAddress): MysqlTarget {
  // With a socket the host may be left out, which URLs with a user do not know.
  const url = readUrl(address.url.replace(/^(\w+:\/\/[^/?#]*@)(?=\/)/, "$1localhost"), EXPECTED, PARAMETERS);
  const { parameters, user, database } = url;
  if (database === "") throw malformedUrl("the database's name is missing after the host", EXPECTED);
  const schema = parameters.get("schema") ?? address.schema;
  if (schema !== undefined && schema !== database) {
    throw new UsageError("DATABASE_URL", `The schema "${schema}" is not the database "${database}".`, {
      hint: "On MySQL and MariaDB the database itself is the schema: name it in the URL and leave schema out.",
    });
  }
  const socketPath = parameters.get("socketPath") ?? undefined;
  const host = url.host === "" ? "localhost" : url.host;
  const port = url.port ?? 3306;
  const asked = tlsParameter(parameters, EXPECTED) ?? address.tls ?? sslMode(parameters);
  return {
    host,
    port,
    socketPath,
    user: user === "" ? undefined : user,
    password: address.password ?? (url.password === "" ? undefined : url.password),
    database,
    certificates: certificates(parameters),
    checksHost: sslWord(parameters) !== "verify_ca",
    label: `${url.scheme}://${user === "" ? "" : `${user}@`}${socketPath ?? `${url.hostText}:${port}`}/${database}`,
    // Nobody listens in on a socket of this machine.
    attempts: socketPath === undefined ? tlsAttempts(asked, host) : ["off"],
    lookEvery: address.lookEvery ?? LOOK_EVERY,
  };
}
