import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { enginesAtHand, type TestDatabase } from "../engines/engines.js";
import { Office } from "./office.js";
import { ended, FaultedDatabase, PATIENCE } from "./sample-database.js";

const PERSONS = 240;
const SLOW = "run: { maxBatch: 20, pauseMs: 50, retrySeconds: 60 }\n";

describe.each(enginesAtHand())("users at work on $name during apply", (engine) => {
  let database: TestDatabase;
  let crm: FaultedDatabase;

  beforeAll(async () => {
    database = await engine.createDatabase("users");
    crm = await FaultedDatabase.create(database.url, { persons: PERSONS, era: "8.2", configuration: SLOW });
  });

  afterAll(async () => {
    await crm.close();
    await database.drop();
  });

  it(
    "lose no change, and the rules hold for what existed when each step passed it",
    async () => {
      const office = await Office.open(crm.url);
      const end = ended(crm.start(["apply", "--yes", "--quiet"]));
      const work = office.workUntil(end);
      const { exitCode, stderr } = await end;
      await work;
      expect(exitCode, stderr).toBe(0);
      expect(office.saves).toBeGreaterThan(10);
      expect(await office.lost()).toEqual([]);
      expect(await crm.idsBehindSequence()).toEqual([]);
      const verified = await crm.run(["verify", "--quiet"]);
      expect(verified, verified.stdout + verified.stderr).toMatchObject({ exitCode: 0 });
      await office.close();
    },
    PATIENCE,
  );
});
