import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { vendorTable } from "../../fixtures/vendor-tables.js";
import { openDatabase } from "../../src/dialect/open-database.js";
import { enginesAtHand } from "../engines/engines.js";
import { rollBackOn } from "../rollback/rollback-command.js";
import { scriptClient } from "../script/script-client.js";
import { reportOn } from "../status/status-command.js";
import { buildDatabase, type DatabaseRows } from "../support/build-database.js";
import { CrmDatabases, TestCrm } from "../support/crm-databases.js";
import { consentsByKey, rows, SMALL_CRM, SMALL_CRM_CONSENTS } from "./small-crm.js";
import { figuresOf } from "./step-figures.js";
import { identifier, sql } from "../../src/dialect/sql.js";

/** Texts that some collations hold for the same and others do not: é and e, aa and å, blanks at the end, capitals. */
const SEED: DatabaseRows = {
  ...SMALL_CRM,
  Email: [
    { person_id: 2, email_address: "andré@example.com" },
    { person_id: 5, email_address: " ÅSE@example.com" },
    { person_id: 3, email_address: "andre@example.com" },
    { person_id: 3, email_address: "åse@example.com " },
    { person_id: 2, email_address: "aase@example.com" },
  ],
  ShipmentType: [{ name: "Néws" }, { name: " URGENT messages " }],
  UserPreference: [
    { deflevel: 2, maxlevel: 2, owner_id: 0, prefsection: "GDPR", prefkey: "GdprDéfaultLegalBase", prefvalue: "61A" },
    { deflevel: 2, maxlevel: 2, owner_id: 0, prefsection: "gdpr ", prefkey: " gdprdefaultlegalbase", prefvalue: "61A" },
  ],
};

const wish = {
  settings: { defaultLegalBasis: "61F" },
} as const;

/** Locales that fold letters otherwise than most. */
const LOCALES = [
  ["knows A to Z alone", "LOCALE_PROVIDER libc LC_COLLATE 'C' LC_CTYPE 'C'"],
  ["is Turkish, which has another i to I", "LOCALE_PROVIDER icu ICU_LOCALE 'tr'"],
] as const;

const OTHER_LETTERS: DatabaseRows = {
  ...SMALL_CRM,
  ConsentPurpose: [
    { consentpurpose_id: 1, key: "store", name: "Sales and service" },
    { consentpurpose_id: 2, key: "EMARKETING", name: "E-MARKETING" },
  ],
  LegalBase: [
    { legalbase_id: 1, key: "61f", name: "LEGITIMATE INTEREST" },
    { legalbase_id: 2, key: "Withdrawn", name: "Withdrawn" },
    { legalbase_id: 3, key: "åı", name: "ÅTERKALLAT" },
  ],
  ConsentPerson: [{ person_id: 1, consentPurpose_id: 2, legalBase_id: 3 }],
  ShipmentType: [{ name: "INVITATIONS" }, { name: "Övrigt" }],
  PersInt: [{ PersInt_id: 6, name: "FISK" }],
  personinterest: [{ person_id: 2, pinterest_idx: 6 }],
  UserPreference: [
    { deflevel: 2, maxlevel: 2, owner_id: 0, prefsection: "GDPR", prefkey: "GDPRDEFAULTLEGALBASE", prefvalue: "" },
  ],
  CacheTables: [{ tableId: vendorTable("ShipmentType").number, checkSum: 7 }],
};
const OTHER_NAMES = { settings: { defaultLegalBasis: "61F", interests: { fisk: "övrigt" } } } as const;
const OWN_IDS = ["ConsentPerson", "LegalBase", "ConsentSource", "ShipmentType", "ShipmentTypeReservation"];
const ANY_RUN = { anyIds: OWN_IDS, anyTimes: [...OWN_IDS, "UserPreference", "s_message"], anyRun: true };

describe.each(enginesAtHand())("$name", (engine) => {
  let databases: CrmDatabases;
  beforeAll(async () => {
    databases = await CrmDatabases.on(engine, "collations");
  });
  afterAll(() => databases.end());

  test("texts are compared trimmed and without regard to case, and in no other way of a collation's", async () => {
    const crm = await databases.crm(SEED);
    const before = await crm.dump();
    const planned = await crm.plan(wish);
    const applied = await crm.apply(wish);
    expect(figuresOf(applied.report)).toEqual(figuresOf(planned.report));
    const after = await crm.dump();
    expect(consentsByKey(after)).toEqual(SMALL_CRM_CONSENTS);
    const shared = applied.report.attention.find(({ code }) => code === "ADDRESS_SHARED_WITH_WITHDRAWN");
    expect(shared?.items.map(({ id }) => id)).toEqual(["5"]);
    expect(rows(after, "shipmenttype").map(({ name }) => name)).toEqual([
      "Néws",
      " URGENT messages ",
      "Invitations",
      "News",
      "Promotions",
    ]);
    expect(rows(after, "userpreference").map(({ prefvalue }) => prefvalue)).toEqual(["61A", "61F"]);
    const verified = await crm.verify(wish);
    expect(verified.report.checks.filter(({ outcome }) => outcome !== "pass")).toEqual([]);
    expect((await rollBackOn(crm.address, wish)).report.outcome).toBe("rolled-back");
    expect(await crm.dump()).toEqual(before);
  });

  test.runIf(engine.name === "postgres").each(LOCALES)(
    "keys and names are found where the database's locale %s",
    { timeout: 180_000 },
    async (_is, locale) => {
      const url = new URL(databases.url);
      const name = `${url.pathname.slice(1)}_locale`;
      await databases.admin.execute(
        sql`CREATE DATABASE ${identifier(name)} TEMPLATE template0 ENCODING 'UTF8' ${sql.raw(locale)}`,
      );
      url.pathname = `/${name}`;
      const address = { url: url.href };
      const session = await (await openDatabase(address)).open();
      const folder = await mkdtemp(join(tmpdir(), "consent-upgrade-locale-"));
      try {
        await buildDatabase(session, OTHER_LETTERS);
        const crm = new TestCrm(session, address, {});
        const before = await crm.dump();
        const planned = await crm.plan(OTHER_NAMES);
        const applied = await crm.apply(OTHER_NAMES);
        expect(figuresOf(applied.report)).toEqual(figuresOf(planned.report));
        const after = await crm.dump(ANY_RUN);
        expect((await crm.verify(OTHER_NAMES)).exitCode).toBe(0);
        expect((await rollBackOn(address, { ...OTHER_NAMES, dropLedger: true })).exitCode).toBe(0);
        expect(await crm.dump()).toEqual(before);
        const client = await scriptClient(engine.name);
        if (client === undefined) return;
        const file = join(folder, "change.sql");
        await crm.plan({ ...OTHER_NAMES, sql: file });
        const ran = await client(url.href, file);
        expect(ran, ran.output).toMatchObject({ exitCode: 0 });
        expect(await crm.dump(ANY_RUN)).toEqual(after);
        expect((await reportOn(address)).report.consents).toEqual(planned.report.consents);
      } finally {
        await rm(folder, { recursive: true });
        await session.close();
        await databases.admin.execute(sql`DROP DATABASE ${identifier(name)}`);
      }
    },
  );
});
