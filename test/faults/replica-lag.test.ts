import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { openDatabase } from "../../src/dialect/open-database.js";
import type { Session } from "../../src/dialect/session.js";
import { run } from "../dialect/engine-sessions.js";
import { failed, runDoctorOn } from "../doctor/doctor-command.js";
import { ownServersAtHand } from "../engines/own-server.js";
import { dumpDatabase } from "../support/dump-database.js";
import { refusalOf, runApplyOn, settingsFor } from "../support/run-command.js";
import { startPrimaryAndReplica, type PrimaryAndReplica } from "./primary-and-replica.js";
import { ended, FaultedDatabase, PATIENCE } from "./sample-database.js";

const PERSONS = 200;

describe.each(ownServersAtHand())("a replica of $name that falls behind", ({ name }) => {
  let servers: PrimaryAndReplica;
  let crm: FaultedDatabase;

  beforeAll(async () => {
    servers = await startPrimaryAndReplica(name);
    crm = await FaultedDatabase.create(servers.primaryUrl, {
      persons: PERSONS,
      era: "8.1",
      configuration: watching({ pauseMs: 150 }),
    });
  });

  afterAll(async () => {
    await crm.close();
    await servers.stop();
  });

  function watching({ retrySeconds = 60, pauseMs = 0, url = servers.watchUrl }): string {
    return `run: { maxBatch: 20, pauseMs: ${pauseMs}, retrySeconds: ${retrySeconds}, maxReplicaLagSeconds: 1, replicaUrls: ${JSON.stringify([url])} }\n`;
  }

  /** The batches that the run has written, once it writes no more for two seconds. */
  async function untilItWaits(): Promise<number> {
    for (let before = -1; ; ) {
      const now = await crm.count("consent_upgrade_batch");
      if (now === before) return now;
      before = now;
      await sleep(2_000);
    }
  }

  it(
    "is waited for, also by a run that is told to stop; with it near enough the run goes on",
    async () => {
      const first = crm.start(["apply", "--yes"]);
      const stopped = ended(first);
      await crm.untilBatches(3);
      await servers.fallBehind();
      const batches = await untilItWaits();
      first.kill("SIGTERM");
      const interrupted = await stopped;
      expect(interrupted.exitCode, interrupted.stderr).toBe(143);
      expect(interrupted.stderr).toMatch(/the replica \w+:.* is \d+ s behind, 1 s are allowed; waiting/);
      expect(await crm.count("consent_upgrade_batch")).toBe(batches);

      const second = ended(crm.start(["apply", "--yes", "--quiet"]));
      await sleep(3_000);
      expect(await crm.count("consent_upgrade_batch")).toBe(batches);
      await servers.catchUp();
      const { exitCode, stderr } = await second;
      expect(exitCode, stderr).toBe(0);
      expect(await crm.count("consent_upgrade_batch")).toBeGreaterThan(batches);
    },
    PATIENCE,
  );

  it(
    "has what the primary has, after the upgrade and after the way back",
    async () => {
      const replica = await (await openDatabase({ url: servers.replicaUrl })).open();
      const verified = await crm.run(["verify", "--quiet"]);
      expect(verified, verified.stdout + verified.stderr).toMatchObject({ exitCode: 0 });
      await untilEqual(replica);
      await crm.configure(watching({}));
      const undone = await crm.run(["rollback", "--yes", "--quiet"]);
      expect(undone, undone.stderr).toMatchObject({ exitCode: 0 });
      await untilEqual(replica);
      await replica.close();
    },
    PATIENCE,
  );

  it(
    "is told by doctor on the primary; it takes no writes itself, as doctor says and apply finds",
    async () => {
      const onPrimary = await runDoctorOn({ url: servers.primaryUrl });
      expect(failed(onPrimary)).toEqual([]);
      expect(onPrimary.report.checks.find(({ id }) => id === "replicas")?.message).toMatch(/^1 replica\b/);

      const replica = await (await openDatabase({ url: servers.replicaUrl })).open();
      // Of PostgreSQL every replica is read-only.
      if (name !== "postgres") await run(replica, "SET GLOBAL read_only = 1");
      const before = await dumpDatabase(replica, { without: [] });
      const onReplica = await runDoctorOn({ url: servers.replicaUrl });
      expect(onReplica.exitCode).toBe(3);
      expect(failed(onReplica)).toMatchObject([
        { id: "writable", message: expect.stringMatching(/standby|read_only is on, as on replicas/) as string },
      ]);
      const refusal = await refusalOf(runApplyOn(settingsFor({ url: servers.replicaUrl })));
      expect(refusal).toMatchObject({ exitCode: 4, code: "READ_ONLY_SERVER" });
      expect(await dumpDatabase(replica, { without: [] })).toEqual(before);
      if (name !== "postgres") await run(replica, "SET GLOBAL read_only = 0");
      await replica.close();
    },
    PATIENCE,
  );

  it(
    "that cannot tell for retrySeconds ends the run with 1 and a sentence",
    async () => {
      await servers.halt?.();
      // A streaming replica always knows; a server that is none does not.
      await crm.configure(watching({ retrySeconds: 1, url: servers.halt === undefined ? servers.primaryUrl : servers.watchUrl }));
      const failed = await crm.run(["apply", "--yes", "--quiet", "--format", "json"]);
      await servers.goOn?.();
      expect(failed, failed.stderr).toMatchObject({ exitCode: 1 });
      expect(failed.stderr).toMatch(/is no replica, or its replication is stopped.*then run the same command again to go on/s);
      expect(JSON.parse(failed.stdout)).toMatchObject({ outcome: "failed", error: { code: "REPLICA_LAG_UNKNOWN" } });
    },
    PATIENCE,
  );

  async function untilEqual(replica: Session): Promise<void> {
    const primary = await dumpDatabase(crm.session);
    await vi.waitFor(async () => expect(await dumpDatabase(replica)).toEqual(primary), { timeout: 20_000, interval: 200 });
  }
});
