import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { identifier, sql } from "../../src/dialect/sql.js";
import { enginesAtHand } from "../engines/engines.js";
import { CrmDatabases } from "../support/crm-databases.js";
import type { DatabaseRows } from "../support/build-database.js";
import { refusalOf } from "../support/run-command.js";
import { insert, ledgerTables, saveAsUser, write } from "./as-user.js";
import { changesOf } from "./changes-of.js";
import { rollBackOn } from "./rollback-command.js";
import { stoppingIn } from "./stopping-in.js";

const ROWS: DatabaseRows = {
  person: Array.from({ length: 60 }, (_, position) => ({ person_id: position + 1, nomailing: position < 5 ? 1 : 0 })),
  ConsentPerson: [3, 4].map((person_id) => ({
    consentperson_id: person_id,
    person_id,
    consentPurpose_id: 2,
    legalBase_id: 0,
    comment: "blank",
    updatedCount: 1,
  })),
};
const SMALL = { settings: { run: { maxBatch: 10 } } } as const;

// SQL Server's stand-in takes seconds for what others do in milliseconds.
vi.setConfig({ testTimeout: 600_000, hookTimeout: 600_000 });

describe.each(enginesAtHand())("$name", (engine) => {
  let databases: CrmDatabases;
  beforeAll(async () => {
    databases = await CrmDatabases.on(engine, "rollback runs");
  });
  afterAll(() => databases.end());

  test("a run that stopped on the way is undone as far as it came; apply begins anew afterwards", async () => {
    const crm = await databases.crm(ROWS);
    const before = await crm.dump();
    const stopped = await crm.apply({ ...SMALL, ...stoppingIn("sales-and-service", 3) });
    expect(stopped).toMatchObject({ exitCode: 130 });
    const { report } = await rollBackOn(crm.address);
    expect(report).toMatchObject({ outcome: "rolled-back", runId: stopped.report.runId });
    expect(changesOf(report)["sales-and-service"]).toMatchObject({ deleted: 30 });
    expect(await crm.dump()).toEqual(before);
    const again = await crm.apply();
    expect(again.report).toMatchObject({ outcome: "applied" });
    expect(again.report.runId).not.toBe(stopped.report.runId);
    expect(again.report.steps.find(({ id }) => id === "sales-and-service")?.changes.inserted).toBe(60);
  });

  test("a rollback that is stopped again and again ends at the same database, and its attempts add up", async () => {
    const crm = await databases.crm(ROWS);
    const before = await crm.dump();
    const applied = await crm.apply(SMALL);
    let deleted = 0;
    for (const step of ["no-mailings-to-withdrawn", "sales-and-service", "sales-and-service"]) {
      const stopped = await rollBackOn(crm.address, { ...SMALL, ...stoppingIn(step, 1) });
      expect(stopped).toMatchObject({
        exitCode: 130,
        report: { outcome: "interrupted", runId: applied.report.runId, error: { code: "INTERRUPTED" } },
      });
      deleted += stopped.report.steps.reduce((sum, { changes }) => sum + changes.deleted, 0);
      expect(await crm.dump()).not.toEqual(before);
    }
    const ended = await rollBackOn(crm.address, SMALL);
    deleted += ended.report.steps.reduce((sum, { changes }) => sum + changes.deleted, 0);
    expect(deleted).toBe(applied.report.steps.reduce((sum, { changes }) => sum + changes.inserted, 0));
    expect(await crm.dump()).toEqual(before);
  });

  test("an apply between two halves of a rollback does not get in its way", async () => {
    const crm = await databases.crm(ROWS);
    const before = await crm.dump();
    await crm.apply(SMALL);
    await rollBackOn(crm.address, { ...SMALL, ...stoppingIn("sales-and-service", 2) });
    const between = await crm.apply(SMALL);
    expect(between.report).toMatchObject({ outcome: "applied" });
    const ended = await rollBackOn(crm.address, SMALL);
    expect(ended.report).toMatchObject({ outcome: "rolled-back", runId: null });
    expect(await crm.dump()).toEqual(before);
  });

  test("--run undoes one run alone, unless a later one changed its rows; together the oldest values come back", async () => {
    const crm = await databases.crm(ROWS);
    const before = await crm.dump();
    const first = await crm.apply();
    // The first run's row of contact 20 becomes withdrawn by the second one.
    await write(crm.session, "person", { person_id: 20 }, { nomailing: 1 });
    await write(crm.session, "ConsentPerson", { person_id: 3, consentPurpose_id: 2 }, { legalBase_id: 0 });
    const flagged = await crm.dump();
    const second = await crm.apply({ rerun: ["no-mailings-to-withdrawn"] });
    expect(second.report.steps.find(({ id }) => id === "no-mailings-to-withdrawn")?.changes).toEqual({
      inserted: 1,
      updated: 1,
      deleted: 0,
    });
    const [firstId, secondId] = [first.report.runId ?? "", second.report.runId ?? ""];
    expect(await refusalOf(rollBackOn(crm.address, { run: firstId }))).toMatchObject({
      exitCode: 4,
      code: "CHANGED_BY_LATER_RUN",
    });
    expect(await refusalOf(rollBackOn(crm.address, { run: `${firstId}x` }))).toMatchObject({ exitCode: 64, code: "UNKNOWN_RUN" });
    const standing = await rollBackOn(crm.address, { run: secondId, dropLedger: true });
    expect(standing).toMatchObject({
      exitCode: 4,
      report: { outcome: "refused", error: { code: "LEDGER_NEEDED", message: expect.stringContaining(firstId) as string } },
    });
    expect(await rollBackOn(crm.address, { run: secondId })).toMatchObject({
      exitCode: 0,
      report: { outcome: "rolled-back", runId: secondId },
    });
    expect(await crm.dump()).toEqual(flagged);
    expect(await rollBackOn(crm.address, { run: secondId })).toMatchObject({ exitCode: 0, report: { outcome: "nothing-to-do" } });
    await write(crm.session, "ConsentPerson", { person_id: 3, consentPurpose_id: 2 }, { legalBase_id: 7 });
    await crm.apply({ rerun: ["no-mailings-to-withdrawn"] });
    const all = await rollBackOn(crm.address, { dropLedger: true });
    expect(all).toMatchObject({ exitCode: 0, report: { outcome: "rolled-back", runId: null } });
    await write(crm.session, "person", { person_id: 20 }, { nomailing: 0 });
    expect(await crm.dump()).toEqual(before);
    expect(await ledgerTables(crm.session)).toEqual([]);
  });

  test("a row that the same run inserted and a rerun changed is given back and deleted", async () => {
    const crm = await databases.crm({
      ...ROWS,
      s_shipment: [{ id: 1, message_id: 1, status: 1 }],
      s_message: [{ id: 1, flags: 2 }],
      s_shipment_addr: [{ id: 1, shipment_id: 1, customer_id: 20, status: 4 }],
    });
    const before = await crm.dump();
    await crm.apply();
    await write(crm.session, "person", { person_id: 20 }, { nomailing: 1 });
    const second = await crm.apply({ rerun: ["no-mailings-to-withdrawn"] });
    expect(second.report.steps.find(({ id }) => id === "no-mailings-to-withdrawn")?.changes).toEqual({
      inserted: 0,
      updated: 1,
      deleted: 0,
    });
    const dry = await rollBackOn(crm.address, { dryRun: true });
    expect(dry.report.attention).toEqual([]);
    const done = await rollBackOn(crm.address);
    expect(changesOf(done.report)).toEqual(changesOf(dry.report));
    await write(crm.session, "person", { person_id: 20 }, { nomailing: 0 });
    expect(await crm.dump()).toEqual(before);
  });

  test("what apply created and seeded stays where others use it", async () => {
    const crm = await databases.crm(
      { person: ROWS["person"] ?? [], s_shipment: [{ id: 1, message_id: 1, status: 1 }] },
      { era: "8.1" },
    );
    await crm.apply();
    await insert(crm.session, "ConsentPerson", {
      consentperson_id: 170,
      person_id: 1,
      consentPurpose_id: 777,
      legalBase_id: 1,
      consentSource_id: 0,
      updatedCount: 0,
    });
    await write(crm.session, "s_shipment", { id: 1 }, { shipmenttype_id: 2 });
    await saveAsUser(crm.session, "ConsentPurpose", { key: "STORE" }, { tooltip: "Sales" });
    const dry = await rollBackOn(crm.address, { dryRun: true });
    const done = await rollBackOn(crm.address);
    expect(changesOf(done.report)["consent-schema"]?.counts).toEqual(changesOf(dry.report)["consent-schema"]?.counts);
    // LegalBase 1 and ShipmentType 2 are in use, the purpose was changed; ConsentPerson has a row of somebody's.
    expect(changesOf(done.report)["consent-schema"]?.counts).toMatchObject({ tables: 3, columns: 0 });
    const since = done.report.attention.find(({ code }) => code === "CHANGED_SINCE");
    expect(since?.items.map(({ table, id, detail }) => `${table} ${id} ${detail}`).toSorted()).toEqual([
      "ConsentPurpose 1 ",
      "LegalBase 1 still in use",
      "ShipmentType 2 still in use",
    ]);
    expect(dry.report.attention).toMatchObject([
      { code: "CHANGED_SINCE", count: 3 },
      { code: "CREATED_OBJECT_IN_USE", count: 5 },
    ]);
    expect(done.report.attention).toEqual(
      expect.arrayContaining([expect.objectContaining({ code: "CREATED_OBJECT_IN_USE", count: 5 })]),
    );
    const now = await crm.dump();
    expect(Object.keys(now)).toEqual(expect.arrayContaining(["consentperson", "consentpurpose", "legalbase", "shipmenttype"]));
    expect(now["consentperson"]?.rows).toHaveLength(1);
    expect(Object.keys(now)).not.toContain("shipmenttypereservation");
    expect((await crm.apply()).report.outcome).toBe("applied");
  });

  test("tables that a run stopped on the way has created go again", async () => {
    const crm = await databases.crm({ person: ROWS["person"] ?? [] }, { era: "8.1" });
    const before = await crm.dump();
    expect(await crm.apply({ ...stoppingIn("consent-schema", 4) })).toMatchObject({ exitCode: 130 });
    expect(await crm.dump()).not.toEqual(before);
    const done = await rollBackOn(crm.address);
    expect(changesOf(done.report)["consent-schema"]?.counts).toMatchObject({ tables: 2, columns: 0 });
    expect(await crm.dump()).toEqual(before);
  });

  test("a column of ours that somebody dropped is no obstacle, to the dry run neither", async () => {
    const crm = await databases.crm({ person: [], s_shipment: [{ id: 1, message_id: 1, status: 1 }] }, { era: "8.1" });
    const before = await crm.dump();
    await crm.apply({ only: ["consent-schema"] });
    const { schema } = crm.session.server;
    await crm.session.execute(sql`
      ALTER TABLE ${identifier(schema, "s_shipment")} DROP COLUMN ${identifier("shipmenttype_id")}`);
    const dry = await rollBackOn(crm.address, { dryRun: true });
    const done = await rollBackOn(crm.address);
    expect(changesOf(done.report)).toEqual(changesOf(dry.report));
    expect(await crm.dump()).toEqual(before);
  });

  test("texts that two runs rewrote are given back twice, unless somebody saved them in between", async () => {
    const html = (target: string) => `<a href="${target}">x</a>`;
    const old = html("[[unsubscribe]]");
    const crm = await databases.crm({
      person: [],
      s_message: [1, 2, 3].map((id) => ({ id, flags: 2, html_message: old })),
    });
    await crm.apply({ only: ["template-links"] });
    await saveAsUser(crm.session, "s_message", { id: 2 }, { html_message: old });
    const templates = { standardLinks: ["link.subscription"], manageSubscriptionsLink: "[[other]]" };
    const second = await crm.apply({ rerun: ["template-links"], only: ["template-links"], settings: { templates } });
    expect(second.report.steps.find(({ id }) => id === "template-links")?.changes.updated).toBe(3);
    await saveAsUser(crm.session, "s_message", { id: 3 }, { html_message: "mine" });
    const dry = await rollBackOn(crm.address, { dryRun: true });
    expect(changesOf(dry.report)["template-links"]).toMatchObject({ updated: 3 });
    const since = { code: "CHANGED_SINCE", count: 2, items: [2, 3].map((id) => ({ table: "s_message", id: String(id) })) };
    expect(dry.report.attention).toMatchObject([since]);
    const done = await rollBackOn(crm.address);
    expect(changesOf(done.report)["template-links"]).toMatchObject({ updated: 3 });
    expect(done.report.attention).toEqual(expect.arrayContaining([expect.objectContaining({ code: "CHANGED_SINCE", count: 2 })]));
    const texts = new Map((await crm.dump())["s_message"]?.rows.map((row) => [row["id"], row["html_message"]]));
    expect(texts).toEqual(new Map(Object.entries({ 1: old, 2: old, 3: "mine" }).map(([id, text]) => [Number(id), text])));
  });

  test("what one run alone had to leave to a later one goes with that one", async () => {
    const crm = await databases.crm({ person: ROWS["person"] ?? [] }, { era: "8.1" });
    const before = await crm.dump();
    const first = await crm.apply({ only: ["consent-schema", "reference-data", "sales-and-service"] });
    const between = await crm.dump();
    await crm.apply();
    const alone = await rollBackOn(crm.address, { run: first.report.runId ?? "" });
    expect(alone).toMatchObject({ exitCode: 0, report: { outcome: "rolled-back" } });
    // A purpose, a legal basis and a source are in use by the five who are flagged.
    expect(alone.report.attention.find(({ code }) => code === "CHANGED_SINCE")).toMatchObject({ count: 3 });
    expect((await crm.dump())["consentperson"]?.rows).toHaveLength(5);
    expect(between["consentperson"]?.rows).toHaveLength(60);
    const rest = await rollBackOn(crm.address, { dropLedger: true });
    expect(rest).toMatchObject({ exitCode: 0, report: { outcome: "rolled-back", error: null } });
    expect(await crm.dump()).toEqual(before);
    expect(await ledgerTables(crm.session)).toEqual([]);
  });
});
