import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Session } from "../../src/dialect/session.js";
import { literalSql, sql, type LiteralValue } from "../../src/dialect/sql.js";
import { CLOB, INT } from "../../src/dialect/table-definition.js";
import { enginesAtHand } from "../engines/engines.js";
import { EngineSessions, run } from "./engine-sessions.js";

const TEXTS = [
  "it's 'quoted' \"twice\"",
  "back\\slash, trailing \\",
  "å ö ß 😀 日本語",
  "line one\r\nGO\r\nline three\nend\t.",
  "\\\nafter a backslash",
  "100% ? ?? :name $(variable) @p0 {x}",
  "<p>'</p>\\'); DROP TABLE x; --",
  "",
  " spaces ",
  "\u001a\u0007",
  "a picture ␊ of a line\nfeed",
  "é".repeat(5000) + "\n",
];

describe.each(enginesAtHand())("$name", (engine) => {
  let sessions: EngineSessions;
  let session: Session;
  beforeAll(async () => {
    sessions = await EngineSessions.on(engine, "literals");
    session = await sessions.open();
    const { typeName } = session.dialect;
    await run(session, `CREATE TABLE written (id ${typeName(INT)} NOT NULL PRIMARY KEY, body ${typeName(CLOB)})`);
  });
  afterAll(() => sessions.end());

  /** A statement of a script: no values besides the text, no line that ends early. */
  async function asScript(value: LiteralValue, id: number): Promise<string> {
    const script = literalSql(session.dialect, sql`INSERT INTO written (id, body) VALUES (${id}, ${value})`);
    await run(session, script.replaceAll("?", "\\?"));
    return script;
  }

  test.each(TEXTS.map((value, id) => ({ value, id })))(
    "writes the text of number $id so that it survives",
    async ({ value, id }) => {
      const script = await asScript(value, id);
      expect(script).not.toMatch(/\p{Cc}/u);
      const rows = await session.query<{ body: string }>(sql`SELECT body FROM written WHERE id = ${id}`);
      expect(rows).toEqual([{ body: value }]);
    },
  );

  test("writes numbers, dates and NULL", async () => {
    const script = literalSql(
      session.dialect,
      sql`SELECT ${1.5} AS a, ${-7} AS b, ${null} AS c ${session.dialect.fromNothing()}`,
    );
    const [row] = await session.query<{ a: unknown; b: number; c: null }>(sql.raw(script));
    expect({ ...row, a: Number(row?.a) }).toEqual({ a: 1.5, b: -7, c: null });
  });
});
