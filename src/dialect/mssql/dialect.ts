import { createHash } from "node:crypto";
import knex from "knex";
import type { ColumnType } from "../table-definition.js";
import type { Dialect } from "../dialect.js";
import { DatabaseError } from "../failure.js";
import { mssqlLiteral } from "./literal.js";
import { anyPiece } from "../piece-groups.js";
import { inTransaction } from "../session.js";
import { identifier, lowerCase, sql, type Sql, type SqlValue } from "../sql.js";

const compiler = knex({ client: "mssql" });
const nothing = sql``;

/** nvarchar(n) goes to 4 000 characters of two bytes. */
const LONGEST_NVARCHAR = 4000;

const TYPE_NAMES: Readonly<Record<Exclude<ColumnType["kind"], "text">, string>> = {
  int: "int",
  bigint: "bigint",
  smallint: "smallint",
  timestamp: "datetime",
  "exact-timestamp": "datetime2(7)",
  clob: "nvarchar(max)",
  double: "float",
  blob: "varbinary(max)",
};

function typeName(type: ColumnType): string {
  if (type.kind !== "text") return TYPE_NAMES[type.kind];
  return type.length > LONGEST_NVARCHAR ? "nvarchar(max)" : `nvarchar(${type.length})`;
}

/**
 * Style 121 reads `YYYY-MM-DD[ HH:MM:SS[.fff…]]` under every language and date format of the session; datetime takes no more
 * than three digits of a text's fraction, and seven of datetime2.
 */
function cast(value: SqlValue, type: ColumnType): Sql {
  const name = sql.raw(typeName(type));
  if (type.kind === "timestamp" && value !== null) return sql`CONVERT(${name}, CONVERT(datetime2(7), ${value}, 121))`;
  return type.kind === "timestamp" || type.kind === "exact-timestamp"
    ? sql`CONVERT(${name}, ${value}, 121)`
    : sql`CAST(${value} AS ${name})`;
}

/**
 * A text that compares by its characters' codes; through nvarchar(max), so that varchar and ntext columns compare as
 * well. Every collation of SQL Server disregards spaces at the end: the full stop takes the end's place.
 */
function exactly(text: SqlValue): Sql {
  return sql`CAST(${text} AS nvarchar(max)) COLLATE Latin1_General_BIN2 + N'.'`;
}

/**
 * SQL Server 2016 has no TRIM. The collation comes before LOWER: a Turkish one makes another letter of I. N'' comes before the
 * collation: a text of one byte per letter would go through that collation's code page.
 */
function folded(text: SqlValue): Sql {
  return sql`LOWER((LTRIM(RTRIM(${text})) + N'') COLLATE Latin1_General_BIN2)`;
}

/** Style 120 is `YYYY-MM-DD HH:MM:SS`; cutting the text there cuts the fraction of the second. */
function wholeSeconds(time: Sql): Sql {
  return sql`CONVERT(datetime, CONVERT(nvarchar(19), ${time}, 120), 120)`;
}

/**
 * What clients and servers may have set otherwise; the ANSI settings are those that indexed views want.
 * @param options whether each statement counts its rows, and the milliseconds that it waits for a lock
 */
export function sessionSettings(options: { readonly counts: boolean; readonly lockTimeout: number }): readonly string[] {
  return [
    "SET ANSI_NULLS, ANSI_PADDING, ANSI_WARNINGS, ARITHABORT, CONCAT_NULL_YIELDS_NULL, QUOTED_IDENTIFIER ON;",
    "SET NUMERIC_ROUNDABORT OFF;",
    "SET XACT_ABORT ON;",
    "SET IMPLICIT_TRANSACTIONS OFF;",
    `SET NOCOUNT ${options.counts ? "OFF" : "ON"};`,
    "SET LANGUAGE us_english;",
    "SET DATEFORMAT ymd;",
    `SET LOCK_TIMEOUT ${options.lockTimeout};`,
    "SET TRANSACTION ISOLATION LEVEL READ COMMITTED;",
  ];
}

/** Answers of sp_getapplock (its manual page). */
const LOCK_IS_TAKEN = -1;
const LOCK_DEADLOCK = -3;
/** SQL Server's "wrong parameter", which ours never are; servers that only speak its protocol refuse a taken lock so. */
const LOCK_ERROR = -999;

/** SQL Server 2016 and up, Azure SQL. */
export const mssqlDialect: Dialect = {
  engine: "mssql",
  displayName: "SQL Server",
  compiler,
  // From 5 000 locks of one statement on a table or an index, SQL Server locks the whole table; an UPDATE locks two keys for
  // a row in an index whose column it changes.
  maxRowsPerStatement: 2000,
  transactionalDdl: true,
  indexesInCreateTable: false,
  // A nonclustered index entry has 1 700 bytes since SQL Server 2016, a character two.
  indexableTextLength: 850,
  // By its estimates, looking up more than some thousandths of a table's rows by an index that does not cover them costs more than
  // reading all of it: it would read all recipients for each range of contacts.
  historyAccess: "work-table",
  gathersAhead: false,
  probesRows: false,
  repeatsNamedQueries: true,

  literal: mssqlLiteral,
  typeName,
  cast,
  top: (rows) => sql`TOP (${rows})`,
  limit: () => nothing,
  nth: (place) => sql`OFFSET ${place - 1} ROWS FETCH NEXT 1 ROWS ONLY`,
  // CONCAT wants two arguments at least.
  concat: (parts) => sql`CONCAT(${[...parts, sql`N''`]})`,
  dateText: (timestamp) => sql`CONVERT(nvarchar(10), ${timestamp}, 120)`,
  timestampText: (timestamp) => sql`CONVERT(nvarchar(19), ${timestamp}, 120)`,
  realTime: (timestamp) => timestamp,
  utcNow: () => wholeSeconds(sql`GETUTCDATE()`),
  localNow: () => wholeSeconds(sql`GETDATE()`),
  fromNothing: () => nothing,
  sameBytes: (left, right) => sql`${exactly(left)} = ${exactly(right)}`,
  // SQL Server hashes nvarchar as it is stored, in UTF-16 with the low byte first; servers that only speak its protocol, in UTF-8.
  hashesOf: (text) => (["utf16le", "utf8"] as const).map((encoding) => createHash("sha256").update(text, encoding).digest()),
  hasHash: (column, hashes) => sql`HASHBYTES('SHA2_256', CAST(${column} AS nvarchar(max))) IN (${hashes})`,
  longestReplaced: 0,
  byteLength: (text) => sql`DATALENGTH(${text})`,
  columnCharacters: sql`CHARACTER_SET_NAME`,
  searchable: (text, capitals) => {
    const exact = sql`CAST(${text} AS nvarchar(max)) COLLATE Latin1_General_BIN2`;
    return capitals === "count" ? exact : sql`LOWER(${exact})`;
  },
  // SQL Server has no regular expressions before 2025: one CHARINDEX for each piece, by code point.
  containsAny: (text, { anyOf }) => anyPiece(anyOf, (piece) => sql`CHARINDEX(${piece}, ${text}) > 0`),
  folded,
  jsonRows: (json, columns) => {
    const list = columns.map(({ name, type }) => sql`${identifier(name)} ${sql.raw(typeName(type))}`);
    return sql`OPENJSON(${json}) WITH (${list}) AS r`;
  },
  byIndex: () => nothing,
  inWrittenOrder: nothing,
  sortingGroups: nothing,
  // Not while READ_COMMITTED_SNAPSHOT is off, which is the default.
  readsBesideWrites: false,
  hashed: (column) => column,
  rowLock: () => ({ hint: sql`WITH (UPDLOCK, ROWLOCK)`, suffix: nothing }),

  schemasWithTable: (table) => sql`
      SELECT s.name AS name FROM sys.tables t JOIN sys.schemas s ON s.schema_id = t.schema_id
      WHERE ${folded(sql`t.name`)} = ${folded(table)}
      ORDER BY s.name`,
  tables: (schema) => sql`
      SELECT o.name AS name FROM sys.objects o JOIN sys.schemas s ON s.schema_id = o.schema_id
      WHERE s.name = ${schema} AND o.type IN ('U', 'V')
      ORDER BY o.name`,
  tablesWithColumn: (schema, columns) => sql`
      SELECT DISTINCT o.name AS name
      FROM sys.objects o
      JOIN sys.schemas s ON s.schema_id = o.schema_id
      JOIN sys.columns c ON c.object_id = o.object_id
      WHERE s.name = ${schema} AND o.type IN ('U', 'V') AND ${folded(sql`c.name`)} IN (${lowerCase(columns)})`,
  columns: (schema, tables) => sql`
      SELECT o.name AS [table], c.name AS [column], TYPE_NAME(c.system_type_id) AS type,
             CASE WHEN c.is_nullable = 1 THEN 1 ELSE 0 END AS nullable,
             CASE WHEN c.default_object_id <> 0 OR c.is_identity = 1 OR c.is_computed = 1 THEN 1 ELSE 0 END AS has_default
      FROM sys.objects o
      JOIN sys.schemas s ON s.schema_id = o.schema_id
      JOIN sys.columns c ON c.object_id = o.object_id
      WHERE s.name = ${schema} AND o.type IN ('U', 'V') AND ${folded(sql`o.name`)} IN (${lowerCase(tables)})
      ORDER BY o.name, c.column_id`,
  indexes: (schema, tables) => sql`
      SELECT t.name AS [table], i.name AS [index], CASE WHEN i.is_unique = 1 THEN 1 ELSE 0 END AS is_unique, c.name AS [column]
      FROM sys.indexes i
      JOIN sys.tables t ON t.object_id = i.object_id
      JOIN sys.schemas s ON s.schema_id = t.schema_id
      JOIN sys.index_columns x ON x.object_id = i.object_id AND x.index_id = i.index_id AND x.key_ordinal > 0
      JOIN sys.columns c ON c.object_id = x.object_id AND c.column_id = x.column_id
      WHERE s.name = ${schema} AND ${folded(sql`t.name`)} IN (${lowerCase(tables)}) AND i.type IN (1, 2) AND i.has_filter = 0 AND i.is_disabled = 0 AND i.is_hypothetical = 0
      ORDER BY t.name, i.name, x.key_ordinal`,

  async takeLock(session, name) {
    const [row] = await session.query<{ answer: number; free: number }>(sql`
      DECLARE @answer int;
      EXEC @answer = sp_getapplock @Resource = ${name}, @LockMode = 'Exclusive', @LockOwner = 'Session', @LockTimeout = 0;
      SELECT @answer AS answer, APPLOCK_TEST('public', ${name}, 'Exclusive', 'Session') AS free`);
    const answer = row?.answer ?? LOCK_ERROR;
    if (answer >= 0) return true;
    if (answer === LOCK_IS_TAKEN || (answer === LOCK_ERROR && row?.free === 0)) return false;
    throw new DatabaseError(
      answer === LOCK_DEADLOCK ? "deadlock" : "other",
      `The server answered ${answer} when asked for the lock`,
      `sp_getapplock ${answer}`,
    );
  },

  async holdsLock(session, name) {
    const [row] = await session.query<{ mode: string }>(sql`SELECT APPLOCK_MODE('public', ${name}, 'Session') AS mode`);
    return row?.mode === "Exclusive";
  },

  async releaseLock(session, name) {
    await session.execute(sql`EXEC sp_releaseapplock @Resource = ${name}, @LockOwner = 'Session'`);
  },

  whileTableIsLocked: (session, table, work) =>
    inTransaction(session, "write", async () => {
      // There is no statement that locks a table: one that reads it and holds on to the lock does.
      await session.query(sql`SELECT TOP (1) 1 AS locked FROM ${table} WITH (TABLOCKX, HOLDLOCK)`);
      return work();
    }),

  async setLockTimeout(session, milliseconds) {
    // A setting inside of a statement with parameters would end with that statement.
    await session.execute(sql.raw(`SET LOCK_TIMEOUT ${Math.round(milliseconds)}`));
  },
};
