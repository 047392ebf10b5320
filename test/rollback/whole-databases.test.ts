import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { createSample } from "../../fixtures/create-sample.js";
import { changesOf } from "./changes-of.js";
import { enginesAtHand } from "../engines/engines.js";
import { CrmDatabases } from "../support/crm-databases.js";
import { rollBackOn } from "./rollback-command.js";

/** Everything that can be turned on, so that every kind of row is written. */
const EVERYTHING = {
  emarketingPrivacy: true,
  defaultLegalBasis: "61F",
  run: { maxBatch: 90 },
} as const;

// SQL Server's stand-in takes seconds for what others do in milliseconds.
vi.setConfig({ testTimeout: 600_000, hookTimeout: 600_000 });

describe.each(enginesAtHand())("$name", (engine) => {
  let databases: CrmDatabases;
  beforeAll(async () => {
    databases = await CrmDatabases.on(engine, "rollback whole");
  });
  afterAll(() => databases.end());

  test.each(["8.1", "8.2"] as const)(
    "a sample of era %s is the same again, and can be applied and undone once more",
    async (era) => {
      const crm = await databases.schema();
      await createSample(crm.session, { persons: 220, seed: 3, era });
      const before = await crm.dump();
      const wish = { settings: EVERYTHING };
      const applied = await crm.apply(wish);
      const after = await crm.dump();
      expect(after).not.toEqual(before);

      const dry = await rollBackOn(crm.address, { ...wish, dryRun: true });
      expect(dry).toMatchObject({
        exitCode: 0,
        report: { outcome: "changes-pending", runId: applied.report.runId, attention: [] },
      });
      expect(await crm.dump()).toEqual(after);

      const rolledBack = await rollBackOn(crm.address, wish);
      expect(rolledBack).toMatchObject({
        exitCode: 0,
        report: { outcome: "rolled-back", runId: applied.report.runId, error: null },
      });
      expect(changesOf(rolledBack.report)).toEqual(changesOf(dry.report));
      const undone = Object.values(changesOf(rolledBack.report));
      const written = applied.report.steps.map(({ changes }) => changes);
      expect(undone.reduce((sum, { deleted }) => sum + deleted, 0)).toBe(
        written.reduce((sum, { inserted }) => sum + inserted, 0),
      );
      expect(undone.reduce((sum, { updated }) => sum + updated, 0)).toBe(written.reduce((sum, { updated }) => sum + updated, 0));
      expect(rolledBack.report.attention.map(({ code }) => code)).not.toContain("CHANGED_SINCE");
      expect(await crm.dump()).toEqual(before);

      const again = await crm.apply(wish);
      expect(again.report.steps.map(({ id, changes }) => ({ id, changes }))).toEqual(
        applied.report.steps.map(({ id, changes }) => ({ id, changes })),
      );
      await expect(rollBackOn(crm.address, { ...wish, dropLedger: true })).resolves.toMatchObject({ exitCode: 0 });
      expect(await crm.dump()).toEqual(before);
      expect(await rollBackOn(crm.address)).toMatchObject({ exitCode: 0, report: { outcome: "nothing-to-do" } });
    },
  );
});
