import { readFile } from "node:fs/promises";
import type { Session } from "../../src/dialect/session.js";

/** The scripts stand in the sources, not beside the compiled program. */
const FOLDER = new URL("../../../test/bench/hand-written/", import.meta.url);
const SCRIPT = { postgres: "postgres.sql", mysql: "mysql.sql", mariadb: "mariadb.sql", mssql: "mssql.sql" } as const;

/**
 * Runs the script that a DBA would write, statement by statement on one session, as the engine's own
 * client does. @returns milliseconds
 */
export async function runHandWritten(session: Session): Promise<number> {
  const text = await readFile(new URL(SCRIPT[session.dialect.engine], FOLDER), "utf8");
  const statements = text
    .replaceAll(/^--.*$/gm, "")
    .split(/;\s*\n/)
    .map((statement) => statement.trim())
    .filter((statement) => statement !== "");
  const started = performance.now();
  for (const statement of statements) await session.query(session.dialect.compiler.raw(statement));
  return performance.now() - started;
}
