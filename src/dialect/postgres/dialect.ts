import { createHash } from "node:crypto";
import knex from "knex";
import type { ColumnType } from "../table-definition.js";
import type { Dialect } from "../dialect.js";
import { postgresLiteral } from "./literal.js";
import { inTransaction } from "../session.js";
import { identifier, lowerCase, sql, type Sql } from "../sql.js";

const compiler = knex({ client: "pg" });
const nothing = sql``;

const TYPE_NAMES: Readonly<Record<Exclude<ColumnType["kind"], "text">, string>> = {
  int: "integer",
  bigint: "bigint",
  smallint: "smallint",
  timestamp: "timestamp",
  "exact-timestamp": "timestamp",
  clob: "text",
  double: "double precision",
  blob: "bytea",
};

function typeName(type: ColumnType): string {
  return type.kind === "text" ? `varchar(${type.length})` : TYPE_NAMES[type.kind];
}

/**
 * PostgreSQL has advisory locks by number: the first 64 bits of the name's MD5, so that the server
 * computes the same number for everybody.
 */
export function lockNumber(name: string): Sql {
  return sql`CAST(('x' || left(md5(${name}), 16)) AS bit(64))::bigint`;
}

/** The sessions `l` that hold the lock of that name in this database. */
export function holdersOf(name: string): Sql {
  return sql`
    SELECT l.pid FROM pg_catalog.pg_locks l
    WHERE l.locktype = 'advisory' AND l.granted
      AND l.database = (SELECT oid FROM pg_catalog.pg_database WHERE datname = current_database())
      AND (CAST(l.classid AS bigint) << 32) | CAST(l.objid AS bigint) = ${lockNumber(name)}`;
}

function escapeForRegex(piece: string): string {
  return piece.replaceAll(/[\\^$.|?*+()[\]{}]/g, "\\$&");
}

/** PostgreSQL 12 and up. */
export const postgresDialect: Dialect = {
  engine: "postgres",
  displayName: "PostgreSQL",
  compiler,
  maxRowsPerStatement: undefined,
  transactionalDdl: true,
  indexesInCreateTable: false,
  // A btree entry holds about 2 700 bytes; in UTF-8 a character of the CRM's languages takes at most three.
  indexableTextLength: 900,
  // By index the sort of a range stays in memory: 0.7 of the time of gathering everybody's history at once.
  historyAccess: "range",
  // Half of apply's time is finding and sorting mails: beside the writing of the step before, apply takes 0.88 of the time.
  gathersAhead: true,
  probesRows: false,
  repeatsNamedQueries: false,

  literal: postgresLiteral,
  typeName,
  cast: (value, type) => sql`CAST(${value} AS ${sql.raw(typeName(type))})`,
  top: () => nothing,
  limit: (rows) => sql`LIMIT ${rows}`,
  nth: (place) => sql`LIMIT 1 OFFSET ${place - 1}`,
  concat: (parts) => sql`(${sql.join(parts, " || ")})`,
  dateText: (timestamp) => sql`to_char(${timestamp}, 'YYYY-MM-DD')`,
  timestampText: (timestamp) => sql`to_char(${timestamp}, 'YYYY-MM-DD HH24:MI:SS')`,
  realTime: (timestamp) => timestamp,
  utcNow: () => sql`date_trunc('second', clock_timestamp() AT TIME ZONE 'UTC')`,
  localNow: () => sql`date_trunc('second', clock_timestamp() AT TIME ZONE current_setting('consent_upgrade.local_zone'))`,
  fromNothing: () => nothing,
  // Every collation of PostgreSQL but the nondeterministic ones compares byte for byte; "C" is sure.
  sameBytes: (left, right) => sql`${left} COLLATE "C" = ${right}`,
  hashesOf: (text) => [createHash("sha256").update(text, "utf8").digest()],
  hasHash: (column, [hash = null]) => sql`sha256(convert_to(${column}, 'UTF8')) = ${hash}`,
  utf8Hash: (column) => sql`encode(sha256(convert_to(${column}, 'UTF8')), 'hex')`,
  // From the end to the front, so that no replacement moves the next.
  replaceBytes: (column, parts) => {
    const bytes = parts.reduceRight(
      (text, { at, length, after }) => sql`overlay(${text} PLACING ${after} FROM ${at + 1} FOR ${length})`,
      sql`convert_to(${column}, 'UTF8')`,
    );
    return sql`convert_from(${bytes}, 'UTF8')`;
  },
  // "C" knows A to Z alone, the database's own locale other letters too; Turkish would make another i of I.
  folded: (text) => sql`LOWER(LOWER(BTRIM(${text}) COLLATE "C") COLLATE "default") COLLATE "C"`,
  longestReplaced: Infinity,
  byteLength: (text) => sql`octet_length(${text})`,
  columnCharacters: sql`current_setting('server_encoding')`,
  // Joined with nothing, a text is read and unpacked once, not for each piece.
  searchable: (text, capitals) => (capitals === "count" ? sql`${text} || ''` : text),
  // One automaton for all pieces: a LIKE for each would read the text as often as there are pieces. "C" folds ASCII
  // letters alone, whatever the database's locale (a Turkish one has another I).
  containsAny: (text, { anyOf, capitals }) =>
    capitals === "count"
      ? sql.or(anyOf.map((piece) => sql`strpos(${text} COLLATE "C", ${piece}) > 0`))
      : sql`${text} COLLATE "C" ~* ${anyOf.map(escapeForRegex).join("|")}`,
  jsonRows: (json, columns) => {
    const list = columns.map(({ name, type }) => sql`${identifier(name)} ${sql.raw(typeName(type))}`);
    return sql`json_to_recordset(CAST(${json} AS json)) AS r(${list})`;
  },
  byIndex: () => nothing,
  inWrittenOrder: nothing,
  sortingGroups: nothing,
  readsBesideWrites: true,
  hashed: (column) => column,
  rowLock: (alias) => ({ hint: nothing, suffix: sql`FOR UPDATE OF ${identifier(alias)}` }),

  schemasWithTable: (table) => sql`
      SELECT n.nspname AS name
      FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
      WHERE lower(c.relname) = lower(${table}) AND c.relkind IN ('r', 'p')
      ORDER BY 1`,
  tables: (schema) => sql`
      SELECT c.relname AS name
      FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
      WHERE n.nspname = ${schema} AND c.relkind IN ('r', 'p', 'v')
      ORDER BY c.relname`,
  tablesWithColumn: (schema, columns) => sql`
      SELECT DISTINCT c.relname AS name
      FROM pg_catalog.pg_class c
      JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
      JOIN pg_catalog.pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
      WHERE n.nspname = ${schema} AND c.relkind IN ('r', 'p', 'v') AND lower(a.attname) IN (${lowerCase(columns)})`,
  columns: (schema, tables) => sql`
      SELECT c.relname AS "table", a.attname AS "column", format_type(a.atttypid, NULL) AS type,
             NOT a.attnotnull AS nullable, (a.atthasdef OR a.attidentity <> '') AS has_default
      FROM pg_catalog.pg_class c
      JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
      JOIN pg_catalog.pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
      WHERE n.nspname = ${schema} AND c.relkind IN ('r', 'p', 'v') AND lower(c.relname) IN (${lowerCase(tables)})
      ORDER BY c.relname, a.attnum`,
  indexes: (schema, tables) => sql`
      SELECT t.relname AS "table", i.relname AS index, x.indisunique AS is_unique, a.attname AS "column"
      FROM pg_catalog.pg_index x
      JOIN pg_catalog.pg_class t ON t.oid = x.indrelid
      JOIN pg_catalog.pg_class i ON i.oid = x.indexrelid
      JOIN pg_catalog.pg_namespace n ON n.oid = t.relnamespace
      JOIN pg_catalog.pg_attribute a ON a.attrelid = t.oid AND a.attnum = ANY (x.indkey)
      WHERE n.nspname = ${schema} AND lower(t.relname) IN (${lowerCase(tables)}) AND x.indisvalid AND x.indpred IS NULL
      ORDER BY t.relname, i.relname, array_position(CAST(x.indkey AS int2[]), a.attnum)`,

  async takeLock(session, name) {
    const [row] = await session.query<{ granted: boolean }>(sql`SELECT pg_try_advisory_lock(${lockNumber(name)}) AS granted`);
    return row?.granted === true;
  },

  async holdsLock(session, name) {
    return (await session.query(sql`${holdersOf(name)} AND l.pid = pg_backend_pid()`)).length > 0;
  },

  async endHolder(session, name, { connectionId, origin }) {
    await session.query(sql`
      SELECT pg_terminate_backend(a.pid) AS ended FROM pg_catalog.pg_stat_activity a
      WHERE a.pid = ${Number(connectionId)} AND CAST(EXTRACT(EPOCH FROM a.backend_start) AS text) = ${origin}
        AND a.pid IN (${holdersOf(name)})`);
  },

  async releaseLock(session, name) {
    await session.query(sql`SELECT pg_advisory_unlock(${lockNumber(name)}) AS released`);
  },

  whileTableIsLocked: (session, table, work) =>
    inTransaction(session, "write", async () => {
      await session.execute(sql`LOCK TABLE ${table} IN ACCESS EXCLUSIVE MODE`);
      return work();
    }),

  // With workers, each of them may work the whole mailing history out for itself: the planner takes it for 200 rows.
  async joinWholeTables(session) {
    await session.query(
      sql`SELECT set_config('enable_nestloop', 'off', true), set_config('max_parallel_workers_per_gather', '0', true)`,
    );
  },

  async setLockTimeout(session, milliseconds) {
    await session.query(sql`SELECT set_config('lock_timeout', ${String(milliseconds)}, false)`);
  },
};
