import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Session } from "../../src/dialect/session.js";
import { run } from "../dialect/engine-sessions.js";
import { enginesAtHand, type TestDatabase } from "../engines/engines.js";
import { ended, FaultedDatabase, PATIENCE } from "./sample-database.js";

const PERSONS = 200;
const GATHERED = '"isGathered":true,"msg":"gathered ahead"';

/** The engines that gather the history into the work table. */
const GATHERING = enginesAtHand().filter(({ name }) => name !== "mssql");

describe.each(GATHERING)("the mailing history that is gathered on $name while the step before writes", (engine) => {
  let database: TestDatabase;
  let crm: FaultedDatabase;
  let other: Session;

  beforeEach(async () => {
    database = await engine.createDatabase("ahead");
    crm = await FaultedDatabase.create(database.url, { persons: PERSONS, era: "8.2" });
    other = await crm.openSession();
  });

  afterEach(async () => {
    await other.close();
    await crm.close();
    await database.drop();
  });

  const apply = ["apply", "--yes", "--quiet", "--log-level", "debug", "--log-file", "run.log"];

  async function log(): Promise<string> {
    return readFile(join(crm.around(crm.url).cwd, "run.log"), "utf8");
  }

  async function holdsWell(): Promise<void> {
    expect(await crm.count("consent_upgrade_history")).toBe(0);
    expect(await crm.idsBehindSequence()).toEqual([]);
    const verified = await crm.run(["verify", "--quiet"]);
    expect(verified, verified.stdout + verified.stderr).toMatchObject({ exitCode: 0 });
  }

  /** As the server does for a while after an attempt was killed: its statement still fills the work table. */
  async function fillAsKilledAttempt(): Promise<void> {
    const tables = await crm.run(["apply", "--yes", "--quiet", "--only", "consent-schema"]);
    expect(tables, tables.stderr).toMatchObject({ exitCode: 0 });
    await other.begin("write");
    const persons = "SELECT person_id, NULL, NULL, 99 FROM person";
    expect(await run(other, `INSERT INTO consent_upgrade_history (person_id, first_sent, last_sent, mailings) ${persons}`)).toBe(
      PERSONS,
    );
  }

  it(
    "is what the step goes by",
    async () => {
      expect(await crm.run(apply)).toMatchObject({ exitCode: 0 });
      expect(await log()).toContain(GATHERED);
      await holdsWell();
    },
    PATIENCE,
  );

  it(
    "is left to the step where the run has to be gentle",
    async () => {
      await crm.configure("run: { mode: office }\n");
      expect(await crm.run(apply)).toMatchObject({ exitCode: 0 });
      expect(await log()).not.toContain(GATHERED);
      await holdsWell();
    },
    PATIENCE,
  );

  it(
    "waits for what a killed attempt's statement still writes, and takes none of it",
    async () => {
      await fillAsKilledAttempt();
      const end = ended(crm.start(apply));
      await crm.untilBatches(8);
      await other.rollback();
      const { exitCode, stderr } = await end;
      expect(exitCode, stderr).toBe(0);
      await holdsWell();
    },
    PATIENCE,
  );

  it(
    "is gathered anew where a killed attempt's rows were committed after all",
    async () => {
      await fillAsKilledAttempt();
      const end = ended(crm.start(apply));
      await crm.untilBatches(8);
      await other.commit();
      const { exitCode, stderr } = await end;
      expect(exitCode, stderr).toBe(0);
      await holdsWell();
    },
    PATIENCE,
  );

  it(
    "does not keep a run that is asked to stop",
    async () => {
      await fillAsKilledAttempt();
      const child = crm.start(apply);
      const end = ended(child);
      await crm.untilBatches(8);
      child.kill("SIGINT");
      const { exitCode, stderr } = await end;
      expect(exitCode, stderr).toBe(130);
      expect(await crm.isLockFree()).toBe(true);
      await other.rollback();
      expect(await crm.run(apply)).toMatchObject({ exitCode: 0 });
      await holdsWell();
    },
    PATIENCE,
  );
});
