import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { run, withLogin } from "../dialect/engine-sessions.js";
import { ownServersAtHand, type OwnServer, type OwnServerName } from "../engines/own-server.js";
import { ended, FaultedDatabase, PATIENCE } from "./sample-database.js";

const PERSONS = 200;
const SLOW = "run: { maxBatch: 20, pauseMs: 60, retrySeconds: 20 }\n";

/** How an administrator makes a server read-only, for sessions that are at work as well. */
const MAKE_READ_ONLY: Readonly<Record<OwnServerName, (on: boolean) => readonly string[]>> = {
  postgres: (on) => [`ALTER SYSTEM SET default_transaction_read_only = ${on ? "on" : "off"}`, "SELECT pg_reload_conf()"],
  mysql: (on) => [`SET GLOBAL read_only = ${on ? 1 : 0}`],
  mariadb: (on) => [`SET GLOBAL read_only = ${on ? 1 : 0}`],
};

/** A login of MySQL that read_only binds: administrators may write all the same. */
const ORDINARY = "crm";

describe.each(ownServersAtHand())("a read-only server of $name", (engine) => {
  let server: OwnServer;
  let crm: FaultedDatabase;
  let url: string;

  beforeAll(async () => {
    server = await engine.start();
    const database = await server.createDatabase("readonly");
    crm = await FaultedDatabase.create(database.url, { persons: PERSONS, era: "8.2", configuration: SLOW });
    url = database.url;
    if (engine.name === "postgres") return;
    await run(crm.session, `CREATE USER '${ORDINARY}'@'%' IDENTIFIED BY '${ORDINARY}'`);
    await run(crm.session, `GRANT ALL ON \`${crm.session.server.database}\`.* TO '${ORDINARY}'@'%'`);
    url = withLogin(database.url, ORDINARY, ORDINARY);
  });

  afterAll(async () => {
    await crm.close();
    await server.stop();
  });

  async function makeReadOnly(on: boolean): Promise<void> {
    for (const statement of MAKE_READ_ONLY[engine.name](on)) await run(crm.session, statement);
  }

  it("is refused at the start", async () => {
    await makeReadOnly(true);
    const refused = await crm.run(["apply", "--yes", "--quiet", "--format", "json"], url);
    await makeReadOnly(false);
    expect(refused, refused.stderr).toMatchObject({ exitCode: 4 });
    expect(JSON.parse(refused.stdout)).toMatchObject({ outcome: "refused" });
    expect(await crm.count("consent_upgrade_run").catch(() => 0)).toBe(0);
  });

  it(
    "stops the run when it becomes so in the middle, and the next apply goes on",
    async () => {
      const end = ended(crm.start(["apply", "--yes", "--quiet", "--format", "json"], url));
      await crm.untilBatches(6);
      await makeReadOnly(true);
      const { exitCode, stderr, stdout } = await end;
      await makeReadOnly(false);
      expect(exitCode, stderr).toBe(1);
      expect(stderr).toMatch(/accepts no writes.*connect to the primary.*run the same command again to go on/is);
      const failed = JSON.parse(stdout) as { readonly runId: string };
      expect(failed).toMatchObject({ outcome: "failed", error: { code: "READ_ONLY" } });
      const resumed = await crm.run(["apply", "--yes", "--quiet", "--format", "json"], url);
      expect(resumed, resumed.stderr).toMatchObject({ exitCode: 0 });
      expect(JSON.parse(resumed.stdout)).toMatchObject({ outcome: "applied", runId: failed.runId });
      const verified = await crm.run(["verify", "--quiet"]);
      expect(verified, verified.stdout + verified.stderr).toMatchObject({ exitCode: 0 });
    },
    PATIENCE,
  );
});
