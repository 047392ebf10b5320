import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Session } from "../../src/dialect/session.js";
import { BIGINT, CLOB, INT, SMALLINT, text, TIMESTAMP } from "../../src/dialect/table-definition.js";
import { sql } from "../../src/dialect/sql.js";
import { enginesAtHand } from "../engines/engines.js";
import { EngineSessions, run } from "./engine-sessions.js";

const TEXTS = [
  "åäöß ÅÄÖ",
  "😀👩‍👩‍👧",
  "trailing spaces   ",
  "",
  'it\'s "quoted" 100% _ \\ back\\',
  "a\r\nb\tc",
  "日本語",
  "[brackets] `ticks`",
];

describe.each(enginesAtHand())("$name", (engine) => {
  let sessions: EngineSessions;
  let session: Session;
  beforeAll(async () => {
    sessions = await EngineSessions.on(engine, "values");
    session = await sessions.open();
    const type = (of: Parameters<typeof session.dialect.typeName>[0]): string => session.dialect.typeName(of);
    await run(
      session,
      `CREATE TABLE kept (id ${type(INT)} NOT NULL PRIMARY KEY, small ${type(SMALLINT)}, big ${type(BIGINT)},
         short ${type(text(255))}, wide ${type(text(4000))}, body ${type(CLOB)}, at ${type(TIMESTAMP)})`,
    );
  });
  afterAll(() => sessions.end());

  test("introduces itself", () => {
    expect(session.dialect.engine).toBe(engine.name);
    expect(session.server.version).toMatch(/^\d+\.\d+/);
    expect(session.server.login).not.toBe("");
    expect(session.connectionId).toMatch(/^\d+$/);
  });

  test.each(TEXTS.map((value, index) => ({ value, index })))("keeps the text $value", async ({ value, index }) => {
    const inserted = await session.execute(
      sql`INSERT INTO kept (id, short, wide, body) VALUES (${index}, ${value}, ${value}, ${value})`,
    );
    expect(inserted).toBe(1);
    await expect(session.query(sql`SELECT short, wide, body FROM kept WHERE id = ${index}`)).resolves.toEqual([
      { short: value, wide: value, body: value },
    ]);
  });

  test("gives 64-bit integers as text, others as numbers, timestamps as text, and NULL as null", async () => {
    const { cast } = session.dialect;
    await session.execute(sql`
      INSERT INTO kept (id, small, big, at)
      VALUES (${2_147_483_647}, ${-32_768}, ${"9223372036854775807"}, ${cast("2013-02-28 23:59:58", TIMESTAMP)})`);
    await session.execute(sql`INSERT INTO kept (id) VALUES (${-1})`);
    await expect(
      session.query(sql`SELECT id, small, big, short, body, at FROM kept WHERE id IN (${-1}, ${2_147_483_647}) ORDER BY id`),
    ).resolves.toEqual([
      { id: -1, small: null, big: null, short: null, body: null, at: null },
      {
        id: 2_147_483_647,
        small: -32_768,
        big: "9223372036854775807",
        short: null,
        body: null,
        at: "2013-02-28 23:59:58",
      },
    ]);
  });

  test("counts, and computes 32-bit integers as numbers", async () => {
    const { cast } = session.dialect;
    const [counted] = await session.query<{ n: string | number }>(sql`SELECT COUNT(*) AS n FROM kept WHERE id < ${-1000}`);
    expect(Number(counted?.n)).toBe(0);
    await session.execute(sql`INSERT INTO kept (id, small, big) VALUES (${600}, ${null}, ${"7"})`);
    await expect(
      session.query(sql`
        SELECT CASE WHEN k.id = ${600} THEN 1 ELSE 0 END AS one, k.twice, COALESCE(k.small, -1) AS small, k.cast_id, MAX(k.id) AS greatest
        FROM (SELECT id, small, id + id AS twice, ${cast(sql`id`, INT)} AS cast_id FROM kept WHERE id = ${600}) k
        GROUP BY k.id, k.twice, k.small, k.cast_id`),
    ).resolves.toEqual([{ one: 1, twice: 1200, small: -1, cast_id: 600, greatest: 600 }]);
    await expect(session.query(sql`SELECT big FROM kept WHERE id = ${600}`)).resolves.toEqual([{ big: "7" }]);
  });

  test("gives decimals as text", async () => {
    await expect(session.query(sql`SELECT CAST(${"12.5"} AS decimal(10, 2)) AS price`)).resolves.toEqual([
      { price: expect.stringMatching(/^12\.50?$/) as string },
    ]);
  });

  test("keeps a template of three megabytes", async () => {
    const body = "<p>å 😀 [[unsubscribe]] \\ ' \r\n</p>".repeat(90_000);
    await session.execute(sql`INSERT INTO kept (id, body) VALUES (${3_000_000}, ${body})`);
    const [row] = await session.query<{ body: string }>(sql`SELECT body FROM kept WHERE id = ${3_000_000}`);
    expect(row?.body === body).toBe(true);
  });

  test("counts the rows that an update found, also where nothing changed", async () => {
    await session.execute(sql`INSERT INTO kept (id, small) VALUES (${500}, ${1}), (${501}, ${1})`);
    await expect(session.execute(sql`UPDATE kept SET small = ${1} WHERE id IN (${500}, ${501})`)).resolves.toBe(2);
    await expect(session.execute(sql`DELETE FROM kept WHERE id IN (${500}, ${501}, ${502})`)).resolves.toBe(2);
  });
});
