import type { Session } from "../../src/dialect/session.js";
import { readCatalog } from "../../src/dialect/catalog.js";

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
  const { dialect } = session;
  const { sql, identifier } = dialect;
  const { schema } = session.server;
  const catalog = await readCatalog(session);
  for (const table of catalog.tables.values()) {
    if (table.name.startsWith("consent_upgrade_")) await session.execute(sql`DROP TABLE ${identifier(schema, table.name)}`);
  }
  for (const name of ["ConsentPerson", "ShipmentType"]) await session.execute(sql`TRUNCATE TABLE ${identifier(schema, name)}`);
  await session.execute(sql`UPDATE ${identifier(schema, "sequence")} SET next_id = 1000`);
  for (const table of catalog.tables.values()) {
    if (table.name.startsWith("consent_upgrade_")) continue;
    const name = dialect.compiler.raw("??.??", [schema, table.name]).toQuery();
    await session.query(dialect.compiler.raw(FRESH_STATISTICS[dialect.engine](name)));
  }
}
