import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { insertRows } from "../../fixtures/insert-rows.js";
import { vendorTable } from "../../fixtures/vendor-tables.js";
import { createSample } from "../../fixtures/create-sample.js";
import { openDatabase } from "../../src/dialect/open-database.js";
import type { Session } from "../../src/dialect/session.js";
import { identifier, sql } from "../../src/dialect/sql.js";
import { enginesAtHand, type TestDatabase, type TestEngine } from "../engines/engines.js";
import type { Report } from "../../src/report/report.js";
import { rollBackOn } from "../rollback/rollback-command.js";
import { reportOn } from "../status/status-command.js";
import { dumpDatabase, type DatabaseDump } from "../support/dump-database.js";
import { refusalOf, runApplyOn, runPlanOn, runVerifyOn, settingsFor, type CommandWish } from "../support/run-command.js";
import { wholeRows } from "../support/row-defaults.js";
import { scriptClient, type ScriptClient, type ScriptEnd } from "./script-client.js";

/** Ids, run ids and times are what two runs of `apply` would not share either. */
const COMPARED = {
  anyIds: ["ConsentPerson", "ConsentPurpose", "LegalBase", "ConsentSource", "ShipmentType", "ShipmentTypeReservation"],
  anyTimes: [
    "ConsentPerson",
    "ConsentPurpose",
    "LegalBase",
    "ConsentSource",
    "ShipmentType",
    "ShipmentTypeReservation",
    "UserPreference",
    "s_message",
    "s_messageblock",
    "s_link",
  ],
  anyRun: true,
} as const;
const EVERYTHING = { without: [], withLedger: true };

const VARIANTS: readonly {
  readonly title: string;
  readonly era: "8.1" | "8.2";
  readonly wish: CommandWish;
  readonly caches: readonly string[];
}[] = [
  { title: "the ordinary steps", era: "8.2", wish: { settings: { run: { maxBatch: 60 } } }, caches: ["ShipmentType"] },
  {
    title: "tables created, opt-in steps and a replication log",
    era: "8.1",
    // The tables that are created are in no client's copies.
    caches: ["UserPreference"],
    wish: {
      settings: {
        language: "sv",
        noMailings: { onExistingConsent: "keep" },
        interests: { "Golf & Tennis": "Product information", Seminare: "Event invitations", Newsletter: "Event invitations" },
        subscriptionTypes: [
          { name: "Product information", tooltip: 'It\'s \\ "quoted"' },
          { name: "Event invitations", tooltip: null },
        ],
        emarketingPrivacy: true,
        defaultLegalBasis: "61F",
        run: { maxBatch: 80, replicationLog: "always" },
      },
    },
  },
];

/** Tables of which Windows clients keep copies; the upgrade never writes to the last two. */
const CACHED = ["UserPreference", "ShipmentType", "ConsentPurpose", "PersInt", "person"] as const;
const CHECK_SUM = 4711;

/** What is in one of two databases alone: table, and row or shape. */
function differences(one: DatabaseDump, other: DatabaseDump | undefined): readonly string[] {
  const lines = (dump: DatabaseDump | undefined): ReadonlySet<string> =>
    new Set(
      Object.entries(dump ?? {}).flatMap(([table, { columns, indexes, rows }]) => {
        const counts = new Map<string, number>();
        return [...columns, ...indexes, ...rows.map((row) => JSON.stringify(row))].map((line) => {
          counts.set(line, (counts.get(line) ?? 0) + 1);
          return `${table} ${line} ${counts.get(line) ?? 0}`;
        });
      }),
    );
  const [here, there] = [lines(one), lines(other)];
  return [
    ...[...here].filter((line) => !there.has(line)).map((line) => `+ ${line}`),
    ...[...there].filter((line) => !here.has(line)).map((line) => `- ${line}`),
  ];
}

/** What of each step is the same in a plan and in the report of its script. */
function figuresOf({ steps }: Report): readonly unknown[] {
  return steps.map(({ id, changes, counts }) => ({ id, changes, counts }));
}

/** The tables that a report says clients are to read anew. */
function cachesTold({ attention }: Report): readonly string[] {
  return attention.filter(({ code }) => code === "CLIENT_CACHES_RESET").flatMap(({ items }) => items.map(({ detail }) => detail));
}

/** A sample database, and its session. */
class Sample {
  private constructor(
    readonly url: string,
    readonly session: Session,
    private readonly database: TestDatabase,
  ) {}

  static async create(engine: TestEngine, label: string, era: "8.1" | "8.2"): Promise<Sample> {
    const database = await engine.createDatabase(label);
    const session = await (await openDatabase({ url: database.url })).open();
    await createSample(session, { persons: 250, seed: 11, era });
    const { definition } = vendorTable("CacheTables");
    const ownEntries = era === "8.1" ? (["ConsentPurpose", "person"] as const) : (["person"] as const);
    const entries = ownEntries.map((table, position) => ({
      CacheTabs_id: 103 + position,
      tableId: vendorTable(table).number,
      checkSum: CHECK_SUM,
    }));
    await insertRows(session, session.server.schema, definition, wholeRows("CacheTables", definition, entries));
    return new Sample(database.url, session, database);
  }

  dump(): Promise<DatabaseDump> {
    return dumpDatabase(this.session, COMPARED);
  }

  everything(): Promise<DatabaseDump> {
    return dumpDatabase(this.session, EVERYTHING);
  }

  /** The tables that clients are to read anew. */
  async resetCaches(): Promise<readonly string[]> {
    const stored = (await dumpDatabase(this.session, { only: ["CacheTables"], without: [] }))["cachetables"]?.rows ?? [];
    return CACHED.filter((table) => stored.some((row) => row["tableid"] === vendorTable(table).number && row["checksum"] === 0));
  }

  /** Gives all of them a check sum again, as clients do that have read them. */
  async fillCaches(): Promise<void> {
    const table = identifier(this.session.server.schema, "CacheTables");
    await this.session.execute(sql`UPDATE ${table} SET ${identifier("checkSum")} = ${CHECK_SUM}`);
  }

  /** Logged changes by table number and type. */
  async logged(): Promise<readonly unknown[]> {
    return this.session.query(sql`
      SELECT tablenumber, type, COUNT(*) AS n, COUNT(DISTINCT record_id) AS records
      FROM traveltransactionlog GROUP BY tablenumber, type ORDER BY tablenumber, type`);
  }

  async end(): Promise<void> {
    await this.session.close();
    await this.database.drop();
  }
}

const clients = new Map<TestEngine, ScriptClient>();
for (const engine of enginesAtHand()) {
  const client = await scriptClient(engine.name);
  if (client === undefined)
    console.warn(`!! ${engine.name}: THE SQL SCRIPT IS NOT TESTED: this machine has no client of it (psql, mysql).`);
  else clients.set(engine, client);
}

test("engines that must be tested have their client", () => {
  const required = (process.env["CONSENT_TEST_REQUIRE"] ?? "").split(",").map((name) => name.trim());
  const without = enginesAtHand().filter((engine) => ![...clients.keys()].some(({ name }) => name === engine.name));
  expect(without.map(({ name }) => name).filter((name) => required.includes(name))).toEqual([]);
});

describe.each([...clients].map(([engine, client]) => ({ name: engine.name, engine, client })))("$name", ({ engine, client }) => {
  const samples: Sample[] = [];
  let folder: string;
  let file: string;
  let runScript: (url: string, script?: string) => Promise<ScriptEnd>;
  const sample = async (label: string, era: "8.1" | "8.2"): Promise<Sample> => {
    const made = await Sample.create(engine, label, era);
    samples.push(made);
    return made;
  };
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "consent-upgrade-script-"));
    file = join(folder, "change.sql");
    runScript = async (url, script) => {
      if (script !== undefined) await writeFile(file, script);
      return client(url, file);
    };
  });
  afterAll(async () => {
    for (const made of samples) await made.end();
    await rm(folder, { recursive: true, force: true });
  });

  test.each(VARIANTS)("does what apply does: $title", { timeout: 300_000 }, async ({ era, wish, caches }) => {
    const [applied, scripted] = [await sample("applied", era), await sample("scripted", era)];
    const settings = settingsFor(scripted, wish.settings);
    const before = await scripted.dump();
    await runApplyOn(settingsFor(applied, wish.settings), wish);

    const planned = await runPlanOn(settings, { ...wish, sql: file });
    expect(planned.report.attention).toContainEqual(
      expect.objectContaining({ code: "SCRIPT_WRITTEN", message: expect.stringContaining(file) }),
    );
    expect(await scripted.dump()).toEqual(before);
    const first = await runScript(scripted.url);
    expect(first, first.output).toMatchObject({ exitCode: 0 });
    expect(differences(await scripted.dump(), await applied.dump())).toEqual([]);
    expect(await scripted.logged()).toEqual(await applied.logged());
    expect(await scripted.resetCaches()).toEqual(caches);
    await scripted.fillCaches();

    const { report } = await reportOn(scripted, {}, wish);
    expect(report).toMatchObject({ command: "apply", outcome: "applied", consents: planned.report.consents });
    expect(figuresOf(report)).toEqual(figuresOf(planned.report));
    const codes = (of: Report): readonly string[] =>
      of.attention
        .map(({ code, count }) => `${code} ${count}`)
        .filter((code) => !/^(LANGUAGE_CHOSEN|SCRIPT_WRITTEN|RESTART)/.test(code));
    expect(codes(report).toSorted()).toEqual(codes(planned.report).toSorted());
    expect(cachesTold(report)).toEqual(caches);

    const after = await scripted.everything();
    const second = await runScript(scripted.url);
    expect(second, second.output).toMatchObject({ exitCode: 0 });
    expect(differences(await scripted.everything(), after)).toEqual([]);

    expect((await runPlanOn(settings, wish)).report.outcome).toBe("nothing-to-do");
    expect((await runApplyOn(settings, wish)).report).toMatchObject({ outcome: "nothing-to-do", runId: null });
    const verified = await runVerifyOn(settings, wish);
    expect(verified.report.checks.filter(({ outcome }) => outcome === "fail")).toEqual([]);
    expect(verified.exitCode).toBe(0);

    const undone = await rollBackOn(scripted, wish);
    expect(undone.report, undone.report.error?.message).toMatchObject({ outcome: "rolled-back", error: null });
    expect(cachesTold(undone.report)).toEqual(caches);
    expect(differences(await scripted.dump(), before)).toEqual([]);
    expect(await scripted.resetCaches()).toEqual(caches);
    const third = await runScript(scripted.url);
    expect(third.exitCode).not.toBe(0);
    expect(third.output).toContain("rolled back");
  });

  test("reports the consents before it by keys with any characters", { timeout: 300_000 }, async () => {
    const made = await sample("keys", "8.2");
    const key = 'å&<"\\>';
    await made.session.execute(
      sql`UPDATE ${identifier("LegalBase")} SET ${identifier("key")} = ${key} WHERE ${identifier("key")} = '61B'`,
    );
    const { report } = await runPlanOn(settingsFor(made), { sql: file });
    expect(report.consents).toContainEqual(
      expect.objectContaining({ legalBasis: key.toUpperCase(), before: expect.any(Number) }),
    );
    expect(await runScript(made.url)).toMatchObject({ exitCode: 0 });
    expect((await reportOn(made)).report.consents).toEqual(report.consents);
  });

  test("goes on where it stopped, and apply goes on where a script stopped", { timeout: 300_000 }, async () => {
    const wish: CommandWish = { settings: { run: { maxBatch: 60 } } };
    const made = [await sample("whole", "8.1"), await sample("cut", "8.1"), await sample("left", "8.1")] as const;
    const [whole, cut, left] = made;
    const ends: DatabaseDump[] = [];
    for (const { url } of made) {
      await runPlanOn(settingsFor({ url }, wish.settings), { ...wish, sql: file });
      const script = await readFile(file, "utf8");
      if (url === whole.url) {
        expect(await runScript(url)).toMatchObject({ exitCode: 0 });
        continue;
      }
      const [beginning] = script.split("-- Step no-mailings-to-withdrawn");
      expect(await runScript(url, beginning)).toMatchObject({ exitCode: 0 });
      if (url === cut.url) expect(await runScript(url, script)).toMatchObject({ exitCode: 0 });
      else expect((await runApplyOn(settingsFor({ url }, wish.settings), wish)).report.outcome).toBe("applied");
    }
    for (const one of made) ends.push(await one.dump());
    expect(ends.map((end) => differences(end, ends[0]))).toEqual([[], [], []]);
    expect((await runVerifyOn(settingsFor(left, wish.settings))).exitCode).toBe(0);
  });

  test("leaves a template that changed since, and stops where another run holds the lock", { timeout: 300_000 }, async () => {
    const made = await sample("changed", "8.2");
    const settings = settingsFor(made);
    const planned = await runPlanOn(settings, { sql: file });
    const script = await readFile(file, "utf8");
    const [, id = ""] = /-- s_message (\d+): /.exec(script) ?? [];
    await made.session.execute(
      sql`UPDATE s_message SET subject = subject, html_message = ${"<p>[[unsubscribe]] mine</p>"} WHERE id = ${Number(id)}`,
    );

    const lock = /consent_upgrade_[0-9a-f]{32}/.exec(script)?.[0] ?? "";
    const holder = await (await openDatabase({ url: made.url })).open();
    expect(await holder.dialect.takeLock(holder, lock)).toBe(true);
    const before = await made.everything();
    const refused = await runScript(made.url);
    expect(refused.exitCode).not.toBe(0);
    expect(refused.output).toContain("Another run is at work");
    expect(await made.everything()).toEqual(before);
    await holder.close();

    const ran = await runScript(made.url);
    expect(ran, ran.output).toMatchObject({ exitCode: 0 });
    const [row] = await made.session.query<{ html: string }>(
      sql`SELECT html_message AS html FROM s_message WHERE id = ${Number(id)}`,
    );
    expect(row?.html).toBe("<p>[[unsubscribe]] mine</p>");
    const [changed] = await made.session.query<{ n: unknown }>(
      sql`SELECT COUNT(*) AS n FROM (SELECT DISTINCT table_name, row_id FROM consent_upgrade_old_text) o`,
    );
    const texts = planned.report.steps.find((step) => step.id === "template-links");
    expect(Number(changed?.n)).toBe((texts?.changes.updated ?? 0) - 1);
  });

  test.each(["ConsentPerson", "ShipmentType"])(
    "stops before it writes anything where the ids of %s no longer suffice",
    { timeout: 300_000 },
    async (table) => {
      const made = await sample("scarce", "8.2");
      await runPlanOn(settingsFor(made), { sql: file });
      const setNext = (next: number): Promise<number> =>
        made.session.execute(sql`UPDATE sequence SET next_id = ${next} WHERE ${identifier("TableName")} = ${table}`);
      expect(await setNext(16_777_216 - 3)).toBe(1);
      const before = await made.everything();
      const refused = await runScript(made.url);
      expect(refused.exitCode).not.toBe(0);
      expect(refused.output).toContain(`${table}: too few ids are left below 16777216`);
      expect(await made.everything()).toEqual(before);
      await setNext(1_000_000);
      const ran = await runScript(made.url);
      expect(ran, ran.output).toMatchObject({ exitCode: 0 });
    },
  );

  test("escapes characters that turn the direction of text, and stores them as they are", { timeout: 300_000 }, async () => {
    const made = await sample("turning", "8.2");
    await made.session.execute(sql`UPDATE s_message SET description = ${"a\u202eb\u2066c"}`);
    await runPlanOn(settingsFor(made), { sql: file });
    expect(await readFile(file, "utf8")).not.toMatch(/[\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]/);
    const ran = await runScript(made.url);
    expect(ran, ran.output).toMatchObject({ exitCode: 0 });
    const [row] = await made.session.query<{ attention: string }>(
      sql`SELECT attention FROM consent_upgrade_step WHERE step_id = ${"template-links"}`,
    );
    expect(JSON.stringify(JSON.parse(row?.attention ?? ""))).toContain("a\u202eb\u2066c");
  });

  test("holds no names and no addresses", async () => {
    const made = await sample("names", "8.2");
    await runPlanOn(settingsFor(made), { sql: file });
    const script = await readFile(file, "utf8");
    const people = await made.session.query<{ lastname: string; firstname: string }>(sql`SELECT lastname, firstname FROM person`);
    const addresses = await made.session.query<{ address: string }>(sql`SELECT DISTINCT address FROM s_shipment_addr`);
    expect(people.filter(({ lastname, firstname }) => lastname !== "" && script.includes(`${firstname} ${lastname}`))).toEqual(
      [],
    );
    expect(addresses.filter(({ address }) => address !== "" && script.includes(address))).toEqual([]);
  });

  test("is refused where the vendor's own upgrade has to create the tables, and for a file that cannot be written", async () => {
    const made = await sample("vendor", "8.1");
    const settings = settingsFor(made);
    // A sample from before 8.2 is no real CRM: it has not the vendor's model of the tables.
    await made.session.execute(sql`CREATE TABLE DatabaseModel (id int)`);
    expect(await refusalOf(runPlanOn(settings, { sql: file }))).toMatchObject({ exitCode: 4, code: "VENDOR_SCHEMA_MISSING" });
    const nowhere = join(folder, "nowhere", "change.sql");
    expect(await refusalOf(runPlanOn(settings, { sql: nowhere }))).toMatchObject({
      exitCode: 64,
      code: "FILE_NOT_WRITABLE",
    });
  });

  test("is refused where a run is not finished", async () => {
    const made = await sample("unfinished", "8.2");
    const settings = settingsFor(made);
    await runApplyOn(settings, { only: ["template-links"] });
    await made.session.execute(sql`UPDATE consent_upgrade_run SET status = 'interrupted'`);
    expect(await refusalOf(runPlanOn(settings, { sql: file }))).toMatchObject({ exitCode: 4, code: "RUN_UNFINISHED" });
  });
});
