import { setTimeout as pause } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { enginesAtHand } from "../engines/engines.js";
import { CrmDatabases, type TestCrm } from "../support/crm-databases.js";
import { SMALL_CRM } from "../contract/small-crm.js";
import { figuresOf } from "../contract/step-figures.js";
import { identifier } from "../../src/dialect/sql.js";

/** Longer than a reading waits for a lock, three times over; much shorter than `run.retrySeconds`, as `apply` waits. */
const HELD_MS = 17_000;

// One engine whose table locks readers wait for, and the one on which they wait for every writer.
const ENGINES = enginesAtHand().filter(({ name }) => name === "postgres" || name === "mssql");

describe.each(ENGINES)("$name", (engine) => {
  let databases: CrmDatabases;
  let crm: TestCrm;
  beforeAll(async () => {
    databases = await CrmDatabases.on(engine, "users lock");
    crm = await databases.crm(SMALL_CRM);
  });
  afterAll(() => databases.end());

  test("a table that a user holds for a while is read once it is free", async () => {
    const undisturbed = figuresOf((await crm.plan()).report);
    const { session } = crm;
    const { whileTableIsLocked } = session.dialect;
    const person = identifier(session.server.schema, "person");
    let locked = (): void => undefined;
    const isLocked = new Promise<void>((resolve) => (locked = resolve));
    const user = whileTableIsLocked(session, person, async () => {
      locked();
      await pause(HELD_MS);
    });
    await isLocked;
    expect(figuresOf((await crm.plan()).report)).toEqual(undisturbed);
    await user;
  });
});
