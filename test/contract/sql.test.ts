import { join } from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import type { Dialect } from "../../src/dialect/dialect.js";
import { mariadbDialect } from "../../src/dialect/mysql/mariadb.js";
import { inspectionOf } from "../../src/dialect/inspection.js";
import { mssqlDialect } from "../../src/dialect/mssql/dialect.js";
import { mysqlDialect } from "../../src/dialect/mysql/mysql.js";
import { postgresDialect } from "../../src/dialect/postgres/dialect.js";
import { RecordingSession, type Recorded } from "./recording-session.js";
import { readableStatements } from "./readable-statements.js";
import { statementsOfSteps } from "./step-statements.js";
import { mistakesInTsql, wordsInMixedCase } from "./tsql.js";

const DIALECTS: readonly Dialect[] = [postgresDialect, mysqlDialect, mariadbDialect, mssqlDialect];

describe.each(DIALECTS.map((dialect) => ({ engine: dialect.engine, dialect })))(
  "what the steps send to $engine",
  ({ engine, dialect }) => {
    test("is what was reviewed", async () => {
      const statements = await statementsOfSteps(dialect, "crm7");
      await expect(readableStatements(dialect, "crm7", statements)).toMatchFileSnapshot(
        join("__snapshots__", `steps.${engine}.sql`),
      );
    });
  },
);

/** Functions that tell of the server, its rights and its locks. */
const OF_SERVER =
  "APPLOCK_MODE APPLOCK_TEST CONVERT DATABASEPROPERTYEX DATEDIFF DB_ID DB_NAME FILEPROPERTY HAS_PERMS_BY_NAME QUOTENAME SERVERPROPERTY TYPE_NAME USER_NAME".split(
    " ",
  );

describe("T-SQL", () => {
  let statements: readonly Recorded[];
  beforeAll(async () => {
    statements = await statementsOfSteps(mssqlDialect, "crm7");
  });

  test("every statement of every step is T-SQL", async () => {
    const texts = [...new Set(statements.map(({ text }) => text))];
    const mistakes = await Promise.all(texts.map(async (text) => ({ text, mistakes: await mistakesInTsql(text) })));
    expect(mistakes.filter((each) => each.mistakes.length > 0)).toEqual([]);
  });

  test("so is what keeps others out of a table that rollback drops", async () => {
    const recording = new RecordingSession(mssqlDialect, "crm7", [], []);
    await mssqlDialect.whileTableIsLocked(recording.session, mssqlDialect.identifier("crm7", "s_shipment"), () =>
      Promise.resolve(),
    );
    const [locking] = recording.recorded;
    expect(locking?.text).toContain("FROM [crm7].[s_shipment] WITH (TABLOCKX, HOLDLOCK)");
    expect(await mistakesInTsql(locking?.text ?? "")).toEqual([]);
  });

  test("so is what SQL Server alone is asked: its catalog, its locks, and what doctor looks at", async () => {
    const recording = new RecordingSession(mssqlDialect, "crm7", [], [[/AS answer/, () => [{ answer: 0, free: 1 }]]]);
    const session = { ...recording.session, dialect: mssqlDialect };
    await mssqlDialect.schemasWithTable(session, "person");
    await mssqlDialect.columns(session, "crm7");
    await mssqlDialect.indexes(session, "crm7");
    await mssqlDialect.takeLock(session, "run");
    await mssqlDialect.holdsLock(session, "run");
    await mssqlDialect.releaseLock(session, "run");
    await mssqlDialect.setLockTimeout(session, 5_000);
    const inspection = inspectionOf(session);
    await inspection.isSupported(session);
    await inspection.rights(session, "crm7");
    await inspection.readOnlyReason(session);
    await inspection.settings(session, "crm7", ["person"]);
    await inspection.characters(session, "crm7", ["person"]);
    await inspection.space(session, { data: 1, log: 1 });
    await inspection.replicas(session);
    await inspection.openTransactions(session, 60);
    await inspection.backup(session);
    await inspection.isLocked(session, "run");
    // The parser does not know how a procedure's answer is taken.
    const texts = recording.recorded.map(({ text }) => text.replace("EXEC @answer = ", "EXEC "));
    expect(texts.length).toBeGreaterThan(16);
    const mistakes = await Promise.all(texts.map(async (text) => ({ text, mistakes: await mistakesInTsql(text, OF_SERVER) })));
    expect(mistakes.filter((each) => each.mistakes.length > 0)).toEqual([]);
  });

  test("plan and apply of every step are among them", () => {
    const said = (words: RegExp): boolean => statements.some(({ text }) => words.test(text));
    for (const words of [
      /ROW_NUMBER\(\) OVER/,
      /TOP \(/,
      /WITH \(UPDLOCK, ROWLOCK\)/,
      /INSERT INTO \[crm7\]\.\[ConsentPerson\]/,
      /CREATE TABLE/,
      /ALTER TABLE/,
    ]) {
      expect([words, said(words)]).toEqual([words, true]);
    }
    expect(new Set(statements.map(({ step }) => step))).toMatchSnapshot();
  });

  test("names of ours are in lower case throughout: in a case-sensitive collation they are others else", () => {
    // What is quoted is as the catalog has it; T-SQL's own words are in capitals, and its types and styles in lower case.
    expect(statements.flatMap(({ text }) => wordsInMixedCase(text))).toEqual([]);
  });

  test("has no words that the user may not need rights for", () => {
    for (const { text } of statements) expect(text).not.toMatch(/\b(MERGE|OUTPUT|TRUNCATE|EXEC)\b/i);
  });

  test.each([
    ["SELECT a FROM t LIMIT 5", "LIMIT"],
    ["SELECT a FROM t ORDER BY a OFFSET 5", "OFFSET"],
    ["SELECT a FROM t OFFSET 5 ROWS FETCH NEXT 1 ROWS ONLY", "OFFSET"],
    ["UPDATE t SET a = 1 LIMIT 4", "LIMIT"],
    ["INSERT INTO t (a) VALUES (1) RETURNING a", "RETURNING"],
    ["DELETE FROM t RETURNING a", "RETURNING"],
    ["INSERT INTO t (a) VALUES (1) ON CONFLICT DO NOTHING", "ON CONFLICT"],
    ["SELECT a FROM t FOR UPDATE", "FOR UPDATE"],
    ["SELECT a::int FROM t", "::"],
    ["SELECT a || b FROM t", "||"],
    ["SELECT DISTINCT ON (a) b FROM t", "DISTINCT ON"],
    ["CREATE TABLE IF NOT EXISTS t (a int)", "IF NOT EXISTS"],
    ["SELECT DATE_FORMAT(a, '%Y') FROM t", "the function DATE_FORMAT"],
    ["SELECT LENGTH(a) FROM t", "the function LENGTH"],
    ["SELECT TRIM(a) FROM t", "TRIM"],
    ["SELECT `a` FROM t", ""],
    ["SELECT ROW_NUMBER( OVER (ORDER BY a) FROM t", ""],
    ["SELECT TOP a FROM", ""],
  ])("%s is none", async (statement, words) => {
    expect((await mistakesInTsql(statement)).join()).toContain(words);
    expect(await mistakesInTsql(statement)).not.toEqual([]);
  });
});
