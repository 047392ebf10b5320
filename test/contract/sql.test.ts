import { join } from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import { engineOf } from "../../src/dialect/engines.js";
import { mssqlDialect } from "../../src/dialect/mssql/dialect.js";
import { refuseWrites } from "../../src/dialect/mssql/read-only.js";
import { boundOnce } from "../../src/dialect/mssql/values.js";
import { RecordingSession, type Recorded } from "./recording-session.js";
import { readableStatements } from "./readable-statements.js";
import { statementsOfSteps } from "./step-statements.js";
import { canParseTsql, mistakesInTsql, wordsInMixedCase } from "./tsql.js";

/** The other engines run the same statements for real (test/contract); this one is read by people and Microsoft's parser. */
test("what the steps send to SQL Server is what was reviewed", async () => {
  const statements = await statementsOfSteps(mssqlDialect, "crm7");
  await expect(readableStatements(mssqlDialect, "crm7", statements)).toMatchFileSnapshot(
    join("__snapshots__", "steps.mssql.sql"),
  );
});

/** SQL Server refuses a statement with more (error 8003); the text and its declarations are two of 2 100. */
const MOST_PARAMETERS = 2098;

describe("T-SQL", () => {
  let statements: readonly Recorded[];
  beforeAll(async () => {
    statements = await statementsOfSteps(mssqlDialect, "crm7");
  });

  test.skipIf(!canParseTsql)("every statement of every step is T-SQL", async () => {
    expect(await mistakesInTsql([...new Set(statements.map(({ text }) => text))])).toEqual([]);
  });

  test("so is what keeps others out of a table that rollback drops", async () => {
    const recording = new RecordingSession(mssqlDialect, "crm7", [], []);
    await mssqlDialect.whileTableIsLocked(recording.session, mssqlDialect.identifier("crm7", "s_shipment"), () =>
      Promise.resolve(),
    );
    const [locking] = recording.recorded;
    expect(locking?.text).toContain("FROM [crm7].[s_shipment] WITH (TABLOCKX, HOLDLOCK)");
    if (canParseTsql) expect(await mistakesInTsql([locking?.text ?? ""])).toEqual([]);
  });

  test.skipIf(!canParseTsql)(
    "so is what SQL Server alone is asked: its catalog, its locks, and what doctor looks at",
    async () => {
      const recording = new RecordingSession(mssqlDialect, "crm7", [], [[/AS answer/, () => [{ answer: 0, free: 1 }]]]);
      const session = { ...recording.session, dialect: mssqlDialect };
      await mssqlDialect.schemasWithTable(session, "person");
      await mssqlDialect.tables(session, "crm7");
      await mssqlDialect.tablesWithColumn(session, "crm7", ["legalbase_id"]);
      await mssqlDialect.columns(session, "crm7", ["person"]);
      await mssqlDialect.indexes(session, "crm7", ["person"]);
      await mssqlDialect.takeLock(session, "run");
      await mssqlDialect.holdsLock(session, "run");
      await mssqlDialect.releaseLock(session, "run");
      await mssqlDialect.setLockTimeout(session, 5_000);
      const inspection = engineOf(session.dialect).inspection;
      await inspection.isSupported(session);
      await inspection.rights(session, "crm7", ["person"]);
      await inspection.readOnlyReason(session);
      await inspection.settings(session, "crm7", ["person"]);
      await inspection.characters(session, "crm7", ["person"]);
      await inspection.space(session, { data: 1, log: 1 });
      await inspection.replicas(session);
      await inspection.openTransactions(session, 60);
      await inspection.backup(session);
      await inspection.isLocked(session, "run");
      const texts = recording.recorded.map(({ text }) => text);
      expect(texts.length).toBeGreaterThan(16);
      expect(await mistakesInTsql(texts)).toEqual([]);
    },
  );

  test("doctor may send all that it asks a SQL Server in a transaction that only reads", async () => {
    const recording = new RecordingSession(mssqlDialect, "crm7", [], []);
    const { session } = recording;
    const inspection = engineOf(session.dialect).inspection;
    await inspection.settings(session, "crm7", ["person"]);
    await inspection.space(session, { data: 1, log: 1 });
    await inspection.replicas(session);
    await session.query(mssqlDialect.sql`SELECT a FROM t ORDER BY a ${mssqlDialect.nth(5)}`);
    expect(recording.recorded.length).toBeGreaterThan(4);
    for (const { text } of recording.recorded) refuseWrites(text);
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

  test("no statement has more values than SQL Server takes, with 100 mapped types and 150 templates of three texts", async () => {
    const many = await statementsOfSteps(mssqlDialect, "crm7", { types: 100, templates: 150 });
    const bound = many.map((statement) => ({ ...statement, values: boundOnce(statement).values.length }));
    expect(bound.filter(({ values }) => values > MOST_PARAMETERS)).toEqual([]);
    const most = (step: string): number => Math.max(...bound.filter((one) => one.step === step).map(({ values }) => values));
    expect(most("apply interests-to-subscriptions")).toBeGreaterThan(200);
    expect(most("apply template-links")).toBeGreaterThan(900);
  });

  test("the plan of the interests gathers the mailing history no more often for many mapped types than for one", async () => {
    const gathered = async (types: number): Promise<number> => {
      const recorded = await statementsOfSteps(mssqlDialect, "crm7", { types, templates: 0 });
      const texts = recorded.filter(({ step }) => step === "plan interests-to-subscriptions").map(({ text }) => text);
      return texts.join().split("[s_shipment_addr]").length;
    };
    expect(await gathered(1)).toBeGreaterThan(1);
    expect(await gathered(50)).toBe(await gathered(1));
  });

  test("has no words that the user may not need rights for", () => {
    for (const { text } of statements) expect(text).not.toMatch(/\b(MERGE|OUTPUT|TRUNCATE|EXEC)\b/i);
  });

  test.skipIf(!canParseTsql)("the words of other engines are none", async () => {
    const foreign = [
      "SELECT a FROM t LIMIT 5",
      "SELECT a FROM t ORDER BY a OFFSET 5",
      "SELECT a FROM t OFFSET 5 ROWS FETCH NEXT 1 ROWS ONLY",
      "UPDATE t SET a = 1 LIMIT 4",
      "INSERT INTO t (a) VALUES (1) RETURNING a",
      "DELETE FROM t RETURNING a",
      "INSERT INTO t (a) VALUES (1) ON CONFLICT DO NOTHING",
      "SELECT a FROM t FOR UPDATE",
      "SELECT a::int FROM t",
      "SELECT a || b FROM t",
      "SELECT DISTINCT ON (a) b FROM t",
      "CREATE TABLE IF NOT EXISTS t (a int)",
      "SELECT DATE_FORMAT(a, '%Y') FROM t",
      "SELECT LENGTH(a) FROM t",
      "SELECT TRIM(a) FROM t",
      "SELECT a FROM t JOIN u USING (a)",
      "SELECT a FROM t WHERE a ILIKE 'b'",
      "SELECT a FROM t WHERE a <=> b",
      "SELECT `a` FROM t",
      "SELECT ROW_NUMBER( OVER (ORDER BY a) FROM t",
      "SELECT TOP a FROM",
      "THROW 50000, CONCAT(N'a', N'b'), 1;",
    ];
    expect((await mistakesInTsql(foreign)).map(({ text }) => text)).toEqual(foreign);
  });
});
