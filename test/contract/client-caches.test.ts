import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { vendorTable } from "../../fixtures/vendor-tables.js";
import { enginesAtHand } from "../engines/engines.js";
import { rollBackOn } from "../rollback/rollback-command.js";
import type { DatabaseRows } from "../support/build-database.js";
import { CrmDatabases, type TestCrm } from "../support/crm-databases.js";
import { rows, SMALL_CRM } from "./small-crm.js";
import { identifier, sql } from "../../src/dialect/sql.js";

const numberOf = (table: string): number => vendorTable(table).number;

/** ConsentPerson is listed twice; person is written by nobody. */
const CACHED: DatabaseRows = {
  ...SMALL_CRM,
  CacheTables: [
    { CacheTabs_id: 3, tableId: numberOf("ConsentPerson"), checkSum: 4711 },
    { CacheTabs_id: 4, tableId: numberOf("ConsentPerson"), checkSum: -5 },
    { CacheTabs_id: 5, tableId: numberOf("person"), checkSum: 99 },
    { CacheTabs_id: 6, tableId: numberOf("ConsentPurpose"), checkSum: 17 },
  ],
};

describe.each(enginesAtHand())("$name", (engine) => {
  let databases: CrmDatabases;
  beforeAll(async () => {
    databases = await CrmDatabases.on(engine, "caches");
  });
  afterAll(() => databases.end());

  async function checkSums(crm: TestCrm): Promise<readonly unknown[]> {
    return rows(await crm.dump({ without: [] }), "cachetables").map(
      ({ cachetabs_id: id, checksum }) => `${String(id)}: ${String(checksum)}`,
    );
  }

  test("Windows clients are to read anew what apply wrote, and what rollback gave back", async () => {
    const crm = await databases.crm(CACHED);
    const planned = await crm.plan();
    const told = planned.report.attention.find(({ code }) => code === "CLIENT_CACHES_RESET");
    expect(told).toMatchObject({ count: 2, items: [{ id: "3", detail: "ConsentPerson" }, { id: "4" }] });
    const applied = await crm.apply();
    expect(applied.report.attention.find(({ code }) => code === "CLIENT_CACHES_RESET")).toEqual(told);
    expect(await checkSums(crm)).toEqual(["3: 0", "4: 0", "5: 99", "6: 17"]);

    const table = identifier(crm.session.server.schema, "CacheTables");
    await crm.session.execute(sql`UPDATE ${table} SET ${identifier("checkSum")} = 12`);
    const ahead = await rollBackOn(crm.address, { dryRun: true });
    expect(ahead.report.attention.find(({ code }) => code === "CLIENT_CACHES_RESET")).toEqual(told);
    const undone = await rollBackOn(crm.address);
    expect(undone.report.attention.find(({ code }) => code === "CLIENT_CACHES_RESET")).toEqual(told);
    expect(await checkSums(crm)).toEqual(["3: 0", "4: 0", "5: 12", "6: 12"]);
  });

  test("an apply with nothing to do leaves them as they are", async () => {
    const crm = await databases.crm(CACHED);
    await crm.apply();
    const table = identifier(crm.session.server.schema, "CacheTables");
    await crm.session.execute(sql`UPDATE ${table} SET ${identifier("checkSum")} = 12`);
    await crm.apply();
    expect(await checkSums(crm)).toEqual(["3: 12", "4: 12", "5: 12", "6: 12"]);
  });

  test("satellites are told of it: the table is replicated", async () => {
    const crm = await databases.crm({ ...CACHED, satellite: [{ satellite_id: 2, area_id: 3, contact_id: 3 }] });
    await crm.apply();
    const log = rows(await crm.dump({ without: [] }), "traveltransactionlog").filter((row) => row["tablenumber"] === 148);
    expect(log.map(({ type, record_id: id, flags }) => [type, id, flags])).toEqual([
      [4608, 3, 2],
      [4608, 4, 2],
    ]);
  });
});
