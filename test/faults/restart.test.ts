import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { ownServersAtHand, type OwnServer } from "../engines/own-server.js";
import { ended, FaultedDatabase, PATIENCE } from "./sample-database.js";

const PERSONS = 200;
/** Slow enough to be at work when the server goes, patient enough for a machine that is busy. */
const SLOW = "run: { maxBatch: 20, pauseMs: 60, retrySeconds: 60 }\n";

const FAULTS = [
  { what: "restarted", disturb: (server: OwnServer) => server.restart() },
  {
    what: "killed, and started again after a while",
    disturb: async (server: OwnServer) => {
      await server.kill();
      await sleep(700);
      await server.restart();
    },
  },
] as const;

describe.each(ownServersAtHand())("a server of $name in the middle of apply", (engine) => {
  let server: OwnServer;
  let undisturbed: FaultedDatabase;

  beforeAll(async () => {
    server = await engine.start();
    undisturbed = await FaultedDatabase.create((await server.createDatabase("calm")).url, { persons: PERSONS, era: "8.2" });
    const calm = await undisturbed.run(["apply", "--yes", "--quiet"]);
    expect(calm, calm.stderr).toMatchObject({ exitCode: 0 });
  });

  afterAll(async () => {
    await undisturbed.close();
    await server.stop();
  });

  it.each(FAULTS)(
    "$what: the run goes on by itself",
    async ({ disturb }) => {
      const expected = await undisturbed.dump();
      const crm = await FaultedDatabase.create((await server.createDatabase("faulted")).url, {
        persons: PERSONS,
        era: "8.2",
        configuration: SLOW,
      });
      const child = crm.start(["apply", "--yes", "--quiet", "--format", "json"]);
      const end = ended(child);
      await crm.untilBatches(5);
      await disturb(server);
      await undisturbed.reconnect();
      await crm.reconnect();
      const { exitCode, stderr, stdout } = await end;
      expect(exitCode, stderr).toBe(0);
      expect(JSON.parse(stdout)).toMatchObject({ outcome: "applied", error: null });
      expect(await crm.dump()).toEqual(expected);
      expect(await crm.idsBehindSequence()).toEqual([]);
      expect(await crm.isLockFree()).toBe(true);
      const verified = await crm.run(["verify", "--quiet"]);
      expect(verified, verified.stdout + verified.stderr).toMatchObject({ exitCode: 0 });
      await crm.close();
    },
    PATIENCE,
  );
});
