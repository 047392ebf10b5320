import { doubtful, fine, wrong, type Check, type Checks } from "../../check.js";
import { readableBytes } from "../written-bytes.js";
import type { Session } from "../session.js";
import { identifier, sql } from "../sql.js";

/** Without transactions a batch that fails stays half written. */
export async function tablesOfOtherEngines(
  session: Session,
  schema: string,
  tables: readonly string[],
): Promise<readonly Check[]> {
  if (tables.length === 0) return [];
  const rows = await session.query<{ name: string; engine: string }>(sql`
    SELECT table_name AS name, engine AS engine FROM information_schema.tables
    WHERE table_schema = ${schema} AND table_name IN (${tables}) AND table_type = 'BASE TABLE' AND engine <> 'InnoDB'
    ORDER BY table_name`);
  if (rows.length === 0) return [fine("transactions", "All tables are InnoDB.")];
  return rows.map(({ name, engine }) =>
    wrong(
      "transactions",
      `The table ${name} is ${engine}, which has no transactions.`,
      `ALTER TABLE \`${schema}\`.\`${name}\` ENGINE = InnoDB;`,
    ),
  );
}

/** InnoDB refuses to write under READ COMMITTED where statements are logged. */
export async function binaryLogFormat(session: Session): Promise<Check> {
  const rows = await session.query<Record<"Value", string>>(sql`SHOW SESSION VARIABLES LIKE 'binlog_format'`);
  const format = rows[0]?.Value ?? "ROW";
  if (format.toUpperCase() !== "STATEMENT") return fine("binary-log", `binlog_format is ${format}.`);
  return wrong(
    "binary-log",
    "binlog_format is STATEMENT: batches cannot be written so.",
    "SET GLOBAL binlog_format = 'ROW'; and in the server's configuration file.",
  );
}

/** What other sessions go by; the run sets its own. @throws DatabaseError */
export async function isolationAndLocks(session: Session): Promise<Check> {
  const rows = await session.query<Record<"Variable_name" | "Value", string>>(sql`
    SHOW GLOBAL VARIABLES WHERE Variable_name IN ('transaction_isolation', 'tx_isolation', 'innodb_lock_wait_timeout')`);
  const of = (name: RegExp): string => rows.find((row) => name.test(row.Variable_name))?.Value ?? "unknown";
  const others = `defaults: ${of(/isolation/)}, innodb_lock_wait_timeout ${of(/timeout/)} s`;
  return fine("settings", `Settings: isolation and lock time-outs as apply sets them (${others}).`);
}

const SMALL_PACKET = 16 * 1_048_576;

/** A template travels in one packet. */
export async function packetSize(session: Session): Promise<Check> {
  const [row] = await session.query<{ bytes: unknown }>(sql`SELECT @@global.max_allowed_packet AS bytes`);
  const bytes = Number(row?.bytes ?? 0);
  if (bytes >= SMALL_PACKET) return fine("packets", `max_allowed_packet is ${readableBytes(bytes)}.`);
  return doubtful(
    "packets",
    `max_allowed_packet is ${readableBytes(bytes)}: larger templates would not fit.`,
    `SET GLOBAL max_allowed_packet = ${SMALL_PACKET};`,
  );
}

/** Columns that cannot hold every letter of the CRM's languages. */
export async function charactersOfColumns(session: Session, schema: string, tables: readonly string[]): Promise<Checks> {
  const [own] = await session.query<{ set: string; collation: string }>(sql`
    SELECT default_character_set_name AS ${identifier("set")}, default_collation_name AS collation
    FROM information_schema.schemata WHERE schema_name = ${schema}`);
  if (tables.length === 0) return [];
  const rows = await session.query<{ name: string; set: string }>(sql`
    SELECT CONCAT(table_name, '.', column_name) AS name, character_set_name AS ${identifier("set")}
    FROM information_schema.columns
    WHERE table_schema = ${schema} AND table_name IN (${tables}) AND character_set_name NOT IN ('utf8mb4', 'utf8mb3', 'utf8', 'utf16', 'utf32', 'ucs2')
    ORDER BY table_name, ordinal_position`);
  if (rows.length === 0)
    return fine("characters", `Characters: ${own?.set ?? "unknown"}, collation ${own?.collation ?? "unknown"}.`);
  const [first] = rows;
  const others = rows.length > 1 ? ` and ${rows.length - 1} more columns` : "";
  return doubtful(
    "characters",
    `Characters: ${first?.name ?? ""}${others} can hold ${first?.set ?? ""} only.`,
    "Seeded texts and comments must fit it: set language to one whose letters it has.",
  );
}
