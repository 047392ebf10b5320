import { UsageError } from "../errors.js";
import type { Database, DatabaseAddress, EngineDriver } from "./connection-target.js";

/** URL scheme → the module of its engine; loaded when it is asked for, so that `--version` loads none. */
const DRIVERS: Readonly<Record<string, () => Promise<EngineDriver>>> = {
  postgres: async () => (await import("./postgres/session.js")).postgresDriver,
  postgresql: async () => (await import("./postgres/session.js")).postgresDriver,
  mssql: async () => (await import("./mssql/session.js")).mssqlDriver,
  mysql: async () => (await import("./mysql/session.js")).mysqlDriver,
  mariadb: async () => (await import("./mysql/session.js")).mysqlDriver,
};

/** An ADO.NET string has `Key=Value;` pairs and no scheme. */
function schemeOf(url: string): string {
  const scheme = /^([a-z][a-z0-9+.-]*):/i.exec(url)?.[1];
  if (scheme !== undefined && DRIVERS[scheme.toLowerCase()] !== undefined) return scheme.toLowerCase();
  return /(^|;)\s*(server|data source|addr|address|network address)\s*=/i.test(url) ? "mssql" : (scheme ?? "").toLowerCase();
}

export interface OpenOptions {
  /** Whether a missing directory of an `embedded:` address is created. */
  readonly createEmbedded?: boolean;
}

/** Starts the server of `embedded:DIRECTORY` (or joins the one that runs there) and goes on as with any PostgreSQL. */
async function openEmbeddedDatabase(address: DatabaseAddress, create: boolean): Promise<Database> {
  const directory = address.url.slice(address.url.indexOf(":") + 1);
  if (directory === "") {
    throw new UsageError("DATABASE_URL", "The database URL names no directory.", {
      hint: "Expected: embedded:DIRECTORY",
    });
  }
  const { openEmbedded } = await import("../embedded/open-embedded.js");
  const { postgresDriver } = await import("./postgres/session.js");
  const server = await openEmbedded(directory, { create });
  const { user, password, host, port, database } = server;
  const target = postgresDriver({
    url: `postgres://${encodeURIComponent(user)}@${host}:${port}/${encodeURIComponent(database)}`,
    password,
    schema: address.schema,
  });
  return { ...target, label: `embedded:${directory}`, close: () => server.stop() };
}

/**
 * The database at an address, not connected yet.
 * @throws UsageError (64) where the URL is malformed or its scheme unknown
 * @throws UnreachableError (69) where an embedded server is missing or does not start
 */
export async function openDatabase(address: DatabaseAddress, options: OpenOptions = {}): Promise<Database> {
  if (/^embedded:/i.test(address.url)) return openEmbeddedDatabase(address, options.createEmbedded === true);
  refuseOracle(address.url);
  const scheme = schemeOf(address.url);
  const load = DRIVERS[scheme];
  if (load === undefined) {
    throw new UsageError(
      "DATABASE_URL",
      scheme === "" ? "The database URL has no scheme." : `The database URL has the unknown scheme "${scheme}:".`,
      {
        hint: "Use mssql://, postgres://, mysql:// (also for MariaDB), embedded:DIRECTORY, or an ADO.NET string (Server=…;Database=…;).",
      },
    );
  }
  const driver = await load();
  return { ...driver(address), close: () => Promise.resolve() };
}

/** Addresses and connection strings of Oracle: `oracle:`, `jdbc:oracle:`, `(DESCRIPTION=…)`, and its usual port. */
const ORACLE = /^\s*(?:jdbc:)?oracle\b|\(\s*DESCRIPTION\s*=|^\s*\/\/[^/]+:1521\/|data source\s*=[^;]*:1521\b/i;

/** The vendor runs on Oracle too, so somebody will try. @throws UsageError (64) */
function refuseOracle(url: string): void {
  if (!ORACLE.test(url)) return;
  throw new UsageError("ORACLE", "This is an address of Oracle, which consent-upgrade does not support.", {
    hint: "It works on SQL Server, PostgreSQL, MySQL and MariaDB. On Oracle only the vendor's own upgrade does.",
  });
}
