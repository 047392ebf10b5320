import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { DatabaseError, isWorthRetrying } from "../../src/dialect/failure.js";
import type { EngineName } from "../../src/dialect/dialect.js";
import type { Session } from "../../src/dialect/session.js";
import { INT, text } from "../../src/dialect/table-definition.js";
import { sql } from "../../src/dialect/sql.js";
import { enginesAtHand } from "../engines/engines.js";
import { EngineSessions, onlySpeaksTds, run } from "./engine-sessions.js";

async function failure(work: Promise<unknown>): Promise<DatabaseError> {
  const error: unknown = await work.then(
    () => "nothing failed",
    (thrown: unknown) => thrown,
  );
  if (error instanceof DatabaseError) return error;
  throw new Error(`not a DatabaseError: ${String(error)}`, { cause: error });
}

describe.each(enginesAtHand())("$name", (engine) => {
  let sessions: EngineSessions;
  let one: Session;
  let other: Session;
  beforeAll(async () => {
    sessions = await EngineSessions.on(engine, "failures");
    const session = await sessions.open();
    const { typeName } = session.dialect;
    await run(session, `CREATE TABLE t (id ${typeName(INT)} NOT NULL PRIMARY KEY, word ${typeName(text(100))})`);
    await run(session, `CREATE UNIQUE INDEX t_word ON t (word)`);
    await run(session, "INSERT INTO t (id, word) VALUES (1, 'one'), (2, 'two')");
  });
  beforeEach(async () => {
    one = await sessions.open();
    other = await sessions.open();
  });
  afterEach(async () => {
    await one.rollback().catch(() => undefined);
    await other.rollback().catch(() => undefined);
    await one.close().catch(() => undefined);
    await other.close().catch(() => undefined);
  });
  afterAll(() => sessions.end());

  test.each([
    { what: "a missing table", statement: "SELECT id FROM no_such_table", kind: "missing-object" },
    { what: "a missing column", statement: "SELECT no_such_column FROM t", kind: "missing-object" },
    { what: "a table that exists", statement: "CREATE TABLE t (id integer)", kind: "already-exists" },
    { what: "a syntax error", statement: "SELECT FROM WHERE", kind: "other" },
  ])("$what: $kind", async ({ statement, kind }) => {
    const error = await failure(run(one, statement));
    expect(error).toMatchObject({ kind, statement });
    expect(error.engineCode).not.toBe("");
    expect(isWorthRetrying(error)).toBe(false);
  });

  test("a duplicate key is a unique violation, and does not tell the value", async () => {
    const error = await failure(one.execute(sql`INSERT INTO t (id, word) VALUES (${3}, ${"one"})`));
    expect(error.kind).toBe("unique-violation");
    expect(isWorthRetrying(error)).toBe(true);
    await one.execute(sql`INSERT INTO t (id, word) VALUES (${4}, ${"Ada Lovelace"})`);
    const named = await failure(one.execute(sql`INSERT INTO t (id, word) VALUES (${5}, ${"Ada Lovelace"})`));
    expect(`${named.message} ${named.statement ?? ""}`).not.toContain("Lovelace");
    await one.execute(sql`DELETE FROM t WHERE id = ${4}`);
  });

  test("a row that stays locked is a lock time-out", async () => {
    await one.begin("write");
    await run(one, "UPDATE t SET word = 'eins' WHERE id = 1");
    await other.dialect.setLockTimeout(other, 1000);
    await other.begin("write");
    const start = Date.now();
    const error = await failure(run(other, "UPDATE t SET word = 'uno' WHERE id = 1"));
    expect(error.kind).toBe("lock-timeout");
    expect(Date.now() - start).toBeLessThan(4000);
  });

  test("two transactions that wait for each other: one is told of the deadlock, the other goes on", async () => {
    await one.begin("write");
    await other.begin("write");
    await run(one, "UPDATE t SET word = 'eins' WHERE id = 1");
    await run(other, "UPDATE t SET word = 'dos' WHERE id = 2");
    const outcome = async (session: Session, statement: string): Promise<string> => {
      try {
        await run(session, statement);
        return "done";
      } catch (error) {
        await session.rollback();
        return error instanceof DatabaseError ? error.kind : String(error);
      }
    };
    const outcomes = await Promise.all([
      outcome(one, "UPDATE t SET word = 'zwei' WHERE id = 2"),
      outcome(other, "UPDATE t SET word = 'uno' WHERE id = 1"),
    ]);
    expect(outcomes.toSorted()).toEqual(["deadlock", "done"]);
  });

  test.runIf(OWN_SNAPSHOT[engine.name] !== undefined)(
    "a row that changed since the transaction's snapshot is a serialization failure",
    async () => {
      for (const statement of OWN_SNAPSHOT[engine.name] ?? []) await run(one, statement);
      await run(one, "SELECT id FROM t");
      await run(other, "UPDATE t SET word = 'uno' WHERE id = 1");
      const error = await failure(run(one, "UPDATE t SET word = 'eins' WHERE id = 1"));
      await run(one, "ROLLBACK");
      expect(error.kind).toBe("serialization");
      expect(isWorthRetrying(error)).toBe(true);
    },
  );

  test("a statement that waits can be cancelled, and the session goes on", async () => {
    await one.begin("write");
    await run(one, "UPDATE t SET word = 'eins' WHERE id = 1");
    await other.dialect.setLockTimeout(other, 60_000);
    await other.begin("write");
    const waiting = failure(run(other, "UPDATE t SET word = 'uno' WHERE id = 1"));
    await new Promise((resolve) => setTimeout(resolve, 300));
    await other.cancel();
    expect((await waiting).kind).toBe("cancelled");
    await one.rollback();
    await other.rollback();
    // There a cancelled statement runs on until the driver gives up the connection.
    const survivor = (await onlySpeaksTds(one)) ? one : other;
    await expect.poll(() => run(survivor, "UPDATE t SET word = 'uno' WHERE id = 1"), { timeout: 30_000 }).toBe(1);
  });

  test("a session whose connection is gone fails for good, and does not come back by itself", async () => {
    await one.begin("write");
    await run(other, KILL[engine.name](one.connectionId));
    const error = await failure(
      (async () => {
        // The server may need a moment; the first statements may still be answered.
        for (let i = 0; i < 50; i += 1) {
          await run(one, "SELECT id FROM t");
          await new Promise((resolve) => setTimeout(resolve, 100));
        }
      })(),
    );
    expect(error.kind).toBe("connection-lost");
    expect((await failure(run(one, "SELECT id FROM t"))).kind).toBe("connection-lost");
    await expect(one.rollback()).resolves.toBeUndefined();
    expect((await failure(one.begin("write"))).kind).toBe("connection-lost");
    await expect(one.close()).resolves.toBeUndefined();
  });
});

/** Transactions as ours are not: MySQL has no such failure, and SQL Server's needs an option of the database. */
const OWN_SNAPSHOT: Readonly<Partial<Record<EngineName, readonly string[]>>> = {
  postgres: ["BEGIN ISOLATION LEVEL REPEATABLE READ"],
  mariadb: [
    "SET SESSION innodb_snapshot_isolation = ON",
    "SET SESSION TRANSACTION ISOLATION LEVEL REPEATABLE READ",
    "START TRANSACTION",
  ],
};

const KILL = {
  postgres: (id: string) => `SELECT pg_terminate_backend(${id})`,
  mysql: (id: string) => `KILL ${id}`,
  mariadb: (id: string) => `KILL ${id}`,
  mssql: (id: string) => `KILL ${id}`,
} as const;
