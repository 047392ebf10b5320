import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from "vitest";
import { VENDOR_TABLES } from "../../fixtures/vendor-tables.js";
import { CRM_TABLES } from "../../src/crm/tables.js";
import { tableNames } from "../../src/dialect/catalog.js";
import { failed, runDoctorOn } from "../doctor/doctor-command.js";
import { enginesAtHand } from "../engines/engines.js";
import { rollBackOn } from "../rollback/rollback-command.js";
import { NO_CLIENT, scriptClient } from "../script/script-client.js";
import type { DatabaseRows } from "../support/build-database.js";
import { CrmDatabases, type TestCrm } from "../support/crm-databases.js";
import type { DatabaseDump } from "../support/dump-database.js";
import { refusalOf, type CommandEnd, type SettingsWish } from "../support/run-command.js";
import { CONFIGURED_RULES } from "./configured-stories.js";
import { peculiar } from "./peculiar-rows.js";
import { REFUSED_DATABASES } from "./refused-databases.js";
import { DEFAULT_RULES } from "./rule-stories.js";
import { ALL_STEPS, consentsByKey, INTERESTS, rows, SMALL_CRM, SMALL_CRM_CONSENTS } from "./small-crm.js";
import { figuresOf } from "./step-figures.js";
import { expectedEnd, StoryEnds } from "./story-ends.js";
import { rowsOfStories } from "./story-rows.js";
import type { Story } from "./story.js";

// Hundreds of tables: an engine on which each statement of DDL is a commit takes its time to create them.
vi.setConfig({ testTimeout: 300_000, hookTimeout: 600_000 });

/** What the upgrade knows: in the other tables there is nothing, and nothing is compared. */
const KNOWN = { only: Object.keys(CRM_TABLES) };
const WITHOUT_SEQUENCE = { ...KNOWN, without: ["sequence", "traveltransactionlog"] };
const WRITTEN = ["ConsentPerson", "ShipmentType", "ShipmentTypeReservation", "UserPreference", "s_message"];
const SATELLITES: DatabaseRows = { satellite: [{ satellite_id: 2, area_id: 3 }] };

const RULES: readonly {
  readonly title: string;
  readonly settings: SettingsWish;
  readonly stories: readonly Story[];
  readonly seed: (seed: DatabaseRows) => DatabaseRows;
}[] = [
  { title: "as a database of today", settings: {}, stories: DEFAULT_RULES, seed: (seed) => seed },
  { title: "with the vendor's peculiarities", settings: {}, stories: DEFAULT_RULES, seed: peculiar },
  ...CONFIGURED_RULES.map(({ title, settings, stories }) => ({
    title: `with the vendor's peculiarities, ${title}`,
    settings,
    stories,
    seed: peculiar,
  })),
];

describe.each(enginesAtHand())("on $name, all 537 tables", (engine) => {
  let databases: CrmDatabases;
  let crm: TestCrm;
  beforeAll(async () => {
    databases = await CrmDatabases.on(engine, "all tables");
    crm = await databases.crm({}, { allTables: true });
  });
  afterAll(() => databases.end());

  test("are there", async () => {
    const there = (await tableNames(crm.session, crm.session.server.schema)).map((name) => name.toLowerCase());
    expect(there.sort()).toEqual([...VENDOR_TABLES.keys()].sort());
  });

  describe.each(RULES)("$title", ({ settings, stories, seed }) => {
    let before: DatabaseDump;
    let planned: CommandEnd;
    let applied: CommandEnd;
    let after: DatabaseDump;
    beforeAll(async () => {
      await crm.refill(seed(rowsOfStories(stories)));
      before = await crm.dump(WITHOUT_SEQUENCE);
      planned = await crm.plan({ settings });
      applied = await crm.apply({ settings });
      after = await crm.dump(WITHOUT_SEQUENCE);
    });

    test("every contact ends as the rules say", () => {
      const ends = new StoryEnds(before, after, applied.report);
      const wrong = stories.filter(
        (story, position) => JSON.stringify(ends.of(story, position)) !== JSON.stringify(expectedEnd(story)),
      );
      expect(wrong.map(({ is }) => is)).toEqual([]);
      expect(stories.length).toBeGreaterThan(0);
    });

    test("plan told apply's figures, and a second apply changes nothing", async () => {
      expect(applied.report.error).toBeNull();
      expect(figuresOf(applied.report)).toEqual(figuresOf(planned.report));
      expect((await crm.apply({ settings })).report).toMatchObject({ outcome: "nothing-to-do", runId: null });
      expect(await crm.dump(WITHOUT_SEQUENCE)).toEqual(after);
    });

    test("verify finds nothing wrong, and rollback gives back what was", async () => {
      const verified = await crm.verify({ settings });
      expect(verified.report.checks.filter(({ outcome }) => outcome === "fail")).toEqual([]);
      expect(verified.exitCode).toBe(0);
      expect(await rollBackOn(crm.address, { settings })).toMatchObject({ exitCode: 0, report: { outcome: "rolled-back" } });
      expect(await crm.dump(WITHOUT_SEQUENCE)).toEqual(before);
    });
  });

  describe("with every step turned on, and a satellite", () => {
    beforeAll(() => crm.refill({ ...SMALL_CRM, ...INTERESTS, ...SATELLITES }));

    test("doctor finds it ready", async () => {
      const doctor = await runDoctorOn(crm.address, { settings: ALL_STEPS });
      expect(failed(doctor)).toEqual([]);
      expect(doctor.report.outcome).toBe("ready");
    });

    test("each step writes, each row of a replicated table is logged once, and all of it can be taken back", async () => {
      const before = await crm.dump({ without: [] });
      const planned = await crm.plan({ settings: ALL_STEPS });
      const applied = await crm.apply({ settings: ALL_STEPS });
      expect(applied.report.error).toBeNull();
      expect(figuresOf(applied.report)).toEqual(figuresOf(planned.report));
      const after = await crm.dump({ ...KNOWN, without: [] });
      expect(consentsByKey(after)).toEqual(SMALL_CRM_CONSENTS);
      const logged = rows(after, "traveltransactionlog").map(
        (row) => `${String(row["tablenumber"])} ${String(row["record_id"])}`,
      );
      const replicated = ["consentperson", "shipmenttype", "shipmenttypereservation", "userpreference"];
      const changed = replicated.flatMap((table) => {
        const known = new Set(rows(before, table).map((row) => JSON.stringify(row)));
        return rows(after, table)
          .filter((row) => !known.has(JSON.stringify(row)))
          .map((row) => `${VENDOR_TABLES.get(table)?.number ?? 0} ${String(row[`${table}_id`])}`);
      });
      expect(logged.sort()).toEqual(changed.sort());
      expect(changed.length).toBeGreaterThan(SMALL_CRM_CONSENTS.length);
      expect(await crm.verify({ settings: ALL_STEPS })).toMatchObject({ exitCode: 0 });

      expect(await rollBackOn(crm.address, { settings: ALL_STEPS, dropLedger: true })).toMatchObject({ exitCode: 0 });
      const { sequence: _moved, traveltransactionlog: _log, cachetables: _caches, ...same } = before;
      // Every table, those that nobody knows among them.
      expect(await crm.dump()).toEqual(same);
      expect(Object.keys(same)).toHaveLength(VENDOR_TABLES.size - 3);
    });
  });

  /** Runs commands that must be refused, and holds that they wrote nothing. */
  async function refused(code: string, commands: readonly (() => Promise<CommandEnd>)[]): Promise<void> {
    const before = await crm.dump({ ...KNOWN, without: [] });
    for (const command of commands) expect(await refusalOf(command())).toMatchObject({ exitCode: 4, code });
    expect(await crm.dump({ ...KNOWN, without: [] })).toEqual(before);
  }

  test.each(REFUSED_DATABASES)("a database that $title is refused", async ({ rows: seed, shape, code }) => {
    await crm.refill(seed, shape);
    await refused(code, [() => crm.plan(), () => crm.apply()]);
  });

  test("a CRM whose own upgrade is missing is refused", async () => {
    await crm.refill(SMALL_CRM, { era: "8.1" });
    expect((await crm.plan()).report.attention.map(({ code }) => code)).toContain("VENDOR_SCHEMA_MISSING");
    await refused("VENDOR_SCHEMA_MISSING", [() => crm.apply()]);
  });

  test("a step that is asked for, and whose table is missing, is refused", async () => {
    await crm.refill(SMALL_CRM, { without: ["UserPreference"] });
    const settings = { defaultLegalBasis: "61F" };
    await refused("TABLE_MISSING", [() => crm.plan({ settings }), () => crm.apply({ settings })]);
  });

  test("the script does what apply does", async ({ skip }) => {
    const client = await scriptClient(engine.name);
    if (client === undefined) return skip(NO_CLIENT);
    const compared = { ...WITHOUT_SEQUENCE, anyIds: WRITTEN, anyTimes: WRITTEN, anyRun: true };
    await crm.refill(SMALL_CRM);
    await crm.apply();
    const applied = await crm.dump(compared);
    const folder = await mkdtemp(join(tmpdir(), "consent-upgrade-all-tables-"));
    try {
      await crm.refill(SMALL_CRM);
      const file = join(folder, "change.sql");
      await crm.plan({ sql: file });
      expect(await client(crm.address.url, file)).toMatchObject({ exitCode: 0 });
      expect(await crm.dump(compared)).toEqual(applied);
      expect(await crm.verify()).toMatchObject({ exitCode: 0 });
    } finally {
      await rm(folder, { recursive: true });
    }
  });

  describe("are not read when the catalog is", () => {
    afterEach(() => vi.restoreAllMocks());

    test("only what the upgrade knows, or what refers to it, is asked for", async () => {
      await crm.refill(SMALL_CRM);
      const { dialect } = crm.session;
      const whole = vi.spyOn(dialect, "tables");
      const columns = vi.spyOn(dialect, "columns");
      const indexes = vi.spyOn(dialect, "indexes");
      const asked = async (command: () => Promise<unknown>): Promise<number> => {
        for (const spy of [columns, indexes]) spy.mockClear();
        await command();
        for (const [, tables] of [...columns.mock.calls, ...indexes.mock.calls]) expect(tables.length).toBeLessThan(80);
        return columns.mock.calls.length + indexes.mock.calls.length;
      };
      expect(await asked(() => crm.plan())).toBeLessThanOrEqual(2);
      expect(await asked(() => crm.apply())).toBeLessThanOrEqual(10);
      expect(await asked(() => crm.verify())).toBeLessThanOrEqual(2);
      expect(await asked(() => rollBackOn(crm.address))).toBeLessThanOrEqual(26);
      expect(whole).not.toHaveBeenCalled();
    });
  });
});
