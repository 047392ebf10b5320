import { hostname } from "node:os";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { attention } from "../../src/report/attention.js";
import { Report } from "../../src/report/report.js";
import { enginesAtHand } from "../engines/engines.js";
import { rollBackOn } from "../rollback/rollback-command.js";
import { stoppingIn } from "../rollback/stopping-in.js";
import { CrmDatabases, type TestCrm } from "../support/crm-databases.js";
import { refusalOf } from "../support/run-command.js";
import { reportOn, statusOn } from "./status-command.js";
import { identifier, sql } from "../../src/dialect/sql.js";

const PERSONS = Array.from({ length: 40 }, (_, position) => ({ person_id: position + 1, nomailing: position < 3 ? 1 : 0 }));
const SMALL_BATCHES = { run: { maxBatch: 10 } } as const;

// SQL Server's stand-in takes seconds for what others do in milliseconds.
vi.setConfig({ testTimeout: 600_000, hookTimeout: 600_000 });

describe.each(enginesAtHand())("$name", (engine) => {
  let databases: CrmDatabases;
  let crm: TestCrm;
  beforeAll(async () => {
    databases = await CrmDatabases.on(engine, "status");
    crm = await databases.crm({ person: PERSONS });
  });
  afterAll(() => databases.end());

  test("says that nothing has run", async () => {
    const { report, exitCode } = await statusOn(crm.address);
    expect(exitCode).toBe(0);
    expect(Report.parse(report)).toMatchObject({ command: "status", outcome: "changes-pending", runId: null, runs: [] });
    expect(report.steps.map(({ id, status }) => `${id} ${status}`)).toContain("sales-and-service pending");
    expect(await statusOn(crm.address, {}, true)).toMatchObject({ exitCode: 2 });
    expect(await refusalOf(reportOn(crm.address))).toMatchObject({ exitCode: 4, code: "NO_RUN" });
    expect(await refusalOf(reportOn(crm.address, { run: "nonsense" }))).toMatchObject({ exitCode: 64, code: "UNKNOWN_RUN" });
    expect(await refusalOf(rollBackOn(crm.address, { run: "nonsense" }))).toMatchObject({ exitCode: 64, code: "UNKNOWN_RUN" });
    expect(await rollBackOn(crm.address)).toMatchObject({ exitCode: 0, report: { outcome: "nothing-to-do" } });
  });

  test("says how far an interrupted run came, who ran it and with which settings", async () => {
    const stopped = await crm.apply({ settings: { ...SMALL_BATCHES, associateId: 7 }, ...stoppingIn("sales-and-service", 2) });
    expect(stopped.report.outcome).toBe("interrupted");
    const { report } = await statusOn(crm.address);
    expect(report.outcome).toBe("interrupted");
    expect(Report.parse(report).runs).toEqual([
      {
        runId: stopped.report.runId,
        outcome: "interrupted",
        startedAt: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.000Z$/) as string,
        finishedAt: null,
        attempts: 1,
        login: crm.session.server.login,
        machine: hostname(),
        toolVersion: "0.0.0-test",
        settings: { associateId: 7, "run.maxBatch": 10 },
        changes: { inserted: expect.any(Number) as number, updated: 0, deleted: 0 },
        atWork: {
          step: "sales-and-service",
          personsDone: 20,
          personsTotal: 40,
          rowsWritten: 20,
          personsPerSecond: null,
          secondsLeft: null,
        },
      },
    ]);
    expect(report.steps.find(({ id }) => id === "sales-and-service")?.status).toBe("partly-done");
  });

  test("after the end, report prints the whole run, and the last attempt where it is asked for", async () => {
    const ended = await crm.apply({ settings: { ...SMALL_BATCHES, associateId: 7 } });
    expect(ended.report.outcome).toBe("applied");
    const { report } = await statusOn(crm.address);
    expect(report).toMatchObject({
      outcome: "applied",
      runs: [{ runId: ended.report.runId, outcome: "applied", attempts: 2, atWork: null }],
    });
    expect(report.steps.filter(({ status }) => status !== "not-selected").map(({ status }) => status)).toEqual(
      Array(7).fill("done"),
    );
    expect((await reportOn(crm.address, { lastAttempt: true })).report).toEqual(ended.report);
    const whole = (await reportOn(crm.address, { run: ended.report.runId ?? "" })).report;
    expect((await reportOn(crm.address)).report).toEqual(whole);
    expect(Report.parse(whole)).toMatchObject({ command: "apply", outcome: "applied", runId: ended.report.runId });
    const sales = whole.steps.find(({ id }) => id === "sales-and-service");
    expect(sales).toMatchObject({ status: "done", changes: { inserted: 40, updated: 0, deleted: 0 }, counts: { persons: 40 } });
    expect(ended.report.steps.find(({ id }) => id === "sales-and-service")?.changes.inserted).toBe(20);
    expect(whole.consents.find(({ purpose }) => purpose === "STORE")).toMatchObject({ before: 0, after: 40 });
    const short = (await reportOn(crm.address, { run: (ended.report.runId ?? "").slice(0, 8) })).report;
    expect(short).toEqual(whole);
    const inGerman = await reportOn(crm.address, {}, { lang: "de" });
    const german = inGerman.report.attention.find(({ code }) => code === "RESTART_CRM_SERVERS");
    expect(german?.message).toBe(attention("RESTART_CRM_SERVERS", { count: 1 }, "de").message);
    expect(inGerman.report.attention.map(({ code }) => code)).toEqual(whole.attention.map(({ code }) => code));

    // As after a kill, or a SQL script: the ledger alone tells.
    await crm.session.execute(sql`DELETE FROM ${identifier(crm.session.server.schema, "consent_upgrade_report")}`);
    const told = (await reportOn(crm.address)).report;
    expect(Report.parse(told)).toMatchObject({
      command: "apply",
      outcome: "applied",
      runId: whole.runId,
      consents: whole.consents,
    });
    const figures = (steps: Report["steps"]): readonly unknown[] =>
      steps.map(({ id, status, changes, counts, batches }) => ({ id, status, changes, counts, batches }));
    expect(figures(told.steps)).toEqual(figures(whole.steps));
    expect(told.attention.map(({ code }) => code)).toEqual(
      whole.attention.map(({ code }) => code).filter((code) => code !== "LANGUAGE_CHOSEN"),
    );
  });

  test("tells of a rollback that was interrupted, and of one that ended", async () => {
    const stopped = await rollBackOn(crm.address, { settings: SMALL_BATCHES, ...stoppingIn("sales-and-service", 1) });
    expect(stopped).toMatchObject({ exitCode: 130, report: { outcome: "interrupted" } });
    expect(stopped.report.steps.find(({ id }) => id === "sales-and-service")).toMatchObject({ status: "partly-done" });
    const half = (await statusOn(crm.address)).report;
    expect(half).toMatchObject({
      outcome: "interrupted",
      runs: [{ outcome: "partly-rolled-back", atWork: { step: "sales-and-service", personsDone: 10, personsTotal: 40 } }],
    });
    const ended = await rollBackOn(crm.address, { settings: SMALL_BATCHES });
    expect(ended).toMatchObject({ exitCode: 0, report: { outcome: "rolled-back" } });
    const { report } = await statusOn(crm.address);
    expect(report).toMatchObject({ outcome: "rolled-back", runs: [{ outcome: "rolled-back", changes: { deleted: 47 } }] });
    expect(report.steps.find(({ id }) => id === "sales-and-service")?.status).toBe("pending");
    const whole = (await reportOn(crm.address, { run: ended.report.runId ?? "" })).report;
    expect(whole).toMatchObject({ command: "rollback", outcome: "rolled-back" });
    expect(whole.steps.find(({ id }) => id === "sales-and-service")).toMatchObject({ status: "done", changes: { deleted: 40 } });
  });

  test("is 0 on a database that is no CRM", async () => {
    const empty = await databases.schema();
    expect(await statusOn(empty.address)).toMatchObject({ exitCode: 0, report: { outcome: "nothing-to-do", runs: [] } });
  });
});
