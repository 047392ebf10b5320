import { join } from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import { steps } from "../../migrations/steps.js";
import { engineOf } from "../../src/dialect/engines.js";
import { readCatalog, schemasWithTable, tableNames } from "../../src/dialect/catalog.js";
import { mssqlDialect } from "../../src/dialect/mssql/dialect.js";
import { refuseWrites } from "../../src/dialect/mssql/read-only.js";
import { BatchSize } from "../../src/work/batch-size.js";
import { boundOnce } from "../../src/dialect/mssql/values.js";
import { identifier, sql } from "../../src/dialect/sql.js";
import { RecordingSession, type Recorded } from "./recording-session.js";
import { readableStatements } from "./readable-statements.js";
import { statementsOfSteps } from "./step-statements.js";
import { argumentAt, canParseTsql, mistakesInTsql, wordsInMixedCase } from "./tsql.js";

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

  test("a step writes to the tables that it declares, in the way that it declares, and to no others", () => {
    const beside = /^(?:consent_upgrade_\w+|sequence|traveltransactionlog|CacheTables)$/i;
    const found = steps.flatMap(({ id, kind, writes }) => {
      const declared = Object.entries(writes).flatMap(([table, ways]) => ways.map((way) => `${way} ${table}`.toLowerCase()));
      const sent = statements
        .filter(({ step }) => step === `apply ${id}`)
        .flatMap(({ text }) => [...text.matchAll(/\b(INSERT|UPDATE)(?: INTO)? \[crm7\]\.\[(\w+)\]/g)])
        .filter(([, , table = ""]) => !beside.test(table))
        .map(([, way = "", table = ""]) => `${way} ${table}`.toLowerCase());
      expect(sent.length > 0 || kind === "schema" || kind === "texts", `${id} is recorded writing`).toBe(true);
      return sent.filter((each) => !declared.includes(each)).map((each) => `${id}: ${each}`);
    });
    expect(found).toEqual([]);
  });

  test("nobody has to read more than a hundred lines at a time", () => {
    const lines = statements.map(({ text }) => text.split("\n").filter((line) => line.trim() !== "").length);
    expect(Math.max(...lines)).toBeLessThan(100);
  });

  test.skipIf(!canParseTsql)("every statement of every step is T-SQL", async () => {
    expect(await mistakesInTsql([...new Set(statements.map(({ text }) => text))])).toEqual([]);
  });

  test("so is what keeps others out of a table that rollback drops", async () => {
    const recording = new RecordingSession(mssqlDialect, "crm7", [], []);
    await mssqlDialect.whileTableIsLocked(recording.session, identifier("crm7", "s_shipment"), () => Promise.resolve());
    const [locking] = recording.recorded;
    expect(locking?.text).toContain("FROM [crm7].[s_shipment] WITH (TABLOCKX, HOLDLOCK)");
    if (canParseTsql) expect(await mistakesInTsql([locking?.text ?? ""])).toEqual([]);
  });

  test.skipIf(!canParseTsql)(
    "so is what SQL Server alone is asked: its catalog, its locks, and what doctor looks at",
    async () => {
      const recording = new RecordingSession(mssqlDialect, "crm7", [], [[/AS answer/, () => [{ answer: 0, free: 1 }]]]);
      const session = { ...recording.session, dialect: mssqlDialect };
      await schemasWithTable(session, "person");
      await tableNames(session, "crm7");
      await readCatalog(session, { tables: ["person"], withColumns: ["legalbase_id"] });
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
    await session.query(sql`SELECT a FROM t ORDER BY a ${mssqlDialect.nth(5)}`);
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

  test("the plan of the interests gathers the mailing history once, however many types are mapped", async () => {
    const gathered = async (types: number): Promise<number> => {
      const recorded = await statementsOfSteps(mssqlDialect, "crm7", { types, templates: 0 });
      const texts = recorded.filter(({ step }) => step === "plan interests-to-subscriptions").map(({ text }) => text);
      return Math.max(...texts.map((text) => timesUsed(text, "GROUP BY s.id) s ON s.id = a.shipment_id")));
    };
    expect(await gathered(1)).toBe(1);
    expect(await gathered(50)).toBe(1);
    const twice = "WITH [a] AS (SELECT 1 FROM [t]), [b] AS (SELECT 1 FROM [a] JOIN [a] x) SELECT 1 FROM [b] JOIN [b] y";
    expect(timesUsed(twice, "FROM [t]")).toBe(4);
  });

  test("the plan that SQL Server keeps of a batch's first range fits all of them: none is more than twice as long, or everybody", () => {
    const first = new BatchSize(500, 50_000).persons;
    expect(mssqlDialect.maxRowsPerStatement).toBeLessThanOrEqual(2 * first);
    const sent = (command: string): ReadonlySet<string> =>
      new Set(statements.filter(({ step }) => step.startsWith(command)).map(({ text }) => text));
    const ranged = [...sent("apply ")].filter((text) => /person_id BETWEEN/.test(text));
    expect(ranged.length).toBeGreaterThan(5);
    expect(ranged.filter((text) => sent("plan ").has(text))).toEqual([]);
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

/** How often SQL Server works a piece out: it puts a named query in wherever its name stands. */
function timesUsed(statement: string, piece: string): number {
  const names = [...statement.matchAll(/(?:^\s*WITH |,\s*)\[(\w+)\] AS \(/g)];
  const bodyAt = (at: number): string => {
    const opening = at + (/AS \(/.exec(statement.slice(at))?.index ?? 0) + "AS ".length;
    return argumentAt(statement, opening);
  };
  const bodies = new Map(names.map((found) => [found[1] ?? "", bodyAt(found.index)]));
  const last = [...bodies.values()].at(-1);
  const main = last === undefined ? statement : statement.slice(statement.indexOf(last) + last.length);
  const within = (text: string): number => {
    let times = text.split(piece).length - 1;
    for (const [name, body] of bodies) {
      const places = text.split(new RegExp(`(?:FROM|JOIN) \\[${name}\\]`)).length - 1;
      if (places > 0) times += places * within(body);
    }
    return times;
  };
  return within(main);
}
