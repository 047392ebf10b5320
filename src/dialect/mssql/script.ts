import { mssqlDialect, sessionSettings } from "./dialect.js";
import { indented, linesOf, type Code, type ScriptLanguage, type ScriptVariable } from "../script-language.js";
import { identifier, literalSql, sql, type Sql } from "../sql.js";

const { literal, folded } = mssqlDialect;

function text(piece: Sql): string {
  return literalSql(mssqlDialect, piece);
}

/**
 * A message for THROW and RAISERROR, which take a literal and no expression, and read `%` as the beginning of a parameter.
 * sqlcmd puts a variable's value for `$(...)`.
 */
function message(words: string): string {
  return `N'${words
    .replaceAll(/\p{Cc}/gu, " ")
    .replaceAll("$(", "$ (")
    .replaceAll("%", "%%")
    .replaceAll("'", "''")}'`;
}

function stop(words: string): Code {
  return [`THROW 50000, ${message(words)}, 1;`];
}

function when(condition: Sql, then: Code): Code {
  return [...linesOf(`IF ${text(condition)}`, ""), "BEGIN", ...indented(then), "END;"];
}

function block(variables: readonly ScriptVariable[], body: Code): Code {
  const types = { int: "int", timestamp: "datetime" };
  const declared = variables.map(({ name, type }) => `@${name} ${types[type]}`);
  return [...(declared.length > 0 ? [`DECLARE ${declared.join(", ")};`] : []), ...body, "GO"];
}

/** sqlcmd: blocks are batches, which end with GO. */
export const mssqlScript: ScriptLanguage = {
  instructions: (database, file) => [
    `sqlcmd -b -x -f 65001 -d "${database}" -i "${file}"`,
    "",
    "-b stops at the first error, -x leaves what looks like a variable of sqlcmd, -f 65001 says that the file is UTF-8",
    "(leave -f out where your sqlcmd does not know it; the script checks how it was read before it writes).",
  ],
  needsByteOrderMark: true,
  opening: () => [...sessionSettings({ counts: false, lockTimeout: 30_000 }), "GO"],
  checks: (database) => [
    ...when(sql`DB_NAME() <> ${database}`, stop(`This script is for the database ${database}.`)),
    ...when(
      sql`LEN(N'\u00e5') <> 1 OR UNICODE(N'\u00e5') <> 229`,
      stop("The script was not read as UTF-8: give sqlcmd the option -f 65001."),
    ),
  ],

  variable: (name) => sql.raw(`@${name}`),
  block,
  read: (into, from) =>
    linesOf(`SELECT ${into.map(([name, value]) => `@${name} = ${text(value)}`).join(", ")} ${text(from)}`.trimEnd(), ";"),
  assign: (variable, value) => linesOf(`SET @${variable} = ${text(value)}`, ";"),
  affected: (variable) => [`SET @${variable} = @@ROWCOUNT;`],
  when,
  loop: (body) => ["WHILE 1 = 1", "BEGIN", ...indented(body), "END;"],
  leaveWhen: (condition) => [...linesOf(`IF ${text(condition)}`, ""), "  BREAK;"],
  begin: ["BEGIN TRANSACTION;"],
  commit: ["COMMIT TRANSACTION;"],
  stop,
  // PRINT is shown when the batch is over; this at once.
  say: (words) => [`RAISERROR(${message(words)}, 0, 1) WITH NOWAIT;`],
  sayHowFar: (words, variable) => [`RAISERROR(${message(`${words} `).slice(0, -1)}%d', 0, 1, @${variable}) WITH NOWAIT;`],
  // A plan for a range that is not known would be one for a third of the table: it would read all of it, range for range.
  forThisRange: (code) => code.map((line, at) => (at === code.length - 1 ? line.replace(/;$/, " OPTION (RECOMPILE);") : line)),

  takeLock: (name) => [
    "DECLARE @cu_answer int;",
    `EXEC @cu_answer = sp_getapplock @Resource = ${literal(name)}, @LockMode = 'Exclusive', @LockOwner = 'Session', @LockTimeout = 0;`,
    ...when(sql`@cu_answer < 0`, stop("Another run is at work on this database: consent-upgrade status names it.")),
  ],
  holdsLock: (name) => sql`APPLOCK_MODE('public', ${name}, 'Session') = 'Exclusive'`,
  releaseLock: (name) => [`EXEC sp_releaseapplock @Resource = ${literal(name)}, @LockOwner = 'Session';`],
  // By columns: servers that only speak SQL Server's protocol give indexes other names.
  hasIndex: (schema, table, { columns, unique }) => {
    const key = columns.map(
      (column, position) => sql` AND EXISTS (
      SELECT 1 FROM sys.index_columns x JOIN sys.columns c ON c.object_id = x.object_id AND c.column_id = x.column_id
      WHERE x.object_id = i.object_id AND x.index_id = i.index_id AND x.key_ordinal = ${position + 1} AND ${folded(sql`c.name`)} = ${column.toLowerCase()})`,
    );
    return sql`EXISTS (
    SELECT 1 FROM sys.indexes i
    JOIN sys.tables t ON t.object_id = i.object_id
    JOIN sys.schemas s ON s.schema_id = t.schema_id
    WHERE s.name = ${schema} AND ${folded(sql`t.name`)} = ${table.toLowerCase()}${unique ? sql` AND i.is_unique = 1` : sql``}${sql.join(key, "")})`;
  },
  capitals: (name) => sql`UPPER((LTRIM(RTRIM(${name})) + N'') COLLATE Latin1_General_BIN2)`,
  jsonArray: (columns, from) => {
    const listed = columns.map(([name, value]) => sql`${value} AS ${identifier(name)}`);
    return sql`COALESCE((SELECT ${listed} ${from} FOR JSON PATH, INCLUDE_NULL_VALUES), N'[]')`;
  },
  secondsSince: (timestamp) => sql`DATEDIFF(second, ${timestamp}, GETUTCDATE())`,
  login: sql`SUSER_SNAME()`,
  machine: sql`COALESCE(HOST_NAME(), N'')`,
  session: sql`@@SPID`,
};
