import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { runDoctor } from "../../src/commands/doctor.js";
import { onlySpeaksTds, run } from "../dialect/engine-sessions.js";
import { enginesAtHand } from "../engines/engines.js";
import { rollBackOn } from "../rollback/rollback-command.js";
import { statusOn } from "../status/status-command.js";
import type { DatabaseRows } from "../support/build-database.js";
import { CrmDatabases, type TestCrm } from "../support/crm-databases.js";
import {
  contextOf,
  refusalOf,
  runApplyOn,
  runExplainOn,
  runPlanOn,
  runVerifyOn,
  settingsFor,
  type CommandWish,
} from "../support/run-command.js";
import { findings, runDoctorOn } from "./doctor-command.js";
import { GrantedLogin, rightsOf, runLedgerScript, type GrantedRight } from "./granted-login.js";

/** Everything is to be written: reference rows are missing, a satellite is told, both opt-in steps are on. */
const ROWS: DatabaseRows = {
  person: [{ person_id: 1 }, { nomailing: 1 }, {}],
  ConsentPurpose: [{ consentpurpose_id: 2, key: "EMARKETING", name: "E-marketing", rank: 1 }],
  LegalBase: [{ legalbase_id: 1, key: "61A", name: "Consent", rank: 1 }],
  ConsentSource: [{ consentsource_id: 1, key: "USER", name: "User", rank: 1 }],
  ConsentPerson: [{ person_id: 2, consentPurpose_id: 2, legalBase_id: 1 }],
  s_message: [
    { flags: 2, html_message: '<a href="[[unsubscribe]]">unsubscribe here</a>' },
    { flags: 2, html_message: "<p>sent</p>" },
  ],
  s_messageblock: [{ block: '{"html":"<a href=\\"[[unsubscribe]]\\">unsubscribe here</a>"}' }],
  s_link: [{ url: "[[unsubscribe]]" }],
  s_shipment: [{ id: 1, message_id: 2, status: 1 }],
  s_shipment_addr: [{ shipment_id: 1, customer_id: 1, status: 4 }],
  PersInt: [{ name: "Golf", deleted: 0 }],
  satellite: [{ area_id: 1 }],
  selection: [{ selection_id: 7, seltype: 0 }],
};

/** Of servers that only speak SQL Server's protocol. */
const NO_SCHEMA_RIGHTS = "this server knows no rights on schemas, VIEW DEFINITION among them";

const WISH: CommandWish = {
  settings: {
    exclude: { persons: [], companies: [], selections: [7] },
    interests: { Golf: "News" },
    emarketingPrivacy: true,
    defaultLegalBasis: "61F",
  },
};

const OPTED_IN = ["satellites and travellers", "interests", "exclusions", "default legal basis", "e-marketing privacy"] as const;

describe.each(enginesAtHand())("docs/grants.md on $name", ({ name }) => {
  let databases: CrmDatabases;
  const logins: GrantedLogin[] = [];
  beforeAll(async () => {
    const engine = enginesAtHand().find((candidate) => candidate.name === name);
    if (engine === undefined) throw new Error(name);
    databases = await CrmDatabases.on(engine, "grants");
  });
  afterAll(async () => {
    for (const login of logins) await login.drop();
    await databases.end();
  });

  async function granted(crm: TestCrm): Promise<GrantedLogin> {
    const login = await GrantedLogin.on(name, databases, crm);
    logins.push(login);
    return login;
  }

  async function everyCommand(login: GrantedLogin): Promise<void> {
    const settings = settingsFor(login.address, WISH.settings);
    expect(notRights(findings(await runDoctorOn(login.address, WISH)))).toEqual([]);
    const plan = await runPlanOn(settings, WISH);
    expect(plan.report.outcome).toBe("changes-pending");
    expect((await runExplainOn(settings, [1], WISH)).report.persons).toHaveLength(1);
    const apply = await runApplyOn(settings, WISH);
    expect(apply.report).toMatchObject({ outcome: "applied", error: null });
    expect((await runVerifyOn(settings, WISH)).report.checks.filter(({ outcome }) => outcome === "fail")).toEqual([]);
    expect((await statusOn(login.address, WISH)).report.outcome).toBe("applied");
    expect(notRights(findings(await runDoctorOn(login.address, WISH)))).toEqual([]);
    const rollback = await rollBackOn(login.address, WISH);
    expect(rollback.report).toMatchObject({ outcome: "rolled-back", error: null });
  }

  test("a login with exactly these rights runs every command, the ledger being there", async ({ skip }) => {
    skip(await onlySpeaksTds(databases.admin), NO_SCHEMA_RIGHTS);
    const crm = await databases.crm(ROWS);
    await runLedgerScript(name, crm.session);
    const login = await granted(crm);
    await login.grant("reading", "writing", "the ledger, created by a DBA", "undoing", ...OPTED_IN);
    const before = await crm.dump();
    await everyCommand(login);
    expect(await crm.dump()).toEqual(before);
  });

  test("verify does with one connection where a login may have no other", async ({ skip }) => {
    skip(name === "mssql", "SQL Server counts no connections by login");
    const crm = await databases.crm(ROWS);
    await runApplyOn(settingsFor(crm.address, WISH.settings), WISH);
    const login = await granted(crm);
    await login.grant("reading", "the ledger, created by a DBA", ...OPTED_IN);
    await run(databases.admin, login.oneConnection);
    const { report, exitCode } = await runVerifyOn(settingsFor(login.address, WISH.settings), WISH);
    expect([exitCode, report.outcome]).toEqual([0, "verified"]);
    expect(report.checks.map(({ id }) => id)).toEqual(expect.arrayContaining(["emarketing-mailed", "ledger-figures"]));
  });

  test("a login that may create tables needs no script", async ({ skip }) => {
    skip(await onlySpeaksTds(databases.admin), NO_SCHEMA_RIGHTS);
    const login = await granted(await databases.crm(ROWS));
    await login.grant("reading", "writing", "the ledger, created by apply", "undoing", ...OPTED_IN);
    await everyCommand(login);
  });

  test("doctor --grants of a login without any right is one block: pasted once, every command runs", async ({ skip }) => {
    skip(await onlySpeaksTds(databases.admin), NO_SCHEMA_RIGHTS);
    const crm = await databases.crm(ROWS);
    const login = await granted(crm);
    const { told, grants } = await grantsOf(login);
    expect(told).toMatch(/^-- What is to be written shows once the login may read/);
    expect(grants.length).toBeGreaterThan(40);
    await paste(crm, grants);
    expect((await grantsOf(login)).told).toBe("-- No GRANT is missing.\n");
    await everyCommand(login);
  });

  test("doctor --grants of a login that may read is what is missing, and no more", async ({ skip }) => {
    skip(await onlySpeaksTds(databases.admin), NO_SCHEMA_RIGHTS);
    const crm = await databases.crm(ROWS);
    await runLedgerScript(name, crm.session);
    const login = await granted(crm);
    await login.grant("reading", "interests", "exclusions");
    // The ledger is read as well.
    for (const { grant, right } of login.documented("the ledger, created by a DBA").flatMap(rightsOf))
      if (right === "SELECT") await run(crm.session, grant);
    const lines = (await runDoctorOn(login.address, WISH)).report.checks.filter(({ id }) => id.startsWith("right-"));
    expect(lines.map(({ id, outcome }) => `${outcome} ${id}`)).toEqual([
      "pass right-plan",
      "fail right-apply",
      "warn right-rollback",
    ]);
    expect(lines[1]?.message).toMatch(/ lacks \d+ rights on \d+ tables that apply needs: /);
    const { grants } = await grantsOf(login);
    expect(grants.filter((line) => !/^GRANT .+;$/.test(line))).toEqual([]);
    await paste(crm, grants);
    expect((await grantsOf(login)).told).toBe("-- No GRANT is missing.\n");
    expect(findings(await runDoctorOn(login.address, WISH)).filter((line) => line.includes(" right-"))).toEqual([]);
  });

  async function grantsOf(login: GrantedLogin): Promise<{ readonly told: string; readonly grants: readonly string[] }> {
    const { plain = "" } = await runDoctor(contextOf(settingsFor(login.address, WISH.settings), WISH, { grants: true }));
    return { told: plain, grants: plain.split("\n").filter((line) => line !== "" && !line.startsWith("--")) };
  }

  /** As a client does that runs a pasted block statement by statement. */
  async function paste(crm: TestCrm, grants: readonly string[]): Promise<void> {
    for (const statement of grants.flatMap((line) => line.split(/;(?: |$)/)))
      if (statement !== "") await run(crm.session, statement);
  }

  test("each right that is taken away is named, with its GRANT; apply refuses before it writes", {
    timeout: 900_000,
  }, async () => {
    const crm = await databases.crm(ROWS);
    await runLedgerScript(name, crm.session);
    const login = await granted(crm);
    const sections = ["reading", "writing", "the ledger, created by a DBA", "undoing", ...OPTED_IN] as const;
    await login.grant(...sections);
    const before = await crm.dump({ without: [] });
    const rights = sections.map((section) =>
      login
        .documented(section)
        .flatMap(rightsOf)
        .filter(({ right }) => right !== "VIEW DEFINITION"),
    );
    expect(rights.flat().length).toBeGreaterThan(60);
    const unnamed: string[] = [];
    // What only speaks SQL Server's protocol cannot grant VIEW DEFINITION: who may not read a table does not see it.
    const hidesTables = await onlySpeaksTds(crm.session);
    // A few at a time: who may not read is told that first, so rights to read go with rights to read.
    const reading = rights.map((all) => all.filter(({ right }) => right === "SELECT"));
    const others = rights.map((all) => all.filter(({ right }) => right !== "SELECT"));
    for (const group of [...reading, ...others].flatMap(inFives)) {
      const { report } = await login.without(group, () => runDoctorOn(login.address, WISH));
      const lines = report.checks.filter(({ outcome, hint }) => outcome !== "pass" && (hint ?? "").includes("GRANT "));
      const isNamed = ({ table, right }: GrantedRight): boolean =>
        lines.some(
          ({ message }) =>
            message.toLowerCase().includes(table.toLowerCase()) &&
            (message.includes(right) || (hidesTables && message.includes("hidden"))),
        );
      unnamed.push(...group.filter((right) => !isNamed(right)).map(({ revoke }) => revoke));
    }
    // Where every table is seen, the right to see them is not needed.
    expect(unnamed.filter((revoke) => !revoke.includes("REFERENCES"))).toEqual([]);
    for (const [table, right] of [
      ["ConsentPerson", "INSERT"],
      ["sequence", "UPDATE"],
      ["consent_upgrade_batch", "INSERT"],
      ["s_sent_message", "SELECT"],
    ] as const) {
      const taken = rights.flat().find((candidate) => candidate.table === table && candidate.right === right);
      if (taken === undefined) throw new Error(`${right} on ${table}`);
      const refusal = await login.without([taken], () => refusalOf(runApplyOn(settingsFor(login.address, WISH.settings), WISH)));
      expect(refusal.exitCode).toBe(4);
      expect(refusal.code).toBe("MISSING_RIGHT");
      expect(refusal.message.toLowerCase()).toContain(table.toLowerCase());
      expect(refusal.hint).toContain(hidesTables && right === "SELECT" ? "GRANT VIEW DEFINITION" : `GRANT ${right} ON `);
    }
    expect(await crm.dump({ without: [] })).toEqual(before);
  });
});

function inFives(rights: readonly GrantedRight[]): readonly (readonly GrantedRight[])[] {
  return Array.from({ length: Math.ceil(rights.length / 5) }, (_, part) => rights.slice(part * 5, part * 5 + 5));
}

/** What is about the server of the tests, and not about the login. */
function notRights(lines: readonly string[]): readonly string[] {
  return lines.filter(
    (line) => !/^warn (backup|open-transactions|replicas|isolation|snapshot|space|packets|triggers|unfinished-run)$/.test(line),
  );
}
