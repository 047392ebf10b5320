import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { enginesAtHand, type TestDatabase } from "../engines/engines.js";
import { ended, FaultedDatabase } from "./sample-database.js";

const PERSONS = 300;
/** A pause between batches, so that a signal comes while the run is at work. */
const SLOW = "run: { maxBatch: 20, pauseMs: 150 }\n";

const SIGNALS = [
  ["SIGINT", 130],
  ["SIGTERM", 143],
  ["SIGHUP", 129],
] as const;

describe.each(enginesAtHand())("stopped on $name", (engine) => {
  let database: TestDatabase;
  let crm: FaultedDatabase;

  beforeAll(async () => {
    database = await engine.createDatabase("signals");
    crm = await FaultedDatabase.create(database.url, { persons: PERSONS, era: "8.2", configuration: SLOW });
  });

  afterAll(async () => {
    await crm.close();
    await database.drop();
  });

  async function untilAtWork(): Promise<void> {
    const before = await crm.count("consent_upgrade_batch").catch(() => 0);
    for (let look = 0; look < 200; look += 1) {
      if ((await crm.count("consent_upgrade_batch").catch(() => 0)) > before) return;
      await sleep(50);
    }
    throw new Error("the run did not begin");
  }

  it.each(SIGNALS)("%s ends with %i, a sentence, and no lock left", async (signal, exitCode) => {
    const child = crm.start(["apply", "--yes", "--quiet", "--format", "json"]);
    const end = ended(child);
    await untilAtWork();
    child.kill(signal);
    const result = await end;
    expect(result.exitCode, result.stderr).toBe(exitCode);
    expect(result.stderr).toMatch(/Stopped by .*\n.*run the same command again to go on/s);
    const report = JSON.parse(result.stdout) as { readonly outcome: string; readonly runId: string };
    expect(report).toMatchObject({ outcome: "interrupted", error: { code: "INTERRUPTED" } });
    expect(await crm.count("consent_upgrade_run", "status = 'interrupted'")).toBe(1);
  });

  it("refuses a second run at once, naming the first, while plan and status go on", async () => {
    const first = crm.start(["apply", "--yes", "--quiet"]);
    const end = ended(first);
    await untilAtWork();
    const [second, plan, status] = await Promise.all([crm.run(["apply", "--yes"]), crm.run(["plan"]), crm.run(["status", "--format", "json"])]);
    expect(second.exitCode, second.stderr).toBe(4);
    expect(second.stderr).toMatch(/Another run is at work on this database: .+ since \d{4}-/);
    expect(plan, plan.stderr).toMatchObject({ exitCode: 0 });
    expect(status, status.stderr).toMatchObject({ exitCode: 0 });
    const { exitCode, stderr } = await end;
    expect(exitCode, stderr).toBe(0);
  });
});
