import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { enginesAtHand } from "../engines/engines.js";
import { rollBackOn } from "../rollback/rollback-command.js";
import { CrmDatabases } from "../support/crm-databases.js";
import { consentsByKey, SMALL_CRM, SMALL_CRM_CONSENTS } from "./small-crm.js";

const SENT_AT = "2017-05-04T10:00:00";

/** A contact with the id that recipients of nobody have. */
const ROWS = {
  ...SMALL_CRM,
  person: [...SMALL_CRM.person, { person_id: 0, lastname: "Nobody" }],
  s_shipment_addr: [
    ...SMALL_CRM.s_shipment_addr,
    { shipment_id: 30, customer_id: 0, status: 4, sending_time: SENT_AT },
    { shipment_id: 30, customer_id: 0, status: 10, sending_time: SENT_AT },
  ],
  s_sent_message: [...SMALL_CRM.s_sent_message, { shipment_id: 30, message_id: 20, customer_id: 0, when_sent: SENT_AT }],
};

describe.each(enginesAtHand())("on $name, a contact with the id 0", (engine) => {
  let databases: CrmDatabases;
  beforeAll(async () => {
    databases = await CrmDatabases.on(engine, "zero");
  });
  afterAll(() => databases.end());

  test("has no part in mails to nobody: plan, apply and verify agree", async () => {
    const crm = await databases.crm(ROWS);
    const planned = await crm.plan();
    const { report } = await crm.apply();
    expect(report.steps.map(({ id, changes }) => ({ id, changes }))).toEqual(
      planned.report.steps.map(({ id, changes }) => ({ id, changes })),
    );
    expect(consentsByKey(await crm.dump())).toEqual(["0 STORE 61F", ...SMALL_CRM_CONSENTS]);
    expect(report.attention.find(({ code }) => code === "RECIPIENT_WITHOUT_PERSON")?.count).toBe(1);
    expect(report.attention.find(({ code }) => code === "COMPLAINT_WITHOUT_CONSENT")?.count).toBe(1);
    const verified = await crm.verify();
    expect(verified.report.checks.filter(({ outcome }) => outcome === "fail")).toEqual([]);
    expect((await crm.plan()).report.outcome).toBe("nothing-to-do");
    expect((await rollBackOn(crm.address)).report.outcome).toBe("rolled-back");
  });
});
