import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { run } from "../dialect/engine-sessions.js";
import { sql } from "../../src/dialect/sql.js";
import { enginesAtHand, type TestDatabase } from "../engines/engines.js";
import { ended, FaultedDatabase, PATIENCE } from "./sample-database.js";

const PERSONS = 200;
/** The first batch would take half as long again as the server allows. */
const BATCHES = "run: { maxBatch: 120, retrySeconds: 60 }\n";

// MySQL, MariaDB and SQL Server leave it to the session, which has none.
describe.each(enginesAtHand().filter(({ name }) => name === "postgres"))("a statement time-out of $name", (engine) => {
  let database: TestDatabase;
  let crm: FaultedDatabase;

  beforeAll(async () => {
    database = await engine.createDatabase("timeout");
    crm = await FaultedDatabase.create(database.url, { persons: PERSONS, era: "8.2", configuration: BATCHES });
    await run(
      crm.session,
      "CREATE FUNCTION slow() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN PERFORM pg_sleep(0.03); RETURN NEW; END $$",
    );
    await run(crm.session, `CREATE TRIGGER slow BEFORE INSERT ON "ConsentPerson" FOR EACH ROW EXECUTE FUNCTION slow()`);
    await run(crm.session, `ALTER DATABASE "${crm.session.server.database}" SET statement_timeout = '2400ms'`);
  });

  afterAll(async () => {
    await crm.close();
    await database.drop();
  });

  it(
    "is not what the next run waits for when the process is killed in the middle of a statement",
    async () => {
      await run(
        crm.session,
        "CREATE FUNCTION very_slow() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN PERFORM pg_sleep(50); RETURN NULL; END $$",
      );
      await run(
        crm.session,
        `CREATE TRIGGER very_slow AFTER INSERT ON "ConsentPerson" FOR EACH STATEMENT EXECUTE FUNCTION very_slow()`,
      );
      await run(crm.session, `ALTER DATABASE "${crm.session.server.database}" SET statement_timeout = 0`);
      const child = crm.start(["apply", "--yes", "--quiet"]);
      const end = ended(child);
      await vi.waitFor(
        async () => {
          const asleep = await crm.session.query(
            sql`SELECT 1 AS one FROM pg_stat_activity WHERE datname = current_database() AND wait_event = 'PgSleep'`,
          );
          expect(asleep).toHaveLength(1);
        },
        { timeout: 30_000, interval: 50 },
      );
      child.kill("SIGKILL");
      await end;
      await vi.waitFor(async () => expect(await crm.isLockFree()).toBe(true), { timeout: 20_000, interval: 100 });
      await run(crm.session, `DROP TRIGGER very_slow ON "ConsentPerson"`);
      await run(crm.session, `ALTER DATABASE "${crm.session.server.database}" SET statement_timeout = '2400ms'`);
    },
    PATIENCE,
  );

  it(
    "makes the batches smaller until they fit",
    async () => {
      const applied = await crm.run(["apply", "--yes", "--quiet", "--format", "json"]);
      expect(applied, applied.stderr).toMatchObject({ exitCode: 0 });
      expect(JSON.parse(applied.stdout)).toMatchObject({ outcome: "applied" });
      expect(await crm.count("consent_upgrade_batch", "step_id = 'sales-and-service' AND records > 60")).toBe(0);
      const verified = await crm.run(["verify", "--quiet"]);
      expect(verified, verified.stdout + verified.stderr).toMatchObject({ exitCode: 0 });
    },
    PATIENCE,
  );
});
