import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { tableNames } from "../../src/dialect/catalog.js";
import { silentProgress, type Progress } from "../../src/progress.js";
import { createStopControl } from "../../src/stop-request.js";
import { failed, runDoctorOn } from "../doctor/doctor-command.js";
import { enginesAtHand } from "../engines/engines.js";
import type { DatabaseShape } from "../support/build-database.js";
import { CrmDatabases, type TestCrm } from "../support/crm-databases.js";
import { refusalOf, type CommandEnd } from "../support/run-command.js";
import { ACCEPTED_DATABASES, REFUSED_DATABASES, VENDOR_MODEL } from "./refused-databases.js";
import { consentsByKey, rows, SMALL_CRM, SMALL_CRM_CONSENTS } from "./small-crm.js";
import { identifier, sql } from "../../src/dialect/sql.js";

const EVERYTHING = { without: [], withLedger: true };

describe.each(enginesAtHand())("$name", (engine) => {
  let databases: CrmDatabases;
  beforeAll(async () => {
    databases = await CrmDatabases.on(engine, "refusals");
  });
  afterAll(() => databases.end());

  /** Runs a command that must be refused, and holds that it wrote nothing. */
  async function refusedUntouched(crm: TestCrm, command: () => Promise<CommandEnd>) {
    const before = await crm.dump(EVERYTHING);
    const refusal = await refusalOf(command());
    expect(await crm.dump(EVERYTHING)).toEqual(before);
    expect(refusal.hint).toMatch(/\S/);
    return refusal;
  }

  test.each(REFUSED_DATABASES)(
    "a database that $title is refused, and doctor says why in the same words",
    async ({ rows: seed, shape, code, says }) => {
      const crm = await databases.crm(seed, shape);
      for (const command of [() => crm.plan(), () => crm.apply()]) {
        const refusal = await refusedUntouched(crm, command);
        expect(refusal).toMatchObject({ exitCode: 4, code });
        for (const words of says) expect(refusal.message).toMatch(words);
        expect(
          failed(await runDoctorOn(crm.address))
            .map(({ message }) => message)
            .join(" "),
        ).toContain(refusal.message);
      }
    },
  );

  test.each(ACCEPTED_DATABASES)("a database that $title is upgraded", async ({ rows: seed, shape }) => {
    const crm = await databases.crm(seed, shape);
    expect((await crm.apply()).report.error).toBeNull();
    const consents = consentsByKey(await crm.dump());
    for (const consent of SMALL_CRM_CONSENTS.filter((each) => !each.startsWith("1"))) expect(consents).toContain(consent);
  });

  test("an empty schema is refused, and told all that is missing", async () => {
    const refusal = await refusalOf((await databases.schema()).plan());
    expect(refusal).toMatchObject({ exitCode: 4, code: "NOT_A_CRM_DATABASE" });
    expect(refusal.message).toContain("person, sequence, s_shipment, s_shipment_addr, s_message");
  });

  test("a ledger that a newer version wrote is refused", async () => {
    const crm = await databases.crm(SMALL_CRM);
    await crm.apply();
    await crm.session.execute(
      sql`UPDATE ${identifier(crm.session.server.schema, "consent_upgrade_run")} SET ledger_version = 99`,
    );
    for (const command of [() => crm.plan(), () => crm.apply(), () => crm.verify()]) {
      expect(await refusedUntouched(crm, command)).toMatchObject({ exitCode: 4, code: "LEDGER_TOO_NEW" });
    }
  });

  test("a CRM whose own upgrade is missing is refused, whatever is asked for, and tables under older names are told", async () => {
    const older = ["MailingType", "consent_person"].map((name) => ({ ...VENDOR_MODEL, name }));
    const crm = await databases.crm(SMALL_CRM, { era: "8.1", extraTables: [VENDOR_MODEL, ...older] });
    const planned = await crm.plan();
    expect(planned.report.attention.map(({ code }) => code)).toEqual(
      expect.arrayContaining(["VENDOR_SCHEMA_MISSING", "OLDER_CONSENT_TABLES"]),
    );
    for (const wish of [{}, { only: ["template-links"] }]) {
      const refusal = await refusedUntouched(crm, () => crm.apply(wish));
      expect(refusal).toMatchObject({ exitCode: 4, code: "VENDOR_SCHEMA_MISSING" });
      expect(refusal.message).toContain("ConsentPerson");
      // As the catalog has them: some servers keep no capitals.
      const there = await tableNames(crm.session, crm.session.server.schema);
      for (const name of ["DatabaseModel", "MailingType", "consent_person"])
        expect(refusal.message).toContain(there.find((table) => table.toLowerCase() === name.toLowerCase()));
      expect(refusal.message).not.toContain("consent_purpose");
    }
  });

  test("in a real CRM nothing is created, even where a column or TemporaryKey is missing", async () => {
    const shape: DatabaseShape = { extraTables: [VENDOR_MODEL], without: ["TemporaryKey", "s_shipment.shipmenttype_id"] };
    const crm = await databases.crm(SMALL_CRM, shape);
    const { report } = await crm.apply();
    expect(report.steps[0]).toMatchObject({ status: "done", counts: { tables: 0, columns: 0, indexes: 0, sequenceRows: 0 } });
    expect(await crm.dump()).not.toHaveProperty("temporarykey");
  });

  test.each([
    ["ConceptualTable", true],
    ["PhysicalTable", true],
    ["dictionary", false],
  ] as const)("the table %s is the vendor's model: %s (dictionary is for spelling)", async (name, isModel) => {
    const crm = await databases.crm(SMALL_CRM, { era: "8.1", extraTables: [{ ...VENDOR_MODEL, name }] });
    const { report } = await crm.plan();
    expect(report.attention.some(({ code }) => code === "VENDOR_SCHEMA_MISSING")).toBe(isModel);
  });

  test("a step that is asked for, and whose table is missing, is refused", async () => {
    const crm = await databases.crm(SMALL_CRM, { without: ["UserPreference"] });
    const settings = { defaultLegalBasis: "61F" };
    for (const command of [() => crm.plan({ settings }), () => crm.apply({ settings })]) {
      const refusal = await refusedUntouched(crm, command);
      expect(refusal).toMatchObject({ exitCode: 4, code: "TABLE_MISSING" });
      expect(refusal.message).toContain("UserPreference");
    }
  });

  test("a sequence that is behind the registry is refused where E-marketing privacy is to be switched on, and else left alone", async () => {
    const crm = await databases.crm(
      { ...SMALL_CRM, registry: [{ id: 40, reg_id: 7, name: "", value: "" }] },
      { sequence: { next: { registry: 3 } } },
    );
    const refusal = await refusedUntouched(crm, () => crm.apply({ settings: { emarketingPrivacy: true } }));
    expect(refusal).toMatchObject({ exitCode: 4, code: "SEQUENCE_BEHIND" });
    expect(refusal.message).toContain("registry");
    expect((await crm.apply()).report.outcome).toBe("applied");
  });

  test("a purpose that is deleted or inactive is used as it is, and reported", async () => {
    const purposes = [
      { consentpurpose_id: 4, key: "store ", name: "Sales", deleted: 1, active: 1 },
      { consentpurpose_id: 5, key: "EMARKETING", name: "News", deleted: 0, active: 0 },
    ];
    const crm = await databases.crm({ ...SMALL_CRM, ConsentPurpose: purposes });
    const before = rows(await crm.dump(), "consentpurpose");
    const { report } = await crm.apply();
    expect(
      report.attention
        .filter(({ code }) => code === "PURPOSE_INACTIVE")
        .flatMap(({ items }) => items.map(({ id }) => id))
        .sort(),
    ).toEqual(["4", "5"]);
    const after = await crm.dump();
    expect(rows(after, "consentpurpose")).toEqual(before);
    expect(consentsByKey(after).map((consent) => consent.replace("store ", "STORE"))).toEqual(SMALL_CRM_CONSENTS);
  });

  test("a run goes on without its templates, and they come with a corrected configuration afterwards", async () => {
    const crm = await databases.crm(SMALL_CRM);
    const wrong = { run: { maxBatch: 2 }, templates: { manageSubscriptionsLink: "https://www.example.com/wrong" } };
    const right = { ...wrong, templates: { manageSubscriptionsLink: "https://www.example.com/right" } };
    const control = createStopControl();
    const progress: Progress = { ...silentProgress, advanced: () => void control.receive("SIGINT") };
    expect((await crm.apply({ settings: wrong, stop: control.stop, progress })).exitCode).toBe(130);
    const refusal = await refusedUntouched(crm, () => crm.apply({ settings: right }));
    expect(refusal).toMatchObject({ code: "OTHER_SETTINGS", hint: expect.stringContaining("--skip template-links") as unknown });
    const without = await crm.apply({ settings: wrong, skip: ["template-links"] });
    expect(without.report).toMatchObject({ outcome: "applied", error: null });
    const templates = await crm.apply({ settings: right });
    expect(templates.report.steps.filter(({ status }) => status === "done").map(({ id }) => id)).toEqual(["template-links"]);
    expect(JSON.stringify(rows(await crm.dump(), "s_message"))).toContain("https://www.example.com/right");
    expect((await crm.verify({ settings: right })).exitCode).toBe(0);
  });

  describe("while a run is not finished", () => {
    let crm: TestCrm;
    let stopped: CommandEnd;
    beforeAll(async () => {
      crm = await databases.crm(SMALL_CRM);
      const control = createStopControl();
      const progress: Progress = {
        ...silentProgress,
        advanced: () => void control.receive("SIGINT"),
      };
      stopped = await crm.apply({
        stop: control.stop,
        progress,
        skip: ["subscription-types"],
        settings: { run: { maxBatch: 2 } },
      });
    });

    test("it says where it stopped", () => {
      expect(stopped.exitCode).toBe(130);
      expect(stopped.report).toMatchObject({ outcome: "interrupted", error: { code: "INTERRUPTED" } });
      expect(stopped.report.steps.map(({ status }) => status)).toContain("partly-done");
    });

    test("other settings are refused, and named", async () => {
      const settings = { noMailings: { onExistingConsent: "keep" }, associateId: 9 } as const;
      const refusal = await refusedUntouched(crm, () => crm.apply({ settings }));
      expect(refusal).toMatchObject({ exitCode: 4, code: "OTHER_SETTINGS" });
      expect(refusal.message).toContain("associateId was 0, is now 9");
      expect(refusal.message).toMatch(/noMailings.*withdraw.*keep/);
      expect(refusal.message).not.toContain("mailingHistory");
    });

    test("a second apply is refused while one is at work, and told who it is", async () => {
      const control = createStopControl();
      let first: Promise<CommandEnd> | undefined;
      const slow = { run: { maxBatch: 1, pauseMs: 20_000 } };
      const started = new Promise<void>((resolve) => {
        const progress: Progress = { ...silentProgress, advanced: () => resolve() };
        first = crm.apply({ settings: slow, stop: control.stop, progress });
        first.then(
          () => resolve(),
          () => resolve(),
        );
      });
      await started;
      const refusal = await refusalOf(crm.apply());
      expect(refusal).toMatchObject({ exitCode: 4, code: "LOCKED" });
      expect(refusal.message).toContain(crm.session.server.login);
      expect(refusal.message).toContain(stopped.report.runId ?? "no run");
      expect(refusal.message).toMatch(/since 20\d\d-\d\d-\d\d \d\d:\d\d:\d\d/);
      control.receive("SIGTERM");
      expect((await first)?.exitCode).toBe(143);
    });

    test("the same settings go on with the same run, to the same end", async () => {
      const { report } = await crm.apply({ settings: { run: { maxBatch: 1000 } } });
      expect(report).toMatchObject({ outcome: "applied", runId: stopped.report.runId });
      expect(report.attention.map(({ code }) => code)).toContain("RUN_RESUMED");
      expect(consentsByKey(await crm.dump())).toEqual(SMALL_CRM_CONSENTS);
      expect((await crm.verify()).exitCode).toBe(0);
    });
  });
});
