import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { findTable } from "../../src/dialect/catalog.js";
import { identifier, literalSql, sql } from "../../src/dialect/sql.js";
import type { CrmTable } from "../../src/crm/tables.js";
import { GrantedLogin } from "../doctor/granted-login.js";
import { readWholeCatalog } from "../support/read-whole-catalog.js";
import { runDoctorOn } from "../doctor/doctor-command.js";
import type { EngineName } from "../engines/engine-name.js";
import { enginesAtHand } from "../engines/engines.js";
import { rollBackOn } from "../rollback/rollback-command.js";
import { NO_CLIENT, scriptClient, type ScriptClient } from "../script/script-client.js";
import { CrmDatabases, type TestCrm } from "../support/crm-databases.js";
import { consentsByKey, SMALL_CRM, SMALL_CRM_CONSENTS } from "./small-crm.js";
import { figuresOf } from "./step-figures.js";

const WITHOUT_SEQUENCE = { without: ["sequence"] };

/** Code that leaves out the consents of contact 2; MySQL's and MariaDB's triggers cannot. */
const LEAVES_OUT: Readonly<Partial<Record<EngineName, readonly string[]>>> = {
  postgres: [
    "CREATE FUNCTION SCHEMA.leave_out() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN IF NEW.person_id = 2 THEN RETURN NULL; END IF; RETURN NEW; END'",
    'CREATE TRIGGER leaves_out BEFORE INSERT ON SCHEMA."consentperson" FOR EACH ROW EXECUTE FUNCTION SCHEMA.leave_out()',
  ],
};

/** Code that leaves out the type News, and undoes the changes of contact 3's consents, which the statement counts all the same. */
const LEAVES_OUT_OTHERS: Readonly<Partial<Record<EngineName, readonly string[]>>> = {
  postgres: [
    "CREATE FUNCTION SCHEMA.no_news() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN IF NEW.name = ''News'' THEN RETURN NULL; END IF; RETURN NEW; END'",
    "CREATE TRIGGER no_news BEFORE INSERT ON SCHEMA.shipmenttype FOR EACH ROW EXECUTE FUNCTION SCHEMA.no_news()",
    "CREATE FUNCTION SCHEMA.no_change() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN IF OLD.person_id = 3 THEN RETURN OLD; END IF; RETURN NEW; END'",
    'CREATE TRIGGER no_change BEFORE UPDATE ON SCHEMA."consentperson" FOR EACH ROW EXECUTE FUNCTION SCHEMA.no_change()',
  ],
};

/** Code that puts another time into what is written. */
const STAMPS: Readonly<Partial<Record<EngineName, readonly string[]>>> = {
  postgres: [
    "CREATE FUNCTION SCHEMA.stamp() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN NEW.updated := NEW.updated - interval ''1 day''; RETURN NEW; END'",
    'CREATE TRIGGER stamps BEFORE INSERT ON SCHEMA."consentperson" FOR EACH ROW EXECUTE FUNCTION SCHEMA.stamp()',
  ],
  mysql: [
    "CREATE TRIGGER SCHEMA.stamps BEFORE INSERT ON SCHEMA.ConsentPerson FOR EACH ROW SET NEW.updated = NEW.updated - INTERVAL 1 DAY",
  ],
  mariadb: [
    "CREATE TRIGGER SCHEMA.stamps BEFORE INSERT ON SCHEMA.ConsentPerson FOR EACH ROW SET NEW.updated = NEW.updated - INTERVAL 1 DAY",
  ],
  mssql: [
    "CREATE TRIGGER SCHEMA.stamps ON SCHEMA.ConsentPerson AFTER INSERT AS UPDATE c SET updated = DATEADD(day, -1, c.updated) FROM SCHEMA.ConsentPerson c JOIN inserted i ON i.consentperson_id = c.consentperson_id",
  ],
};

const KEEPS_OF_MYSQL = [
  "CREATE TABLE SCHEMA.kept (person_id int)",
  "CREATE TRIGGER SCHEMA.keeps AFTER INSERT ON SCHEMA.ConsentPerson FOR EACH ROW INSERT INTO SCHEMA.kept VALUES (NEW.person_id), (NEW.person_id)",
];

/** Code that writes two rows of its own for each; SQL Server tells their number before that of the statement. */
const KEEPS: Readonly<Record<EngineName, readonly string[]>> = {
  postgres: [
    "CREATE TABLE SCHEMA.kept (person_id int)",
    "CREATE FUNCTION SCHEMA.keep() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN INSERT INTO SCHEMA.kept VALUES (NEW.person_id), (NEW.person_id); RETURN NULL; END'",
    'CREATE TRIGGER keeps AFTER INSERT ON SCHEMA."consentperson" FOR EACH ROW EXECUTE FUNCTION SCHEMA.keep()',
  ],
  mysql: KEEPS_OF_MYSQL,
  mariadb: KEEPS_OF_MYSQL,
  mssql: [
    "CREATE TABLE SCHEMA.kept (person_id int)",
    "CREATE TRIGGER SCHEMA.keeps ON SCHEMA.ConsentPerson AFTER INSERT AS INSERT INTO SCHEMA.kept SELECT person_id FROM inserted UNION ALL SELECT person_id FROM inserted",
  ],
};

describe.each(enginesAtHand())("on $name, triggers on tables that are written", (engine) => {
  let databases: CrmDatabases;
  let folder: string;
  let client: ScriptClient | undefined;
  beforeAll(async () => {
    databases = await CrmDatabases.on(engine, "triggers");
    folder = await mkdtemp(join(tmpdir(), "consent-upgrade-triggers-"));
    client = await scriptClient(engine.name);
  });
  afterAll(async () => {
    await databases.end();
    await rm(folder, { recursive: true, force: true });
  });

  async function createAll(crm: TestCrm, statements: readonly string[]): Promise<void> {
    const { dialect, server } = crm.session;
    const catalog = await readWholeCatalog(crm.session);
    const nameOf = (table: CrmTable): string => literalSql(dialect, identifier(findTable(catalog, table)?.name ?? ""));
    const schema = literalSql(dialect, identifier(server.schema));
    for (const statement of statements) {
      const text = statement
        .replaceAll("SCHEMA", schema)
        .replaceAll(/"?\bconsentperson\b"?/gi, nameOf("ConsentPerson"))
        .replaceAll(/\bshipmenttype\b/g, nameOf("ShipmentType"));
      await crm.session.execute(sql.raw(text.replaceAll("?", "\\?")));
    }
  }

  test.skipIf(LEAVES_OUT[engine.name] === undefined)(
    "rows that one leaves out are told, and rollback takes back all others",
    async () => {
      const crm = await databases.crm(SMALL_CRM);
      await createAll(crm, LEAVES_OUT[engine.name] ?? []);
      const before = await crm.dump(WITHOUT_SEQUENCE);
      const settings = { run: { replicationLog: "always" } } as const;
      const { report, exitCode } = await crm.apply({ settings, skip: ["template-links"] });
      expect(exitCode).toBe(0);
      expect(report.attention.filter(({ code }) => code === "ROWS_NOT_WRITTEN").map(({ count }) => count)).toEqual([1, 1]);
      expect(report.steps.find(({ id }) => id === "sales-and-service")?.changes.inserted).toBe(4);
      expect(consentsByKey(await crm.dump())).toEqual(SMALL_CRM_CONSENTS.filter((consent) => !consent.startsWith("2 ")));
      expect((await crm.verify()).report.checks.find(({ id }) => id === "ledger-figures")?.outcome).toBe("pass");
      const undone = await rollBackOn(crm.address);
      expect(undone.report.outcome).toBe("rolled-back");
      const after = await crm.dump(WITHOUT_SEQUENCE);
      expect({ ...after, traveltransactionlog: null }).toEqual({ ...before, traveltransactionlog: null });
    },
  );

  test.skipIf(LEAVES_OUT[engine.name] === undefined)("the script records what stands", async ({ skip }) => {
    if (client === undefined) return skip(NO_CLIENT);
    const crm = await databases.crm(SMALL_CRM);
    await createAll(crm, LEAVES_OUT[engine.name] ?? []);
    const before = await crm.dump(WITHOUT_SEQUENCE);
    const file = join(folder, "script.sql");
    await crm.plan({ sql: file });
    const ended = await client(crm.address.url, file);
    expect(ended, ended.output).toMatchObject({ exitCode: 0 });
    expect(consentsByKey(await crm.dump())).toEqual(SMALL_CRM_CONSENTS.filter((consent) => !consent.startsWith("2 ")));
    await rollBackOn(crm.address);
    expect(await crm.dump(WITHOUT_SEQUENCE)).toEqual(before);
  });

  test.skipIf(LEAVES_OUT_OTHERS[engine.name] === undefined)(
    "types and changes that one leaves out are not counted as written, by apply and by the script, and told",
    async () => {
      const given = {
        ...SMALL_CRM,
        ConsentPurpose: [{ consentpurpose_id: 2, key: "EMARKETING", name: "E-marketing", rank: 1 }],
        LegalBase: [{ legalbase_id: 1, key: "61A", name: "Consent", rank: 1 }],
        ConsentPerson: [{ person_id: 3, consentPurpose_id: 2, legalBase_id: 1 }],
      };
      const crm = await databases.crm(given);
      await createAll(crm, LEAVES_OUT_OTHERS[engine.name] ?? []);
      const before = await crm.dump(WITHOUT_SEQUENCE);
      const settings = { run: { replicationLog: "always" } } as const;
      const { report } = await crm.apply({ settings, skip: ["template-links"] });
      const changesOf = (id: string) => report.steps.find((step) => step.id === id)?.changes;
      expect(changesOf("subscription-types")).toMatchObject({ inserted: 3 });
      expect(changesOf("no-mailings-to-withdrawn")).toMatchObject({ inserted: 0, updated: 0 });
      const told = report.attention.filter(({ code }) => code === "ROWS_NOT_WRITTEN");
      expect(told.map(({ count, message }) => [count, /(ShipmentType|ConsentPerson)/i.exec(message)?.[0].toLowerCase()])).toEqual(
        [
          [1, "consentperson"],
          [1, "shipmenttype"],
        ],
      );
      const undone = await rollBackOn(crm.address);
      expect(undone.report).toMatchObject({ outcome: "rolled-back" });
      expect(undone.report.attention.filter(({ code }) => code === "CHANGED_SINCE")).toEqual([]);
      const after = await crm.dump(WITHOUT_SEQUENCE);
      expect({ ...after, traveltransactionlog: null }).toEqual({ ...before, traveltransactionlog: null });
      if (client === undefined) return;
      const file = join(folder, "others.sql");
      await crm.plan({ sql: file });
      const ended = await client(crm.address.url, file);
      expect(ended, ended.output).toMatchObject({ exitCode: 0 });
      const again = await rollBackOn(crm.address);
      expect(again.report.attention.filter(({ code }) => code === "CHANGED_SINCE")).toEqual([]);
      expect({ ...(await crm.dump(WITHOUT_SEQUENCE)), traveltransactionlog: null }).toEqual({
        ...before,
        traveltransactionlog: null,
      });
    },
  );

  test.skipIf(engine.name !== "mysql" && engine.name !== "mariadb")(
    "doctor says that a login without the right TRIGGER is shown none",
    async () => {
      const crm = await databases.crm(SMALL_CRM);
      await createAll(crm, STAMPS[engine.name] ?? []);
      const login = await GrantedLogin.on(engine.name, databases, crm);
      try {
        await login.grant("reading");
        const check = (await runDoctorOn(login.address)).report.checks.find(({ id }) => id === "triggers");
        expect(check).toMatchObject({ outcome: "warn", message: expect.stringMatching(/^Cannot tell .*TRIGGER/) as unknown });
      } finally {
        await login.drop();
      }
    },
  );

  test("rows that one writes of its own are none of ours", { timeout: 300_000 }, async () => {
    const crm = await databases.crm(SMALL_CRM);
    await createAll(crm, KEEPS[engine.name]);
    const planned = figuresOf((await crm.plan()).report);
    const { report } = await crm.apply();
    expect(figuresOf(report)).toEqual(planned);
    expect(consentsByKey(await crm.dump())).toEqual(SMALL_CRM_CONSENTS);
    expect((await crm.verify()).exitCode).toBe(0);
    const inserted = report.steps.filter(({ id }) => /^(sales|emarketing-from|no-mailings)/.test(id));
    const [kept] = await crm.session.query<{ n: unknown }>(
      sql`SELECT COUNT(*) AS n FROM ${identifier(crm.session.server.schema, "kept")}`,
    );
    expect(Number(kept?.n)).toBe(2 * inserted.reduce((sum, { changes }) => sum + changes.inserted, 0));
  });

  test.skipIf(STAMPS[engine.name] === undefined)("doctor names them", async () => {
    const crm = await databases.crm(SMALL_CRM);
    const before = (await runDoctorOn(crm.address)).report.checks.find(({ id }) => id === "triggers");
    expect(before).toMatchObject({ outcome: "pass" });
    await createAll(crm, STAMPS[engine.name] ?? []);
    const check = (await runDoctorOn(crm.address)).report.checks.find(({ id }) => id === "triggers");
    expect(check).toMatchObject({ outcome: "warn", message: expect.stringMatching(/consentperson\.stamps/i) as unknown });
  });
});
