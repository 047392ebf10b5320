import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { enginesAtHand } from "../engines/engines.js";
import { CrmDatabases } from "../support/crm-databases.js";
import { rowsOf, type StoredRow } from "./as-user.js";
import { rollBackOn } from "./rollback-command.js";
import { stoppingIn } from "./stopping-in.js";

const [INSERTED, UPDATED, DELETED] = [4352, 4608, 4864];
const EVERYTHING = {
  emarketingPrivacy: true,
  defaultLegalBasis: "61F",
  run: { maxBatch: 10 },
} as const;

// SQL Server's stand-in takes seconds for what others do in milliseconds.
vi.setConfig({ testTimeout: 600_000, hookTimeout: 600_000 });

describe.each(enginesAtHand())("$name", (engine) => {
  let databases: CrmDatabases;
  beforeAll(async () => {
    databases = await CrmDatabases.on(engine, "rollback replication");
  });
  afterAll(() => databases.end());

  test("each deleted and each restored record is logged once, with ids of its own", async () => {
    const crm = await databases.crm({
      person: Array.from({ length: 25 }, (_, position) => ({ person_id: position + 1, nomailing: position < 4 ? 1 : 0 })),
      ConsentPerson: [{ person_id: 2, consentPurpose_id: 2, legalBase_id: 1, consentSource_id: 1 }],
      UserPreference: [
        {
          userpreference_id: 9,
          deflevel: 2,
          maxlevel: 2,
          owner_id: 0,
          prefsection: "GDPR",
          prefkey: "GdprDefaultLegalBase",
          prefvalue: "0",
        },
      ],
      s_message: [{ id: 1, html_message: '<a href="[[unsubscribe]]">unsubscribe here</a>', flags: 2 }],
      satellite: [{ satellite_id: 2, area_id: 3, contact_id: 3 }],
    });
    const before = await crm.dump();
    const applied = await crm.apply({ settings: EVERYTHING });
    expect(applied.report.outcome).toBe("applied");
    const logged = await rowsOf(crm.session, "traveltransactionlog");
    await rollBackOn(crm.address, { settings: EVERYTHING, ...stoppingIn("sales-and-service", 2) });
    await rollBackOn(crm.address, { settings: EVERYTHING });
    expect(await crm.dump()).toEqual(before);
    const undone = (await rowsOf(crm.session, "traveltransactionlog")).filter(
      (row) => !logged.some((other) => idIn(other) === idIn(row)),
    );
    // 25 consents for sales and service, 3 withdrawn, 4 types; 1 consent and 1 preference are given back, the template is not replicated.
    expect(undone.filter(({ type }) => type === DELETED)).toHaveLength(32);
    expect(undone.filter(({ type }) => type === UPDATED)).toHaveLength(2);
    expect(undone.every((row) => row["prev_record_id"] === 0)).toBe(true);
    const records = (rows: readonly StoredRow[], type: number | undefined): readonly string[] =>
      rows
        .filter((row) => row["type"] === type)
        .map((row) => `${row["tablenumber"]} ${row["record_id"]}`)
        .toSorted();
    expect(records(undone, DELETED)).toEqual(records(logged, INSERTED));
    expect(records(undone, UPDATED)).toEqual(records(logged, UPDATED));
    const ids = [...logged, ...undone].map(idIn);
    expect(new Set(ids).size).toBe(ids.length);
    const next = (await rowsOf(crm.session, "sequence")).find((row) => row["tablename"] === "traveltransactionlog")?.["next_id"];
    expect(Number(next)).toBeGreaterThan(Math.max(...ids));
  });
});

function idIn(row: StoredRow): number {
  return Number(row["traveltransactionlog_id"]);
}
