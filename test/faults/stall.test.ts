import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { openDatabase } from "../../src/dialect/open-database.js";
import type { Database } from "../../src/dialect/connection-target.js";
import type { EngineName } from "../../src/dialect/dialect.js";
import { silentProgress } from "../../src/progress.js";
import { WorkConnection } from "../../src/work/work-connection.js";
import { createStopControl } from "../../src/stop-request.js";
import { EngineSessions, run } from "../dialect/engine-sessions.js";
import { sql } from "../../src/dialect/sql.js";
import { enginesAtHand } from "../engines/engines.js";
import { CuttingProxy } from "./cutting-proxy.js";

/** Milliseconds before the first look; a run waits for half a minute. */
const LOOK_EVERY = 200;
const LOCK = "consent_upgrade_stall_test";

const SLEEP: Readonly<Partial<Record<EngineName, string>>> = {
  postgres: "SELECT pg_sleep(2.5)",
  mysql: "SELECT SLEEP(2.5)",
  mariadb: "SELECT SLEEP(2.5)",
};

// tedious notices by itself, and a login of SQL Server sees no session but its own.
describe.each(enginesAtHand().filter(({ name }) => SLEEP[name] !== undefined))(
  "a connection to $name that was lost without a word",
  (engine) => {
    let sessions: EngineSessions;
    let proxy: CuttingProxy;
    let database: Database;

    beforeAll(async () => {
      sessions = await EngineSessions.on(engine, "stall");
      await run(await sessions.open(), "CREATE TABLE t (id integer NOT NULL PRIMARY KEY)");
    });

    beforeEach(async () => {
      proxy = await CuttingProxy.before(sessions.url);
      database = await openDatabase({ url: proxy.urlOf(sessions.url), lookEvery: LOOK_EVERY });
      return () => proxy.close();
    });

    afterAll(() => sessions.end());

    it("is noticed: what waits for an answer fails as it does when a connection is cut", async () => {
      const session = await database.open();
      await session.begin("write");
      proxy.forgetConnections();
      const started = performance.now();
      await expect(run(session, "INSERT INTO t (id) VALUES (1)")).rejects.toMatchObject({ kind: "connection-lost" });
      expect(performance.now() - started).toBeLessThan(10_000);
      await expect(run(session, "SELECT 1")).rejects.toMatchObject({ kind: "connection-lost" });
      await expect(session.rollback()).resolves.toBeUndefined();
    });

    it("is told from a statement that takes its time", async () => {
      const session = await database.open();
      await run(session, SLEEP[engine.name] ?? "");
      await expect(session.query(sql`SELECT 1 AS one`)).resolves.toEqual([{ one: 1 }]);
      await session.close();
    });

    it("is replaced by a run, which ends its own old session to have the lock again", async () => {
      const connection = new WorkConnection({
        database,
        retrySeconds: 30,
        progress: silentProgress,
        stop: createStopControl().stop,
        now: () => new Date(),
      });
      expect(await connection.takeLock(LOCK)).toBe(true);
      const lost = await connection.open();
      let tries = 0;
      const holds = await connection.retrying("a batch", async (session) => {
        tries += 1;
        if (tries === 1) proxy.forgetConnections();
        await run(session, "INSERT INTO t (id) VALUES (2)");
        return session.dialect.holdsLock(session, LOCK);
      });
      expect(holds).toBe(true);
      expect(tries).toBe(2);
      const other = await sessions.open();
      expect(await other.dialect.takeLock(other, LOCK)).toBe(false);
      expect(lost.connectionId).not.toBe((await connection.open()).connectionId);
      await connection.close();
      expect(await other.dialect.takeLock(other, LOCK)).toBe(true);
      await other.dialect.releaseLock(other, LOCK);
    });

    it("is somebody else's to end where another session has the lock", async () => {
      const [one, other] = [await sessions.open(), await sessions.open()];
      expect(await one.dialect.takeLock(one, LOCK)).toBe(true);
      await other.dialect.endHolder?.(other, LOCK, { connectionId: one.connectionId, origin: "127.0.0.1:1" });
      await other.dialect.endHolder?.(other, `${LOCK}_2`, one);
      expect(await one.dialect.holdsLock(one, LOCK)).toBe(true);
      await one.close();
    });
  },
);
