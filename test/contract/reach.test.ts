import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { enginesAtHand } from "../engines/engines.js";
import { failed, runDoctorOn } from "../doctor/doctor-command.js";
import { refusalOf } from "../support/run-command.js";
import { reportOn } from "../status/status-command.js";
import { CrmDatabases, type TestCrm } from "../support/crm-databases.js";
import { identifier, sql } from "../../src/dialect/sql.js";

const SENT_AT = "2017-05-04T10:00:00";
const mailed = (customer_id: number) => ({ shipment_id: 30, customer_id, status: 4, sending_time: SENT_AT });
const withoutInterest = { mailingHistory: {} };

/** Mailed 1 to 9; 3 is flagged, 4 deleted, 5 retired, 6 blocked, 7 without an address, 8 has a blank row, 9 withdrew; 10 never mailed. */
const ROWS = {
  person: [
    { person_id: 1, contact_id: 100 },
    { person_id: 2, contact_id: 100 },
    { person_id: 3, nomailing: 1 },
    { person_id: 4, DeletedDate: SENT_AT },
    { person_id: 5, retired: 1 },
    { person_id: 6, blockEmarketing: 1 },
    { person_id: 7 },
    { person_id: 8 },
    { person_id: 9 },
    { person_id: 10, contact_id: 200 },
  ],
  Email: [1, 2, 3, 4, 5, 6, 8, 9, 10].map((person_id) => ({ person_id, email_address: `p${String(person_id)}@example.com` })),
  s_message: [{ id: 20, flags: 3, html_message: "<p>sent</p>", plain_message: "sent" }],
  s_shipment: [{ id: 30, message_id: 20, status: 1, start_date: SENT_AT }],
  s_shipment_addr: [1, 2, 3, 4, 5, 6, 7, 8, 9].map(mailed),
  ConsentPurpose: [{ ConsentPurpose_id: 2, name: "E-marketing", key: "EMARKETING", active: 1 }],
  LegalBase: [{ LegalBase_id: 7, name: "Withdrawn", key: "WITHDRAWN" }],
  ConsentPerson: [
    { person_id: 8, consentPurpose_id: 2, legalBase_id: 0 },
    { person_id: 9, consentPurpose_id: 2, legalBase_id: 7 },
  ],
  ShipmentType: [{ ShipmentType_id: 5, name: "Weekly", deleted: 0 }],
  ShipmentTypeReservation: [
    { person_id: 1, ShipmentType_id: 5 },
    { person_id: 1, ShipmentType_id: 5 },
    { person_id: 3, ShipmentType_id: 5 },
    { person_id: 10, ShipmentType_id: 5 },
  ],
  selectionmember: [
    { selection_id: 77, contact_id: 100, person_id: 2 },
    { selection_id: 78, contact_id: 200, person_id: 0 },
  ],
};

const PEOPLE = { contacts: 8, blocked: 1, withoutAddress: 1, before: 5 };
const weekly = (after: number, afterWithPrivacy: number) => ({ name: "Weekly", after, afterWithPrivacy });

describe.each(enginesAtHand())("$name", (engine) => {
  let databases: CrmDatabases;
  let crm: TestCrm;
  beforeAll(async () => {
    databases = await CrmDatabases.on(engine, "reach");
    crm = await databases.crm({});
  });
  afterAll(() => databases.end());

  test("mailings reach who is neither withdrawn, blocked, deleted nor without an address, and plan says so beforehand", async () => {
    await crm.refill(ROWS);
    const planned = await crm.plan({ settings: withoutInterest });
    expect(planned.report.reach).toMatchObject({ ...PEOPLE, excluded: 0, after: 4, afterWithPrivacy: 3 });
    expect(planned.report.reach?.types[0]).toEqual(weekly(2, 2));
    expect(planned.report.reach?.types[1]).toMatchObject({ after: 4, afterWithPrivacy: 3 });
    const applied = await crm.apply({ settings: withoutInterest });
    expect(applied.report.reach).toEqual(planned.report.reach);
    expect((await crm.plan({ settings: withoutInterest })).report.reach).toEqual(planned.report.reach);
  });

  test("the evidence is told by the year of the last mailing, alike by plan, by apply and from the ledger", async () => {
    const at = (id: number, customer_id: number, sending_time: string | null) => ({ ...mailed(customer_id), id, sending_time });
    await crm.refill({
      ...ROWS,
      s_shipment: [
        { id: 30, message_id: 20, status: 1, start_date: null },
        { id: 31, message_id: 20, status: 1, start_date: "2016-02-03T00:00:00" },
      ],
      // 1 has three years, 2 none; 3 is flagged, 6 blocked, 9 has an answer of its own; 8 has the mailing's date, 4 a later one in the log.
      s_shipment_addr: [
        at(1, 1, "2017-05-04T10:00:00"),
        at(2, 1, "2012-05-04T10:00:00"),
        at(3, 2, null),
        at(4, 3, "2019-05-04T10:00:00"),
        at(5, 6, "2019-05-04T10:00:00"),
        at(6, 9, "2019-05-04T10:00:00"),
        { ...at(7, 8, null), shipment_id: 31 },
        at(8, 4, "2017-12-31T23:30:00"),
      ],
      s_sent_message: [
        { id: 1, message_id: 20, customer_id: 4, shipment_id: 0, when_sent: "2018-01-01T00:30:00" },
        { id: 2, message_id: 20, customer_id: 1, shipment_id: 0, when_sent: "2011-05-04T10:00:00" },
      ],
    });
    const years = [
      { year: 2018, contacts: 1 },
      { year: 2017, contacts: 1 },
      { year: 2016, contacts: 1 },
      { year: null, contacts: 1 },
    ];
    expect((await crm.plan({ settings: withoutInterest })).report.evidence).toEqual(years);
    expect((await crm.apply({ settings: withoutInterest, lang: "sv" })).report.evidence).toEqual(years);
    expect((await crm.plan({ settings: withoutInterest })).report.evidence).toEqual([]);
    const shown = await reportOn(crm.address, {}, { settings: withoutInterest });
    expect(shown.report.evidence).toEqual(years);
    await crm.session.execute(sql`DELETE FROM ${identifier(crm.session.server.schema, "consent_upgrade_report")}`);
    expect((await reportOn(crm.address, {}, { settings: withoutInterest })).report.evidence).toEqual(years);
  });

  test("who is excluded, by id, by company or by selection, gets neither Sales and service nor E-marketing, and verify agrees", async () => {
    await crm.refill(ROWS);
    const settings = { exclude: { persons: [1, 3], companies: [], selections: [77, 78] } };
    const planned = await crm.plan({ settings });
    expect(planned.report.reach).toMatchObject({ ...PEOPLE, excluded: 4, after: 4, afterWithPrivacy: 1 });
    const applied = await crm.apply({ settings });
    expect(applied.report.reach).toEqual(planned.report.reach);
    const consents = (await crm.dump())["consentperson"]?.rows.map((row) => Number(row["person_id"])) ?? [];
    expect(consents.filter((id) => [1, 2, 10].includes(id))).toEqual([]);
    expect(consents.filter((id) => id === 3)).toHaveLength(1);
    expect((await crm.verify({ settings })).exitCode).toBe(0);
    const company = { exclude: { persons: [], companies: [100], selections: [] } };
    await crm.refill(ROWS);
    expect((await crm.plan({ settings: company })).report.reach).toMatchObject({ excluded: 2, afterWithPrivacy: 1 });
  });

  test("verify names a row of ours that stands with an excluded contact", async () => {
    await crm.refill(ROWS);
    const settings = { exclude: { persons: [1], companies: [], selections: [] } };
    await crm.apply({ settings });
    const person = identifier("person_id");
    const table = identifier(crm.session.server.schema, "ConsentPerson");
    await crm.session.execute(sql`UPDATE ${table} SET ${person} = 1 WHERE ${person} = 6`);
    const moved = await crm.verify({ settings });
    expect(moved.report.checks.find(({ id }) => id === "consent-rows")).toMatchObject({
      outcome: "fail",
      message: expect.stringMatching(/for a contact whom the run's configuration excludes: 1 /),
    });
  });

  test("selections that are not static are refused by their ids, since their members are not stored", async () => {
    await crm.refill({
      ...ROWS,
      selection: [
        { selection_id: 77, seltype: 0 },
        { selection_id: 78, seltype: 1 },
        { selection_id: 79, seltype: 2 },
      ],
    });
    const settings = { exclude: { persons: [], companies: [], selections: [77, 78, 79] } };
    for (const refused of [() => crm.plan({ settings }), () => crm.apply({ settings })]) {
      const refusal = await refusalOf(refused());
      expect([refusal.exitCode, refusal.code]).toEqual([4, "SELECTION_NOT_STATIC"]);
      expect(refusal.message).toContain("not static: 78 (dynamic), 79 (combined).");
    }
    const doctor = await runDoctorOn(crm.address, { settings });
    expect(failed(doctor).map(({ id }) => id)).toContain("exclude");
    const fixed = { exclude: { persons: [], companies: [], selections: [77] } };
    expect((await crm.plan({ settings: fixed })).report.error).toBeNull();
    const mistyped = { exclude: { persons: [1, 901], companies: [902], selections: [77, 903] } };
    const found = (await crm.plan({ settings: mistyped })).report.attention.find(({ code }) => code === "EXCLUSION_NOT_FOUND");
    expect([found?.count, found?.items.map(({ table, id }) => `${table} ${id}`)]).toEqual([
      3,
      ["person 901", "contact 902", "selection 903"],
    ]);
    const told = (await runDoctorOn(crm.address, { settings: mistyped })).report.checks.find(({ id }) => id === "exclude");
    expect(told).toMatchObject({ outcome: "warn", message: expect.stringContaining("person 901, contact 902, selection 903") });
  });
});
