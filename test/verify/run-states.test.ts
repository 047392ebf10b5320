import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { LEDGER } from "../../src/ledger/tables.js";
import type { Report } from "../../src/report/report.js";
import { ALL_STEPS, INTERESTS, SMALL_CRM } from "../contract/small-crm.js";
import { enginesAtHand } from "../engines/engines.js";
import { rollBackOn } from "../rollback/rollback-command.js";
import { CrmDatabases, type TestCrm } from "../support/crm-databases.js";
import { identifier, sql } from "../../src/dialect/sql.js";

const ROWS = { ...SMALL_CRM, ...INTERESTS };

function outcomes(report: Report): Readonly<Record<string, string>> {
  return Object.fromEntries(report.checks.filter((check) => check.outcome !== "pass").map((check) => [check.id, check.outcome]));
}

async function changeLedger(crm: TestCrm, table: keyof typeof LEDGER, change: string): Promise<void> {
  const { server } = crm.session;
  await crm.session.execute(sql`UPDATE ${identifier(server.schema, LEDGER[table].name)} SET ${sql.raw(change)}`);
}

describe.each(enginesAtHand())("verify after runs of all kinds on $name", (engine) => {
  let databases: CrmDatabases;
  beforeAll(async () => {
    databases = await CrmDatabases.on(engine, "verify_runs");
  });
  afterAll(() => databases.end());

  test("says that nothing was ever applied", async () => {
    const { report, exitCode } = await (await databases.crm(ROWS)).verify();
    expect([exitCode, report.outcome, report.runId]).toEqual([3, "violations", null]);
    expect(outcomes(report)).toEqual({ applied: "fail" });
  });

  test("checks the steps that were run and names the others", async () => {
    const crm = await databases.crm(ROWS);
    await crm.apply({ only: ["consent-schema", "reference-data", "sales-and-service"] });
    const { report, exitCode } = await crm.verify();
    expect([exitCode, report.outcome]).toEqual([0, "verified"]);
    expect(outcomes(report)).toEqual({ "pending-steps": "warn" });
    expect(report.checks.find((check) => check.id === "pending-steps")?.message).toMatch(
      /emarketing-from-mailing-history, no-mailings-to-withdrawn, subscription-types, template-links\./,
    );
    expect(report.checks.map((check) => check.id)).not.toContain("emarketing-mailed");
  });

  test("fails for a run that did not end, and checks what is done", async () => {
    const crm = await databases.crm(ROWS);
    await crm.apply();
    await changeLedger(crm, "run", "status = 'interrupted'");
    await changeLedger(crm, "step", "status = CASE WHEN step_id = 'template-links' THEN 'running' ELSE status END");
    const { report, exitCode } = await crm.verify();
    expect(exitCode).toBe(3);
    expect(outcomes(report)).toEqual({ applied: "fail" });
    expect(report.checks.find((check) => check.id === "applied")?.message).toMatch(/interrupted.*template-links/);
    expect(report.checks.map((check) => check.id)).toEqual(expect.arrayContaining(["sales-and-service", "emarketing-mailed"]));
  });

  test("goes by what the run was configured with, and says that the configuration is another one now", async () => {
    const crm = await databases.crm(ROWS);
    const settings = { mailingHistory: { since: "2018-01-01" }, noMailings: { onExistingConsent: "keep" as const } };
    const applied = await crm.apply({ settings });
    expect(applied.report.error).toBeNull();
    expect(outcomes((await crm.verify({ settings })).report)).toEqual({});
    const { report, exitCode } = await crm.verify();
    expect([exitCode, outcomes(report)]).toEqual([0, { configuration: "warn" }]);
    expect(report.checks.find((check) => check.id === "configuration")?.message).toMatch(
      /mailingHistory\.since.*noMailings\.onExistingConsent/,
    );
  });

  test("holds with every step, and after running all of them again", async () => {
    const crm = await databases.crm(ROWS);
    const rerun = [
      "sales-and-service",
      "emarketing-from-mailing-history",
      "no-mailings-to-withdrawn",
      "subscription-types",
      "template-links",
      "interests-to-subscriptions",
    ];
    await crm.apply({ settings: ALL_STEPS });
    expect(outcomes((await crm.verify({ settings: ALL_STEPS })).report)).toEqual({});
    const again = await crm.apply({ settings: ALL_STEPS, rerun });
    expect(again.report.error).toBeNull();
    const { report } = await crm.verify({ settings: ALL_STEPS });
    expect(outcomes(report)).toEqual({});
    expect(report.runId).toBe(again.report.runId);
  });

  test("says that everything was rolled back, and holds after applying again", async () => {
    const crm = await databases.crm(ROWS);
    await crm.apply();
    const rolledBack = await rollBackOn(crm.address);
    expect(rolledBack.exitCode).toBe(0);
    const { report, exitCode } = await crm.verify();
    expect([exitCode, report.runId, outcomes(report)]).toEqual([3, null, { applied: "fail" }]);
    await crm.apply();
    expect(outcomes((await crm.verify()).report)).toEqual({});
  });

  test("names contacts with two rows for one purpose", async () => {
    const crm = await databases.crm(ROWS, { withoutIndexes: ["ConsentPerson"] });
    await crm.apply();
    const consents = identifier(crm.session.server.schema, "ConsentPerson");
    const columns = sql`${identifier("person_id")}, ${identifier("consentPurpose_id")}, ${identifier("legalBase_id")}, ${identifier("updatedCount")},
      ${identifier("registered")}, ${identifier("registered_associate_id")}, ${identifier("updated")}, ${identifier("updated_associate_id")}`;
    await crm.session.execute(sql`
      INSERT INTO ${consents} (${identifier("consentperson_id")}, ${columns})
      SELECT 900, ${columns} FROM ${consents} WHERE ${identifier("consentperson_id")} = 1`);
    const { report, exitCode } = await crm.verify();
    expect(exitCode).toBe(3);
    expect(outcomes(report)).toMatchObject({ "unique-consents": "fail" });
    expect(report.checks.find((check) => check.id === "unique-consents")?.message).toMatch(/: 1 \(person_id 1\)/);
  });
});
