import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from "vitest";
import { enginesAtHand } from "../engines/engines.js";
import { CrmDatabases, type TestCrm } from "../support/crm-databases.js";
import { SMALL_CRM, SMALL_CRM_CONSENTS, consentsByKey } from "../contract/small-crm.js";

describe.each(enginesAtHand())("$name", (engine) => {
  let databases: CrmDatabases;
  let crm: TestCrm;
  beforeAll(async () => {
    databases = await CrmDatabases.on(engine, "lost lock");
    crm = await databases.crm(SMALL_CRM);
    await crm.apply({ only: ["consent-schema", "reference-data"] });
  });
  afterEach(() => vi.restoreAllMocks());
  afterAll(() => databases.end());

  /** The run's own session loses its lock, as behind a pooler that gives sessions out by transaction. */
  function loseLock(): void {
    const { dialect } = crm.session;
    const { holdsLock } = dialect;
    vi.spyOn(dialect, "holdsLock").mockImplementation(async (session, name) => {
      await dialect.releaseLock(session, name);
      return holdsLock(session, name);
    });
  }

  test.each(["sales-and-service", "subscription-types", "template-links"])(
    "a run that lost its lock stops before the next batch of %s, and goes on when it is run again",
    async (step) => {
      const before = await crm.dump();
      loseLock();
      const stopped = await crm.apply({ only: [step] });
      expect(stopped).toMatchObject({ exitCode: 1, report: { outcome: "failed", error: { code: "LOCK_LOST" } } });
      expect(await crm.dump()).toEqual(before);
      vi.restoreAllMocks();
      expect((await crm.apply({ only: [step] })).report).toMatchObject({ outcome: "applied", error: null });
    },
  );

  test("in the end nothing is missing", async () => {
    await crm.apply();
    expect(consentsByKey(await crm.dump())).toEqual(SMALL_CRM_CONSENTS);
    expect((await crm.verify()).exitCode).toBe(0);
  });
});
