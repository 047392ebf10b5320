import { expect, test } from "vitest";
import vendor from "../../fixtures/vendor-schema.json" with { type: "json" };
import { createTableStatements } from "../../src/dialect/create-table.js";
import { mssqlDialect } from "../../src/dialect/mssql/dialect.js";
import { compileSql } from "../../src/dialect/sql.js";
import { LEDGER } from "../../src/ledger/tables.js";
import { wholeTsqlScript } from "../script/whole-tsql-script.js";
import { batchesOf } from "../script/tds-batches.js";
import { statementsOfSteps } from "./step-statements.js";
import { canParseTsql, mistakesInTsql } from "./tsql.js";

/** The vendor's tables with the names of their columns, as the database reference has them, and ours. */
const OBJECTS = [
  "CREATE SCHEMA [crm7]",
  ...vendor.map(({ t: table, c: columns }) => {
    const list = columns.map((column) => {
      const [name = "", type = ""] = column.split(":");
      return `[${name}] ${/^(String|Clob)/.test(type) ? "nvarchar(max)" : /DateTime/.test(type) ? "datetime" : "int"}`;
    });
    return `CREATE TABLE [crm7].[${table}] (${list.join(", ")})`;
  }),
  ...Object.values(LEDGER).flatMap((table) => {
    const [create] = createTableStatements(mssqlDialect, "crm7", table);
    return create === undefined ? [] : [compileSql(create).text];
  }),
];

/** What has to do with the catalog, and tables in the making, is not in the model. */
function names(text: string): boolean {
  return !/\b(sys|INFORMATION_SCHEMA)\.|\bsp_\w+|^\s*(create|alter) (table|unique|index)/i.test(text);
}

test.skipIf(!canParseTsql)(
  "every table and column of every statement is one of the vendor's database reference, or ours, capitals and all",
  { timeout: 300_000 },
  async () => {
    const statements = (await statementsOfSteps(mssqlDialect, "crm7")).map(({ text }) => text);
    const batches = batchesOf(await wholeTsqlScript());
    const texts = [...new Set([...statements, ...batches])].filter(names);
    expect(texts.length).toBeGreaterThan(100);
    expect(await mistakesInTsql(texts, OBJECTS)).toEqual([]);
  },
);

test.skipIf(!canParseTsql)(
  "a column, a table and a letter's case that are not there are noticed",
  { timeout: 300_000 },
  async () => {
    const wrong = [
      "SELECT p.nomail FROM [crm7].[person] p",
      "SELECT p.person_id FROM [crm7].[persons] p",
      "UPDATE [crm7].[person] SET [noMailing] = 1 WHERE [person_id] = @p0",
      "INSERT INTO [crm7].[consent_upgrade_run] ([run]) VALUES (@p0)",
    ];
    const right = "SELECT p.nomailing FROM [crm7].[person] p WHERE p.person_id BETWEEN @p0 AND @p1";
    expect((await mistakesInTsql([...wrong, right], OBJECTS)).map(({ text }) => text)).toEqual(wrong);
  },
);
