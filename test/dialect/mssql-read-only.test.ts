import { expect, test } from "vitest";
import { refuseWrites } from "../../src/dialect/mssql/read-only.js";

test.each([
  "SELECT 1",
  "\n  SELECT [update], 'delete from x; drop' AS a, \"insert\" FROM [set] -- exec\n WHERE updated > 1 /* into */",
  "WITH evidence AS (SELECT person_id FROM [crm7].[person]) SELECT COUNT_BIG(*) FROM evidence",
  "SELECT N'it''s; delete' AS a",
  "SELECT a FROM t ORDER BY a OFFSET 4 ROWS FETCH NEXT 1 ROWS ONLY",
])("lets pass: %s", (statement) => {
  expect(() => {
    refuseWrites(statement);
  }).not.toThrow();
});

test.each([
  "UPDATE t SET a = 1",
  "INSERT INTO t SELECT 1",
  "DELETE FROM t",
  "SELECT a INTO b FROM t",
  "SELECT 1; DELETE FROM t",
  "SELECT 1 DELETE FROM t",
  "WITH x AS (SELECT 1 AS a) UPDATE x SET a = 2",
  "EXEC sp_who",
  "SELECT NEXT VALUE FOR s",
  "SELECT NEXT\n  VALUE FOR s",
  "SELECT '' EXEC('DELETE FROM t')",
  "SELECT 'it''s' TRUNCATE TABLE t",
  "/* SELECT */ DROP TABLE t",
  "SET LOCK_TIMEOUT 1",
  "",
])("refuses: %s", (statement) => {
  expect(() => {
    refuseWrites(statement);
  }).toThrow(expect.objectContaining({ name: "DatabaseError", kind: "read-only", statement }));
});
