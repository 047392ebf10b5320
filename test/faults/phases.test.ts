import { setTimeout as sleep } from "node:timers/promises";
import { describe, expect, it } from "vitest";
import { enginesAtHand } from "../engines/engines.js";
import { CuttingProxy } from "./cutting-proxy.js";
import { ended, FaultedDatabase, PATIENCE } from "./sample-database.js";
import { statementIn } from "./statement-in.js";

const PERSONS = 200;
const SMALL_BATCHES = "run: { maxBatch: 50, retrySeconds: 20 }\n";

/** What the program sends at the moment when it is killed: the statement, and how often it was sent by then. */
interface Phase {
  readonly what: string;
  readonly statement: RegExp;
  readonly time: number;
}

const PHASES: readonly Phase[] = [
  { what: "while the ledger is created", statement: /create table .{1,80}consent_upgrade_step/i, time: 1 },
  { what: "while the CRM's tables are created", statement: /create table .{1,80}ConsentPerson/i, time: 1 },
  { what: "between a table and its index", statement: /create (unique )?index /i, time: 1 },
  {
    what: "between the announcement of a table and its creation",
    statement: /insert into .{1,80}consent_upgrade_object/i,
    time: 3,
  },
  { what: "before the first batch", statement: /insert into .{1,80}consent_upgrade_step/i, time: 3 },
  { what: "while ids are reserved", statement: /insert into .{1,80}consent_upgrade_reservation/i, time: 3 },
  {
    what: "between the reservation of ids and the batch's commit",
    statement: /insert into .{1,80}consent_upgrade_batch/i,
    time: 2,
  },
  { what: "between two steps", statement: /update .{1,80}consent_upgrade_step.{1,200}finished_at/is, time: 1 },
  { what: "while the work table is emptied", statement: /(from|table) .{1,80}consent_upgrade_history/i, time: 1 },
  { what: "at the end of the run", statement: /update .{1,80}consent_upgrade_run.{1,200}finished_at/is, time: 1 },
];

describe.each(enginesAtHand())("killed on $name", (engine) => {
  it(
    "in each phase: goes on, and ends like a run that was left alone",
    async () => {
      const [calm, faulted] = [await engine.createDatabase("calm"), await engine.createDatabase("phases")];
      const undisturbed = await FaultedDatabase.create(calm.url, { persons: PERSONS, era: "8.1", configuration: SMALL_BATCHES });
      const killed = await FaultedDatabase.create(faulted.url, { persons: PERSONS, era: "8.1", configuration: SMALL_BATCHES });
      const proxy = await CuttingProxy.before(faulted.url);
      const through = proxy.urlOf(faulted.url);
      try {
        const finished = await undisturbed.run(["apply", "--yes", "--quiet"]);
        expect(finished, finished.stderr).toMatchObject({ exitCode: 0 });
        for (const { what, statement, time } of PHASES) {
          const child = killed.start(["apply", "--yes", "--quiet"], through);
          const end = ended(child);
          let seen = 0;
          proxy.cut = (piece) => {
            if (statementIn(piece, statement)) seen += 1;
            if (seen < time) return "no";
            child.kill("SIGKILL");
            return "before";
          };
          const { signal, exitCode, stderr } = await end;
          proxy.cut = () => "no";
          expect(signal, `${what}: exit ${exitCode}, seen ${seen} times. ${stderr}`).toBe("SIGKILL");
          await untilLockIsFree(killed);
          expect(await killed.idsBehindSequence(), what).toEqual([]);
        }
        const last = await killed.run(["apply", "--yes", "--quiet"]);
        expect(last, last.stderr).toMatchObject({ exitCode: 0 });
        expect(await killed.dump()).toEqual(await undisturbed.dump());
        expect(await killed.count("consent_upgrade_history")).toBe(0);
        expect(await killed.count("consent_upgrade_run", "status <> 'finished'")).toBe(0);
        expect(await killed.count("consent_upgrade_object", "status <> 'created'")).toBe(0);
        const verified = await killed.run(["verify", "--quiet"]);
        expect(verified, verified.stdout + verified.stderr).toMatchObject({ exitCode: 0 });
      } finally {
        await proxy.close();
        await undisturbed.close();
        await killed.close();
        await calm.drop();
        await faulted.drop();
      }
    },
    PATIENCE,
  );
});

/** Before a run begins, as well: nothing is written there, and everything is read again. */
const READING: readonly Phase[] = [
  { what: "while the catalog is read", statement: /information_schema|pg_catalog|sys\.columns/i, time: 3 },
  { what: "while the lock is taken", statement: /pg_try_advisory_lock|GET_LOCK|sp_getapplock/i, time: 1 },
  { what: "while sequence is looked at", statement: /select .{1,200}next_id/is, time: 1 },
];

describe.each(enginesAtHand())("the connection to $name", (engine) => {
  it(
    "is cut in each phase, before a statement arrives and before its answer does: one run goes through",
    async () => {
      const [calm, faulted] = [await engine.createDatabase("calm"), await engine.createDatabase("cuts")];
      const undisturbed = await FaultedDatabase.create(calm.url, { persons: PERSONS, era: "8.1", configuration: SMALL_BATCHES });
      const cut = await FaultedDatabase.create(faulted.url, { persons: PERSONS, era: "8.1", configuration: SMALL_BATCHES });
      const proxy = await CuttingProxy.before(faulted.url);
      const cuts = new Map([...READING, ...PHASES].map((phase): [Phase, number] => [phase, 0]));
      try {
        expect(await undisturbed.run(["apply", "--yes", "--quiet"])).toMatchObject({ exitCode: 0 });
        proxy.cut = (piece) => {
          for (const [phase, seen] of cuts) {
            if (!statementIn(piece, phase.statement)) continue;
            cuts.set(phase, seen + 1);
            // The statement comes again, and this time it is its answer that is lost.
            if (seen + 1 === phase.time) return "before";
            if (seen + 1 === phase.time + 1) return "after";
          }
          return "no";
        };
        const through = await cut.run(["apply", "--yes", "--quiet", "--format", "json"], proxy.urlOf(faulted.url));
        expect(through, through.stderr).toMatchObject({ exitCode: 0 });
        for (const [{ what, time }, seen] of cuts) expect(seen, what).toBeGreaterThan(time);
        expect(JSON.parse(through.stdout)).toMatchObject({ outcome: "applied", error: null });
        expect(await cut.dump()).toEqual(await undisturbed.dump());
        expect(await cut.idsBehindSequence()).toEqual([]);
        expect(await cut.count("consent_upgrade_history")).toBe(0);
        expect(await cut.count("consent_upgrade_run", "status <> 'finished' OR attempts <> 1")).toBe(0);
        await untilLockIsFree(cut);
        const verified = await cut.run(["verify", "--quiet"]);
        expect(verified, verified.stdout + verified.stderr).toMatchObject({ exitCode: 0 });
      } finally {
        await proxy.close();
        await undisturbed.close();
        await cut.close();
        await calm.drop();
        await faulted.drop();
      }
    },
    PATIENCE,
  );
});

/** The server needs a moment to notice that the killed process is gone. @throws Error where a lock stays behind */
async function untilLockIsFree(crm: FaultedDatabase): Promise<void> {
  for (let look = 0; look < 100; look += 1) {
    if (await crm.isLockFree()) return;
    await sleep(50);
  }
  throw new Error("the killed process left its lock behind");
}
