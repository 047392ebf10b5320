import { setTimeout as sleep } from "node:timers/promises";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { enginesAtHand, type TestDatabase } from "../engines/engines.js";
import { CuttingProxy } from "../faults/cutting-proxy.js";
import { ended, FaultedDatabase } from "../faults/sample-database.js";
import { dumpDatabase, type DatabaseDump } from "../support/dump-database.js";
import { identifier, sql } from "../../src/dialect/sql.js";

/** CI kills more often; half as often as `apply`, of whose batches these are the pieces. */
const KILLS = Math.ceil(Number(process.env["CONSENT_TEST_KILLS"] ?? 5) / 2);
const PERSONS = 200;

vi.setConfig({ testTimeout: 900_000, hookTimeout: 600_000 });

/** What each engine's driver sends where a transaction ends; SQL Server's text is UTF-16. */
function endsTransaction(piece: Buffer): boolean {
  return piece.includes("COMMIT") || piece.includes(Buffer.from("COMMIT", "utf16le"));
}

describe.each(enginesAtHand())("a rollback on $name", (engine) => {
  let database: TestDatabase;
  let crm: FaultedDatabase;
  let before: DatabaseDump;

  beforeEach(async () => {
    database = await engine.createDatabase("rollback faults");
    crm = await FaultedDatabase.create(database.url, { persons: PERSONS, era: "8.1" });
    before = await dumpDatabase(crm.session);
    const applied = await crm.run(["apply", "--yes", "--quiet"]);
    expect(applied, applied.stderr).toMatchObject({ exitCode: 0 });
  });

  afterEach(async () => {
    await crm.close();
    await database.drop();
  });

  test("that is killed goes on, and ends at the database before", async () => {
    let interrupted = 0;
    // Slow enough to be at work when it is killed, on a fast machine too.
    await crm.configure("run: { maxBatch: 10, pauseMs: 20, retrySeconds: 20 }\n");
    for (let kill = 0; kill < KILLS; kill += 1) {
      const child = crm.start(["rollback", "--yes", "--quiet"]);
      const end = ended(child);
      await sleep(400 + Math.random() * 600);
      child.kill("SIGKILL");
      const { signal, exitCode, stderr } = await end;
      if (signal === "SIGKILL") interrupted += 1;
      else expect(exitCode, stderr).toBe(0);
    }
    expect(interrupted).toBeGreaterThan(0);
    let last = await crm.run(["rollback", "--yes", "--quiet"]);
    // The server may need a moment to notice that the killed process is gone, and to release its lock.
    for (let attempt = 1; attempt < 10 && last.exitCode === 4; attempt += 1) {
      await sleep(500);
      last = await crm.run(["rollback", "--yes", "--quiet"]);
    }
    expect(last, last.stderr).toMatchObject({ exitCode: 0 });
    expect(await dumpDatabase(crm.session)).toEqual(before);
    expect(await crm.count("consent_upgrade_run", "status <> 'rolled-back'")).toBe(0);
  });

  test("whose connection is cut around commits undoes nothing twice and leaves nothing", async () => {
    const proxy = await CuttingProxy.before(crm.url);
    let [pieces, commits] = [0, 0];
    proxy.cut = (piece) => {
      pieces += 1;
      if (endsTransaction(piece)) {
        commits += 1;
        // Every seventh answer to a commit is lost, and every eleventh commit does not arrive.
        if (commits % 7 === 0) return "after";
        if (commits % 11 === 0) return "before";
      }
      // Rarer than a page of templates has statements, or that page would never come to its end.
      return pieces % 997 === 0 ? "before" : "no";
    };
    const through = await crm.run(["rollback", "--yes", "--quiet", "--format", "json"], proxy.urlOf(crm.url));
    await proxy.close();
    expect(through, through.stderr).toMatchObject({ exitCode: 0 });
    expect(proxy.cuts).toBeGreaterThan(3);
    expect(await dumpDatabase(crm.session)).toEqual(before);
    const report = JSON.parse(through.stdout) as { steps: { changes: { deleted: number; updated: number } }[] };
    const sum = (of: "deleted" | "updated"): number => report.steps.reduce((total, { changes }) => total + changes[of], 0);
    const batches = await crm.session.query<{ inserted: unknown; updated: unknown }>(
      sql`SELECT SUM(inserted) AS inserted, SUM(updated) AS updated FROM ${identifier(crm.session.server.schema, "consent_upgrade_batch")}`,
    );
    expect({ inserted: sum("deleted"), updated: sum("updated") }).toEqual({
      inserted: Number(batches[0]?.inserted),
      updated: Number(batches[0]?.updated),
    });
  });
});
