import { UsageError } from "../errors.js";
import type { Database, DatabaseAddress, EngineDriver } from "./connection-target.js";

/** URL scheme → the module of its engine; loaded when it is asked for, so that `--version` loads none. */
const DRIVERS: Readonly<Record<string, () => Promise<EngineDriver>>> = {
  postgres: async () => (await import("./postgres-session.js")).postgresDriver,
  postgresql: async () => (await import("./postgres-session.js")).postgresDriver,
};

/** An ADO.NET string has `Key=Value;` pairs and no scheme. */
function schemeOf(url: string): string {
  const scheme = /^([a-z][a-z0-9+.-]*):/i.exec(url)?.[1];
  if (scheme !== undefined && DRIVERS[scheme.toLowerCase()] !== undefined) return scheme.toLowerCase();
  return /(^|;)\s*(server|data source|addr|address|network address)\s*=/i.test(url) ? "mssql" : (scheme ?? "").toLowerCase();
}

/**
 * The database at an address, not connected yet.
 * @throws UsageError (64) where the URL is malformed or its scheme unknown
 */
export async function openDatabase(address: DatabaseAddress): Promise<Database> {
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
  return { ...driver.target(address), close: () => Promise.resolve() };
}
