import { holdersOf, lockNumber, postgresDialect } from "./dialect.js";
import { indented, linesOf, type Code, type ScriptLanguage, type ScriptVariable } from "../script-language.js";
import { literalSql, sql, type Sql } from "../sql.js";

const { literal } = postgresDialect;

function text(piece: Sql): string {
  return literalSql(postgresDialect, piece);
}

/** A dollar quote that the code does not have in it. */
function quoteAround(code: Code): string {
  let number = 0;
  const mark = (): string => `$consent_upgrade${number === 0 ? "" : `_${number}`}$`;
  while (code.some((line) => line.includes(mark()))) number += 1;
  return mark();
}

function block(variables: readonly ScriptVariable[], body: Code): Code {
  const mark = quoteAround(body);
  const types = { int: "integer", timestamp: "timestamp" };
  const declared = variables.map(({ name, type }) => `  ${name} ${types[type]};`);
  return [`DO ${mark}`, ...(declared.length > 0 ? ["DECLARE", ...declared] : []), "BEGIN", ...indented(body), "END", `${mark};`];
}

function stop(message: string): Code {
  return [`RAISE EXCEPTION USING MESSAGE = ${literal(message)};`];
}

function when(condition: Sql, then: Code): Code {
  return [...linesOf(`IF ${text(condition)}`, " THEN"), ...indented(then), "END IF;"];
}

/** psql: blocks are DO blocks, which may commit where no transaction is open around them (PostgreSQL 11). */
export const postgresScript: ScriptLanguage = {
  instructions: (database, file) => [
    `psql -X -v ON_ERROR_STOP=1 -d ${database} -f ${file}`,
    "",
    "Not with --single-transaction: each range of contacts is a transaction of its own.",
  ],
  needsByteOrderMark: false,
  opening: () => [
    "\\set ON_ERROR_STOP on",
    "SET client_encoding = 'UTF8';",
    "SET client_min_messages = notice;",
    "SET standard_conforming_strings = on;",
    "SET row_security = off;",
    "SET default_transaction_isolation = 'read committed';",
    "SET lock_timeout = '30s';",
    "SET statement_timeout = 0;",
    "-- The server's own zone is kept for local times before the session goes by UTC.",
    ...block([], ["PERFORM set_config('consent_upgrade.local_zone', current_setting('TimeZone'), false);"]),
    "SET TimeZone = 'UTC';",
    "SET DateStyle = 'ISO, YMD';",
  ],
  checks: (database) => when(sql`current_database() <> ${database}`, stop(`This script is for the database ${database}.`)),

  variable: (name) => sql.raw(name),
  block,
  read: (into, from) =>
    linesOf(
      `SELECT ${into.map(([, value]) => text(value)).join(", ")} INTO ${into.map(([name]) => name).join(", ")} ${text(from)}`.trimEnd(),
      ";",
    ),
  assign: (variable, value) => linesOf(`${variable} := ${text(value)}`, ";"),
  affected: (variable) => [`GET DIAGNOSTICS ${variable} = ROW_COUNT;`],
  when,
  loop: (body) => ["LOOP", ...indented(body), "END LOOP;"],
  leaveWhen: (condition) => linesOf(`EXIT WHEN ${text(condition)}`, ";"),
  begin: [],
  commit: ["COMMIT;"],
  stop,
  say: (message) => [`RAISE NOTICE USING MESSAGE = ${literal(message)};`],
  sayHowFar: (message, variable) => [`RAISE NOTICE USING MESSAGE = ${literal(`${message} `)} || ${variable};`],
  forThisRange: (statement) => statement,

  takeLock: (name) =>
    when(
      sql`NOT pg_try_advisory_lock(${lockNumber(name)})`,
      stop("Another run is at work on this database: consent-upgrade status names it."),
    ),
  holdsLock: (name) => sql`EXISTS (${holdersOf(name)} AND l.pid = pg_backend_pid())`,
  releaseLock: (name) => linesOf(text(sql`PERFORM pg_advisory_unlock(${lockNumber(name)})`), ";"),
  hasIndex: (schema, table, index) => sql`EXISTS (
    SELECT 1 FROM pg_catalog.pg_indexes
    WHERE schemaname = ${schema} AND lower(tablename) = ${table.toLowerCase()} AND lower(indexname) = ${index.name.toLowerCase()})`,
  capitals: (name) => sql`UPPER(BTRIM(${name}) COLLATE "C")`,
  jsonArray: (columns, from) =>
    sql`(SELECT COALESCE(CAST(json_agg(json_build_object(${columns.flat()})) AS text), '[]') ${from})`,
  secondsSince: (timestamp) => sql`CAST(EXTRACT(EPOCH FROM (clock_timestamp() AT TIME ZONE 'UTC') - ${timestamp}) AS bigint)`,
  login: sql`session_user`,
  machine: sql`COALESCE(host(inet_client_addr()), 'local')`,
  session: sql`pg_backend_pid()`,
};
