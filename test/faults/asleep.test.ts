import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { EngineName } from "../../src/dialect/dialect.js";
import { run } from "../dialect/engine-sessions.js";
import { sql } from "../../src/dialect/sql.js";
import { enginesAtHand, type TestDatabase } from "../engines/engines.js";
import { ended, FaultedDatabase, PATIENCE } from "./sample-database.js";

const PERSONS = 100;
const SLOW = "run: { maxBatch: 10, pauseMs: 60, retrySeconds: 20 }\n";

const END_SESSION: Readonly<Record<EngineName, (id: string) => string>> = {
  postgres: (id) => `SELECT pg_terminate_backend(${id})`,
  mysql: (id) => `KILL ${id}`,
  mariadb: (id) => `KILL ${id}`,
  mssql: (id) => `KILL ${id}`,
};

describe.each(enginesAtHand())("a process that was asleep while another one went on, on $name", (engine) => {
  const databases: TestDatabase[] = [];
  let undisturbed: FaultedDatabase;
  let crm: FaultedDatabase;

  beforeAll(async () => {
    for (const label of ["calm", "asleep"]) databases.push(await engine.createDatabase(label));
    const [first, second] = databases.map(({ url }) => url);
    undisturbed = await FaultedDatabase.create(first ?? "", { persons: PERSONS, era: "8.2" });
    crm = await FaultedDatabase.create(second ?? "", { persons: PERSONS, era: "8.2", configuration: SLOW });
    const calm = await undisturbed.run(["apply", "--yes", "--quiet"]);
    expect(calm, calm.stderr).toMatchObject({ exitCode: 0 });
  });

  afterAll(async () => {
    await undisturbed.close();
    await crm.close();
    for (const database of databases) await database.drop();
  });

  /** A run that is put to sleep in the middle, and whose session the server has ended: the machine's lid was closed. */
  async function startAndPutToSleep() {
    const before = await crm.count("consent_upgrade_batch").catch(() => 0);
    const child = crm.start(["apply", "--yes", "--format", "json"]);
    const end = ended(child);
    await crm.untilBatches(before + 3);
    child.kill("SIGSTOP");
    const [row] = await crm.session.query<{ id: string }>(
      sql`SELECT holder_session AS id FROM consent_upgrade_run WHERE status = 'running'`,
    );
    await run(crm.session, END_SESSION[engine.name](row?.id ?? ""));
    return { end, wake: () => child.kill("SIGCONT") };
  }

  it(
    "stops when another one is in the middle of it",
    async () => {
      const first = await startAndPutToSleep();
      const second = await startAndPutToSleep();
      first.wake();
      const { exitCode, stderr } = await first.end;
      expect(exitCode, stderr).toBe(1);
      expect(stderr).toMatch(
        /Another process took over run .*; this one stops\.\n {2}consent-upgrade status names who is at work/,
      );
      second.wake();
      const other = await second.end;
      expect(other.exitCode, other.stderr).toBe(0);
      expect(await crm.dump()).toEqual(await undisturbed.dump());
    },
    PATIENCE,
  );

  it(
    "writes nothing when another one has finished it",
    async () => {
      // Nobody is to wait for the way back.
      await crm.configure("run: {}\n");
      const undone = await crm.run(["rollback", "--yes", "--quiet"]);
      expect(undone, undone.stderr).toMatchObject({ exitCode: 0 });
      await crm.configure(SLOW);
      const first = await startAndPutToSleep();
      await crm.configure("run: { maxBatch: 10 }\n");
      const second = await crm.run(["apply", "--yes", "--quiet"]);
      expect(second, second.stderr).toMatchObject({ exitCode: 0 });
      const finished = await crm.dump();
      first.wake();
      const { exitCode, stderr } = await first.end;
      expect(exitCode, stderr).toBe(1);
      expect(await crm.dump()).toEqual(finished);
      expect(await crm.count("consent_upgrade_run", "status NOT IN ('finished', 'rolled-back')")).toBe(0);
      const verified = await crm.run(["verify", "--quiet"]);
      expect(verified, verified.stdout + verified.stderr).toMatchObject({ exitCode: 0 });
    },
    PATIENCE,
  );
});
