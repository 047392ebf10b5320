import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { enginesAtHand } from "../engines/engines.js";
import type { DatabaseRows } from "../support/build-database.js";
import { CrmDatabases, type TestCrm } from "../support/crm-databases.js";
import type { DatabaseDump } from "../support/dump-database.js";
import { refusalOf, type SettingsWish } from "../support/run-command.js";
import { ALL_STEPS, INTERESTS, rows, SMALL_CRM } from "./small-crm.js";

const EVERYTHING = { without: [] };
const SATELLITES: DatabaseRows = { satellite: [{ satellite_id: 2, area_id: 3 }] };
const TRAVELLERS: DatabaseRows = { traveller: [{ travel_id: 0 }] };
/** Blank rows, and a consent that becomes withdrawn: the steps update as well as insert. */
const CHANGING: DatabaseRows = {
  ConsentPerson: [
    { consentperson_id: 40, person_id: 1, consentPurpose_id: 1, legalBase_id: null },
    { consentperson_id: 41, person_id: 2, consentPurpose_id: 2, legalBase_id: 0 },
    { consentperson_id: 42, person_id: 3, consentPurpose_id: 2, legalBase_id: 1 },
    { consentperson_id: 16_777_400, person_id: 5, consentPurpose_id: 1, legalBase_id: 1 },
  ],
  traveltransactionlog: [{ traveltransactionlog_id: 900, type: 4352, tablenumber: 5, record_id: 1 }],
};
const NUMBERS = {
  ConsentPerson: 302,
  ConsentPurpose: 303,
  ShipmentType: 304,
  ShipmentTypeReservation: 305,
  UserPreference: 56,
} as const;
const TYPES = { inserted: 4352, updated: 4608 } as const;

const CASES: readonly {
  readonly title: string;
  readonly more: DatabaseRows;
  readonly replicationLog: "auto" | "always" | "never";
  readonly logged: boolean;
}[] = [
  { title: "auto, with satellites", more: SATELLITES, replicationLog: "auto", logged: true },
  { title: "auto, with travellers who are at home", more: TRAVELLERS, replicationLog: "auto", logged: true },
  { title: "auto, with neither", more: {}, replicationLog: "auto", logged: false },
  { title: "always, with neither", more: {}, replicationLog: "always", logged: true },
  { title: "never, with satellites", more: SATELLITES, replicationLog: "never", logged: false },
];

describe.each(enginesAtHand())("$name", (engine) => {
  let databases: CrmDatabases;
  let crm: TestCrm;
  beforeAll(async () => {
    databases = await CrmDatabases.on(engine, "replication");
    crm = await databases.crm({}, { sequence: { numbers: NUMBERS } });
  });
  afterAll(() => databases.end());

  describe.each(CASES)("$title", ({ more, replicationLog, logged }) => {
    const settings: SettingsWish = { ...ALL_STEPS, run: { replicationLog, maxBatch: 3 }, associateId: 17 };
    let before: DatabaseDump;
    let after: DatabaseDump;
    beforeAll(async () => {
      await crm.refill({ ...SMALL_CRM, ...INTERESTS, ...CHANGING, ...more });
      before = await crm.dump(EVERYTHING);
      const applied = await crm.apply({ settings });
      expect(applied.report.error).toBeNull();
      after = await crm.dump(EVERYTHING);
    });

    test(logged ? "every row that was written is logged, once" : "nothing is logged", () => {
      const written = logged ? writtenRows(before, after) : [];
      expect(
        added(before, after)
          .map(({ type, tablenumber, record_id }) => `${String(tablenumber)} ${String(type)} ${String(record_id)}`)
          .sort(),
      ).toEqual(written);
      expect(written).toHaveLength(logged ? 15 : 0);
    });

    test("ids come from sequence, are nobody else's, and sequence is past them all", () => {
      for (const [table, key] of [
        ["consentperson", "consentperson_id"],
        ["shipmenttype", "shipmenttype_id"],
        ["traveltransactionlog", "traveltransactionlog_id"],
      ] as const) {
        const own = rows(after, table)
          .map((row) => Number(row[key]))
          .filter((id) => id < 16_777_216);
        const next = (dump: DatabaseDump): number =>
          Number(rows(dump, "sequence").find((row) => String(row["tablename"]).toLowerCase() === table)?.["next_id"]);
        const known = new Set(rows(before, table).map((row) => row[key]));
        const fresh = own.filter((id) => !known.has(id));
        expect(new Set(own).size).toBe(own.length);
        expect(next(after)).toBeGreaterThan(Math.max(0, ...own));
        for (const id of fresh) expect(id).toBeGreaterThanOrEqual(next(before));
      }
    });

    test("log rows say who, and no more than the vendor's own", () => {
      for (const row of added(before, after))
        expect(row).toMatchObject({ associate_id: 17, prev_record_id: 0, flags: 2, application_id: 0 });
    });
  });

  test("without the log's table, satellites are a reason to refuse", async () => {
    const bare = await databases.crm({ ...SMALL_CRM, ...SATELLITES }, { without: ["traveltransactionlog"] });
    const untouched = await bare.dump({ without: [], withLedger: true });
    expect(await refusalOf(bare.apply())).toMatchObject({ exitCode: 4, code: "NO_REPLICATION_LOG" });
    expect(await bare.dump({ without: [], withLedger: true })).toEqual(untouched);
    expect((await bare.apply({ settings: { run: { replicationLog: "never" } } })).report.error).toBeNull();
  });
});

function added(before: DatabaseDump, after: DatabaseDump) {
  const known = new Set(rows(before, "traveltransactionlog").map((row) => row["traveltransactionlog_id"]));
  return rows(after, "traveltransactionlog").filter((row) => !known.has(row["traveltransactionlog_id"] ?? null));
}

/** What must be logged: `table number, type, record` of every row of a replicated table that is new or changed. */
function writtenRows(before: DatabaseDump, after: DatabaseDump): readonly string[] {
  return Object.entries(NUMBERS)
    .flatMap(([name, number]) => {
      const table = name.toLowerCase();
      const was = new Map(rows(before, table).map((row) => [row[`${table}_id`], JSON.stringify(row)]));
      return rows(after, table).flatMap((row) => {
        const old = was.get(row[`${table}_id`]);
        if (old === JSON.stringify(row)) return [];
        return [`${number} ${old === undefined ? TYPES.inserted : TYPES.updated} ${String(row[`${table}_id`])}`];
      });
    })
    .sort();
}
