import { mysqlDialect } from "./dialect.js";
import { mysqlLiteral } from "./literal.js";
import { indented, linesOf, type Code, type ScriptLanguage, type ScriptVariable } from "../script-language.js";
import { identifier, literalSql, sql, type Sql } from "../sql.js";

/** Each block is a procedure: these engines run loops and conditions nowhere else. */
const PROCEDURE = "consent_upgrade_script";
/** MESSAGE_TEXT of SIGNAL holds 128 characters. */
const LONGEST_MESSAGE = 128;

function text(piece: Sql): string {
  return literalSql(mysqlDialect, piece);
}

function block(variables: readonly ScriptVariable[], body: Code): Code {
  const types = { int: "int", timestamp: "datetime" };
  const declared = variables.map(({ name, type }) => `  DECLARE ${name} ${types[type]};`);
  return [
    `DROP PROCEDURE IF EXISTS ${PROCEDURE};`,
    "DELIMITER $$",
    `CREATE PROCEDURE ${PROCEDURE}() SQL SECURITY INVOKER`,
    "BEGIN",
    ...declared,
    ...indented(body),
    "END$$",
    "DELIMITER ;",
    `CALL ${PROCEDURE}();`,
    `DROP PROCEDURE ${PROCEDURE};`,
  ];
}

function stop(message: string): Code {
  return [`SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = ${mysqlLiteral(message.slice(0, LONGEST_MESSAGE))};`];
}

function when(condition: Sql, then: Code): Code {
  return [...linesOf(`IF ${text(condition)}`, " THEN"), ...indented(then), "END IF;"];
}

/** The client `mysql`, of MySQL and of MariaDB. */
export const mysqlScript: ScriptLanguage = {
  instructions: (database, file) => [
    `mysql --batch ${database} < ${file}`,
    "",
    "Not with --force: the script has to stop at the first error.",
    `The login needs CREATE ROUTINE, ALTER ROUTINE and EXECUTE on ${database}, for the procedure ${PROCEDURE}:`,
    "it is created for each part, and dropped after it. Where the script stops, it is left, and the next try drops it.",
  ],
  needsByteOrderMark: false,
  opening: (database) => [
    "SET NAMES utf8mb4;",
    "SET SESSION sql_mode = 'STRICT_ALL_TABLES,ERROR_FOR_DIVISION_BY_ZERO,NO_ENGINE_SUBSTITUTION';",
    "SET SESSION default_storage_engine = InnoDB;",
    "SET SESSION time_zone = '+00:00', SESSION autocommit = 1, SESSION lock_wait_timeout = 30, SESSION wait_timeout = 28800;",
    "SET SESSION group_concat_max_len = 1000000;",
    "SET SESSION TRANSACTION ISOLATION LEVEL READ COMMITTED;",
    `USE ${text(identifier(database))};`,
  ],
  // Every name is qualified by the database's.
  checks: () => [],

  variable: (name) => sql.raw(name),
  block,
  read: (into, from) =>
    linesOf(
      `SELECT ${into.map(([, value]) => text(value)).join(", ")} INTO ${into.map(([name]) => name).join(", ")} ${text(from)}`.trimEnd(),
      ";",
    ),
  assign: (variable, value) => linesOf(`SET ${variable} = ${text(value)}`, ";"),
  affected: (variable) => [`SET ${variable} = ROW_COUNT();`],
  when,
  loop: (body) => ["cu_loop: LOOP", ...indented(body), "END LOOP;"],
  leaveWhen: (condition) => when(condition, ["LEAVE cu_loop;"]),
  begin: ["START TRANSACTION;"],
  commit: ["COMMIT;"],
  stop,
  say: (message) => [`SELECT ${mysqlLiteral(message)} AS consent_upgrade;`],
  sayHowFar: () => [],
  forThisRange: (statement) => statement,

  takeLock: (name) =>
    when(
      sql`COALESCE(GET_LOCK(${name}, 0), 0) <> 1`,
      stop("Another run is at work on this database: consent-upgrade status names it."),
    ),
  holdsLock: (name) => sql`COALESCE(IS_USED_LOCK(${name}), 0) = CONNECTION_ID()`,
  releaseLock: (name) => [`DO RELEASE_LOCK(${mysqlLiteral(name)});`],
  hasIndex: (schema, table, index) => sql`EXISTS (
    SELECT 1 FROM information_schema.statistics
    WHERE table_schema = ${schema} AND LOWER(table_name) = ${table.toLowerCase()} AND LOWER(index_name) = ${index.name.toLowerCase()})`,
  capitals: (name) => sql`UPPER(TRIM(${name}))`,
  jsonArray: (columns, from) => sql`(SELECT COALESCE(JSON_ARRAYAGG(JSON_OBJECT(${columns.flat()})), '[]') ${from})`,
  secondsSince: (timestamp) => sql`TIMESTAMPDIFF(SECOND, ${timestamp}, UTC_TIMESTAMP())`,
  login: sql`CURRENT_USER()`,
  machine: sql`SUBSTRING_INDEX(USER(), '@', -1)`,
  session: sql`CONNECTION_ID()`,
};
