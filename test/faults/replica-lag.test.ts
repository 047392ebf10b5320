import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openDatabase } from "../../src/dialect/open-database.js";
import type { Session } from "../../src/dialect/session.js";
import { run } from "../dialect/engine-sessions.js";
import { enginesAtHand } from "../engines/engines.js";
import { ended, FaultedDatabase, PATIENCE } from "./sample-database.js";
import { startPrimaryAndStandby, type PrimaryAndStandby } from "./standby-server.js";

const PERSONS = 200;

function configuration(replicaUrls: readonly string[], retrySeconds = 60): string {
  const urls = JSON.stringify(replicaUrls);
  return `run: { maxBatch: 20, pauseMs: 150, retrySeconds: ${retrySeconds}, maxReplicaLagSeconds: 1, replicaUrls: ${urls} }\n`;
}

describe.each(enginesAtHand().filter(({ name }) => name === "postgres"))("a replica of $name that falls behind", () => {
  let servers: PrimaryAndStandby;
  let crm: FaultedDatabase;
  let standby: Session;

  beforeAll(async () => {
    servers = await startPrimaryAndStandby();
    crm = await FaultedDatabase.create(servers.primaryUrl, { persons: PERSONS, era: "8.2", configuration: configuration([servers.standbyUrl]) });
    standby = await (await openDatabase({ url: servers.standbyUrl })).open();
  });

  afterAll(async () => {
    await standby.close();
    await crm.close();
    await servers.stop();
  });

  /** The batches that the run has written, once it writes no more for two seconds. */
  async function untilItWaits(): Promise<number> {
    for (let before = -1; ; ) {
      const now = await crm.count("consent_upgrade_batch");
      if (now === before) return now;
      before = now;
      await sleep(2_000);
    }
  }

  it("is waited for, also by a run that is told to stop; with it near enough the run goes on", async () => {
    const first = crm.start(["apply", "--yes"]);
    const stopped = ended(first);
    await crm.untilBatches(3);
    await run(standby, "SELECT pg_wal_replay_pause()");
    const batches = await untilItWaits();
    first.kill("SIGTERM");
    const interrupted = await stopped;
    expect(interrupted.exitCode, interrupted.stderr).toBe(143);
    expect(interrupted.stderr).toMatch(/the replica postgres:.* is \d+ s behind, 1 s are allowed; waiting/);
    expect(await crm.count("consent_upgrade_batch")).toBe(batches);

    const second = ended(crm.start(["apply", "--yes", "--quiet"]));
    await sleep(4_000);
    expect(await crm.count("consent_upgrade_batch")).toBe(batches);
    await run(standby, "SELECT pg_wal_replay_resume()");
    const { exitCode, stderr } = await second;
    expect(exitCode, stderr).toBe(0);
    expect(await crm.count("consent_upgrade_batch")).toBeGreaterThan(batches);
    const [seen] = await standby.query<{ n: unknown }>(standby.dialect.sql`SELECT COUNT(*) AS n FROM consent_upgrade_batch`);
    expect(Number(seen?.n)).toBeGreaterThan(batches);
  }, PATIENCE);
});
