import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { runDoctorOn } from "../doctor/doctor-command.js";
import { enginesAtHand } from "../engines/engines.js";
import { CrmDatabases } from "../support/crm-databases.js";
import { refusalOf } from "../support/run-command.js";
import { consentsByKey, SMALL_CRM, SMALL_CRM_CONSENTS } from "./small-crm.js";

const END_OF_INT = 2_147_483_647;
const FIRST_SATELLITE = 16_777_216;
const FIRST_TRAVELLER = 2_113_929_216;
/** Three steps reserve an id for each of five contacts. */
const NEEDED = 15;

describe.each(enginesAtHand())("on $name, ids that do not suffice", (engine) => {
  let databases: CrmDatabases;
  beforeAll(async () => {
    databases = await CrmDatabases.on(engine, "scarce");
  });
  afterAll(() => databases.end());

  test.each([
    ["ConsentPerson", END_OF_INT - 3, NEEDED, 0],
    ["ConsentPerson", FIRST_TRAVELLER - 3, NEEDED, 0],
    ["ConsentPerson", FIRST_SATELLITE - 3, NEEDED, 3],
    ["ConsentPerson", FIRST_SATELLITE - NEEDED + 1, NEEDED, NEEDED - 1],
    ["ShipmentType", FIRST_SATELLITE - 2, 4, 2],
    ["traveltransactionlog", END_OF_INT, 19, 0],
  ])("of %s, from %i on, are refused by plan, apply and doctor before anything is written", async (table, next, needed, left) => {
    const crm = await databases.crm(SMALL_CRM, { sequence: { next: { [table]: next } } });
    const before = await crm.dump({ without: [], withLedger: true });
    const settings = { run: { replicationLog: "always" } } as const;
    for (const command of [() => crm.plan({ settings }), () => crm.apply({ settings })]) {
      const refusal = await refusalOf(command());
      expect(refusal).toMatchObject({ exitCode: 4, code: "IDS_EXHAUSTED" });
      expect(refusal.message).toContain(`${table} (up to ${needed} needed, ${left} left)`);
    }
    const check = (await runDoctorOn(crm.address, { settings })).report.checks.find(({ id }) => id === "sequence-room");
    expect(check).toMatchObject({ outcome: "fail", message: expect.stringContaining(`${left} left`) as unknown });
    expect(await crm.dump({ without: [], withLedger: true })).toEqual(before);
  });

  test("that just suffice are all taken", async () => {
    const next = { ConsentPerson: FIRST_SATELLITE - NEEDED, ShipmentType: FIRST_SATELLITE - 4 };
    const crm = await databases.crm(SMALL_CRM, { sequence: { next } });
    expect((await crm.apply()).report.outcome).toBe("applied");
    expect(consentsByKey(await crm.dump())).toEqual(SMALL_CRM_CONSENTS);
    expect((await crm.plan()).report.outcome).toBe("nothing-to-do");
  });
});
