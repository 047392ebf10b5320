import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { createSample } from "../../fixtures/create-sample.js";
import { ERAS } from "../../src/crm/eras.js";
import { LANGUAGES } from "../../src/language.js";
import { LEDGER } from "../../src/ledger/tables.js";
import { renderText } from "../../src/report/render-text.js";
import { enginesAtHand } from "../engines/engines.js";
import { rollBackOn } from "../rollback/rollback-command.js";
import { CrmDatabases } from "../support/crm-databases.js";
import { SMALL_CRM } from "./small-crm.js";
import { figuresOf } from "./step-figures.js";
import { identifier, sql } from "../../src/dialect/sql.js";

/** Every step but the interests, whose names are the sample's own. */
const WISH = { settings: { emarketingPrivacy: true, defaultLegalBasis: "61F" } } as const;

vi.setConfig({ testTimeout: 600_000, hookTimeout: 600_000 });

describe.each(enginesAtHand())("$name", (engine) => {
  let databases: CrmDatabases;
  beforeAll(async () => {
    databases = await CrmDatabases.on(engine, "eras");
  });
  afterAll(() => databases.end());

  test.each(ERAS)("a CRM of era %s: plan = apply, a second apply does nothing, verify and rollback are clean", async (era) => {
    const crm = await databases.schema();
    await createSample(crm.session, { persons: 220, seed: 5, era });
    const before = await crm.dump();
    const planned = await crm.plan(WISH);
    const applied = await crm.apply(WISH);
    expect(applied.report.error).toBeNull();
    expect(figuresOf(applied.report)).toEqual(figuresOf(planned.report));

    const after = await crm.dump();
    expect((await crm.apply(WISH)).report).toMatchObject({ outcome: "nothing-to-do", runId: null });
    expect(await crm.dump()).toEqual(after);
    const verified = await crm.verify(WISH);
    expect(verified.report.checks.filter(({ outcome }) => outcome !== "pass")).toEqual([]);
    const purposes = Object.values(after["consentpurpose"]?.rows ?? []).map((row) => String(row["key"]).replace("#", ""));
    expect(purposes.filter((key) => key === "STORE" || key === "EMARKETING")).toHaveLength(2);

    expect(await rollBackOn(crm.address, WISH)).toMatchObject({ exitCode: 0, report: { outcome: "rolled-back", error: null } });
    expect(await crm.dump()).toEqual(before);
  });

  test("where the vendor's upgrade has been, no contact lacks Sales and service, new ones get a basis, and plan says so", async () => {
    const crm = await databases.schema();
    await createSample(crm.session, { persons: 220, seed: 5, era: "8.2-migrated" });
    const { report } = await crm.plan();
    const inserted = Object.fromEntries(report.steps.map(({ id, changes }) => [id, changes.inserted]));
    expect(inserted).toMatchObject({ "sales-and-service": 0, "no-mailings-to-withdrawn": 0, "subscription-types": 0 });
    expect(report.attention.map(({ code }) => code)).toEqual(expect.arrayContaining([expect.stringMatching(/^UPGRADED_BEFORE/)]));
    expect(report.attention.map(({ code }) => code)).not.toContain("NEW_CONTACTS_WITHOUT_BASIS");
    // One group has a preference of its own in the sample.
    expect(report.attention.find(({ code }) => code === "NEW_CONTACTS_BY_GROUP")).toMatchObject({
      count: 1,
      items: [{ table: "UserPreference", id: "16", detail: "GdprDefaultLegalBase, deflevel 4, owner_id 2" }],
    });
  });

  test("where the vendor's upgrade left nothing, plan says so in a sentence, and prints no row of zeros", async () => {
    const Email = SMALL_CRM.person.map(({ person_id }) => ({ person_id, email_address: `${person_id}@example.com` }));
    const crm = await databases.crm({ ...SMALL_CRM, Email });
    await crm.apply();
    const { schema } = crm.session.server;
    const dropLedger = async (): Promise<void> => {
      for (const { name } of Object.values(LEDGER)) await crm.session.execute(sql`DROP TABLE ${identifier(schema, name)}`);
    };
    await dropLedger();
    // Rows with our comment are nobody else's: plan and apply say whose, and that the ledger is gone.
    const gone = ({ report }: Awaited<ReturnType<typeof crm.plan>>): readonly (readonly [string, number])[] =>
      report.attention.filter(({ code }) => /^(LEDGER_GONE|UPGRADED_BEFORE)/.test(code)).map(({ code, count }) => [code, count]);
    expect(gone(await crm.plan())).toEqual([["LEDGER_GONE", SMALL_CRM.person.length]]);
    expect(gone(await crm.apply())).toEqual([["LEDGER_GONE", SMALL_CRM.person.length]]);
    await dropLedger();
    await crm.session.execute(sql`UPDATE ${identifier(schema, "ConsentPerson")} SET comment = 'migrated'`);
    for (const lang of LANGUAGES) {
      const { report, exitCode } = await crm.plan({ lang });
      expect([report.outcome, exitCode]).toEqual(["nothing-to-do", 0]);
      const sentence = report.attention.find(({ code }) => code === "UPGRADED_BEFORE")?.message;
      const text = renderText(report, { lang, colour: false, width: 1_000 });
      expect(text.split("\n")[2], lang).toBe(sentence);
      expect(text, lang).not.toMatch(/\b0 +0\b/);
      for (const { id } of report.steps) expect(text, lang).not.toContain(id);
    }
  });

  test("early keys have a #, and nothing is seeded twice because of it", async () => {
    const crm = await databases.schema();
    await createSample(crm.session, { persons: 30, seed: 5, era: "8.2-early" });
    const keys = (await crm.dump())["legalbase"]?.rows.map((row) => row["key"]);
    expect(keys).toContain("#61F");
    await crm.apply();
    expect((await crm.dump())["legalbase"]?.rows.map((row) => row["key"])).toEqual(keys);
  });
});
