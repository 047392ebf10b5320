import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createConnection } from "mysql2/promise";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { ColumnType } from "../../src/dialect/table-definition.js";
import { sql } from "../../src/dialect/sql.js";
import { ownServersAtHand, startMysqlLike, type OwnServer } from "../engines/own-server.js";
import { rollBackOn } from "../rollback/rollback-command.js";
import { scriptClient } from "../script/script-client.js";
import type { DatabaseRows, DatabaseShape } from "../support/build-database.js";
import { CrmDatabases, type TestCrm } from "../support/crm-databases.js";
import { settingsFor, runPlanOn } from "../support/run-command.js";
import { ALL_STEPS, consentsByKey, INTERESTS, rows, SMALL_CRM, SMALL_CRM_CONSENTS } from "./small-crm.js";
import { figuresOf } from "./step-figures.js";

/** Settings of old and of strict servers, each of which makes some statement mean something else. */
const HARSH = [
  "--character-set-server=latin1",
  "--collation-server=latin1_swedish_ci",
  "--loose-character-set-client-handshake=OFF",
  "--lower-case-table-names=1",
];
/** Those that a container's own set-up may not bear. */
const HARSHER = [
  "SET GLOBAL sql_mode = 'ANSI_QUOTES,PIPES_AS_CONCAT,NO_BACKSLASH_ESCAPES,NO_ZERO_DATE,NO_ZERO_IN_DATE,ONLY_FULL_GROUP_BY,IGNORE_SPACE,HIGH_NOT_PRECEDENCE,STRICT_ALL_TABLES'",
  "SET GLOBAL time_zone = '+05:30', GLOBAL autocommit = 0, GLOBAL default_storage_engine = MyISAM",
  "SET GLOBAL TRANSACTION ISOLATION LEVEL SERIALIZABLE",
];

/** Columns as an old installation has them: not utf8mb4, and times with fractions. */
function oldType(type: ColumnType, usual: string): string {
  if (type.kind === "timestamp") return "datetime(6)";
  return usual.replace("CHARACTER SET utf8mb4", "CHARACTER SET utf8mb3 COLLATE utf8mb3_danish_ci");
}

const TEMPLATE = `<p>Räksmörgås \\' "both" || \\\\ \${x} ''</p><a href='[[unsubscribe_url]]'>avanmäl dig här</a>`;

const SEED: DatabaseRows = {
  ...SMALL_CRM,
  ...INTERESTS,
  s_message: [
    { id: 20, flags: 3, html_message: "<p>sent</p>", plain_message: "sent" },
    { id: 21, flags: 2, html_message: TEMPLATE, updated: "2019-07-08T09:10:11.123456" },
  ],
};
/** Nobody's consent rows, but for one whose basis is blank and whose comment is the customer's. */
const CONSENT = {
  person_id: 1,
  consentPurpose_id: 1,
  legalBase_id: 0,
  comment: "it's \\ mine  ",
  updated: "2019-07-08T09:10:11.654321",
  updatedCount: 3,
};

describe.each(ownServersAtHand().filter(({ name }) => name !== "postgres"))("$name with harsh settings", ({ name }) => {
  let server: OwnServer;
  let databases: CrmDatabases;
  let folder: string;
  beforeAll(async () => {
    if (name === "postgres") throw new Error("not of this family");
    folder = await mkdtemp(join(tmpdir(), "consent-upgrade-harsh-"));
    server = await startMysqlLike({ engine: name, extraArgs: HARSH });
    const admin = await createConnection({ uri: server.adminUrl });
    for (const statement of HARSHER) await admin.query(statement);
    await admin.end();
    const createDatabase = (label: string) => server.createDatabase(label);
    databases = await CrmDatabases.on({ name, version: "", source: "", createDatabase }, "harsh");
  });
  afterAll(async () => {
    await databases.end();
    await server.stop();
    await rm(folder, { recursive: true, force: true });
  });

  /** As the CRM left it long ago, under a lax sql_mode: a mailing and a recipient without a real date. */
  async function withZeroDates(crm: TestCrm): Promise<TestCrm> {
    const old = await createConnection({ uri: crm.address.url });
    await old.query("SET SESSION sql_mode = '', SESSION autocommit = 1");
    await old.query("UPDATE s_shipment SET end_date = '0000-00-00'");
    await old.query("UPDATE s_shipment_addr SET sending_time = '2013-00-00' WHERE customer_id = 2");
    await old.query("UPDATE userpreference SET updated = '0000-00-00 00:00:00'");
    await old.end();
    return crm;
  }

  async function crm(era: "8.1" | "8.2"): Promise<TestCrm> {
    const shape: DatabaseShape = { era, typeName: oldType };
    const seed = era === "8.1" ? SEED : { ...SEED, ConsentPerson: [CONSENT] };
    return withZeroDates(await databases.crm(seed, shape));
  }

  const wish = { settings: { ...ALL_STEPS, language: "sv", interests: { Fairs: "Inbjudningar" } } } as const;

  /** Tables that are not InnoDB: in them a batch that fails would stay half written. */
  async function withoutTransactions({ session }: TestCrm): Promise<readonly object[]> {
    return session.query(sql`
      SELECT table_name AS name, engine AS engine FROM information_schema.tables
      WHERE table_schema = ${session.server.schema} AND engine <> 'InnoDB'`);
  }

  test("a database is upgraded, and is the same again afterwards, to the microsecond", async () => {
    const made = await crm("8.2");
    const before = await made.dump();
    const planned = await made.plan(wish);
    const applied = await made.apply(wish);
    expect(applied.report.error).toBeNull();
    expect(figuresOf(applied.report)).toEqual(figuresOf(planned.report));
    const after = await made.dump();
    expect(consentsByKey(after)).toEqual(SMALL_CRM_CONSENTS);
    expect(rows(after, "s_message").find(({ id }) => id === 21)?.["html_message"]).toBe(
      TEMPLATE.replace("[[unsubscribe_url]]", "[[link.subscription]]").replace(
        "avanmäl dig här",
        "administrera dina prenumerationer",
      ),
    );
    const verified = await made.verify(wish);
    expect(verified.report.checks.filter(({ outcome }) => outcome !== "pass")).toEqual([]);
    expect(await withoutTransactions(made)).toEqual([]);
    const undone = await rollBackOn(made.address, wish);
    expect(undone.report, undone.report.error?.message).toMatchObject({ outcome: "rolled-back", error: null });
    expect(undone.report.attention.map(({ code }) => code)).not.toContain("CHANGED_SINCE");
    expect(await made.dump()).toEqual(before);
  });

  test("the script of plan --sql does what apply does, in a database from before 8.2", async () => {
    const client = await scriptClient(name);
    if (client === undefined) throw new Error("no client");
    const [scripted, applied] = [await crm("8.1"), await crm("8.1")];
    const file = join(folder, "change.sql");
    await runPlanOn(settingsFor(scripted.address, wish.settings), { ...wish, sql: file });
    const ran = await client(scripted.address.url, file);
    expect(ran, ran.output).toMatchObject({ exitCode: 0 });
    expect(await withoutTransactions(scripted)).toEqual([]);
    expect((await applied.apply(wish)).report.error).toBeNull();
    expect(await withoutTransactions(applied)).toEqual([]);
    const written = Object.keys(await applied.dump());
    const compared = { anyTimes: written, anyRun: true };
    expect(await scripted.dump(compared)).toEqual(await applied.dump(compared));
  });
});
