import { setTimeout as sleep } from "node:timers/promises";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { EngineName } from "../../src/dialect/dialect.js";
import type { Session } from "../../src/dialect/session.js";
import { onlySpeaksTds, run } from "../dialect/engine-sessions.js";
import { identifier, literalSql, sql } from "../../src/dialect/sql.js";
import { enginesAtHand, type TestDatabase } from "../engines/engines.js";
import { CrmUser } from "./crm-user.js";
import { CuttingProxy } from "./cutting-proxy.js";
import { ended, FaultedDatabase, PATIENCE } from "./sample-database.js";
import { statementIn } from "./statement-in.js";

const PERSONS = 200;
const BATCHES = "run: { maxBatch: 40, retrySeconds: 40 }\n";

/** Makes the run the one that gives way in a deadlock: each engine chooses its victim by something else. */
const PREFER_THE_USER: Readonly<Record<EngineName, (user: CrmUser) => Promise<unknown>>> = {
  // Whoever waited first looks for the deadlock, and is the victim.
  postgres: (user) => run(user.session, "SET deadlock_timeout = '60s'"),
  // Whoever changed fewer rows.
  mysql: (user) => user.save("s_shipment_addr", { bounce_reason: "none" }, {}),
  mariadb: (user) => user.save("s_shipment_addr", { bounce_reason: "none" }, {}),
  mssql: (user) => run(user.session, "SET DEADLOCK_PRIORITY HIGH"),
};

describe.each(enginesAtHand())("users of $name in the way of a batch", (engine) => {
  let database: TestDatabase;
  let crm: FaultedDatabase;
  let user: CrmUser;
  let proxy: CuttingProxy;

  beforeEach(async () => {
    database = await engine.createDatabase("locks");
    crm = await FaultedDatabase.create(database.url, { persons: PERSONS, era: "8.2", configuration: BATCHES });
    user = await CrmUser.on(database.url);
    proxy = await CuttingProxy.before(database.url);
  });

  afterEach(async () => {
    await proxy.close();
    await user.close();
    await crm.close();
    await database.drop();
  });

  function startApply(): ReturnType<typeof ended> {
    return ended(crm.start(["apply", "--yes", "--quiet"], proxy.urlOf(database.url)));
  }

  /** Resolves when the run sends such a statement. @throws Error where the run ends before it does */
  function untilStatement(statement: RegExp, end: ReturnType<typeof ended>): Promise<void> {
    const sent = new Promise<void>((resolve) => {
      proxy.cut = (piece) => {
        if (statementIn(piece, statement)) resolve();
        return "no";
      };
    });
    const over = end.then(({ stderr }) => {
      throw new Error(`The run ended without sending ${String(statement)}: ${stderr}`);
    });
    return Promise.race([sent, over]);
  }

  const untilInsert = (end: ReturnType<typeof ended>): Promise<void> =>
    untilStatement(/insert into .{1,80}ConsentPerson\b/i, end);

  async function endsWell(end: ReturnType<typeof ended>): Promise<void> {
    const { exitCode, stderr } = await end;
    expect(exitCode, stderr).toBe(0);
    expect(await crm.idsBehindSequence()).toEqual([]);
    const verified = await crm.run(["verify", "--quiet"]);
    expect(verified, verified.stdout + verified.stderr).toMatchObject({ exitCode: 0 });
  }

  it(
    "a consent that is not committed for longer than a lock time-out, in the very range: the user's row wins",
    async () => {
      const [person = 0] = await user.withoutConsent("STORE");
      await user.session.begin("write");
      const id = await user.giveConsent(person, "STORE", "61A", "by hand");
      const end = startApply();
      await untilInsert(end);
      await sleep(6_000);
      await user.session.commit();
      await endsWell(end);
      expect(await user.count("ConsentPerson", { consentperson_id: id, comment: "by hand", updatedCount: 0 })).toBe(1);
    },
    PATIENCE,
  );

  it(
    "users who take ids between a batch's reservation and its commit: everybody has ids of their own",
    async () => {
      // The last ones: no batch has come to them before.
      const persons = (await user.withoutConsent("STORE")).slice(-3);
      const given = new Map<number, number>();
      // A statement of a batch: its ids are reserved by then.
      proxy.hold = (piece) => {
        const person = persons[given.size];
        if (person === undefined || !statementIn(piece, /insert into .{1,80}consent_upgrade_batch/i)) return undefined;
        given.set(person, 0);
        return (async () => {
          for (let id = 0; id < 30; id += 1) await user.takeId("ConsentPerson");
          given.set(person, await user.giveConsent(person, "STORE", "61A", "bumped"));
        })();
      };
      await endsWell(startApply());
      expect(given.size).toBe(3);
      for (const [person, id] of given)
        expect(await user.count("ConsentPerson", { consentperson_id: id, person_id: person, updatedCount: 0 })).toBe(1);
    },
    PATIENCE,
  );

  it(
    "a deadlock with a user: the run gives way, and tries again",
    async () => {
      const [first = 0, second = 0] = await user.withoutConsent("STORE");
      await user.session.begin("write");
      await PREFER_THE_USER[engine.name](user);
      await user.giveConsent(second, "STORE", "61A", "second");
      const end = startApply();
      await untilInsert(end);
      await sleep(300);
      const both = user.giveConsent(first, "STORE", "61A", "first").then(() => user.session.commit());
      // A server that only speaks the protocol has no say in who is the victim.
      if (await onlySpeaksTds(crm.session)) await both.catch(() => user.session.rollback());
      else await both;
      await endsWell(end);
      const standing =
        (await user.count("ConsentPerson", { comment: "first" })) + (await user.count("ConsentPerson", { comment: "second" }));
      expect(standing).toBe((await onlySpeaksTds(crm.session)) ? standing : 2);
    },
    PATIENCE,
  );

  it(
    "a user who works on mailings while a column is added to them: tried again, and nobody waits behind it for long",
    async () => {
      // As a copy from before the release that added the column; in a real CRM its own upgrade adds it.
      await run(crm.session, `DROP TABLE ${quoted(crm.session, "DatabaseModel")}`);
      await run(
        crm.session,
        `ALTER TABLE ${quoted(crm.session, "s_shipment")} DROP COLUMN ${quoted(crm.session, "shipmenttype_id")}`,
      );
      const reader = await crm.openSession();
      await user.session.begin("write");
      await user.save("s_shipment", { description: "by hand" }, {});
      const child = crm.start(["apply", "--yes"], proxy.urlOf(database.url));
      const end = ended(child);
      await untilStatement(/alter table/i, end);
      const waits: number[] = [];
      for (const until = performance.now() + 4_500; performance.now() < until; await sleep(50)) {
        const asked = performance.now();
        await reader.query(sql`SELECT COUNT(*) AS n FROM ${identifier(reader.server.schema, "s_shipment")}`);
        waits.push(performance.now() - asked);
      }
      expect(Math.max(...waits)).toBeLessThan(3_500);
      await user.session.commit();
      await reader.close();
      await endsWell(end);
      expect(await user.count("s_shipment", { description: "by hand" })).toBeGreaterThan(0);
    },
    PATIENCE,
  );

  it(
    "a second Ctrl-C cancels the batch that waits: 130 at once, with the report, and the next run goes on",
    async () => {
      const [person = 0] = await user.withoutConsent("STORE");
      await user.session.begin("write");
      await user.giveConsent(person, "STORE", "61A", "by hand");
      const child = crm.start(["apply", "--yes", "--format", "json"], proxy.urlOf(database.url));
      const end = ended(child);
      await untilInsert(end);
      await sleep(300);
      child.kill("SIGINT");
      await sleep(300);
      expect(child.exitCode, "the batch is to be at work until it is cancelled").toBeNull();
      const asked = performance.now();
      child.kill("SIGINT");
      const { exitCode, stderr, stdout } = await end;
      // A lock time-out would end the wait after five seconds as well.
      expect(performance.now() - asked).toBeLessThan(3_500);
      expect(exitCode, stderr).toBe(130);
      expect(stderr).toMatch(
        /Stopping at the end.*Cancelling the batch.*Stopped by Ctrl-C.*run the same command again to go on/s,
      );
      expect(JSON.parse(stdout)).toMatchObject({ outcome: "interrupted", error: { code: "INTERRUPTED" } });
      expect(await crm.isLockFree()).toBe(true);
      await user.session.commit();
      await endsWell(startApply());
      expect(await user.count("ConsentPerson", { comment: "by hand" })).toBe(1);
    },
    PATIENCE,
  );

  it(
    "statements that the administrator cancels: tried again",
    async () => {
      const [person = 0] = await user.withoutConsent("STORE");
      await user.session.begin("write");
      await user.giveConsent(person, "STORE", "61A", "by hand");
      const end = startApply();
      await untilInsert(end);
      await sleep(300);
      const cancelled = await cancelConsentInserts(engine.name, crm);
      await user.session.commit();
      await endsWell(end);
      // SQL Server has no way to cancel another session's statement without ending the session.
      expect(cancelled).toBe(engine.name === "mssql" ? 0 : 1);
      expect(await user.count("ConsentPerson", { comment: "by hand" })).toBe(1);
    },
    PATIENCE,
  );
});

function quoted({ dialect }: Session, name: string): string {
  return literalSql(dialect, identifier(name));
}

/** @returns how many statements of the run were cancelled */
async function cancelConsentInserts(engine: EngineName, { session }: FaultedDatabase): Promise<number> {
  if (engine === "mssql") return 0;
  if (engine === "postgres") {
    const rows = await session.query(sql`
      SELECT pg_cancel_backend(a.pid) AS done FROM pg_stat_activity a
      WHERE a.datname = current_database() AND a.pid <> pg_backend_pid() AND a.wait_event_type = 'Lock' AND a.query LIKE ${"%INSERT INTO%ConsentPerson%"}`);
    return rows.length;
  }
  const sessions = await session.query<Record<"Id" | "db" | "Info", unknown>>(sql`SHOW FULL PROCESSLIST`);
  const inserts = sessions.filter(
    ({ db, Info }) => db === session.server.database && /INSERT INTO[^]*ConsentPerson/.test(String(Info)),
  );
  for (const { Id } of inserts) await run(session, `KILL QUERY ${String(Id)}`);
  return inserts.length;
}
