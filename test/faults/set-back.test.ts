import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from "vitest";
import { createSample } from "../../fixtures/create-sample.js";
import { openDatabase } from "../../src/dialect/open-database.js";
import { identifier, sql } from "../../src/dialect/sql.js";
import { silentProgress } from "../../src/progress.js";
import { LookAhead } from "../../src/work/look-ahead.js";
import { enginesAtHand } from "../engines/engines.js";
import { CrmDatabases } from "../support/crm-databases.js";

describe.each(enginesAtHand())("on $name, what a step that fails leaves behind", (engine) => {
  let databases: CrmDatabases;
  beforeAll(async () => {
    databases = await CrmDatabases.on(engine, "setback");
  });
  afterEach(() => {
    vi.restoreAllMocks();
  });
  afterAll(() => databases.end());

  test("the second connection is closed where a step fails by a mistake of ours", async () => {
    const crm = await databases.schema();
    await createSample(crm.session, { persons: 60, seed: 3, era: "8.2" });
    const close = vi.spyOn(LookAhead.prototype, "close");
    const stepStarted = (): never => {
      throw new TypeError("a mistake of ours");
    };
    await expect(crm.apply({ progress: { ...silentProgress, stepStarted } })).rejects.toThrow("a mistake of ours");
    expect(close).toHaveBeenCalled();
    expect((await crm.apply()).report).toMatchObject({ outcome: "applied", error: null });
  });

  test("the lock time-out is set back where somebody keeps a table that is to get a column", async () => {
    const crm = await databases.schema();
    await createSample(crm.session, { persons: 20, seed: 3, era: "8.1" });
    const user = await (await openDatabase(crm.address)).open();
    const setLockTimeout = vi.spyOn(crm.session.dialect, "setLockTimeout");
    await user.begin("write");
    await user.execute(sql`UPDATE ${identifier(user.server.schema, "s_shipment")} SET status = status`);
    const blocked = await crm.apply({ settings: { run: { retrySeconds: 1 } } });
    expect(blocked.report.error).toMatchObject({ code: "LOCK_TIMEOUT" });
    await user.rollback();
    await user.close();
    const calls = setLockTimeout.mock.calls.map(([, milliseconds]) => milliseconds);
    const short = calls.filter((_, position) => position % 2 === 0);
    const usual = calls.filter((_, position) => position % 2 === 1);
    expect(calls.length).toBeGreaterThan(2);
    expect([new Set(short).size, new Set(usual).size]).toEqual([1, 1]);
    expect(Math.max(...short)).toBeLessThan(Math.min(...usual));
    expect((await crm.apply()).report).toMatchObject({ outcome: "applied", error: null });
  });
});
