import { readFile } from "node:fs/promises";
import type { Session } from "../../src/dialect/session.js";
import { sql } from "../../src/dialect/sql.js";

/** The scripts stand in the sources, not beside the compiled program. */
const FOLDER = new URL("../../../test/bench/hand-written/", import.meta.url);

/** `plain` is written at the first go, `careful` by a DBA who knows the engine; both write the consents that `apply` writes. */
const HAND_WRITTEN = {
  plain: { postgres: "postgres.sql", mysql: "mysql.sql", mariadb: "mysql.sql", mssql: "mssql.sql" },
  careful: { postgres: "postgres.sql", mysql: "mysql.sql", mariadb: "mariadb.sql", mssql: "mssql.sql" },
} as const;

/** Runs a script, statement by statement on one session, as the engine's own client does. @returns milliseconds */
export async function runHandWritten(session: Session, care: keyof typeof HAND_WRITTEN): Promise<number> {
  const text = await readFile(new URL(`${care}/${HAND_WRITTEN[care][session.dialect.engine]}`, FOLDER), "utf8");
  const statements = text
    .replaceAll(/^--.*$/gm, "")
    .split(/;\s*\n/)
    .map((statement) => statement.trim())
    .filter((statement) => statement !== "");
  const started = performance.now();
  for (const statement of statements) await session.query(sql.raw(statement));
  return performance.now() - started;
}
