import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { enginesAtHand } from "../engines/engines.js";
import type { DatabaseShape } from "../support/build-database.js";
import { CrmDatabases } from "../support/crm-databases.js";

const ROWS = {
  person: [{ person_id: 1 }, { person_id: 2 }],
  s_link_customer: [{ id: 50, customer_id: 1, link_type: 3 }],
  s_link_customer_statical: [
    { id: 60, email: "two@example.com", link_type: 3 },
    { id: 61, email: "nobody@example.com", link_type: 3 },
  ],
};
const EMAIL = { Email: [{ email_id: 1, person_id: 2, email_address: " Two@example.com" }] };

/** Shapes in which databases keep clicks, and who is told of by code. */
const CASES: readonly {
  readonly title: string;
  readonly shape: DatabaseShape;
  readonly rows: Readonly<Record<string, readonly Readonly<Record<string, string | number>>[]>>;
  readonly told: Readonly<Record<string, readonly string[]>>;
}[] = [
  {
    title: "with addresses, a click by address is its contact's",
    shape: {},
    rows: { ...ROWS, ...EMAIL },
    told: {
      UNSUBSCRIBED_BUT_NOT_FLAGGED: ["person 1", "person 2"],
      UNSUBSCRIBED_WITHOUT_PERSON: ["s_link_customer_statical 61"],
    },
  },
  {
    title: "without addresses, clicks by address are counted alone",
    shape: { without: ["Email"] },
    rows: ROWS,
    told: {
      UNSUBSCRIBED_BUT_NOT_FLAGGED: ["person 1"],
      UNSUBSCRIBED_WITHOUT_PERSON: ["s_link_customer_statical 60", "s_link_customer_statical 61"],
    },
  },
  {
    title: "without the table of clicks by address",
    shape: { without: ["s_link_customer_statical"] },
    rows: { person: ROWS.person, s_link_customer: ROWS.s_link_customer, ...EMAIL },
    told: { UNSUBSCRIBED_BUT_NOT_FLAGGED: ["person 1"] },
  },
  {
    title: "in releases that do not tell links apart, no click says unsubscribe",
    shape: { without: ["s_link_customer.link_type", "s_link_customer_statical.link_type"] },
    rows: {
      person: ROWS.person,
      s_link_customer: [{ id: 50, customer_id: 1 }],
      s_link_customer_statical: [{ id: 60, email: "two@example.com" }],
      ...EMAIL,
    },
    told: {},
  },
];

describe.each(enginesAtHand())("clicks on unsubscribe links, $name", (engine) => {
  let databases: CrmDatabases;
  beforeAll(async () => {
    databases = await CrmDatabases.on(engine, "clicks");
  });
  afterAll(() => databases.end());

  test.each(CASES)("$title", async ({ shape, rows, told }) => {
    const crm = await databases.crm(rows, shape);
    for (const { report } of [await crm.plan(), await crm.apply()]) {
      const found = report.attention.filter(({ code }) => code.startsWith("UNSUBSCRIBED_"));
      expect(Object.fromEntries(found.map(({ code, items }) => [code, items.map(({ table, id }) => `${table} ${id}`)]))).toEqual(
        told,
      );
    }
  });
});
