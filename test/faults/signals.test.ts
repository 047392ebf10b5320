import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { enginesAtHand, type TestDatabase } from "../engines/engines.js";
import { Report } from "../../src/report/report.js";
import { ended, FaultedDatabase, PATIENCE } from "./sample-database.js";
import { sql } from "../../src/dialect/sql.js";

const PERSONS = 300;
/** A pause between batches, so that a signal comes while the run is at work. */
const SLOW = "run: { maxBatch: 20, pauseMs: 250 }\n";

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

  /** Rows that were inserted, as the ledger has it. */
  async function inserted(): Promise<number> {
    const rows = await crm.session
      .query<{ n: unknown }>(sql`SELECT SUM(inserted) AS n FROM consent_upgrade_batch`)
      .catch(() => []);
    return Number(rows[0]?.n ?? 0);
  }

  it.each(SIGNALS)(
    "%s ends with %i, a sentence, what was done, and no lock left",
    async (signal, exitCode) => {
      const before = await inserted();
      const child = crm.start(["apply", "--yes", "--quiet", "--format", "json"]);
      const end = ended(child);
      await untilAtWork();
      child.kill(signal);
      const result = await end;
      expect(result.exitCode, result.stderr).toBe(exitCode);
      expect(result.stderr).toMatch(/Stopped by .*\n.*run the same command again to go on/s);
      const report = Report.parse(JSON.parse(result.stdout));
      expect(report).toMatchObject({ outcome: "interrupted", error: { code: "INTERRUPTED" } });
      const told = report.steps.reduce((sum, { changes }) => sum + changes.inserted, 0);
      expect(told).toBe((await inserted()) - before);
      expect(told).toBeGreaterThan(0);
      expect(await crm.count("consent_upgrade_run", "status = 'interrupted'")).toBe(1);
      expect(await crm.isLockFree()).toBe(true);
    },
    PATIENCE,
  );

  it(
    "a pause between batches is kept, and a signal ends it at once",
    async () => {
      await crm.configure("run: { maxBatch: 20, pauseMs: 600000 }\n");
      const before = await crm.count("consent_upgrade_batch");
      const child = crm.start(["apply", "--yes", "--quiet"]);
      const end = ended(child);
      await untilAtWork();
      await sleep(700);
      expect(await crm.count("consent_upgrade_batch")).toBe(before + 1);
      const asked = performance.now();
      child.kill("SIGTERM");
      expect((await end).exitCode).toBe(143);
      expect(performance.now() - asked).toBeLessThan(5_000);
      await crm.configure(SLOW);
    },
    PATIENCE,
  );

  it(
    "refuses a second run within a second, naming the first, while plan, status and verify go on",
    async () => {
      await crm.run(["plan", "--format", "json", "--output", "plan.json"]);
      const first = crm.start(["apply", "--yes", "--quiet"]);
      const end = ended(first);
      await untilAtWork();
      const status = await crm.run(["status", "--format", "json"]);
      // Other tests may be at work on this machine: then a program that does nothing takes longer as well, and the fastest of several tries counts.
      const tries: { readonly taken: number; readonly allowed: number }[] = [];
      for (let attempt = 0; attempt < 5 && !tries.some(({ taken, allowed }) => taken < allowed); attempt += 1) {
        const begun = performance.now();
        await crm.run(["--version"]);
        const asked = performance.now();
        const second = await crm.run(["apply", "--yes", "--format", "json"]);
        tries.push({ taken: performance.now() - asked, allowed: Math.max(1_000, 6 * (asked - begun)) });
        expect(second.exitCode, second.stderr).toBe(4);
        expect(second.stderr).toMatch(/Another run is at work on this database: .+ since \d{4}-/);
        expect(Report.parse(JSON.parse(second.stdout)).error?.code).toBe("LOCKED");
      }
      expect(tries, "milliseconds").toContainEqual(
        expect.toSatisfy(({ taken, allowed }: (typeof tries)[number]) => taken < allowed),
      );
      // Not after a plan and a question either.
      const asking = await crm.run(["apply", "--expect", "plan.json", "--yes"]);
      expect(asking, asking.stderr).toMatchObject({
        exitCode: 4,
        stderr: expect.stringContaining("Another run is at work") as string,
      });
      expect(status, status.stderr).toMatchObject({ exitCode: 0 });
      expect(JSON.parse(status.stdout)).toMatchObject({
        outcome: "changes-pending",
        runs: [
          {
            outcome: "running",
            atWork: {
              step: expect.stringMatching(/^[a-z-]+$/) as string,
              personsDone: expect.any(Number) as number,
              personsTotal: PERSONS,
              rowsWritten: expect.any(Number) as number,
              personsPerSecond: expect.any(Number) as number,
              secondsLeft: expect.any(Number) as number,
            },
          },
        ],
      });
      const [plan, verify] = await Promise.all([crm.run(["plan"]), crm.run(["verify", "--format", "json"])]);
      expect(plan, plan.stderr).toMatchObject({ exitCode: 0 });
      // What is done so far holds; that not all is done is the one thing wrong.
      const { checks } = Report.parse(JSON.parse(verify.stdout));
      expect(checks.filter(({ outcome }) => outcome !== "pass")).toMatchObject([
        { id: "applied", outcome: "fail", message: expect.stringMatching(/^Not finished: run .* \(running\)/) as string },
      ]);
      expect(verify.exitCode).toBe(3);
      expect(first.exitCode, "the run was to be at work all the time").toBeNull();
      const { exitCode, stderr } = await end;
      expect(exitCode, stderr).toBe(0);
    },
    PATIENCE,
  );
});
