import type { Sql } from "./sql.js";
import type { IndexDefinition } from "./table-definition.js";

/** Lines of a script, without line ends. */
export type Code = readonly string[];

/** A variable of a block. Its name stands in the code as `variable(name)` gives it. */
export interface ScriptVariable {
  readonly name: string;
  readonly type: "int" | "timestamp";
}

/** An index of ours. */
export interface ScriptIndex extends IndexDefinition {
  readonly name: string;
}

/** A statement in which a value goes into a variable. */
export type IntoVariable = readonly [variable: string, value: Sql];

/**
 * How one engine's own client wants a script: what surrounds the statements. A block is the unit that the server runs as a
 * program; its transactions are its own.
 */
export interface ScriptLanguage {
  /** The command that runs the script, and what a DBA has to know before. Plain ASCII. */
  readonly instructions: (database: string, file: string) => Code;
  /** Whether the client takes a file for UTF-8 only by its byte order mark. */
  readonly needsByteOrderMark: boolean;
  /** Settings of the session. */
  readonly opening: (database: string) => Code;
  /** Stops where the database is another one, or where the client misread the file: in one block with the lock. */
  readonly checks: (database: string) => Code;

  /** A block's variable in a statement. */
  variable(name: string): Sql;
  block(variables: readonly ScriptVariable[], body: Code): Code;
  /** Reads one row into variables; `from` begins after the columns: `FROM …`, or is empty. */
  read(into: readonly IntoVariable[], from: Sql): Code;
  assign(variable: string, value: Sql): Code;
  /** The number of rows that the statement just before wrote, into a variable. */
  affected(variable: string): Code;
  when(condition: Sql, then: Code): Code;
  loop(body: Code): Code;
  /** Leaves the loop around it. */
  leaveWhen(condition: Sql): Code;
  readonly begin: Code;
  readonly commit: Code;
  /** Ends the script with an error; the transaction that is open is undone. At most 120 characters. */
  stop(message: string): Code;
  /** Shows a message to who runs the script. */
  say(message: string): Code;
  /** Shows how far a loop has come, where the client shows it at once; nothing elsewhere. @param variable an int */
  sayHowFar(message: string, variable: string): Code;
  /** A statement that is planned for the range that its variables hold now, where the server would plan it for any. */
  forThisRange(statement: Code): Code;

  /** Stops where another session has the lock of that name. */
  takeLock(name: string): Code;
  holdsLock(name: string): Sql;
  releaseLock(name: string): Code;
  /** Whether an index stands, by its name or by its first columns; a unique one is wanted where `index` is. */
  hasIndex(schema: string, table: string, index: ScriptIndex): Sql;
  /** A text without spaces around it, A to Z in capitals whatever the collation; of other letters, those that it knows. */
  capitals(text: Sql): Sql;
  /** A query's rows as the text of a JSON array of objects; NULL is null. @param from begins with `FROM` */
  jsonArray(columns: readonly (readonly [name: string, value: Sql])[], from: Sql): Sql;
  /** Whole seconds since a time, UTC. */
  secondsSince(timestamp: Sql): Sql;
  /** Who runs the script: the login, the machine, and the session's number, as texts. */
  readonly login: Sql;
  readonly machine: Sql;
  readonly session: Sql;
}

/** Lines one step further in. */
export function indented(code: Code): Code {
  return code.map((line) => (line === "" ? line : `  ${line}`));
}

/**
 * Lines of a piece of SQL. Literals have no line breaks in them (each engine's `literal` sees to it), so lines may be moved.
 * @param end what follows the last line
 */
export function linesOf(text: string, end: string): Code {
  const [first = "", ...rest] = text
    .split("\n")
    .map((line) => line.trimEnd())
    .filter((line) => line.trim() !== "");
  const margin = Math.min(...rest.map((line) => line.length - line.trimStart().length));
  const head = first.trimStart();
  const lines = [head, ...rest.map((line) => line.slice(Math.min(margin, line.length)))];
  return lines.map((line, position) => (position === lines.length - 1 ? `${line}${end}` : line));
}
