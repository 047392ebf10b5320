import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { createTableStatement } from "../../src/dialect/create-table.js";
import { identifier, sql } from "../../src/dialect/sql.js";
import { createLedger } from "../../src/ledger/ledger.js";
import { LEDGER } from "../../src/ledger/tables.js";
import { dropLedger } from "../../src/rollback/drop-ledger.js";
import { enginesAtHand } from "../engines/engines.js";
import { CrmDatabases } from "../support/crm-databases.js";
import { readWholeCatalog } from "../support/read-whole-catalog.js";
import { ledgerTables } from "./as-user.js";

// SQL Server's stand-in takes seconds for what others do in milliseconds.
vi.setConfig({ testTimeout: 300_000, hookTimeout: 300_000 });

/** SQL Server drops the tables of one statement one by one. */
describe.each(enginesAtHand().filter(({ name }) => name !== "mysql" && name !== "mariadb"))("$name", (engine) => {
  let databases: CrmDatabases;
  beforeAll(async () => {
    databases = await CrmDatabases.on(engine, "drop ledger");
  });
  afterAll(() => databases.end());

  test("where a table of the ledger cannot be dropped, because somebody's table refers to it, all of them stay", async () => {
    const { session } = await databases.schema();
    const { dialect } = session;
    const { schema } = session.server;
    await createLedger(session, await readWholeCatalog(session));
    const whole = await ledgerTables(session);
    const { name, primaryKey, columns } = LEDGER.report;
    const key = sql`${primaryKey.map((column) => identifier(column))}`;
    const theirs = {
      name: "theirs",
      primaryKey,
      columns: columns.filter((column) => primaryKey.includes(column.name)),
      indexes: [],
    };
    await session.execute(createTableStatement(dialect, schema, theirs));
    await session.execute(
      sql`ALTER TABLE ${identifier(schema, "theirs")} ADD CONSTRAINT refers FOREIGN KEY (${key}) REFERENCES ${identifier(schema, name)} (${key})`,
    );
    const begun = vi.spyOn(session, "begin");
    await expect(dropLedger(session)).rejects.toThrow();
    expect(begun).toHaveBeenCalledOnce();
    expect(await ledgerTables(session)).toEqual(whole);
    await session.execute(sql`DROP TABLE ${identifier(schema, "theirs")}`);
    expect(await dropLedger(session)).toBe(whole.length);
    expect(await ledgerTables(session)).toEqual([]);
  });
});
