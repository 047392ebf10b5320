import { setTimeout as pause } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { engineOf } from "../../src/dialect/engines.js";
import { openDatabase } from "../../src/dialect/open-database.js";
import { sql } from "../../src/dialect/sql.js";
import { enginesAtHand, type TestDatabase } from "../engines/engines.js";

describe.each(enginesAtHand().filter(({ name }) => name === "mysql" || name === "mariadb"))("$name", (engine) => {
  let database: TestDatabase;
  beforeAll(async () => {
    database = await engine.createDatabase("process list");
  });
  afterAll(() => database.drop());

  test("is connected to, and its sessions are looked at, while somebody is at a statement with an emoji", async () => {
    const { open } = await openDatabase({ url: database.url });
    const other = await open();
    const holder = await open();
    await holder.query(sql`SELECT GET_LOCK(${"process list"}, 0)`);
    const busy = other.query(sql.raw("SELECT SLEEP(2), '\u{1f469}\u200d\u{1f4bb}'"));
    await pause(200);

    const session = await open();
    expect(session.origin).toMatch(/:\d+$/);
    expect(await engineOf(session.dialect).inspection.replicas(session)).toMatchObject({ message: "No replicas." });
    await session.dialect.endHolder?.(session, "process list", { connectionId: holder.connectionId, origin: "elsewhere:1" });
    expect(await holder.query(sql`SELECT 1 AS a`)).toEqual([{ a: 1 }]);
    await session.dialect.endHolder?.(session, "process list", holder);
    await expect(holder.query(sql`SELECT 1 AS a`)).rejects.toMatchObject({ kind: "connection-lost" });

    await busy;
    for (const ended of [session, holder, other]) await ended.close();
  });
});
