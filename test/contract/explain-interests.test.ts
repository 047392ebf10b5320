import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import type { ExplainedPerson } from "../../src/report/report.js";
import { enginesAtHand } from "../engines/engines.js";
import { CrmDatabases, type TestCrm } from "../support/crm-databases.js";

const STEP = "interests-to-subscriptions";
const SETTINGS = { interests: { Seminars: "Events" } };

/** Each contact, what it is, and what becomes of its subscription. */
const CONTACTS = [
  { id: 1, is: "was mailed and has the interest", outcome: "none", reasons: ["HAS_INTEREST"] },
  { id: 2, is: "was mailed and has no interest", outcome: "insert", reasons: ["NO_INTEREST"] },
  { id: 3, is: "was never mailed", outcome: "none", reasons: ["NO_EMARKETING"] },
  { id: 4, is: "is marked No mailings", outcome: "none", reasons: ["NO_EMARKETING"] },
  { id: 5, is: "unsubscribed by hand before", outcome: "keep", reasons: ["ROW_STANDS"] },
] as const;

const ROWS = {
  person: CONTACTS.map(({ id }) => ({ person_id: id, firstname: `P${String(id)}`, nomailing: id === 4 ? 1 : 0 })),
  s_message: [{ id: 400, flags: 3 }],
  s_shipment: [{ id: 500, message_id: 400, status: 1 }],
  s_shipment_addr: [1, 2, 4, 5].map((id) => ({ id: 600 + id, shipment_id: 500, customer_id: id, status: 4 })),
  ShipmentType: [{ shipmenttype_id: 7, name: "Events" }],
  PersInt: [{ persint_id: 3, name: "Seminars" }],
  personinterest: [{ personinterest_id: 1, person_id: 1, pinterest_idx: 3 }],
  ShipmentTypeReservation: [{ shipmenttypereservation_id: 1, person_id: 5, shipmenttype_id: 7 }],
};

vi.setConfig({ testTimeout: 600_000, hookTimeout: 600_000 });

describe.each(enginesAtHand())("$name", (engine) => {
  let databases: CrmDatabases;
  let crm: TestCrm;
  beforeAll(async () => {
    databases = await CrmDatabases.on(engine, "interests");
    crm = await databases.crm(ROWS);
  });
  afterAll(() => databases.end());

  test("explain says of interests what plan says and apply does", async () => {
    const ids = CONTACTS.map(({ id }) => id);
    const before = (await crm.explain(ids, { settings: SETTINGS })).report.persons;
    for (const { id, is, outcome, reasons } of CONTACTS) {
      expect(decisionOf(before, id), `a contact who ${is}`).toMatchObject({ outcome, reasons });
    }
    const planned = (await crm.plan({ settings: SETTINGS })).report.steps.find((step) => step.id === STEP);
    expect(planned?.changes.inserted).toBe(before.filter(({ id }) => decisionOf(before, id)?.outcome === "insert").length);
    await crm.apply({ settings: SETTINGS });
    const rows = (await crm.dump())["shipmenttypereservation"]?.rows ?? [];
    expect(rows.map((row) => [row["person_id"], row["shipmenttype_id"]]).toSorted()).toEqual([
      [2, 7],
      [5, 7],
    ]);
    const after = (await crm.explain(ids, { settings: SETTINGS })).report.persons;
    expect(CONTACTS.map(({ id }) => decisionOf(after, id)?.outcome)).toEqual(["none", "done", "none", "none", "keep"]);
  });
});

function decisionOf(persons: readonly ExplainedPerson[], id: number): ExplainedPerson["decisions"][number] | undefined {
  return persons.find((person) => person.id === id)?.decisions.find(({ step }) => step === STEP);
}
