import { beforeAll, describe, expect, test } from "vitest";
import { steps } from "../../migrations/steps.js";
import { mssqlDialect } from "../../src/dialect/mssql/dialect.js";
import { mssqlScript } from "../../src/dialect/mssql/script.js";
import { literalSql } from "../../src/dialect/sql.js";
import { canParseTsql, mistakesInTsql } from "../contract/tsql.js";
import { batchesOf } from "./tds-batches.js";
import { wholeTsqlScript } from "./whole-tsql-script.js";

/** The batch without the texts of its literals. */
function withoutTexts(batch: string): string {
  return batch.replaceAll(/N?'(?:[^']|'')*'/g, "''").replaceAll(/--.*$/gm, "");
}

describe("the script for SQL Server", () => {
  let batches: readonly string[];
  beforeAll(async () => {
    batches = batchesOf(await wholeTsqlScript());
  });

  test.skipIf(!canParseTsql)("is T-SQL in every batch", async () => {
    expect(await mistakesInTsql(batches)).toEqual([]);
  });

  test("declares its variables in the batch that uses them", () => {
    for (const batch of batches.map(withoutTexts)) {
      const declared = new Set(
        [...batch.matchAll(/DECLARE ([^;]+);/g)].flatMap(([, list = ""]) => [...list.matchAll(/@\w+/g)].map(String)),
      );
      const used = new Set([...batch.matchAll(/(?<!@)@cu_\w+/g)].map(String));
      expect([...used].filter((name) => !declared.has(name))).toEqual([]);
    }
  });

  test("says every step, and all that SQL Server must not read otherwise", () => {
    const whole = batches.join("\n");
    for (const { id } of steps) expect(whole).toContain(`-- Step ${id}`);
    expect(whole).toContain("[[link.subscription]]");
    // The template's own line with GO would end a batch: control characters are shown by their pictures.
    expect(batches.filter((batch) => batch.includes('href="[[link.subscription]]"'))).toHaveLength(1);
    expect(whole).not.toMatch(/[^\n]\\$/m);
  });

  test("plans the statements of a range for that range: of variables SQL Server does not look at the values", () => {
    const code = batches.map(withoutTexts).join("\n");
    const ranged = code
      .split(";")
      .filter((statement) => /BETWEEN @cu_(first|first_id)\b/.test(statement) && !/TOP \(/.test(statement));
    expect(ranged.length).toBeGreaterThan(10);
    expect(ranged.filter((statement) => !/OPTION \(RECOMPILE\)\s*$/.test(statement))).toEqual([]);
  });

  test("is shown to who runs it at once, and holds nothing that sqlcmd takes for a variable", () => {
    const whole = batches.join("\n");
    expect(whole).not.toMatch(/\bPRINT\b/);
    expect(whole).toMatch(/RAISERROR\(N'sales-and-service: up to contact %d', 0, 1, @cu_last\) WITH NOWAIT;/);
    expect(whole).toContain("RAISERROR(N'The upgrade is done.', 0, 1) WITH NOWAIT;");
    expect(whole).not.toContain("$(");
    // THROW takes a text, and no expression.
    expect(whole.match(/THROW (?!50000, N'(?:[^']|'')*', 1;)/g)).toBeNull();
  });

  test("messages are texts without control characters, and their percent signs are no parameters", () => {
    expect(mssqlScript.stop("100 %\nof $(x) it's")).toEqual(["THROW 50000, N'100 %% of $ (x) it''s', 1;"]);
    expect(mssqlScript.say("5 %")).toEqual(["RAISERROR(N'5 %%', 0, 1) WITH NOWAIT;"]);
  });

  test("wants a unique index where it relies on one", () => {
    const { hasIndex } = mssqlScript;
    const asked = (unique: boolean): string =>
      literalSql(mssqlDialect, hasIndex("crm7", "t", { name: "i", columns: ["a"], unique }));
    expect(asked(true)).toContain("i.is_unique = 1");
    expect(asked(false)).not.toContain("is_unique");
    expect(batches.join("\n")).toContain("i.is_unique = 1");
  });

  test("names a database of several words to sqlcmd as one", () => {
    expect(mssqlScript.instructions("My CRM", "a b.sql")[0]).toContain('-d "My CRM" -i "a b.sql"');
  });

  test("has nothing that SQL Server 2016 does not know", () => {
    for (const batch of batches.map(withoutTexts)) {
      expect(batch).not.toMatch(/\b(TRIM|STRING_AGG|CONCAT_WS|GREATEST|LEAST|LIMIT|RETURNING)\b\s*\(?/);
      expect(batch).not.toMatch(/\bFOR UPDATE\b|::|\|\|/);
    }
  });
});
