import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { enginesAtHand } from "../engines/engines.js";
import { rollBackOn } from "../rollback/rollback-command.js";
import { NO_CLIENT, scriptClient, type ScriptClient } from "../script/script-client.js";
import type { DatabaseRows } from "../support/build-database.js";
import { CrmDatabases } from "../support/crm-databases.js";
import { ALL_STEPS, consentsByKey, INTERESTS, rows, SMALL_CRM } from "./small-crm.js";

const GREATEST = 2_147_483_647;
/** What is added to an id so that the greatest of its kind in the small CRM becomes the greatest int. */
const SHIFTED: Readonly<Record<string, number>> = {
  person_id: GREATEST - 8,
  customer_id: GREATEST - 8,
  message_id: GREATEST - 21,
  shipment_id: GREATEST - 30,
  pinterest_idx: GREATEST - 9,
  PersInt_id: GREATEST - 9,
};
const OWN_ID: Readonly<Record<string, number>> = { s_message: GREATEST - 21, s_shipment: GREATEST - 30 };

/** The small CRM with every id at the end of int. */
const AT_THE_END: DatabaseRows = Object.fromEntries(
  Object.entries({ ...SMALL_CRM, ...INTERESTS }).map(([table, own]) => [
    table,
    own.map((row) =>
      Object.fromEntries(
        Object.entries(row).map(([column, value]) => {
          const more = column === "id" ? (OWN_ID[table] ?? 0) : (SHIFTED[column] ?? 0);
          return [column, typeof value === "number" ? value + more : value];
        }),
      ),
    ),
  ]),
);

/** There is no id after the greatest. */
const NO_NEXT = {
  sequence: { next: { person: GREATEST, s_message: GREATEST, s_shipment: GREATEST, PersInt: GREATEST } },
} as const;

const EXPECTED = [
  `${GREATEST - 7} STORE 61F`,
  `${GREATEST - 6} EMARKETING 61F`,
  `${GREATEST - 6} STORE 61F`,
  `${GREATEST - 5} EMARKETING WITHDRAWN`,
  `${GREATEST - 5} STORE 61F`,
  `${GREATEST - 3} EMARKETING 61F`,
  `${GREATEST - 3} STORE 61F`,
  `${GREATEST} STORE 61F`,
];

/** What a test compares of the CRM: not `sequence`, whose ids are taken. */
const WITHOUT_SEQUENCE = { without: ["sequence"] };

describe.each(enginesAtHand())("on $name, ids at the end of int", (engine) => {
  let databases: CrmDatabases;
  let folder: string;
  let client: ScriptClient | undefined;
  beforeAll(async () => {
    databases = await CrmDatabases.on(engine, "greatest");
    folder = await mkdtemp(join(tmpdir(), "consent-upgrade-greatest-"));
    client = await scriptClient(engine.name);
  });
  afterAll(async () => {
    await databases.end();
    await rm(folder, { recursive: true, force: true });
  });

  test.each([1, 2, 1000])("are planned, applied, verified and rolled back, %i contacts in a batch", async (maxBatch) => {
    const crm = await databases.crm(AT_THE_END, NO_NEXT);
    const before = await crm.dump(WITHOUT_SEQUENCE);
    const settings = { ...ALL_STEPS, run: { maxBatch } };
    const planned = await crm.plan({ settings });
    const applied = await crm.apply({ settings });
    expect(applied.report.error).toBeNull();
    expect(applied.report.steps.map(({ id, changes }) => ({ id, changes }))).toEqual(
      planned.report.steps.map(({ id, changes }) => ({ id, changes })),
    );
    expect(consentsByKey(await crm.dump())).toEqual(EXPECTED);
    expect(rows(await crm.dump(), "shipmenttypereservation").length).toBeGreaterThan(0);
    expect((await crm.plan({ settings })).report.outcome).toBe("nothing-to-do");
    expect((await crm.verify({ settings })).exitCode).toBe(0);
    expect((await rollBackOn(crm.address, { settings })).report.outcome).toBe("rolled-back");
    expect(await crm.dump(WITHOUT_SEQUENCE)).toEqual(before);
  });

  test("are written by the script, and again by a second run of it", async ({ skip }) => {
    if (client === undefined) return skip(NO_CLIENT);
    const crm = await databases.crm(AT_THE_END, NO_NEXT);
    const file = join(folder, "script.sql");
    await crm.plan({ sql: file });
    for (const time of ["first", "second"]) {
      const ended = await client(crm.address.url, file);
      expect(ended, `${time}: ${ended.output}`).toMatchObject({ exitCode: 0 });
      expect(consentsByKey(await crm.dump())).toEqual(EXPECTED);
    }
    expect((await crm.verify()).exitCode).toBe(0);
  });
});
