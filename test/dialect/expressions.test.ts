import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Pieces } from "../../src/dialect/dialect.js";
import type { Session } from "../../src/dialect/session.js";
import { identifier, sql, type Sql } from "../../src/dialect/sql.js";
import { BIGINT, CLOB, INT, text, TIMESTAMP } from "../../src/dialect/table-definition.js";
import { enginesAtHand } from "../engines/engines.js";
import { EngineSessions, run } from "./engine-sessions.js";

describe.each(enginesAtHand())("$name", (engine) => {
  let sessions: EngineSessions;
  let session: Session;
  beforeAll(async () => {
    sessions = await EngineSessions.on(engine, "expressions");
    session = await sessions.open();
    const { typeName } = session.dialect;
    await run(session, `CREATE TABLE words (id ${typeName(INT)} NOT NULL PRIMARY KEY, word ${typeName(text(255))})`);
  });
  afterAll(() => sessions.end());

  async function value(expression: Sql): Promise<unknown> {
    const { fromNothing } = session.dialect;
    const rows = await session.query<{ result: unknown }>(sql`SELECT ${expression} AS result ${fromNothing()} WHERE 1 = 1`);
    return rows[0]?.result;
  }

  async function holds(condition: Sql): Promise<boolean> {
    return (await value(sql`CASE WHEN ${condition} THEN 1 ELSE 0 END`)) === 1;
  }

  test("casts values, expressions and NULL to every type", async () => {
    const { cast } = session.dialect;
    expect(Number(await value(cast("7", INT)))).toBe(7);
    expect(await value(cast("9007199254740993", BIGINT))).toBe("9007199254740993");
    expect(await value(cast("2020-02-29", TIMESTAMP))).toBe("2020-02-29 00:00:00");
    expect(await value(cast("2020-02-29 01:02:03", TIMESTAMP))).toBe("2020-02-29 01:02:03");
    expect(await value(cast("å😀", text(40)))).toBe("å😀");
    expect(await value(cast("abcdef", text(3)))).toBe("abc");
    expect(await value(cast(sql`40 + 2`, text(10)))).toBe("42");
    expect(await value(cast(sql`40 + 2`, CLOB))).toBe("42");
    for (const type of [INT, BIGINT, TIMESTAMP, text(10), CLOB]) expect(await value(cast(null, type))).toBeNull();
  });

  test("joins texts to a text that compares with any column", async () => {
    const { cast, concat } = session.dialect;
    await session.execute(sql`INSERT INTO words (id, word) VALUES (${1}, ${"from 2013: 7 å"})`);
    const joined = concat([
      cast("from ", text(10)),
      cast("2013", text(10)),
      cast(": ", text(4)),
      cast(sql`7`, text(20)),
      cast(" å", text(4)),
    ]);
    expect(await value(joined)).toBe("from 2013: 7 å");
    expect(await value(concat([cast("alone", text(10))]))).toBe("alone");
    await expect(session.query(sql`SELECT id FROM words WHERE word = ${joined}`)).resolves.toEqual([{ id: 1 }]);
  });

  test("writes dates and times as text", async () => {
    const { cast, dateText, timestampText, realTime } = session.dialect;
    const time = cast("2019-12-31 23:04:05", TIMESTAMP);
    expect(await value(dateText(time))).toBe("2019-12-31");
    expect(await value(timestampText(time))).toBe("2019-12-31 23:04:05");
    expect(await value(realTime(time))).toBe("2019-12-31 23:04:05");
  });

  test("tells the time in UTC, in whole seconds", async () => {
    const { cast, utcNow, localNow } = session.dialect;
    const now = String(await value(cast(utcNow(), TIMESTAMP)));
    expect(now).toMatch(/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$/);
    expect(Math.abs(Date.parse(`${now.replace(" ", "T")}Z`) - Date.now())).toBeLessThan(30_000);
    expect(String(await value(localNow()))).toMatch(/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$/);
  });

  test.each([
    { left: "a", right: "a", same: true },
    { left: "a", right: "A", same: false },
    { left: "a", right: "á", same: false },
    { left: "a", right: "a ", same: false },
    { left: "", right: " ", same: false },
    { left: "ß", right: "ss", same: false },
    { left: "😀", right: "😀", same: true },
    { left: "😀", right: "😁", same: false },
    { left: "e\u0301", right: "é", same: false },
  ])("compares '$left' and '$right' byte for byte", async ({ left, right, same }) => {
    const { cast, sameBytes } = session.dialect;
    expect(await holds(sameBytes(cast(left, CLOB), right))).toBe(same);
    await session.execute(sql`DELETE FROM words WHERE id = ${2}`);
    await session.execute(sql`INSERT INTO words (id, word) VALUES (${2}, ${left})`);
    expect(await session.query(sql`SELECT id FROM words WHERE id = ${2} AND ${sameBytes(sql`word`, right)}`)).toHaveLength(
      same ? 1 : 0,
    );
  });

  test("measures texts in bytes", async () => {
    const { cast, byteLength } = session.dialect;
    const [short, long] = [await value(byteLength(cast("åå", CLOB))), await value(byteLength(cast("åå".repeat(500), CLOB)))];
    expect(Number(short)).toBe(4);
    expect(Number(long)).toBe(2000);
  });

  test.each([
    { haystack: "Click UNSUBscribe here", pieces: ["opt-out", "unsub"], found: true },
    { haystack: "Click UNSUBscribe here", pieces: ["opt-out", "optout"], found: false },
    { haystack: "Click Únsub", pieces: ["unsub"], found: false },
    { haystack: "100% _ok", pieces: ["% _o"], found: true },
    { haystack: "100 xok", pieces: ["% _o"], found: false },
    { haystack: "a.c (x)", pieces: ["abc", ".c (x"], found: true },
    { haystack: "abc", pieces: ["a.c"], found: false },
    { haystack: "", pieces: ["a"], found: false },
    { haystack: "un\u00adsub", pieces: ["x", "\u00ad"], found: true },
    { haystack: "un\u200bsub", pieces: ["\u00ad", "\u200c"], found: false },
    { haystack: "a \\U0055", pieces: ["b", "\\u004", "\\u005", "\\u006"], found: true },
    { haystack: "a \\u0035", pieces: ["b", "\\u004", "\\u005", "\\u006"], found: false },
    { haystack: "a &#X55;", pieces: ["&#x4", "&#x5", "&#x6", "&#7"], found: true },
    { haystack: "a &#8217;", pieces: ["&#x4", "&#x5", "&#x6", "&#7"], found: false },
    { haystack: "LIKE_%", pieces: ["x%", "_%"], found: true },
  ])("finds one of $pieces in '$haystack': $found", async ({ haystack, pieces, found }) => {
    expect(await isFound(haystack, { anyOf: pieces, capitals: "ignored" })).toBe(found);
  });

  test.each([
    { haystack: "Manage your Subscriptions", pieces: ["UBSCRI", "ubscri"], found: true },
    { haystack: "MANAGE YOUR SUBSCRIPTIONS", pieces: ["UBSCRI", "ubscri"], found: true },
    { haystack: "Manage your SubScriptions", pieces: ["UBSCRI", "ubscri"], found: false },
    { haystack: "Prénumerationer", pieces: ["renumer"], found: false },
    { haystack: "100% _ok", pieces: ["x", "% _o"], found: true },
    { haystack: "a.c (x) \\", pieces: ["abc", ".C (x"], found: false },
    { haystack: "", pieces: ["a"], found: false },
  ])("finds one of $pieces in '$haystack', capitals and all: $found", async ({ haystack, pieces, found }) => {
    expect(await isFound(haystack, { anyOf: pieces, capitals: "count" })).toBe(found);
  });

  async function isFound(haystack: string, pieces: Pieces): Promise<boolean> {
    const { cast, containsAny, searchable } = session.dialect;
    const made = sql`(SELECT ${searchable(cast(haystack, CLOB), pieces.capitals)} AS t)`;
    const rows = await session.query<{ found: number }>(
      sql`SELECT CASE WHEN ${containsAny(sql`m.t`, pieces)} THEN 1 ELSE 0 END AS found FROM ${made} m`,
    );
    return Number(rows[0]?.found) === 1;
  }

  test.skipIf(engine.name === "mssql")("replaces bytes of a text, from its first to its last", async () => {
    const { cast, replaceBytes } = session.dialect;
    const replaced = (text: string, ...parts: readonly (readonly [at: number, length: number, after: string])[]) =>
      value(
        replaceBytes?.(
          cast(text, CLOB),
          parts.map(([at, length, after]) => ({ at, length, after: Buffer.from(after) })),
        ) ?? cast(null, CLOB),
      );
    expect(await replaced("abc")).toBe("abc");
    expect(await replaced("abc", [0, 1, "A"], [2, 1, "C"])).toBe("AbC");
    expect(await replaced("abc", [0, 1, "<a"], [1, 1, ""], [2, 1, "c>"])).toBe("<ac>");
    expect(await replaced("å😀ø\r\n 'x' \\", [0, 2, "😀😀"], [6, 2, "?"], [14, 1, "\u00ad"])).toBe("😀😀😀?\r\n 'x'\u00ad\\");
    const long = "å".repeat(50_000);
    const many = Array.from({ length: 64 }, (_, part) => [part * 1000, 2, `<${part}>`] as const);
    const expected = Array.from({ length: 64 }, (_, part) => `<${part}>${"å".repeat(499)}`).join("") + "å".repeat(18_000);
    expect(await replaced(long, ...many)).toBe(expected);
  });

  test.each(["", "a", "å😀\r\n\u00ad", "A long one ".repeat(2000)])("knows a text by its hash: %j", async (text) => {
    const { cast, hasHash, hashesOf } = session.dialect;
    const hasHashOf = (column: Sql, other: string): Sql => hasHash(column, hashesOf(other));
    expect(await holds(hasHashOf(cast(text, CLOB), text))).toBe(true);
    expect(await holds(hasHashOf(cast(text, CLOB), `${text} `))).toBe(false);
    expect(await holds(hasHashOf(cast(`${text}A`, CLOB), `${text}a`))).toBe(false);
  });

  test("takes the first rows, and locks what it reads", async () => {
    const { top, limit, rowLock } = session.dialect;
    await session.execute(sql`INSERT INTO words (id, word) VALUES (${11}, ${"x"}), (${12}, ${"y"}), (${13}, ${"z"})`);
    const { hint, suffix } = rowLock("w");
    await session.begin("write");
    await expect(
      session.query(
        sql`SELECT ${top(2)} w.id FROM ${identifier("words")} w ${hint} WHERE w.id > ${10} ORDER BY w.id ${limit(2)} ${suffix}`,
      ),
    ).resolves.toEqual([{ id: 11 }, { id: 12 }]);
    await session.rollback();
  });
});
