import { createIndexStatement, createTableStatement } from "../../src/dialect/create-table.js";
import type { Dialect } from "../../src/dialect/dialect.js";
import { mssqlDialect } from "../../src/dialect/mssql/dialect.js";
import { mysqlDialect } from "../../src/dialect/mysql/dialect.js";
import { postgresDialect } from "../../src/dialect/postgres/dialect.js";
import { identifier, literalSql, type Sql } from "../../src/dialect/sql.js";
import { LEDGER, LEDGER_VERSION } from "../../src/ledger/tables.js";

/** What differs in a script between the engines' own clients. */
interface ScriptFrame {
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
function ledgerScript({ dialect, schema, heading, before, after }: ScriptFrame): string {
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

const WHAT = [
  `The ledger of consent-upgrade, version ${LEDGER_VERSION}: its own tables, beside the CRM's, all named consent_upgrade_….`,
  "Run this before apply, and the program's login needs no right to create tables (docs/grants.md).",
];

/** The scripts that `docs/ledger` holds, by the name of their file. */
export const LEDGER_SCRIPTS: Readonly<Record<string, string>> = {
  "postgres.sql": ledgerScript({
    dialect: postgresDialect,
    schema: undefined,
    heading: [
      ...WHAT,
      "If the CRM's schema is not crm7, change the name below. Run it with: psql -X -v ON_ERROR_STOP=1 -f postgres.sql DATABASE",
    ],
    before: ["BEGIN", "SET LOCAL search_path = crm7"],
    after: ["COMMIT"],
  }),
  "mysql.sql": ledgerScript({
    dialect: mysqlDialect,
    schema: undefined,
    heading: [...WHAT, "For MySQL and MariaDB. Run it in the CRM's database: mysql DATABASE < mysql.sql"],
    before: ["SET SESSION default_storage_engine = InnoDB"],
    after: [],
  }),
  "mssql.sql": ledgerScript({
    dialect: mssqlDialect,
    schema: "crm7",
    heading: [
      ...WHAT,
      "If the CRM's schema is not crm7, change the name throughout. Run it with: sqlcmd -b -d DATABASE -i mssql.sql",
    ],
    before: ["SET XACT_ABORT ON", "BEGIN TRANSACTION"],
    after: ["COMMIT TRANSACTION"],
  }),
};
