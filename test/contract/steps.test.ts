import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { steps } from "../../migrations/steps.js";
import { enginesAtHand } from "../engines/engines.js";
import { CrmDatabases, type TestCrm } from "../support/crm-databases.js";
import type { SettingsWish } from "../support/run-command.js";
import { ALL_STEPS, consentsByKey, INTERESTS, rows, SMALL_CRM, SMALL_CRM_CONSENTS } from "./small-crm.js";
import { figuresOf } from "./step-figures.js";

const EVERYTHING = { without: [], withLedger: true };
const NONE = { inserted: 0, updated: 0, deleted: 0 };

/** What each step does to the small CRM of era 8.1, one after the other. */
const EXPECTED = {
  "consent-schema": { changes: NONE, counts: { tables: 7, columns: 1, sequenceRows: 7 } },
  "reference-data": { changes: { ...NONE, inserted: 18 }, counts: { purposes: 2, legalBases: 7, sources: 9 } },
  "sales-and-service": { changes: { ...NONE, inserted: 5 }, counts: { persons: 5, alreadyRecorded: 0 } },
  "emarketing-from-mailing-history": { changes: { ...NONE, inserted: 2 }, counts: { persons: 2, alreadyRecorded: 0 } },
  "no-mailings-to-withdrawn": { changes: { ...NONE, inserted: 1 }, counts: { persons: 1, alreadyRecorded: 0 } },
  "subscription-types": { changes: { ...NONE, inserted: 4 }, counts: { types: 4, alreadyThere: 0 } },
  "template-links": { changes: { ...NONE, updated: 1 }, counts: { records: 2, links: 1 } },
  "interests-to-subscriptions": { changes: { ...NONE, inserted: 3 }, counts: { persons: 3, alreadyRecorded: 0 } },
  "default-legal-basis": { changes: { ...NONE, updated: 1 }, counts: { preferences: 1 } },
  "emarketing-privacy": { changes: { ...NONE, updated: 1 }, counts: { settings: 1 } },
} as const;

describe.each(enginesAtHand())("$name", (engine) => {
  let databases: CrmDatabases;
  let crm: TestCrm;
  const settings: SettingsWish = ALL_STEPS;
  beforeAll(async () => {
    databases = await CrmDatabases.on(engine, "steps");
    crm = await databases.crm({ ...SMALL_CRM, ...INTERESTS }, { era: "8.1" });
  });
  afterAll(() => databases.end());

  describe.each(steps.map(({ id }) => ({ id })))("step by step: $id", ({ id }) => {
    const wish = { settings, only: [id] };

    test("is planned and applied with the same figures", async () => {
      const planned = await crm.plan(wish);
      const applied = await crm.apply(wish);
      expect(figuresOf(applied.report)).toEqual(figuresOf(planned.report));
      expect(applied.report.outcome).toBe("applied");
      expect(applied.report.steps.filter(({ status }) => status === "done").map((step) => step.id)).toEqual([id]);
      expect(applied.report.steps.find((step) => step.id === id)).toMatchObject(EXPECTED[id]);
    });

    test("is done then, and leaves everything as it is", async () => {
      const before = await crm.dump(EVERYTHING);
      const planned = await crm.plan({ ...wish, exitCode: true });
      expect([planned.report.outcome, planned.exitCode]).toEqual(["nothing-to-do", 0]);
      const again = await crm.apply(wish);
      expect(again.report).toMatchObject({ outcome: "nothing-to-do", runId: null });
      expect(again.report.steps.find((step) => step.id === id)).toMatchObject({
        status: "already-done",
        changes: NONE,
      });
      expect(await crm.dump(EVERYTHING)).toEqual(before);
    });
  });

  test("in the end all rules hold, and verify says so", async () => {
    const dump = await crm.dump();
    expect(consentsByKey(dump)).toEqual(SMALL_CRM_CONSENTS);
    const types = new Map(rows(dump, "shipmenttype").map((row) => [row["shipmenttype_id"], row["name"]]));
    const reservations = rows(dump, "shipmenttypereservation").map(
      (row) => `${String(row["person_id"])} not ${String(types.get(row["shipmenttype_id"] ?? null))}`,
    );
    expect(reservations.sort()).toEqual(["2 not Invitations", "5 not Invitations", "5 not News"]);
    expect(rows(dump, "userpreference").map((row) => [row["deflevel"], row["prefvalue"], row["updatedcount"]])).toEqual([
      [5, "61A", 0],
      [2, "61F", 1],
    ]);
    const verified = await crm.verify({ settings });
    expect(verified.report.checks.filter(({ outcome }) => outcome !== "pass")).toEqual([]);
  });

  test("all steps at once give the same database, ids of runs and times aside", async () => {
    const whole = await databases.crm({ ...SMALL_CRM, ...INTERESTS }, { era: "8.1" });
    const planned = await whole.plan({ settings, exitCode: true });
    expect([planned.report.outcome, planned.exitCode]).toEqual(["changes-pending", 2]);
    const applied = await whole.apply({ settings });
    expect(figuresOf(applied.report)).toEqual(figuresOf(planned.report));
    for (const step of applied.report.steps) expect(step).toMatchObject(EXPECTED[step.id as keyof typeof EXPECTED]);
    const written = Object.keys(await crm.dump());
    expect(await whole.dump({ anyTimes: written, anyRun: true })).toEqual(await crm.dump({ anyTimes: written, anyRun: true }));
  });
});
