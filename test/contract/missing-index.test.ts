import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { enginesAtHand } from "../engines/engines.js";
import { CrmDatabases, type TestCrm } from "../support/crm-databases.js";
import { consentsByKey, SMALL_CRM, SMALL_CRM_CONSENTS } from "./small-crm.js";
import { sql } from "../../src/dialect/sql.js";

const STEP = "emarketing-from-mailing-history";

/** PostgreSQL alone counts what the test looks at, table by table, for everybody to read. */
const engines = enginesAtHand().filter(({ name }) => name === "postgres");

describe.each(engines)("$name: recipients without an index on the contact", (engine) => {
  let databases: CrmDatabases;
  let crm: TestCrm;
  beforeAll(async () => {
    databases = await CrmDatabases.on(engine, "missing_index");
    crm = await databases.crm(SMALL_CRM, { withoutIndexes: ["s_shipment_addr", "s_sent_message"] });
  });
  afterAll(() => databases.end());

  test("the recipients are read a few times in all, not once for every batch", async () => {
    await crm.apply({ only: ["consent-schema", "reference-data"] });
    const few = await scansOf(crm, 100);
    expect(few.batches).toBe(1);
    expect(consentsByKey(await crm.dump())).toEqual(SMALL_CRM_CONSENTS.filter((consent) => consent.endsWith("EMARKETING 61F")));
    const many = await scansOf(crm, 1);
    expect(many.batches).toBe(SMALL_CRM.person.length);
    expect(few.scans).toBeGreaterThan(0);
    // Four batches more; the server itself may look through the table once (autovacuum).
    expect(many.scans).toBeLessThan(few.scans + 3);
  });
});

/** How often the recipients are read from end to end while the step runs. */
async function scansOf(
  crm: TestCrm,
  maxBatch: number,
): Promise<{ readonly scans: number; readonly batches: number | undefined }> {
  const before = await scansSoFar(crm);
  const sessions = await sessionsNow(crm);
  const { report } = await crm.apply({ rerun: [STEP], only: [STEP], settings: { run: { maxBatch } } });
  // What a session did is counted when its process has ended, a moment after the connection is closed.
  await expect.poll(() => sessionsNow(crm)).toBe(sessions);
  const scans = (await scansSoFar(crm)) - before;
  return { scans, batches: report.steps.find(({ id }) => id === STEP)?.batches };
}

async function scansSoFar({ session, address }: TestCrm): Promise<number> {
  const [row] = await session.query<{ n: string }>(sql`
    SELECT seq_scan AS n FROM pg_stat_user_tables WHERE schemaname = ${address.schema ?? "public"} AND relname = 's_shipment_addr'`);
  return Number(row?.n ?? 0);
}

async function sessionsNow({ session }: TestCrm): Promise<number> {
  const [row] = await session.query<{ n: string }>(
    sql`SELECT COUNT(*) AS n FROM pg_stat_activity WHERE datname = current_database() AND backend_type = 'client backend'`,
  );
  return Number(row?.n ?? 0);
}
