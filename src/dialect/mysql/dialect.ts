import { createHash } from "node:crypto";
import knex from "knex";
import type { ColumnType } from "../table-definition.js";
import type { Dialect } from "../dialect.js";
import { DatabaseError } from "../failure.js";
import { mysqlLiteral } from "./literal.js";
import { serverSessions, SHOW_SESSIONS } from "./server-sessions.js";
import { anyPiece } from "../piece-groups.js";
import { identifier, lowerCase, sql, type Sql, type SqlValue } from "../sql.js";

const compiler = knex({ client: "mysql2" });
const nothing = sql``;

/** Texts longer than this are stored outside of the row: all columns of a row together have 65 535 bytes at most. */
const LONGEST_VARCHAR = 768;

const TYPE_NAMES: Readonly<Record<Exclude<ColumnType["kind"], "text">, string>> = {
  int: "int",
  bigint: "bigint",
  smallint: "smallint",
  timestamp: "datetime",
  "exact-timestamp": "datetime(6)",
  clob: "longtext CHARACTER SET utf8mb4",
  double: "double",
  blob: "longblob",
};

function typeName(type: ColumnType): string {
  if (type.kind !== "text") return TYPE_NAMES[type.kind];
  return `${type.length > LONGEST_VARCHAR ? "text" : `varchar(${type.length})`} CHARACTER SET utf8mb4`;
}

/**
 * Literals of these engines have types of their own. `CAST(… AS CHAR)` would give the connection's
 * collation the rank of a column's, and comparing it with a column of another collation fails
 * ("Illegal mix of collations"); LEFT shortens as CAST does elsewhere and keeps the rank.
 */
function cast(value: SqlValue, type: ColumnType): Sql {
  switch (type.kind) {
    case "int":
    case "bigint":
    case "smallint":
      return sql`CAST(${value} AS SIGNED)`;
    case "timestamp":
      return sql`CAST(${value} AS DATETIME)`;
    case "exact-timestamp":
      return sql`CAST(${value} AS DATETIME(6))`;
    case "text":
      return sql`LEFT(${value}, ${type.length})`;
    case "clob":
      return sql`CONCAT('', ${value})`;
    case "double":
      return sql`CAST(${value} AS DOUBLE)`;
    case "blob":
      return sql`CAST(${value} AS BINARY)`;
  }
}

/**
 * The bytes of a text in UTF-8, whatever the character set of its column. Not CAST: on MariaDB that gives NULL for what
 * is longer than max_allowed_packet.
 */
function bytes(text: SqlValue): Sql {
  return sql`CONVERT(CONVERT(${text} USING utf8mb4) USING binary)`;
}

/** What MySQL 8 and up and MariaDB 10.5 and up have in common. */
const FAMILY: Omit<Dialect, "engine" | "displayName" | "hashed" | "rowLock"> = {
  compiler,
  maxRowsPerStatement: undefined,
  transactionalDdl: false,
  indexesInCreateTable: true,
  // An index entry of InnoDB's DYNAMIC rows (the default) has 3 072 bytes; a character of utf8mb4 up to four.
  indexableTextLength: LONGEST_VARCHAR,
  // A recipient found by index costs ten times one that is read in passing: all at once takes half the time of ranges.
  historyAccess: "work-table",
  gathersAhead: true,
  probesRows: true,
  repeatsNamedQueries: false,

  literal: mysqlLiteral,
  typeName,
  cast,
  top: () => nothing,
  limit: (rows) => sql`LIMIT ${rows}`,
  nth: (place) => sql`LIMIT 1 OFFSET ${place - 1}`,
  concat: (parts) => sql`CONCAT(${parts})`,
  dateText: (timestamp) => sql`DATE_FORMAT(${timestamp}, '%Y-%m-%d')`,
  timestampText: (timestamp) => sql`DATE_FORMAT(${timestamp}, '%Y-%m-%d %H:%i:%s')`,
  // 0000-00-00 and also 2013-00-00 are no real times.
  realTime: (timestamp) => sql`CASE WHEN MONTH(${timestamp}) > 0 AND DAYOFMONTH(${timestamp}) > 0 THEN ${timestamp} END`,
  utcNow: () => sql`UTC_TIMESTAMP()`,
  // The session's zone is UTC; the global one is the server's, and SYSTEM is a name that CONVERT_TZ knows.
  localNow: () => sql`CONVERT_TZ(UTC_TIMESTAMP(), '+00:00', @@global.time_zone)`,
  fromNothing: () => sql`FROM DUAL`,
  sameBytes: (left, right) => sql`${bytes(left)} = ${bytes(right)}`,
  hashesOf: (text) => [createHash("sha256").update(text, "utf8").digest("hex")],
  hasHash: (column, [hash = null]) => sql`SHA2(CONVERT(${column} USING utf8mb4), 256) = ${hash}`,
  utf8Hash: (column) => sql`SHA2(CONVERT(${column} USING utf8mb4), 256)`,
  // From the end to the front, so that no replacement moves the next.
  replaceBytes: (column, parts) => {
    const text = parts.reduceRight(
      (old, { at, length, after }) => sql`INSERT(${old}, ${at + 1}, ${length}, ${after})`,
      bytes(column),
    );
    return sql`CONVERT(${text} USING utf8mb4)`;
  },
  // These engines' functions make no text that is longer than a packet.
  longestReplaced: 512 * 1024,
  byteLength: (text) => sql`LENGTH(${text})`,
  columnCharacters: sql`CHARACTER_SET_NAME`,
  searchable: (text, capitals) => bytes(capitals === "count" ? text : sql`LOWER(CONVERT(${text} USING utf8mb4))`),
  // REGEXP gives up on long texts (regexp_time_limit) on MySQL, and is slower than all of these on MariaDB.
  containsAny: (text, { anyOf }) => anyPiece(anyOf, (piece) => sql`LOCATE(${bytes(piece)}, ${text}) > 0`),
  folded: (text) => bytes(sql`LOWER(TRIM(${text}))`),
  // For a few thousand persons the optimisers would rather read the whole table.
  byIndex: (index) => sql`FORCE INDEX (${identifier(index)})`,
  inWrittenOrder: sql`STRAIGHT_JOIN`,
  // MariaDB takes two thirds of the time so; MySQL heeds it only where it has nothing to hash.
  sortingGroups: sql`SQL_BIG_RESULT`,
  readsBesideWrites: true,

  schemasWithTable: (table) => sql`
      SELECT table_schema AS name FROM information_schema.tables
      WHERE LOWER(table_name) = LOWER(${table}) AND table_type = 'BASE TABLE'
      ORDER BY table_schema`,
  tables: (schema) =>
    sql`SELECT table_name AS name FROM information_schema.tables WHERE table_schema = ${schema} ORDER BY table_name`,
  tablesWithColumn: (schema, columns) => sql`
      SELECT DISTINCT table_name AS name FROM information_schema.columns
      WHERE table_schema = ${schema} AND LOWER(column_name) IN (${lowerCase(columns)})`,
  // MariaDB writes the text NULL where a nullable column has no default.
  columns: (schema, tables) => sql`
      SELECT table_name AS ${identifier("table")}, column_name AS ${identifier("column")}, LOWER(data_type) AS type,
             is_nullable = 'YES' AS nullable,
             (COALESCE(column_default, 'NULL') <> 'NULL' OR extra LIKE '%auto_increment%' OR extra LIKE '%GENERATED%') AS has_default
      FROM information_schema.columns
      WHERE table_schema = ${schema} AND LOWER(table_name) IN (${lowerCase(tables)})
      ORDER BY table_name, ordinal_position`,
  indexes: (schema, tables) => sql`
      SELECT table_name AS ${identifier("table")}, index_name AS ${identifier("index")}, non_unique = 0 AS is_unique,
             column_name AS ${identifier("column")}
      FROM information_schema.statistics
      WHERE table_schema = ${schema} AND LOWER(table_name) IN (${lowerCase(tables)})
      ORDER BY table_name, index_name, seq_in_index`,

  async takeLock(session, name) {
    const [row] = await session.query<{ answer: number | null }>(sql`SELECT GET_LOCK(${name}, 0) AS answer`);
    if (row?.answer == null) {
      throw new DatabaseError("other", "The server could not tell whether the lock is free", "GET_LOCK", undefined, row);
    }
    return Number(row.answer) === 1;
  },

  async holdsLock(session, name) {
    const [row] = await session.query<{ held: number | null }>(sql`SELECT IS_USED_LOCK(${name}) = CONNECTION_ID() AS held`);
    return Number(row?.held) === 1;
  },

  async endHolder(session, name, { connectionId, origin }) {
    const [lock] = await session.query<{ holder: unknown }>(sql`SELECT IS_USED_LOCK(${name}) AS holder`);
    if (String(lock?.holder) !== connectionId) return;
    const sessions = serverSessions(await session.query(sql.raw(SHOW_SESSIONS)));
    if (!sessions.some(({ id, host }) => id === connectionId && host === origin)) return;
    await session.execute(sql.raw(`KILL ${Number(connectionId)}`));
  },

  async releaseLock(session, name) {
    await session.query(sql`SELECT RELEASE_LOCK(${name}) AS released`);
  },

  async whileTableIsLocked(session, table, work) {
    // DDL commits, and with it every lock of a transaction goes; this lock stays.
    await session.execute(sql`LOCK TABLES ${table} WRITE`);
    try {
      return await work();
    } finally {
      // A session that is gone has no locks.
      await session.execute(sql`UNLOCK TABLES`).catch(() => undefined);
    }
  },

  async setLockTimeout(session, milliseconds) {
    // Rows and tables (ALTER) have a time-out each, both in whole seconds.
    const seconds = Math.max(1, Math.ceil(milliseconds / 1000));
    await session.execute(sql`SET SESSION innodb_lock_wait_timeout = ${seconds}, SESSION lock_wait_timeout = ${seconds}`);
  },
};

/** MySQL 8 and up. */
export const mysqlDialect: Dialect = {
  ...FAMILY,
  engine: "mysql",
  displayName: "MySQL",
  rowLock: (alias) => ({ hint: nothing, suffix: sql`FOR UPDATE OF ${identifier(alias)}` }),
  // It gives a derived table an index, which takes twice the time for millions of rows; that index cannot be used here.
  hashed: (column) => sql`${column} + 0`,
};

/** MariaDB 10.5 and up. It has no `FOR UPDATE OF`. */
export const mariadbDialect: Dialect = {
  ...FAMILY,
  engine: "mariadb",
  displayName: "MariaDB",
  rowLock: () => ({ hint: nothing, suffix: sql`FOR UPDATE` }),
  // Left alone it hashes nothing, and goes by the index that it gives the derived table.
  hashed: (column) => column,
};
