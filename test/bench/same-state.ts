import type { Session } from "../../src/dialect/session.js";
import { readWholeCatalog } from "../support/read-whole-catalog.js";
import { DatabaseError } from "../../src/dialect/failure.js";
import { identifier, literalSql, sql } from "../../src/dialect/sql.js";

/** Statements that bring the planner's statistics up to date. */
const FRESH_STATISTICS = {
  postgres: (table: string) => `VACUUM (ANALYZE) ${table}`,
  mysql: (table: string) => `ANALYZE TABLE ${table}`,
  mariadb: (table: string) => `ANALYZE TABLE ${table}`,
  mssql: (table: string) => `UPDATE STATISTICS ${table}`,
} as const;

/**
 * Brings a benchmark's database back to where each measurement begins: no consents, no subscription
 * types, no ledger, `sequence` as it was, statistics fresh.
 */
export async function emptyConsents(session: Session): Promise<void> {
  const { schema } = session.server;
  await dropLedger(session);
  for (const name of ["ConsentPerson", "ShipmentType"]) await session.execute(sql`TRUNCATE TABLE ${identifier(schema, name)}`);
  await session.execute(sql`UPDATE ${identifier(schema, "sequence")} SET next_id = 1000`);
  await freshenStatistics(session);
  // What was written before is on the disk, and its log's files may be written over: nothing of it falls into the measurement.
  // Another server's login may lack the right; then its users' figures are somewhat higher.
  if (session.dialect.engine === "postgres") await session.execute(sql`CHECKPOINT`).catch(unlessRefused);
}

function unlessRefused(error: unknown): void {
  if (!(error instanceof DatabaseError && error.kind === "permission-denied")) throw error;
}

async function dropLedger(session: Session): Promise<void> {
  for (const table of (await readWholeCatalog(session)).tables.values()) {
    if (isOurs(table)) await session.execute(sql`DROP TABLE ${identifier(session.server.schema, table.name)}`);
  }
}

/** Statistics of the CRM's tables, as the server's own housekeeping would have them. */
export async function freshenStatistics(session: Session): Promise<void> {
  const { dialect, server } = session;
  for (const table of (await readWholeCatalog(session)).tables.values()) {
    if (isOurs(table)) continue;
    const name = literalSql(dialect, identifier(server.schema, table.name));
    await session.query(sql.raw(FRESH_STATISTICS[dialect.engine](name)));
  }
}

function isOurs({ name }: { readonly name: string }): boolean {
  return name.startsWith("consent_upgrade_");
}
