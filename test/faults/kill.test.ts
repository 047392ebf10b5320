import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { enginesAtHand, type TestDatabase } from "../engines/engines.js";
import { ended, FaultedDatabase } from "./sample-database.js";

/** CI kills more often. */
const KILLS = Number(process.env["CONSENT_TEST_KILLS"] ?? 5);
const PERSONS = 400;

/** Most attempts that a killed run may need besides the killed ones. */
const MOST_ATTEMPTS = 5;

describe.each(enginesAtHand())("killed on $name", (engine) => {
  const databases: TestDatabase[] = [];
  let undisturbed: FaultedDatabase;
  let killed: FaultedDatabase;

  beforeAll(async () => {
    for (const label of ["undisturbed", "killed"]) databases.push(await engine.createDatabase(label));
    const [first, second] = databases.map(({ url }) => url);
    undisturbed = await FaultedDatabase.create(first ?? "", { persons: PERSONS, era: "8.1" });
    killed = await FaultedDatabase.create(second ?? "", { persons: PERSONS, era: "8.1" });
  });

  afterAll(async () => {
    await undisturbed.close();
    await killed.close();
    for (const database of databases) await database.drop();
  });

  it("goes on, and ends like a run that was left alone", async () => {
    const started = performance.now();
    const calm = await undisturbed.run(["apply", "--yes", "--quiet"]);
    const whole = performance.now() - started;
    expect(calm, calm.stderr).toMatchObject({ exitCode: 0 });

    let interrupted = 0;
    for (let kill = 0; kill < KILLS; kill += 1) {
      const child = killed.start(["apply", "--yes", "--quiet"]);
      const end = ended(child);
      await sleep(120 + Math.random() * Math.max(250, (whole * 1.5) / Math.min(KILLS, 8)));
      child.kill("SIGKILL");
      const { signal, exitCode, stderr } = await end;
      if (signal === "SIGKILL") interrupted += 1;
      else expect(exitCode, stderr).toBe(0);
    }
    expect(interrupted).toBeGreaterThan(0);
    let last = await killed.run(["apply", "--yes", "--quiet"]);
    // The server may need a moment to notice that the killed process is gone, and to release its lock.
    for (let attempt = 1; attempt < MOST_ATTEMPTS && last.exitCode === 4; attempt += 1) {
      await sleep(500);
      last = await killed.run(["apply", "--yes", "--quiet"]);
    }
    expect(last, last.stderr).toMatchObject({ exitCode: 0 });
    expect(await killed.dump()).toEqual(await undisturbed.dump());
    expect(await killed.count("consent_upgrade_history")).toBe(0);
    expect(await killed.count("consent_upgrade_run", "status <> 'finished'")).toBe(0);
    const again = await killed.run(["apply", "--yes", "--quiet", "--format", "json"]);
    expect(JSON.parse(again.stdout)).toMatchObject({ outcome: "nothing-to-do", runId: null });
    const verified = await killed.run(["verify", "--quiet"]);
    expect(verified, verified.stdout + verified.stderr).toMatchObject({ exitCode: 0 });
  }, 900_000);
});
