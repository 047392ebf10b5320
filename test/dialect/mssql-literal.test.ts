import { expect, test } from "vitest";
import { mssqlDialect } from "../../src/dialect/mssql/dialect.js";
import { mssqlLiteral } from "../../src/dialect/mssql/literal.js";
import { literalSql, sql } from "../../src/dialect/sql.js";

test.each([
  { value: "it's å", literal: "N'it''s å'" },
  { value: "back\\slash", literal: "N'back\\slash'" },
  { value: "😀", literal: "N'😀'" },
  { value: "a\nå", literal: "REPLACE(N'a␊å' COLLATE Latin1_General_BIN2, NCHAR(9226), NCHAR(10))" },
  {
    value: "a\r\n\r\n",
    literal: "REPLACE(REPLACE(N'a␍␊␍␊' COLLATE Latin1_General_BIN2, NCHAR(9229), NCHAR(13)), NCHAR(9226), NCHAR(10))",
  },
  { value: "␊\n", literal: "REPLACE(N'␊\ue000' COLLATE Latin1_General_BIN2, NCHAR(57344), NCHAR(10))" },
  // sqlcmd puts a variable's value in the place of $(...), in texts as well.
  { value: "$(x) $5", literal: "REPLACE(N'\ue024(x) \ue0245' COLLATE Latin1_General_BIN2, NCHAR(57380), NCHAR(36))" },
  { value: "$5 ($)", literal: "N'$5 ($)'" },
  { value: null, literal: "NULL" },
  { value: -1, literal: "-1" },
  { value: new Date(Date.UTC(2013, 1, 3, 4, 5, 6, 789)), literal: "CONVERT(datetime, '2013-02-03T04:05:06.789', 126)" },
  { value: Buffer.from([0, 255]), literal: "0x00ff" },
])("SQL Server reads $literal", ({ value, literal }) => {
  expect(mssqlLiteral(value)).toBe(literal);
});

test("values stand where their placeholders were, also those with question marks", () => {
  const { cast } = mssqlDialect;
  const piece = sql`SELECT ${"a?"} AS a, ${cast("?b", { kind: "text", length: 5 })} AS b, ${2} AS c`;
  expect(literalSql(mssqlDialect, piece)).toBe("SELECT N'a?' AS a, CAST(N'?b' AS nvarchar(5)) AS b, 2 AS c");
});
