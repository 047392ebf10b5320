import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { engineOf } from "../../src/dialect/engines.js";
import { coversSchema, parseGrant } from "../../src/dialect/mysql/rights.js";
import { isAtLeast } from "../../src/dialect/inspection.js";
import { readableBytes, spaceUntold } from "../../src/dialect/written-bytes.js";
import { run } from "../dialect/engine-sessions.js";
import { enginesAtHand } from "../engines/engines.js";
import { rollBackOn } from "../rollback/rollback-command.js";
import { CrmDatabases, type TestCrm } from "../support/crm-databases.js";
import { refusalOf, runApplyOn, runExplainOn, runPlanOn, runVerifyOn, settingsFor } from "../support/run-command.js";
import { failed, runDoctorOn } from "./doctor-command.js";
import { GrantedLogin, rightsOf, runLedgerScript } from "./granted-login.js";

const ROWS = { person: [{ person_id: 1 }, {}] };

describe.each(enginesAtHand().filter(({ name }) => name === "postgres"))("settings of PostgreSQL", (engine) => {
  let databases: CrmDatabases;
  let crm: TestCrm;
  let login: GrantedLogin;
  beforeAll(async () => {
    databases = await CrmDatabases.on(engine, "settings");
    crm = await databases.crm(ROWS);
    await runLedgerScript(engine.name, crm.session);
    login = await GrantedLogin.on(engine.name, databases, crm);
    await login.grant("reading", "writing", "the ledger, created by a DBA", "undoing");
  });
  afterAll(async () => {
    await login.drop();
    await databases.end();
  });

  async function refusalCode(): Promise<readonly [number, string]> {
    const { exitCode, code } = await refusalOf(runApplyOn(settingsFor(login.address)));
    return [exitCode, code];
  }

  test("row security that hides contacts", async () => {
    const person = `"${login.address.schema}"."person"`;
    await run(databases.admin, `ALTER TABLE ${person} ENABLE ROW LEVEL SECURITY`);
    expect(failed(await runDoctorOn(login.address)).map(({ id }) => id)).toEqual(["row-security"]);
    const settings = settingsFor(login.address);
    for (const command of [runPlanOn, runApplyOn]) {
      const refusal = await refusalOf(command(settings));
      expect(refusal).toMatchObject({ exitCode: 4, code: "ROWS_HIDDEN" });
      expect(refusal.message).toContain("person");
    }
    await run(databases.admin, `ALTER TABLE ${person} DISABLE ROW LEVEL SECURITY`);
    expect(failed(await runDoctorOn(login.address))).toEqual([]);
  });

  test("a login that may only read, and whose statements are ended", async () => {
    await run(databases.admin, `ALTER ROLE ${login.name} SET default_transaction_read_only = on`);
    await run(databases.admin, `ALTER ROLE ${login.name} SET statement_timeout = '30s'`);
    const { report } = await runDoctorOn(login.address);
    expect(report.checks.filter(({ outcome }) => outcome === "fail").map(({ id }) => id)).toEqual(["writable"]);
    expect(report.checks.find(({ id }) => id === "settings")).toMatchObject({
      outcome: "warn",
      message: expect.stringContaining("30s") as unknown,
    });
    expect(await refusalCode()).toEqual([4, "READ_ONLY_SERVER"]);
    await run(databases.admin, `ALTER ROLE ${login.name} RESET ALL`);
  });

  test("other logins' transactions cannot be seen", async () => {
    const { report } = await runDoctorOn(login.address);
    expect(report.checks.find(({ id }) => id === "open-transactions")).toMatchObject({
      outcome: "warn",
      message: expect.stringMatching(/^Cannot tell/) as unknown,
    });
  });

  test("row security that hides contacts from every command that reads them", async () => {
    const settings = settingsFor(login.address);
    await runApplyOn(settings);
    const person = `"${login.address.schema}"."person"`;
    await run(databases.admin, `ALTER TABLE ${person} ENABLE ROW LEVEL SECURITY`);
    const commands = {
      plan: () => runPlanOn(settings),
      explain: () => runExplainOn(settings, [1]),
      apply: () => runApplyOn(settings),
      verify: () => runVerifyOn(settings),
      rollback: () => rollBackOn(login.address),
    };
    for (const [name, command] of Object.entries(commands))
      expect([name, (await refusalOf(command())).code]).toEqual([name, "ROWS_HIDDEN"]);
    await run(databases.admin, `ALTER TABLE ${person} DISABLE ROW LEVEL SECURITY`);
    expect((await runVerifyOn(settings)).exitCode).toBe(0);
  });
});

describe.each(enginesAtHand().filter(({ name }) => name === "mysql" || name === "mariadb"))("settings of $name", (engine) => {
  let databases: CrmDatabases;
  beforeAll(async () => {
    databases = await CrmDatabases.on(engine, "settings");
  });
  afterAll(() => databases.end());

  test("a table without transactions, and the statement that mends it", async () => {
    const crm = await databases.crm(ROWS);
    await run(crm.session, "ALTER TABLE person ENGINE = MyISAM");
    const [line, ...more] = failed(await runDoctorOn(crm.address));
    expect([line?.id, more]).toEqual(["transactions", []]);
    const { exitCode, code } = await refusalOf(crm.apply());
    expect([exitCode, code]).toEqual([4, "UNFIT_SERVER"]);
    await run(crm.session, line?.hint ?? "");
    expect(failed(await runDoctorOn(crm.address))).toEqual([]);
  });

  test("a binary log of statements", async () => {
    const crm = await databases.crm(ROWS);
    const settings = () => engineOf(crm.session.dialect).inspection.settings(crm.session, crm.session.server.schema, []);
    await run(crm.session, "SET SESSION binlog_format = 'ROW'");
    expect(await settings()).toContainEqual(expect.objectContaining({ id: "binary-log", outcome: "pass" }));
    await run(crm.session, "SET SESSION binlog_format = 'STATEMENT'");
    expect(await settings()).toContainEqual(expect.objectContaining({ id: "binary-log", outcome: "fail" }));
  });

  test("a login that cannot tell a missing ledger from a hidden one", async () => {
    const crm = await databases.crm(ROWS);
    const login = await GrantedLogin.on(engine.name, databases, crm);
    const [, ...tables] = login.documented("reading");
    for (const grant of tables) await run(databases.admin, grant);
    const { report } = await runPlanOn(settingsFor(login.address));
    expect(report.attention.map(({ code }) => code)).toContain("LEDGER_MAYBE_HIDDEN");
    expect(failed(await runDoctorOn(login.address)).map(({ id }) => id)).toContain("right-schema");
    await run(databases.admin, rightsOf(tables.find((grant) => grant.includes("s_sent_message")) ?? "")[0]?.revoke ?? "");
    const refusal = await refusalOf(runPlanOn(settingsFor(login.address)));
    expect([refusal.code, refusal.hint]).toEqual(["MISSING_RIGHT", expect.stringContaining("GRANT REFERENCES ON ")]);
    await login.grant("reading");
    expect((await runPlanOn(settingsFor(login.address))).report.attention.map(({ code }) => code)).not.toContain(
      "LEDGER_MAYBE_HIDDEN",
    );
    await login.drop();
  });

  test("a new target of links that a column cannot hold", async () => {
    const crm = await databases.crm(ROWS);
    await run(crm.session, "ALTER TABLE s_message MODIFY html_message longtext CHARACTER SET latin1");
    const targetCheck = async (target: string) => {
      const settings = { templates: { manageSubscriptionsLink: target } };
      return (await runDoctorOn(crm.address, { settings })).report.checks.find(({ id }) => id === "template-target");
    };
    expect(await targetCheck("https://www.example.com/profil/Łódź")).toMatchObject({
      outcome: "fail",
      message: expect.stringContaining('s_message.html_message cannot hold "Ł') as unknown,
      hint: expect.stringContaining("--skip template-links") as unknown,
    });
    expect(await targetCheck("https://www.example.com/profil/Göteborg")).toMatchObject({ outcome: "pass" });
  });

  test("columns that cannot hold every letter", async () => {
    const crm = await databases.crm(ROWS);
    await run(crm.session, "ALTER TABLE ConsentPerson MODIFY comment varchar(255) CHARACTER SET latin1");
    const { report } = await runDoctorOn(crm.address);
    expect(report.checks.find(({ id }) => id === "characters")).toMatchObject({
      outcome: "warn",
      message: expect.stringContaining("latin1") as unknown,
    });
  });
});

test.each([
  ["18.4", [12], true],
  ["11.22", [12], false],
  ["10.11.6-MariaDB", [10, 5], true],
  ["10.4.34-MariaDB", [10, 5], false],
  ["5.7.44", [8, 0], false],
  ["8.0.36", [8, 0], true],
  ["13.0.1601", [13], true],
  ["12.0.6024", [13], false],
] as const)("version %s against %j: %s", (version, oldest, expected) => {
  expect(isAtLeast(version, oldest)).toBe(expected);
});

test("lines of SHOW GRANTS", () => {
  expect(parseGrant("GRANT SELECT, INSERT (`a`, `b`), UPDATE ON `crm`.`person` TO `x`@`%`")).toEqual({
    revoked: false,
    rights: ["SELECT", "UPDATE"],
    schema: "crm",
    table: "person",
  });
  expect(parseGrant("GRANT ALL PRIVILEGES ON `crm\\_1`.* TO `x`@`%` WITH GRANT OPTION")).toMatchObject({
    rights: ["ALL PRIVILEGES"],
    schema: "crm\\_1",
    table: "*",
  });
  expect(parseGrant("REVOKE SELECT ON `mysql`.* FROM `x`@`%`")).toMatchObject({ revoked: true, schema: "mysql" });
  expect(parseGrant("GRANT `role`@`%` TO `x`@`%`")).toBeUndefined();
  const covers = (pattern: string, schema: string): boolean =>
    coversSchema({ revoked: false, rights: [], schema: pattern, table: "*" }, schema, (name) => name);
  expect([
    covers("crm\\_1", "crm_1"),
    covers("crm\\_1", "crmx1"),
    covers("crm_1", "crmx1"),
    covers("crm%", "crm.a"),
    covers("c.m", "crm"),
  ]).toEqual([true, false, true, true, false]);
});

test("space is told in words", () => {
  expect([readableBytes(10), readableBytes(3.2 * 1_048_576), readableBytes(1.25 * 1_073_741_824)]).toEqual([
    "less than 1 MB",
    "4 MB",
    "1.3 GB",
  ]);
  expect(spaceUntold({ data: 1, log: 1 }, "log").outcome).toBe("pass");
  expect(spaceUntold({ data: 1e9, log: 3e9 }, "log").outcome).toBe("warn");
});
