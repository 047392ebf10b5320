import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { Report } from "../../src/report/report.js";
import { enginesAtHand, type TestDatabase } from "../engines/engines.js";
import { CuttingProxy } from "./cutting-proxy.js";
import { FaultedDatabase } from "./sample-database.js";
import { statementIn } from "./statement-in.js";
import { sql } from "../../src/dialect/sql.js";

const PERSONS = 150;

/** What each engine's driver sends where a transaction ends; SQL Server's text is UTF-16. */
function endsTransaction(piece: Buffer): boolean {
  return piece.includes("COMMIT") || piece.includes(Buffer.from("COMMIT", "utf16le"));
}

describe.each(enginesAtHand())("the connection to $name", (engine) => {
  const databases: TestDatabase[] = [];
  let undisturbed: FaultedDatabase;
  let cut: FaultedDatabase;
  let proxy: CuttingProxy;

  beforeAll(async () => {
    for (const label of ["whole", "cut"]) databases.push(await engine.createDatabase(label));
    const [first, second] = databases.map(({ url }) => url);
    undisturbed = await FaultedDatabase.create(first ?? "", { persons: PERSONS, era: "8.1" });
    cut = await FaultedDatabase.create(second ?? "", { persons: PERSONS, era: "8.1" });
    proxy = await CuttingProxy.before(cut.url);
  });

  afterAll(async () => {
    await proxy.close();
    await undisturbed.close();
    await cut.close();
    for (const database of databases) await database.drop();
  });

  it("is cut here and there and around commits: tried again, nothing twice, nothing skipped", async () => {
    expect(await undisturbed.run(["apply", "--yes", "--quiet"])).toMatchObject({ exitCode: 0 });
    let pieces = 0;
    let commits = 0;
    proxy.cut = (piece) => {
      pieces += 1;
      if (endsTransaction(piece)) {
        commits += 1;
        // Every seventh answer to a commit is lost, and every eleventh commit does not arrive.
        if (commits % 7 === 0) return "after";
        if (commits % 11 === 0) return "before";
      }
      return pieces % 173 === 0 ? "before" : "no";
    };
    const through = await cut.run(["apply", "--yes", "--quiet"], proxy.urlOf(cut.url));
    expect(through, through.stderr).toMatchObject({ exitCode: 0 });
    expect(proxy.cuts).toBeGreaterThan(5);
    expect(await cut.dump()).toEqual(await undisturbed.dump());
    const verified = await cut.run(["verify", "--quiet"]);
    expect(verified, verified.stdout + verified.stderr).toMatchObject({ exitCode: 0 });
  }, 900_000);
});

describe.each(enginesAtHand())("a server of $name that stays away", (engine) => {
  const MOMENTS = [
    { when: "from the twentieth commit on", statement: /\bCOMMIT\b/, time: 20 },
    { when: "when all is done but the end", statement: /update .{1,80}consent_upgrade_run.{1,200}finished_at/is, time: 1 },
  ];

  it.each(MOMENTS)(
    "$when: ends with 1, what was done, and how to go on, once retrySeconds are over",
    async ({ statement, time }) => {
      const database = await engine.createDatabase("gone");
      const crm = await FaultedDatabase.create(database.url, {
        persons: 120,
        era: "8.2",
        configuration: "run: { maxBatch: 20, retrySeconds: 1 }\n",
      });
      const proxy = await CuttingProxy.before(database.url);
      let seen = 0;
      proxy.cut = (piece) => {
        if (statementIn(piece, statement)) seen += 1;
        return seen >= time ? "before" : "no";
      };
      const failed = await crm.run(["apply", "--yes", "--quiet", "--format", "json"], proxy.urlOf(database.url));
      expect(failed.exitCode, failed.stderr).toBe(1);
      expect(failed.stderr).toMatch(/run the same command again to go on/);
      expect(failed.stderr).not.toMatch(/^ +at /m);
      const report = Report.parse(JSON.parse(failed.stdout));
      expect(report).toMatchObject({ outcome: "failed", consents: [] });
      const told = report.steps.reduce((sum, { changes }) => sum + changes.inserted, 0);
      expect(told).toBe(await sumOfBatches(crm));
      expect(told).toBeGreaterThan(0);
      await proxy.close();
      const resumed = await crm.run(["apply", "--yes", "--quiet", "--format", "json"]);
      expect(resumed, resumed.stderr).toMatchObject({ exitCode: 0 });
      expect(JSON.parse(resumed.stdout)).toMatchObject({ outcome: "applied", error: null });
      await crm.close();
      await database.drop();
    },
    120_000,
  );
});

/** Rows that were inserted, as the ledger has it. */
async function sumOfBatches({ session }: FaultedDatabase): Promise<number> {
  const [row] = await session.query<{ n: unknown }>(sql`SELECT SUM(inserted) AS n FROM consent_upgrade_batch`);
  return Number(row?.n);
}
