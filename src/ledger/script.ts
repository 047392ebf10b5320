import type { Dialect } from "../dialect/dialect.js";
import { identifier, literalSql, type Sql } from "../dialect/sql.js";
import { createIndexStatement, createTableStatement } from "../dialect/create-table.js";
import { LEDGER } from "./tables.js";

/** What differs in a script between the engines' own clients. */
export interface ScriptFrame {
  readonly dialect: Dialect;
  /** The schema in which the tables are named; undefined: the one that the client is in. */
  readonly schema: string | undefined;
  /** How it is run, as comment lines. */
  readonly heading: readonly string[];
  readonly before: readonly string[];
  readonly after: readonly string[];
}

/** Stands for the schema while statements are built that name none. */
const NO_SCHEMA = "no_schema";

/** The script with which a DBA creates the ledger, so that the program's login needs no right to create tables. */
export function ledgerScript({ dialect, schema, heading, before, after }: ScriptFrame): string {
  const bare = (piece: Sql): string => {
    const text = literalSql(dialect, piece);
    return schema === undefined ? text.replaceAll(`${literalSql(dialect, identifier(NO_SCHEMA))}.`, "") : text;
  };
  const within = schema ?? NO_SCHEMA;
  const statements = Object.values(LEDGER).flatMap((table) => [
    onePerLine(bare(createTableStatement(dialect, within, table))),
    ...table.indexes.map((index) => bare(createIndexStatement(within, table.name, index))),
  ]);
  const lines = [...before, ...statements, ...after].map((statement) => `${statement};\n`);
  return `${heading.map((line) => `-- ${line}\n`).join("")}\n${lines.join("\n")}`;
}

/** Columns below each other, for who reads the script before running it. */
function onePerLine(statement: string): string {
  const open = statement.indexOf("(");
  const columns = statement.slice(open + 1, -1).split(/, (?=[`"[]|constraint|primary)/i);
  return `${statement.slice(0, open)}(\n  ${columns.join(",\n  ")}\n)`;
}
