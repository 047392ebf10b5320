import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { startInTerminal, type ProgramInTerminal } from "../cli/run-in-terminal.js";
import { enginesAtHand, type TestDatabase } from "../engines/engines.js";
import { FaultedDatabase, PATIENCE } from "./sample-database.js";

const PERSONS = 300;
const SLOW = "run: { maxBatch: 20, pauseMs: 100 }\n";

// What a terminal shows does not depend on the engine: one is enough. Other systems have another `script`.
describe.skipIf(process.platform !== "linux").each(enginesAtHand().slice(0, 1))("apply in a terminal, on $name", (engine) => {
  let database: TestDatabase;
  let crm: FaultedDatabase;

  beforeAll(async () => {
    database = await engine.createDatabase("terminal");
    crm = await FaultedDatabase.create(database.url, { persons: PERSONS, era: "8.2", configuration: SLOW });
  });

  afterAll(async () => {
    await crm.close();
    await database.drop();
  });

  function startApply(columns: number, ...options: readonly string[]): ProgramInTerminal {
    return startInTerminal(["apply", "--yes", "--output", "report.txt", ...options], columns, crm.around(database.url));
  }

  async function untilItSays({ terminal }: ProgramInTerminal, text: RegExp): Promise<void> {
    await vi.waitFor(() => expect(terminal.screen.join("\n")).toMatch(text), { timeout: 60_000, interval: 30 });
  }

  it(
    "Ctrl-C: the bar stays with what was done, the sentences stand below each other",
    async () => {
      const program = startApply(80);
      await untilItSays(program, /sales-and-service {2}\[#+\.+\] .*\d+ s left/);
      program.type("\u0003");
      expect(await program.ended).toBe(130);
      const rows = program.terminal.screen.slice(program.terminal.screen.findIndex((row) => row.includes("Stopping")));
      expect(rows[0]).toMatch(/Stopping at the end of this batch\. Press Ctrl-C again to cancel it now\.$/);
      expect(rows[1]).toMatch(/^sales-and-service {2}\[#+\.+\] {2}\d+% {2}\d+\/300 {2}\d+ rows {2}\d+\.\d s$/);
      expect(rows[2]).toMatch(/^consent-upgrade: Stopped by Ctrl-C in the step sales-and-service/);
      expect(program.terminal.frames.flat().join("")).not.toContain("\u001b");
    },
    PATIENCE,
  );

  it(
    "closed in the middle: the batch ends, the lock goes, and the next run goes on",
    async () => {
      const program = startApply(80);
      const before = await crm.count("consent_upgrade_batch");
      await crm.untilBatches(before + 2);
      program.closeTerminal();
      await program.ended;
      await vi.waitFor(async () => expect(await crm.count("consent_upgrade_run", "status = 'interrupted'")).toBe(1), {
        timeout: 20_000,
        interval: 50,
      });
      await vi.waitFor(async () => expect(await crm.isLockFree()).toBe(true), { timeout: 20_000, interval: 50 });
      await sleep(300);
      expect(await crm.count("consent_upgrade_run", "status = 'interrupted'")).toBe(1);
    },
    PATIENCE,
  );

  it(
    "narrow: every bar whole, each step once, nothing else",
    async () => {
      const { terminal, ended } = startApply(46);
      expect(await ended).toBe(0);
      expect(terminal.brokenLines).toBe(0);
      expect(terminal.screen).toEqual([
        expect.stringMatching(/^sales-and-servi… {2}\[#{6,}\] {2}300\/300 {2}\d+ rows$/),
        expect.stringMatching(/^emarketing-from… {2}\[#{6,}\] {2}300\/300 {2}\d+ rows$/),
        expect.stringMatching(/^no-mailings-to-… {2}\[#{6,}\] {2}300\/300 {2}\d+ rows$/),
        expect.stringMatching(/^subscription-types {2}\[#{6,}\] {2}4\/4 {2}4 rows$/),
        expect.stringMatching(/^template-links {2}\[#{6,}\] {2}(\d+)\/\1 {2}\d+ rows$/),
        "",
      ]);
    },
    PATIENCE,
  );

  it(
    "--quiet: nothing",
    async () => {
      const { terminal, ended } = startApply(80, "--quiet", "--rerun", "no-mailings-to-withdrawn");
      expect(await ended).toBe(0);
      expect(terminal.screen).toEqual([""]);
    },
    PATIENCE,
  );
});
