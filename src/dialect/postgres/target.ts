import type { ConnectionOptions } from "node:tls";
import pg from "pg";
import { parse } from "pg-connection-string";
import { tlsAttempts, type DatabaseAddress, type TlsMode } from "../connection-target.js";
import { malformedUrl, tlsParameter } from "../database-url.js";
import { LOOK_EVERY } from "../stall-watch.js";

/** Timestamps stay text and 64-bit integers stay strings: nothing passes through floats or time zones. */
const types: pg.CustomTypesConfig = {
  getTypeParser: ((oid: number, format?: "text" | "binary") =>
    oid === pg.types.builtins.TIMESTAMP || oid === pg.types.builtins.TIMESTAMPTZ
      ? (value: string) => value
      : (pg.types.getTypeParser(oid, format) as (value: string | Buffer) => unknown)) as typeof pg.types.getTypeParser,
};

/** libpq's sslmode in our three words; `prefer` and `allow` are left to the rule for the host. */
const TLS_OF_SSLMODE: Readonly<Record<string, TlsMode>> = {
  disable: "off",
  require: "no-verify",
  "no-verify": "no-verify",
  "verify-ca": "verify",
  "verify-full": "verify",
};

const EXPECTED = "postgres://user:password@host:5432/database?schema=crm7 (percent-encode special characters of the password)";

/** Where and how to connect. */
export interface PostgresTarget {
  /** Milliseconds; see `StallWatch`. */
  readonly lookEvery: number;
  readonly config: pg.ClientConfig;
  readonly label: string;
  readonly attempts: readonly TlsMode[];
  readonly schema: string | undefined;
}

/** Checks the address. @throws UsageError (64) where it is malformed */
export function parsePostgresTarget(address: DatabaseAddress): PostgresTarget {
  let parsed: ReturnType<typeof parse>;
  let query: URLSearchParams;
  try {
    const url = new URL(address.url);
    // The driver would treat sslmode its own way and knows nothing of ours.
    for (const ours of ["schema", "tls", "sslmode"]) url.searchParams.delete(ours);
    query = new URL(address.url).searchParams;
    parsed = parse(url.href);
  } catch (error) {
    throw malformedUrl("it cannot be read as a URL", EXPECTED, error);
  }
  if (!parsed.database) throw malformedUrl("the database's name is missing after the host", EXPECTED);
  const tls = tlsParameter(query, EXPECTED);
  const sslmode = query.get("sslmode");
  // An IPv6 address has brackets in a URL, and none for the network.
  const host = (parsed.host || "localhost").replace(/^\[(.*)\]$/, "$1");
  const port = Number(parsed.port || 5432);
  const asked = tls ?? address.tls ?? (sslmode === null ? undefined : TLS_OF_SSLMODE[sslmode]);
  const password = address.password ?? (parsed.password || undefined);
  return {
    config: {
      host,
      port,
      database: parsed.database,
      application_name: parsed.application_name ?? "consent-upgrade",
      connectionTimeoutMillis: 15_000,
      keepAlive: true,
      keepAliveInitialDelayMillis: 10_000,
      types,
      ...(parsed.user ? { user: parsed.user } : {}),
      ...(password === undefined ? {} : { password }),
      ...(parsed.options === undefined ? {} : { options: parsed.options }),
      ...(typeof parsed.ssl === "object" ? { ssl: parsed.ssl as ConnectionOptions } : {}),
    },
    lookEvery: address.lookEvery ?? LOOK_EVERY,
    label: `postgres://${parsed.user ? `${parsed.user}@` : ""}${host.includes(":") ? `[${host}]` : host}:${port}/${parsed.database}`,
    attempts: tlsAttempts(asked, host),
    schema: query.get("schema") ?? address.schema,
  };
}
