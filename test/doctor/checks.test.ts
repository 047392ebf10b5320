import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { engineOf } from "../../src/dialect/engines.js";
import { lockName } from "../../src/work/lock.js";
import { INT, nullable, type TableDefinition } from "../../src/dialect/table-definition.js";
import { identifier, sql } from "../../src/dialect/sql.js";
import { UnreachableError } from "../../src/errors.js";
import { enginesAtHand } from "../engines/engines.js";
import type { DatabaseRows, DatabaseShape } from "../support/build-database.js";
import { CrmDatabases } from "../support/crm-databases.js";
import { refusalOf, type CommandWish } from "../support/run-command.js";
import { failed, runDoctorOn } from "./doctor-command.js";

const ROWS: DatabaseRows = {
  person: [{ person_id: 1 }, { nomailing: 1 }],
  s_shipment: [{ id: 1, message_id: 1, status: 1 }],
  s_shipment_addr: [{ shipment_id: 1, customer_id: 1, status: 4 }],
  s_message: [{ flags: 2, html_message: "<p>x</p>" }],
};

const MODEL: TableDefinition = {
  name: "DatabaseModel",
  primaryKey: ["id"],
  columns: [nullable("id", INT)].map((column) => ({ ...column, nullable: false })),
  indexes: [],
};

/** A damage, the failed check that names it, and whether `apply` refuses it in the same database. */
interface Damage {
  readonly what: string;
  readonly rows?: DatabaseRows;
  readonly shape?: DatabaseShape;
  readonly wish?: CommandWish;
  readonly check: string;
  readonly says: RegExp;
}

const DAMAGES: readonly Damage[] = [
  {
    what: "two rows for a contact and a purpose",
    rows: {
      ConsentPerson: [
        { person_id: 1, consentPurpose_id: 1, legalBase_id: 1 },
        { person_id: 1, consentPurpose_id: 1, legalBase_id: 1 },
      ],
    },
    shape: { withoutIndexes: ["ConsentPerson"] },
    check: "duplicates",
    says: /person_id 1/,
  },
  {
    what: "a sequence that is behind",
    rows: { ConsentPerson: [{ person_id: 1, consentPurpose_id: 1, legalBase_id: 1 }] },
    shape: { sequence: { next: { ConsentPerson: 1 } } },
    check: "sequence-ConsentPerson",
    says: /next_id is 1/,
  },
  {
    what: "a sequence without a table's row",
    shape: { sequence: { without: ["ConsentPerson"] } },
    check: "sequence-ConsentPerson",
    says: /no row for ConsentPerson/,
  },
  {
    what: "a sequence that is behind the registry, where E-marketing privacy is to be switched on",
    rows: { registry: [{ id: 40, reg_id: 7, name: "", value: "" }] },
    shape: { sequence: { next: { registry: 3 } } },
    wish: { settings: { emarketingPrivacy: true } },
    check: "sequence-registry",
    says: /next_id is 3/,
  },
  {
    what: "a sequence without the preferences' row, where new contacts are to get a basis",
    shape: { sequence: { without: ["UserPreference"] } },
    wish: { settings: { defaultLegalBasis: "61F" } },
    check: "sequence-UserPreference",
    says: /no row for UserPreference/,
  },
  {
    what: "a satellite's database",
    rows: { travelcurrent: [{ systemlevel: 5 }] },
    check: "travellers",
    says: /system level 5/,
  },
  {
    what: "a traveller who is out",
    rows: { traveller: [{ travel_id: 77 }] },
    check: "travellers",
    says: /associate 77/,
  },
  {
    what: "a column that is missing",
    shape: { without: ["s_sent_message.when_sent"] },
    check: "tables",
    says: /s_sent_message\.when_sent/,
  },
  {
    what: "times kept as integers",
    shape: {
      without: ["s_shipment_addr.sending_time"],
      extraColumns: { s_shipment_addr: [nullable("sending_time", INT)] },
    },
    check: "tables",
    says: /s_shipment_addr\.sending_time/,
  },
  {
    what: "a database from before 8.2 with the vendor's model",
    shape: { era: "8.1", extraTables: [MODEL] },
    check: "consent-tables",
    says: /DatabaseModel/i,
  },
];

describe.each(enginesAtHand())("doctor on $name", (engine) => {
  let databases: CrmDatabases;
  beforeAll(async () => {
    databases = await CrmDatabases.on(engine, "doctor");
  });
  afterAll(() => databases.end());

  test("a sound database is ready, every check has its line, and nothing is written", async () => {
    const crm = await databases.crm(ROWS);
    const before = await crm.dump({ without: [] });
    const { report, exitCode } = await runDoctorOn(crm.address);
    expect(failed({ report, exitCode })).toEqual([]);
    expect([report.outcome, exitCode]).toEqual(["ready", 0]);
    const ids = report.checks.map(({ id }) => id);
    for (const id of [
      "reachable",
      "version",
      "writable",
      "right-plan",
      "right-apply",
      "right-rollback",
      "tables",
      "columns",
      "times",
      "consent-tables",
      "ledger",
      "reference-LegalBase",
      "sequence",
      "duplicates",
      "travellers",
      "duration",
      "indexes",
      "index-unique",
      "characters",
      "replicas",
      "open-transactions",
      "lock",
      "backup",
    ]) {
      expect(ids).toContain(id);
    }
    expect(ids.some((id) => id.startsWith("space"))).toBe(true);
    expect(report.checks.filter(({ outcome, hint }) => outcome !== "pass" && (hint ?? "") === "")).toEqual([]);
    expect(await crm.dump({ without: [] })).toEqual(before);
  });

  test.each(DAMAGES)("$what: exit 3, and apply refuses", async ({ rows, shape, wish, check, says }) => {
    const crm = await databases.crm({ ...ROWS, ...rows }, shape);
    const { report, exitCode } = await runDoctorOn(crm.address, wish);
    expect([report.outcome, exitCode]).toEqual(["not-ready", 3]);
    const found = report.checks.filter(({ id, outcome }) => id === check && outcome === "fail");
    expect(found.map(({ message }) => message).join(" ")).toMatch(says);
    expect((await refusalOf(crm.apply(wish))).exitCode).toBe(4);
  });

  test("a sequence that is behind the registry is nobody's business where no step writes to it", async () => {
    const registry = [{ id: 40, reg_id: 7, name: "", value: "" }];
    const crm = await databases.crm({ ...ROWS, registry }, { sequence: { next: { registry: 3 } } });
    expect(failed(await runDoctorOn(crm.address))).toEqual([]);
  });

  test.each(["\u201c[[profile]]\u201d", "[[profile]", "<a href=x>"])("the new target %j is warned of", async (target) => {
    const crm = await databases.crm(ROWS);
    const settings = { templates: { manageSubscriptionsLink: target } };
    const { report, exitCode } = await runDoctorOn(crm.address, { settings });
    expect(report.checks.find(({ id }) => id === "template-target")).toMatchObject({
      outcome: "warn",
      message: expect.stringContaining(target) as unknown,
      hint: expect.stringContaining("templates.manageSubscriptionsLink") as unknown,
    });
    expect(exitCode).toBe(0);
  });

  test("no CRM database", async () => {
    const { address } = await databases.schema();
    const { report, exitCode } = await runDoctorOn(address);
    expect(exitCode).toBe(3);
    expect(report.checks.find(({ id }) => id === "tables")).toMatchObject({ outcome: "fail" });
  });

  test("indexes that are missing are named with their statements, which mend it", async () => {
    const crm = await databases.crm(ROWS, { withoutIndexes: ["s_shipment_addr", "ConsentPerson"] });
    const { report, exitCode } = await runDoctorOn(crm.address);
    expect(exitCode).toBe(3);
    const lines = report.checks.filter(({ id, outcome }) => id.startsWith("index-") && outcome !== "pass");
    expect(lines.map(({ id, outcome }) => `${outcome} ${id}`)).toEqual(["warn index-s_shipment_addr", "fail index-unique"]);
    for (const { hint } of lines) await crm.session.execute(sql.raw(hint ?? ""));
    expect(failed(await runDoctorOn(crm.address))).toEqual([]);
  });

  test("satellites without a log, a newer ledger, an unfinished run", async () => {
    const crm = await databases.crm({ ...ROWS, satellite: [{ area_id: 1 }] });
    const quiet = await runDoctorOn(crm.address, { settings: { run: { replicationLog: "never" } } });
    expect(quiet.report.checks.find(({ id }) => id === "travellers")).toMatchObject({ outcome: "warn" });
    await crm.apply();
    const table = (name: string) => identifier(crm.session.server.schema, name);
    await crm.session.execute(sql`UPDATE ${table("consent_upgrade_run")} SET status = 'failed'`);
    expect((await runDoctorOn(crm.address)).report.checks.find(({ id }) => id === "unfinished-run")).toMatchObject({
      outcome: "warn",
    });
    await crm.session.execute(sql`UPDATE ${table("consent_upgrade_run")} SET ledger_version = 99`);
    const newer = await runDoctorOn(crm.address);
    expect(newer.exitCode).toBe(3);
    expect(failed(newer).map(({ id }) => id)).toContain("ledger");
  });

  test("a run at work is seen, and its lock left alone", async () => {
    const crm = await databases.crm(ROWS);
    const other = await databases.open(crm.address);
    const name = lockName(other);
    await other.dialect.takeLock(other, name);
    expect((await runDoctorOn(crm.address)).report.checks.find(({ id }) => id === "lock")).toMatchObject({
      outcome: "warn",
    });
    expect(await other.dialect.holdsLock(other, name)).toBe(true);
    await other.dialect.releaseLock(other, name);
    expect((await runDoctorOn(crm.address)).report.checks.find(({ id }) => id === "lock")).toMatchObject({
      outcome: "pass",
    });
  });

  test("a transaction that is left open", async () => {
    const crm = await databases.crm(ROWS);
    const other = await databases.open(crm.address);
    await other.begin("write");
    await other.execute(sql`UPDATE ${identifier(other.server.schema, "person")} SET firstname = 'Open' WHERE person_id = 1`);
    await new Promise((resolve) => setTimeout(resolve, 2_100));
    const seen = await engineOf(crm.session.dialect)
      .inspection.openTransactions(crm.session, 1)
      .then(
        (open) => open?.map(({ session }) => session) ?? [],
        // Servers that only speak SQL Server's protocol lack the views.
        () => [other.connectionId],
      );
    await other.rollback();
    expect(seen).toContain(other.connectionId);
  });

  test("a server that does not answer", async () => {
    const url = new URL(databases.url);
    url.port = "1";
    await expect(runDoctorOn({ url: url.href })).rejects.toThrow(UnreachableError);
  });
});
