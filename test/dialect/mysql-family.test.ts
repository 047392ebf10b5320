import { createConnection } from "mysql2/promise";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { mariadbDialect } from "../../src/dialect/mysql/dialect.js";
import { mysqlDialect } from "../../src/dialect/mysql/dialect.js";
import type { Session } from "../../src/dialect/session.js";
import { openDatabase } from "../../src/dialect/open-database.js";
import { CLOB } from "../../src/dialect/table-definition.js";
import { literalSql, sql, type Sql } from "../../src/dialect/sql.js";
import { enginesAtHand } from "../engines/engines.js";
import { ownServersAtHand, startMysqlLike, type OwnServer } from "../engines/own-server.js";
import { EngineSessions, run } from "./engine-sessions.js";

const MEGABYTE = 1024 * 1024;

test("of both engines only MySQL locks the rows of one table of a join", () => {
  expect(literalSql(mysqlDialect, mysqlDialect.rowLock("c").suffix)).toBe("FOR UPDATE OF `c`");
  expect(literalSql(mariadbDialect, mariadbDialect.rowLock("c").suffix)).toBe("FOR UPDATE");
});

describe.each(enginesAtHand().filter(({ name }) => name === "mysql" || name === "mariadb"))("$name", (engine) => {
  let sessions: EngineSessions;
  let session: Session;
  beforeAll(async () => {
    sessions = await EngineSessions.on(engine, "old data");
    // As an old application with a lax sql_mode left it behind.
    const old = await createConnection({ uri: sessions.url });
    await old.query("SET SESSION sql_mode = ''");
    await old.query(
      "CREATE TABLE mailings (id int PRIMARY KEY, sent datetime NULL, name varchar(50) CHARACTER SET utf8mb3 COLLATE utf8mb3_swedish_ci)",
    );
    await old.query(
      "INSERT INTO mailings VALUES (1, '0000-00-00 00:00:00', 'Nyår'), (2, '2013-00-00', 'Höst'), (3, '2013-05-06 07:08:09', 'Vår'), (4, NULL, NULL)",
    );
    await old.end();
    session = await sessions.open();
  });
  afterAll(() => sessions.end());

  test("reads zero dates, and takes them for no time at all", async () => {
    const { realTime, dateText } = session.dialect;
    await expect(
      session.query(
        sql`SELECT id, sent, ${realTime(sql`sent`)} AS known, ${dateText(realTime(sql`sent`))} AS day FROM mailings ORDER BY id`,
      ),
    ).resolves.toEqual([
      { id: 1, sent: "0000-00-00 00:00:00", known: null, day: null },
      { id: 2, sent: "2013-00-00 00:00:00", known: null, day: null },
      { id: 3, sent: "2013-05-06 07:08:09", known: "2013-05-06 07:08:09", day: "2013-05-06" },
      { id: 4, sent: null, known: null, day: null },
    ]);
  });

  test("copies and restores zero dates as they are", async () => {
    await run(session, "CREATE TABLE kept AS SELECT id, sent FROM mailings");
    await expect(session.execute(sql`UPDATE mailings m JOIN kept k ON k.id = m.id SET m.sent = k.sent`)).resolves.toBe(4);
  });

  test("replaces bytes of a text in an older character set", async () => {
    const { replaceBytes } = session.dialect;
    await run(session, "CREATE TABLE latin (body text CHARACTER SET latin1)");
    await session.execute(sql`INSERT INTO latin (body) VALUES (${"Åå [[unsubscribe]] é"})`);
    const replaced = replaceBytes?.(sql`body`, [{ at: 5, length: 15, after: Buffer.from("[[änder]]") }]) ?? sql`NULL`;
    await session.execute(sql`UPDATE latin SET body = ${replaced}`);
    await expect(session.query(sql`SELECT body, LENGTH(body) AS bytes FROM latin`)).resolves.toEqual([
      { body: "Åå [[änder]] é", bytes: 14 },
    ]);
  });

  test("compares texts of an older character set with values and with joined texts", async () => {
    const { cast, concat, sameBytes } = session.dialect;
    await expect(session.query(sql`SELECT id FROM mailings WHERE name = ${"Nyår"}`)).resolves.toEqual([{ id: 1 }]);
    await expect(session.query(sql`SELECT id FROM mailings WHERE ${sameBytes(sql`name`, "😀")}`)).resolves.toEqual([]);
    await expect(session.query(sql`SELECT id FROM mailings WHERE ${sameBytes(sql`name`, "Höst")}`)).resolves.toEqual([{ id: 2 }]);
    const joined = concat([cast("Vå", { kind: "text", length: 10 }), cast(sql`name`, { kind: "text", length: 10 })]);
    await expect(
      session.query(sql`SELECT id, ${joined} AS joined FROM mailings WHERE id = ${3} AND name <> ${joined}`),
    ).resolves.toEqual([{ id: 3, joined: "VåVår" }]);
  });

  test("refuses what does not fit, as every engine does", async () => {
    await expect(session.execute(sql`UPDATE mailings SET name = ${"x".repeat(51)} WHERE id = ${1}`)).rejects.toMatchObject({
      kind: "other",
    });
  });
});

describe.each(ownServersAtHand().filter(({ name }) => name !== "postgres"))("$name with a small packet", ({ name }) => {
  let server: OwnServer | undefined;
  let session: Session | undefined;
  afterAll(async () => {
    await session?.close();
    await server?.stop();
  });

  test("a statement that is too long fails with the setting's name, and the session goes on", async () => {
    if (name === "postgres") throw new Error("not of this family");
    server = await startMysqlLike({ engine: name, extraArgs: [`--max-allowed-packet=${MEGABYTE}`] });
    const { url } = await server.createDatabase("packet");
    session = await (await openDatabase({ url })).open();
    const { typeName } = session.dialect;
    await session.execute(sql.raw(`CREATE TABLE t (body ${typeName(CLOB)})`));
    // Twice as long with its quotes escaped.
    await expect(session.execute(sql`INSERT INTO t (body) VALUES (${"'".repeat(MEGABYTE / 2)})`)).rejects.toMatchObject({
      kind: "too-long",
      engineCode: "1153",
      message: expect.stringContaining("max_allowed_packet") as string,
    });
    await expect(session.execute(sql`INSERT INTO t (body) VALUES (${"x".repeat(MEGABYTE - 1000)})`)).resolves.toBe(1);
    await expect(session.query(sql`SELECT LENGTH(body) AS length FROM t`)).resolves.toEqual([{ length: MEGABYTE - 1000 }]);
  });

  test("isolation and time limits are the program's own, whatever the server's are", async () => {
    if (server === undefined) throw new Error("no server");
    const { url } = await server.createDatabase("limits");
    const [isolation, limit] =
      name === "mysql" ? ["transaction_isolation", "max_execution_time"] : ["tx_isolation", "max_statement_time"];
    const admin = await createConnection({ uri: server.adminUrl });
    await admin.query(`SET GLOBAL ${isolation} = 'SERIALIZABLE', GLOBAL ${limit} = 30`);
    const session = await (await openDatabase({ url })).open();
    await admin.query(`SET GLOBAL ${isolation} = DEFAULT, GLOBAL ${limit} = DEFAULT`);
    await admin.end();
    const settings = sql.raw(`SELECT @@${isolation} AS isolation, @@${limit} + 0 AS seconds`);
    const [read] = await session.query<{ isolation: string; seconds: unknown }>(sql`${settings}`);
    expect([read?.isolation, Number(read?.seconds)]).toEqual(["READ-COMMITTED", 0]);
    await session.close();
  });

  test("a text that is longer than a packet is searched and compared all the same", async () => {
    if (server === undefined) throw new Error("no server");
    const { url } = await server.createDatabase("long text");
    const long = `${"<p>å</p>".repeat(300_000)}<a href="[[UNSUBSCRIBE]]">`;
    const admin = await createConnection({ uri: server.adminUrl });
    await admin.query(`SET GLOBAL max_allowed_packet = ${16 * MEGABYTE}`);
    const old = await createConnection({ uri: url });
    await old.query("CREATE TABLE t (id int PRIMARY KEY, body longtext CHARACTER SET utf8mb4)");
    await old.query("INSERT INTO t VALUES (1, ?), (2, ?)", [long, `${long} `]);
    await old.end();
    await admin.query(`SET GLOBAL max_allowed_packet = ${MEGABYTE}`);
    await admin.end();
    const reader = await (await openDatabase({ url })).open();
    const { containsAny, searchable, sameBytes, hasHash, hashesOf, byteLength, replaceBytes } = reader.dialect;
    const holds = (anyOf: readonly string[]): Sql => containsAny(sql`w.body`, { anyOf, capitals: "ignored" });
    const found = await reader.query(sql`
      SELECT w.id, w.bytes, CASE WHEN w.same THEN 1 ELSE 0 END AS same
      FROM (
        SELECT t.id, ${byteLength(sql`t.body`)} AS bytes, ${hasHash(sql`t.body`, hashesOf(long))} AS same, ${searchable(sql`t.body`, "ignored")} AS body
        FROM t ORDER BY t.id LIMIT 10) w
      WHERE ${holds(["no such piece", "unsub"])} AND NOT ${holds(["missing"])} ORDER BY w.id`);
    const bytes = Buffer.byteLength(long);
    expect(found.map((row) => Object.values(row).map(Number))).toEqual([
      [1, bytes, 1],
      [2, bytes + 1, 0],
    ]);
    const replaced = replaceBytes?.(sql`body`, [{ at: 0, length: 1, after: Buffer.from("<") }]) ?? sql`NULL`;
    await expect(reader.execute(sql`UPDATE t SET body = ${replaced}`)).rejects.toMatchObject({ kind: "too-long" });
    const same = await reader.query(sql`
      SELECT a.id AS a, b.id AS b FROM t a JOIN t b ON ${sameBytes(sql`a.body`, sql`b.body`)} ORDER BY a.id`);
    expect(same).toEqual([
      { a: 1, b: 1 },
      { a: 2, b: 2 },
    ]);
    await reader.close();
  });
});
