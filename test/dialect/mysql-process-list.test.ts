import { setTimeout as pause } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openDatabase } from "../../src/dialect/open-database.js";
import { enginesAtHand, type TestDatabase } from "../engines/engines.js";

describe.each(enginesAtHand().filter(({ name }) => name === "mysql" || name === "mariadb"))("$name", (engine) => {
  let database: TestDatabase;
  beforeAll(async () => {
    database = await engine.createDatabase("process list");
  });
  afterAll(() => database.drop());

  test("is connected to while somebody is at a statement with an emoji", async () => {
    const { open } = await openDatabase({ url: database.url });
    const other = await open();
    const busy = other.query(other.dialect.compiler.raw("SELECT SLEEP(1), '\u{1f469}\u200d\u{1f4bb}'"));
    await pause(200);
    const session = await open();
    expect(await session.query<{ a: number }>(session.dialect.sql`SELECT 1 AS a`)).toEqual([{ a: 1 }]);
    await session.close();
    await busy;
    await other.close();
  });
});
