import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { enginesAtHand } from "../engines/engines.js";
import { rollBackOn } from "../rollback/rollback-command.js";
import type { DatabaseRows } from "../support/build-database.js";
import { CrmDatabases } from "../support/crm-databases.js";
import { consentsByKey, rows, SMALL_CRM, SMALL_CRM_CONSENTS } from "./small-crm.js";
import { figuresOf } from "./step-figures.js";

/** Texts that some collations hold for the same and others do not: é and e, aa and å, blanks at the end, capitals. */
const SEED: DatabaseRows = {
  ...SMALL_CRM,
  Email: [
    { person_id: 2, email_address: "andré@example.com" },
    { person_id: 5, email_address: " ÅSE@example.com" },
    { person_id: 3, email_address: "andre@example.com" },
    { person_id: 3, email_address: "åse@example.com " },
    { person_id: 2, email_address: "aase@example.com" },
  ],
  ShipmentType: [{ name: "Néws" }, { name: " URGENT messages " }],
  UserPreference: [
    { deflevel: 2, maxlevel: 2, owner_id: 0, prefsection: "GDPR", prefkey: "GdprDéfaultLegalBase", prefvalue: "61A" },
    { deflevel: 2, maxlevel: 2, owner_id: 0, prefsection: "gdpr ", prefkey: " gdprdefaultlegalbase", prefvalue: "61A" },
  ],
};

const wish = {
  settings: { defaultLegalBasis: "61F" },
} as const;

describe.each(enginesAtHand())("$name", (engine) => {
  let databases: CrmDatabases;
  beforeAll(async () => {
    databases = await CrmDatabases.on(engine, "collations");
  });
  afterAll(() => databases.end());

  test("texts are compared trimmed and without regard to case, and in no other way of a collation's", async () => {
    const crm = await databases.crm(SEED);
    const before = await crm.dump();
    const planned = await crm.plan(wish);
    const applied = await crm.apply(wish);
    expect(figuresOf(applied.report)).toEqual(figuresOf(planned.report));
    const after = await crm.dump();
    expect(consentsByKey(after)).toEqual(SMALL_CRM_CONSENTS);
    const shared = applied.report.attention.find(({ code }) => code === "ADDRESS_SHARED_WITH_WITHDRAWN");
    expect(shared?.items.map(({ id }) => id)).toEqual(["5"]);
    expect(rows(after, "shipmenttype").map(({ name }) => name)).toEqual([
      "Néws",
      " URGENT messages ",
      "Invitations",
      "News",
      "Promotions",
    ]);
    expect(rows(after, "userpreference").map(({ prefvalue }) => prefvalue)).toEqual(["61A", "61F"]);
    const verified = await crm.verify(wish);
    expect(verified.report.checks.filter(({ outcome }) => outcome !== "pass")).toEqual([]);
    expect((await rollBackOn(crm.address, wish)).report.outcome).toBe("rolled-back");
    expect(await crm.dump()).toEqual(before);
  });
});
