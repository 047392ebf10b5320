import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { enginesAtHand, type TestDatabase } from "../engines/engines.js";
import { CuttingProxy } from "./cutting-proxy.js";
import { FaultedDatabase } from "./sample-database.js";

const PERSONS = 300;

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
  it("ends with 1 and says how to go on, once retrySeconds are over", async () => {
    const database = await engine.createDatabase("gone");
    const crm = await FaultedDatabase.create(database.url, { persons: 200, era: "8.2", configuration: "run: { maxBatch: 20, retrySeconds: 1 }\n" });
    const proxy = await CuttingProxy.before(database.url);
    let commits = 0;
    proxy.cut = (piece) => {
      if (endsTransaction(piece)) commits += 1;
      return commits > 20 ? "before" : "no";
    };
    const failed = await crm.run(["apply", "--yes", "--quiet"], proxy.urlOf(database.url));
    expect(failed.exitCode, failed.stderr).toBe(1);
    expect(failed.stderr).toMatch(/run the same command again to go on/);
    await proxy.close();
    const resumed = await crm.run(["apply", "--yes", "--quiet", "--format", "json"]);
    expect(resumed, resumed.stderr).toMatchObject({ exitCode: 0 });
    expect(JSON.parse(resumed.stdout)).toMatchObject({ outcome: "applied", error: null });
    await crm.close();
    await database.drop();
  }, 120_000);
});
