import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { Report } from "../../src/report/report.js";
import { enginesAtHand } from "../engines/engines.js";
import type { Session } from "../../src/dialect/session.js";
import { identifier, sql } from "../../src/dialect/sql.js";
import { CrmDatabases, type TestCrm } from "../support/crm-databases.js";
import { refusalOf, type CommandEnd } from "../support/run-command.js";
import { insert } from "../rollback/as-user.js";
import { consentsByKey, rows, SMALL_CRM, SMALL_CRM_CONSENTS } from "./small-crm.js";

describe.each(enginesAtHand())("$name", (engine) => {
  let databases: CrmDatabases;
  let crm: TestCrm;
  beforeAll(async () => {
    databases = await CrmDatabases.on(engine, "selection");
    crm = await databases.crm({});
  });
  beforeEach(() => crm.refill(SMALL_CRM));
  afterAll(() => databases.end());

  describe("a step that needs a pending one which is not selected is refused, and told which", () => {
    const cases = [
      { wish: { only: ["sales-and-service"] }, needs: "consent-schema" },
      { wish: { only: ["consent-schema", "no-mailings-to-withdrawn"] }, needs: "reference-data" },
      { wish: { skip: ["reference-data"] }, needs: "reference-data" },
      { wish: { rerun: ["emarketing-from-mailing-history"], only: ["template-links"] }, needs: "consent-schema" },
    ] as const;
    test.each(cases)("$wish needs $needs", async ({ wish, needs }) => {
      for (const command of [() => crm.plan(wish), () => crm.apply(wish)]) {
        const refusal = await refusalOf(command());
        expect(refusal).toMatchObject({ exitCode: 64, code: "STEP_NEEDS_ANOTHER" });
        expect(`${refusal.message} ${refusal.hint ?? ""}`).toContain(needs);
      }
      expect(rows(await crm.dump({ withLedger: true }), "consent_upgrade_run")).toEqual([]);
    });
  });

  test("steps that a user asks for need their configuration", async () => {
    for (const step of ["interests-to-subscriptions", "emarketing-privacy"]) {
      expect(await refusalOf(crm.plan({ only: [step] }))).toMatchObject({ exitCode: 64, code: "STEP_NOT_CONFIGURED" });
      expect(await refusalOf(crm.apply({ rerun: [step] }))).toMatchObject({
        exitCode: 64,
        code: "STEP_NOT_CONFIGURED",
      });
    }
    const settings = { interests: { Golf: "News", Sailing: "No such type" } };
    const refusal = await refusalOf(crm.apply({ settings }));
    expect(refusal).toMatchObject({ exitCode: 64, code: "UNKNOWN_INTEREST" });
    for (const name of ["Golf", "Sailing", "No such type"]) expect(refusal.message).toContain(`"${name}"`);
    expect(statuses((await crm.plan()).report)).toMatchObject({
      "interests-to-subscriptions": "not-selected",
      "emarketing-privacy": "not-selected",
    });
  });

  test("--only runs these alone, and the next apply the others", async () => {
    const first = (await crm.apply({ only: ["template-links", "consent-schema"] })).report;
    expect(statuses(first)).toMatchObject({
      "consent-schema": "done",
      "reference-data": "not-selected",
      "template-links": "done",
    });
    expect(consentsByKey(await crm.dump())).toEqual([]);
    const second = (await crm.apply()).report;
    expect(second.runId).not.toBe(first.runId);
    expect(statuses(second)).toMatchObject({
      "consent-schema": "already-done",
      "reference-data": "done",
      "template-links": "already-done",
    });
    expect(consentsByKey(await crm.dump())).toEqual(SMALL_CRM_CONSENTS);
  });

  test("--skip leaves a step for later", async () => {
    expect(statuses((await crm.apply({ skip: ["no-mailings-to-withdrawn", "template-links"] })).report)).toMatchObject({
      "template-links": "not-selected",
    });
    expect(consentsByKey(await crm.dump())).toEqual(SMALL_CRM_CONSENTS.filter((consent) => !consent.endsWith("WITHDRAWN")));
    const later = (await crm.apply()).report;
    expect(later.steps.filter(({ status }) => status === "done").map(({ id }) => id)).toEqual([
      "no-mailings-to-withdrawn",
      "template-links",
    ]);
  });

  describe("when the upgrade is done", () => {
    beforeEach(() => crm.apply());

    test("contacts and mailings that come later are left alone", async () => {
      await addLater(crm.session);
      expect((await crm.apply()).report).toMatchObject({ outcome: "nothing-to-do", runId: null });
      expect(consentsByKey(await crm.dump())).toEqual(SMALL_CRM_CONSENTS);
    });

    test("--rerun has the rules look at them, and leaves what users changed since", async () => {
      await addLater(crm.session);
      const table = tableOf(crm.session, "ConsentPerson");
      await crm.session.execute(sql`UPDATE ${table} SET ${identifier("comment")} = 'by phone' WHERE person_id = 2`);
      const wish = { rerun: ["sales-and-service", "emarketing-from-mailing-history"] };
      const planned = (await crm.plan(wish)).report;
      const applied = (await crm.apply(wish)).report;
      expect(changesOf(applied)).toEqual(changesOf(planned));
      expect(changesOf(applied)).toMatchObject({
        "sales-and-service": 1,
        "emarketing-from-mailing-history": 2,
        "reference-data": 0,
      });
      const after = await crm.dump();
      expect(consentsByKey(after)).toEqual(
        [...SMALL_CRM_CONSENTS, "1 EMARKETING 61F", "60 EMARKETING 61F", "60 STORE 61F"].sort(),
      );
      expect(
        rows(after, "consentperson")
          .filter((row) => row["person_id"] === 2)
          .map((row) => row["comment"]),
      ).toEqual(["by phone", "by phone"]);
    });

    test("--rerun brings no subscription type back that the customer deleted", async () => {
      const types = tableOf(crm.session, "ShipmentType");
      await crm.session.execute(
        sql`UPDATE ${types} SET deleted = 1, ${identifier("name")} = ' NEWS ' WHERE ${identifier("name")} = 'News'`,
      );
      const { report } = await crm.apply({ rerun: ["subscription-types"] });
      expect(report.steps.find(({ id }) => id === "subscription-types")).toMatchObject({
        status: "done",
        changes: { inserted: 0 },
      });
      expect(rows(await crm.dump(), "shipmenttype")).toHaveLength(4);
    });
  });

  test("a flag that is set between two steps withdraws our own row, also where customers' rows are kept", async () => {
    const settings = { noMailings: { onExistingConsent: "keep" } } as const;
    await crm.apply({ settings, skip: ["no-mailings-to-withdrawn"] });
    await crm.session.execute(sql`UPDATE ${tableOf(crm.session, "person")} SET nomailing = 1 WHERE person_id = 2`);
    const planned = (await crm.plan({ settings })).report;
    const applied = (await crm.apply({ settings })).report;
    expect(changesOf(applied)).toEqual(changesOf(planned));
    expect(applied.steps.find(({ id }) => id === "no-mailings-to-withdrawn")?.changes).toEqual({
      inserted: 1,
      updated: 1,
      deleted: 0,
    });
    expect(applied.attention.map(({ code }) => code)).not.toContain("EXISTING_CONSENT_KEPT");
    expect(consentsByKey(await crm.dump())).toContain("2 EMARKETING WITHDRAWN");
  });

  test("--exit-code tells whether there is something to apply", async () => {
    const code = async (): Promise<CommandEnd["exitCode"]> => (await crm.plan({ exitCode: true })).exitCode;
    expect(await code()).toBe(2);
    await crm.apply();
    expect(await code()).toBe(0);
  });
});

function statuses(report: Report): Readonly<Record<string, string>> {
  return Object.fromEntries(report.steps.map(({ id, status }) => [id, status]));
}

function changesOf(report: Report): Readonly<Record<string, number>> {
  return Object.fromEntries(report.steps.map(({ id, changes }) => [id, changes.inserted + changes.updated]));
}

function tableOf(session: Session, table: string) {
  return identifier(session.server.schema, table);
}

/** A contact who came after the upgrade, and an e-mail to her and to one who never had any. */
async function addLater(session: Session): Promise<void> {
  await insert(session, "person", { person_id: 60, nomailing: 0 });
  for (const [id, person] of [
    [70, 60],
    [71, 1],
  ] as const) {
    await insert(session, "s_shipment_addr", { id, shipment_id: 30, customer_id: person, status: 4 });
  }
}
