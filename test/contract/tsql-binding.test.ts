import { expect, test } from "vitest";
import { mssqlDialect } from "../../src/dialect/mssql/dialect.js";
import { wholeTsqlScript } from "../script/whole-tsql-script.js";
import { batchesOf } from "../script/tds-batches.js";
import { statementsOfSteps } from "./step-statements.js";
import { canParseTsql, mistakesInTsql } from "./tsql.js";
import { isAboutTables, tsqlObjects } from "./tsql-objects.js";

const TABLES = tsqlObjects("crm7");
const OBJECTS = ["CREATE SCHEMA [crm7]", ...TABLES];

test.skipIf(!canParseTsql)(
  "the tables and indexes of the sample and the ledger are created in T-SQL of every version",
  { timeout: 300_000 },
  async () => {
    expect(TABLES.length).toBeGreaterThan(1_000);
    expect(await mistakesInTsql(TABLES)).toEqual([]);
  },
);

test.skipIf(!canParseTsql)(
  "every table and column of every statement is one of the vendor's database reference, or ours, capitals and all",
  { timeout: 300_000 },
  async () => {
    const statements = (await statementsOfSteps(mssqlDialect, "crm7")).map(({ text }) => text);
    const batches = batchesOf(await wholeTsqlScript());
    const texts = [...new Set([...statements, ...batches])].filter(isAboutTables);
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
