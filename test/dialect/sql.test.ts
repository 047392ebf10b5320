import { expect, test } from "vitest";
import { mssqlDialect } from "../../src/dialect/mssql/dialect.js";
import { mysqlDialect } from "../../src/dialect/mysql/dialect.js";
import { postgresDialect } from "../../src/dialect/postgres/dialect.js";
import { compileSql, identifier, literalSql, sql } from "../../src/dialect/sql.js";

test("one piece becomes the statement of each engine", () => {
  const { join } = sql;
  const conditions = join([sql`${identifier("p", "key")} = ${7}`, sql`p.name IN (${["a", "b"]})`], " AND ");
  const piece = sql`SELECT 1 FROM ${identifier("crm", "Person")} p WHERE ${conditions}`;
  expect(compileSql(postgresDialect, piece)).toEqual({
    text: `SELECT 1 FROM "crm"."Person" p WHERE "p"."key" = $1 AND p.name IN ($2, $3)`,
    values: [7, "a", "b"],
  });
  expect(compileSql(mysqlDialect, piece).text).toBe("SELECT 1 FROM `crm`.`Person` p WHERE `p`.`key` = ? AND p.name IN (?, ?)");
  expect(compileSql(mssqlDialect, piece).text).toBe(
    "SELECT 1 FROM [crm].[Person] p WHERE [p].[key] = @p0 AND p.name IN (@p1, @p2)",
  );
  expect(literalSql(mssqlDialect, piece)).toBe("SELECT 1 FROM [crm].[Person] p WHERE [p].[key] = 7 AND p.name IN (N'a', N'b')");
});

test("an empty piece leaves no blanks behind, also within another one", () => {
  const nothing = sql``;
  const text = (piece: typeof nothing): string => compileSql(mysqlDialect, piece).text;
  expect(text(sql`SELECT ${nothing} a FROM t ${sql` ${nothing} `}`)).toBe("SELECT a FROM t ");
  expect(text(sql`${nothing} a${nothing} b`)).toBe("a b");
  expect(text(sql`a IN (${[nothing, 1, nothing, 2]})`)).toBe("a IN (?, ?)");
  expect(text(sql`(${sql.join([], " OR ")})`)).toBe("()");
});

test("pieces side by side stay apart", () => {
  expect(compileSql(mysqlDialect, sql`${1}${2}${identifier("a")}`).text).toBe("? ? `a`");
});

test("a literal question mark is refused: it would be a placeholder", () => {
  expect(() => sql`SELECT '?'`).toThrow('A literal "?" in SQL text');
});
