import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { LEDGER } from "../../src/ledger/tables.js";
import type { Settings } from "../../src/config/settings.js";
import { identifier, sql, type Sql } from "../../src/dialect/sql.js";
import type { Report } from "../../src/report/report.js";
import { enginesAtHand } from "../engines/engines.js";
import { CrmDatabases, type TestCrm } from "../support/crm-databases.js";

const THEN = "2017-05-04T10:00:00";
const [SENT, OPENED, CLICKED, READ, UNSUBSCRIBED, LOGGED] = [1, 2, 3, 4, 5, 6];

const ROWS = {
  person: [SENT, OPENED, CLICKED, READ, UNSUBSCRIBED, LOGGED, 9].map((person_id) => ({ person_id })),
  s_message: [{ id: 20, flags: 3 }],
  s_shipment: [30, 31].map((id) => ({ id, message_id: 20, status: 1, start_date: THEN })),
  s_shipment_addr: [
    { id: 100, shipment_id: 30, customer_id: SENT, status: 4, sending_time: THEN },
    { id: 101, shipment_id: 30, customer_id: OPENED, status: 6, sending_time: THEN },
    { id: 102, shipment_id: 30, customer_id: CLICKED, status: 4, sending_time: THEN },
    { id: 103, shipment_id: 31, customer_id: CLICKED, status: 4, sending_time: THEN },
    { id: 104, shipment_id: 30, customer_id: UNSUBSCRIBED, status: 4, sending_time: THEN },
  ],
  s_sent_message: [
    { shipment_id: 30, message_id: 20, customer_id: READ, when_sent: THEN, when_read: THEN },
    { shipment_id: 30, message_id: 20, customer_id: LOGGED, when_sent: THEN },
  ],
  s_link_customer: [
    { id: 50, customer_id: CLICKED, shipment_id: 30, link_type: 1, pressed: THEN },
    { id: 51, customer_id: UNSUBSCRIBED, shipment_id: 30, link_type: 3, pressed: THEN },
  ],
};

type History = Settings["mailingHistory"];

/** Something in a database upgraded by a policy, and the check of `verify` that says so. */
interface Case {
  readonly what: string;
  readonly policy: Partial<History>;
  readonly change: (crm: TestCrm) => Promise<void>;
  readonly outcome: "fail" | "warn";
  readonly check: string;
  readonly says: RegExp;
}

const ENGAGED: Partial<History> = { evidence: "engaged" };

const CASES: readonly Case[] = [
  {
    what: "a row of ours stands for a contact who was sent a mailing and never opened it",
    policy: ENGAGED,
    change: (crm) => moveRow(crm, OPENED, SENT),
    outcome: "fail",
    check: "emarketing-never-mailed",
    says: /person_id 1\b/,
  },
  {
    what: "an old click turns up for a contact without E-marketing",
    policy: ENGAGED,
    change: (crm) => click(crm, SENT, 30, THEN),
    outcome: "fail",
    check: "emarketing-mailed",
    says: /person_id 1\b/,
  },
  {
    what: "an old click on unsubscribe alone is no evidence, and a row of ours stands on it",
    policy: ENGAGED,
    change: (crm) => moveRow(crm, OPENED, UNSUBSCRIBED),
    outcome: "fail",
    check: "emarketing-never-mailed",
    says: /person_id 5\b/,
  },
  {
    what: "one more mailing was clicked than the evidence says",
    policy: ENGAGED,
    change: (crm) => click(crm, CLICKED, 31, THEN),
    outcome: "fail",
    check: "emarketing-evidence",
    says: /person_id 3\b/,
  },
  {
    what: "a contact clicks after the upgrade",
    policy: ENGAGED,
    change: (crm) => click(crm, SENT, 30, new Date(Date.now() + 86_400_000).toISOString().slice(0, 19)),
    outcome: "warn",
    check: "emarketing-mailed-since",
    says: /person_id 1\b/,
  },
  {
    what: "a contact opened a mail, nobody knows when",
    policy: ENGAGED,
    change: (crm) => update(crm, "s_shipment_addr", [sql`status = 6`, sql`id = 100`]),
    outcome: "warn",
    check: "emarketing-mailed-since",
    says: /person_id 1\b/,
  },
  {
    what: "rows were derived although the run's policy is that none are",
    policy: {},
    change: (crm) => changePolicy(crm, { evidence: "none" }),
    outcome: "fail",
    check: "emarketing-never-mailed",
    says: /: 6 \(person_id 1, 2, 3, 4, 5, 6\)/,
  },
  {
    what: "a row comes from the log although the run's policy leaves that out",
    policy: {},
    change: (crm) => changePolicy(crm, { sentMessageLog: false }),
    outcome: "fail",
    check: "emarketing-never-mailed",
    says: /: 2 \(person_id 4, 6\)/,
  },
];

function table(crm: TestCrm, name: string): Sql {
  return identifier(crm.session.server.schema, name);
}

async function update(crm: TestCrm, name: string, [set, where]: readonly [Sql, Sql]): Promise<void> {
  expect(await crm.session.execute(sql`UPDATE ${table(crm, name)} SET ${set} WHERE ${where}`)).toBe(1);
}

/** The E-marketing of one contact becomes another's, without a trace. */
async function moveRow(crm: TestCrm, from: number, to: number): Promise<void> {
  await update(crm, "ConsentPerson", [
    sql`${identifier("person_id")} = ${to}`,
    sql`${identifier("person_id")} = ${from} AND ${identifier("comment")} LIKE ${"E-mail mailings%"}`,
  ]);
}

async function click(crm: TestCrm, person: number, mailing: number, pressed: string): Promise<void> {
  await crm.session.execute(sql`
    INSERT INTO ${table(crm, "s_link_customer")} (id, customer_id, link_id, shipment_id, link_type, pressed)
    VALUES (90, ${person}, 0, ${mailing}, 1, ${pressed.replace("T", " ")})`);
}

/** Makes the ledger say that the run went by another policy. */
async function changePolicy(crm: TestCrm, policy: Partial<History>): Promise<void> {
  const runs = table(crm, LEDGER.run.name);
  const [run] = await crm.session.query<{ row_settings: string }>(sql`SELECT r.row_settings FROM ${runs} r`);
  const settings = JSON.parse(run?.row_settings ?? "{}") as { readonly mailingHistory: History };
  const changed = JSON.stringify({ ...settings, mailingHistory: { ...settings.mailingHistory, ...policy } });
  await crm.session.execute(sql`UPDATE ${runs} SET row_settings = ${changed}`);
}

function wrong(report: Report): Readonly<Record<string, string>> {
  return Object.fromEntries(report.checks.filter(({ outcome }) => outcome !== "pass").map(({ id, outcome }) => [id, outcome]));
}

describe.each(enginesAtHand())("verify by the policies about the history, $name", (engine) => {
  let databases: CrmDatabases;
  let crm: TestCrm;
  beforeAll(async () => {
    databases = await CrmDatabases.on(engine, "policies");
    crm = await databases.crm({});
  });
  afterAll(() => databases.end());

  async function upgraded(policy: Partial<History>): Promise<Report> {
    await crm.refill(ROWS);
    const applied = await crm.apply({ settings: { mailingHistory: policy } });
    expect(applied.report.error).toBeNull();
    return applied.report;
  }

  test.each<[string, Partial<History>, number]>([
    ["sent", {}, 6],
    ["engaged", ENGAGED, 3],
    ["none", { evidence: "none" }, 0],
    ["the log left out", { sentMessageLog: false }, 4],
    ["engaged, the log left out", { ...ENGAGED, sentMessageLog: false }, 2],
  ])("finds nothing wrong after apply: %s", async (_, policy, given) => {
    const applied = await upgraded(policy);
    expect(applied.steps.find(({ id }) => id === "emarketing-from-mailing-history")?.changes.inserted).toBe(given);
    expect(wrong((await crm.verify({ settings: { mailingHistory: policy } })).report)).toEqual({});
  });

  test("says that the configuration is another one by now", async () => {
    await upgraded(ENGAGED);
    const { report } = await crm.verify();
    expect(wrong(report)).toEqual({ configuration: "warn" });
    expect(report.checks.find(({ id }) => id === "configuration")?.message).toContain("mailingHistory.evidence");
  });

  test.each(CASES)("$outcome: $what", async ({ policy, change, outcome, check, says }) => {
    await upgraded(policy);
    await change(crm);
    const { report } = await crm.verify({ settings: { mailingHistory: policy } });
    expect(wrong(report)).toMatchObject({ [check]: outcome });
    if (outcome === "warn") expect(Object.values(wrong(report))).not.toContain("fail");
    expect(report.checks.find(({ id }) => id === check)?.message).toMatch(says);
  });
});
