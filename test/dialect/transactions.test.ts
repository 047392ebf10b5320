import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { inTransaction, type Session } from "../../src/dialect/session.js";
import { INT } from "../../src/dialect/table-definition.js";
import { sql } from "../../src/dialect/sql.js";
import { enginesAtHand } from "../engines/engines.js";
import { EngineSessions, onlySpeaksTds, run } from "./engine-sessions.js";

describe.each(enginesAtHand())("$name", (engine) => {
  let sessions: EngineSessions;
  let one: Session;
  let other: Session;
  beforeAll(async () => {
    sessions = await EngineSessions.on(engine, "transactions");
    one = await sessions.open();
    other = await sessions.open();
    await run(one, `CREATE TABLE t (id ${one.dialect.typeName(INT)} NOT NULL PRIMARY KEY, n ${one.dialect.typeName(INT)})`);
  });
  beforeEach(() => run(one, "DELETE FROM t"));
  afterAll(() => sessions.end());

  async function ids(session: Session): Promise<readonly number[]> {
    return (await session.query<{ id: number }>(sql`SELECT id FROM t ORDER BY id`)).map((row) => row.id);
  }

  function insert(session: Session, id: number): Promise<number> {
    return session.execute(sql`INSERT INTO t (id, n) VALUES (${id}, ${0})`);
  }

  test("commits and rolls back", async () => {
    await inTransaction(one, "write", () => insert(one, 1));
    await expect(ids(other)).resolves.toEqual([1]);
    await expect(
      inTransaction(one, "write", async () => {
        await insert(one, 2);
        throw new Error("no");
      }),
    ).rejects.toThrow("no");
    await expect(ids(one)).resolves.toEqual([1]);
    await one.rollback();
  });

  test("can begin again after a failed statement and a rollback", async () => {
    await insert(one, 1);
    await one.begin("write");
    await insert(one, 2);
    await expect(insert(one, 1)).rejects.toMatchObject({ kind: "unique-violation" });
    await one.rollback();
    await inTransaction(one, "write", () => insert(one, 3));
    await expect(ids(other)).resolves.toEqual([1, 3]);
  });

  test.each([
    { what: "an insert", statement: "INSERT INTO t (id, n) VALUES (7, 0)" },
    { what: "an update", statement: "UPDATE t SET n = 1" },
    { what: "a delete", statement: "DELETE FROM t" },
  ])("refuses $what in a read transaction", async ({ statement }) => {
    await insert(one, 1);
    await one.begin("read");
    await expect(run(one, statement)).rejects.toMatchObject({ name: "DatabaseError", kind: "read-only" });
    await one.rollback();
    await expect(ids(other)).resolves.toEqual([1]);
    await inTransaction(one, "write", () => insert(one, 2));
    await expect(ids(other)).resolves.toEqual([1, 2]);
  });

  test("reads in a read transaction, and ends it by commit as well", async () => {
    await insert(one, 1);
    await expect(inTransaction(one, "read", () => ids(one))).resolves.toEqual([1]);
    await one.begin("read");
    await one.commit();
    await expect(inTransaction(one, "write", () => insert(one, 2))).resolves.toBe(1);
  });

  test("sees what others commit between its statements when it writes", async () => {
    await one.begin("write");
    await expect(ids(one)).resolves.toEqual([]);
    await insert(other, 1);
    await expect(ids(one)).resolves.toEqual([1]);
    await one.commit();
  });
});

describe.each(enginesAtHand())("$name", (engine) => {
  let sessions: EngineSessions;
  afterAll(() => sessions.end());

  test("sees one moment in a read transaction", async () => {
    sessions = await EngineSessions.on(engine, "one moment");
    const other = await sessions.open();
    // SQL Server has snapshots where the database allows them; elsewhere they are a matter of course.
    if (engine.name === "mssql" && !(await onlySpeaksTds(other))) {
      await run(other, "ALTER DATABASE CURRENT SET ALLOW_SNAPSHOT_ISOLATION ON");
    }
    const one = await sessions.open();
    const { typeName } = one.dialect;
    await run(one, `CREATE TABLE t (id ${typeName(INT)} NOT NULL PRIMARY KEY)`);
    await one.begin("read");
    await expect(one.query(sql`SELECT id FROM t`)).resolves.toEqual([]);
    await run(other, "INSERT INTO t (id) VALUES (1)");
    await expect(one.query(sql`SELECT id FROM t`)).resolves.toEqual([]);
    await one.rollback();
    await expect(one.query(sql`SELECT id FROM t`)).resolves.toEqual([{ id: 1 }]);
  });
});

describe.each(enginesAtHand().filter(({ name }) => name === "postgres"))("$name", (engine) => {
  let sessions: EngineSessions;
  afterAll(() => sessions.end());

  test("is READ COMMITTED when it writes, and outside of transactions, whatever the database's default is", async () => {
    sessions = await EngineSessions.on(engine, "serializable");
    const admin = await sessions.open();
    await run(admin, `ALTER DATABASE "${admin.server.database}" SET default_transaction_isolation = 'serializable'`);
    const session = await sessions.open();
    const isolation = sql`SELECT current_setting('transaction_isolation') AS isolation`;
    await expect(session.query(isolation)).resolves.toEqual([{ isolation: "read committed" }]);
    await expect(inTransaction(session, "write", () => session.query(isolation))).resolves.toEqual([
      { isolation: "read committed" },
    ]);
    await expect(inTransaction(session, "read", () => session.query(isolation))).resolves.toEqual([
      { isolation: "repeatable read" },
    ]);
  });
});
