import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { LANGUAGES } from "../../src/language.js";
import { render } from "../../src/report/render.js";
import { enginesAtHand } from "../engines/engines.js";
import { reportOn } from "../status/status-command.js";
import { CrmDatabases, type TestCrm } from "../support/crm-databases.js";
import { refusalOf, type CommandEnd, type SettingsWish } from "../support/run-command.js";

const ROWS = {
  person: [
    { person_id: 1, firstname: "Eva" },
    { person_id: 2, firstname: "Nils" },
    { person_id: 3, firstname: "Ida", nomailing: 1 },
  ],
  Email: [1, 2, 3].map((id) => ({ email_id: id, person_id: id, email_address: `contact${String(id)}@example.com` })),
  s_message: [{ id: 400, flags: 3 }],
  s_shipment: [{ id: 500, message_id: 400, status: 1, start_date: "2019-05-01 00:00:00" }],
  s_shipment_addr: [
    { id: 600, shipment_id: 500, customer_id: 1, status: 4, sending_time: "2012-05-01 08:00:00" },
    { id: 601, shipment_id: 500, customer_id: 2, status: 4, sending_time: "2019-05-01 08:00:00" },
  ],
};

const RECENT: SettingsWish = { mailingHistory: { since: "2015-01-01" } };
const EXCLUDED: SettingsWish = { exclude: { persons: [1, 2], companies: [], selections: [] } };

vi.setConfig({ testTimeout: 600_000, hookTimeout: 600_000 });

// What is compared are reports: one engine will do.
describe.each(enginesAtHand().slice(0, 1))("$name", (engine) => {
  let databases: CrmDatabases;
  let crm: TestCrm;
  let other: TestCrm;
  let directory: string;
  beforeAll(async () => {
    databases = await CrmDatabases.on(engine, "compared");
    crm = await databases.crm(ROWS);
    other = await databases.crm(ROWS);
    directory = await mkdtemp(join(tmpdir(), "compared-"));
  });
  afterAll(async () => {
    await rm(directory, { recursive: true });
    await databases.end();
  });

  async function kept(name: string, ended: Promise<CommandEnd>): Promise<string> {
    const file = join(directory, name);
    await writeFile(file, JSON.stringify((await ended).report));
    return file;
  }

  test("three policies stand side by side: whom mailings reach, and what differs", async () => {
    const compare = [
      await kept("recent.json", crm.plan({ settings: RECENT })),
      await kept("excluded.json", crm.plan({ settings: EXCLUDED })),
    ];
    const { report } = await crm.plan({ compare });
    expect([report, ...report.reports].map(({ reach }) => reach?.afterWithPrivacy)).toEqual([2, 1, 0]);
    const table = render(report, "text", { lang: "en", colour: false, width: 100 });
    expect(table).toMatch(/Figure +plan +recent\.json +excluded\.json/);
    expect(table).toMatch(/With E-marketing privacy on +2 +1 +0/);
    expect(table).toMatch(/E-marketing: Legitimate interest +2 +1 +0/);
    expect(table).not.toMatch(/E-marketing: Withdrawn +1 +1 +1/);
  });

  test("a plan of another database, and what is no plan, are refused before anything is planned", async () => {
    const foreign = await kept("foreign.json", other.plan());
    expect(await refusalOf(crm.plan({ compare: [foreign] }))).toMatchObject({ exitCode: 4, code: "OTHER_DATABASE" });
    expect(await refusalOf(crm.apply({ expect: foreign }))).toMatchObject({ exitCode: 4, code: "OTHER_DATABASE" });
    const verified = await kept("verify.json", crm.verify());
    expect(await refusalOf(crm.plan({ compare: [verified] }))).toMatchObject({ exitCode: 64, code: "NOT_A_PLAN" });
  });

  test("apply --expect names the steps and figures that changed, and no others", async () => {
    const expected = await kept("expected.json", crm.plan({ settings: RECENT }));
    const refusal = await refusalOf(crm.apply({ expect: expected }));
    expect(refusal).toMatchObject({ exitCode: 4, code: "NOT_AS_EXPECTED" });
    expect(refusal.message).toContain("emarketing-from-mailing-history: inserted 1 then, 2 now, persons 1 then, 2 now");
    expect(refusal.message).not.toContain("sales-and-service");
  });

  test("many reports are one table, without a database, and one that is no report has a line", async () => {
    const plan = await kept("plan.json", crm.plan());
    const broken = join(directory, "broken.json");
    await writeFile(broken, "");
    const { report, exitCode } = await reportOn({ url: "postgres://nobody@127.0.0.1:1/none" }, { summary: [plan, broken] });
    expect(exitCode).toBe(0);
    expect(report).toMatchObject({ command: "report", outcome: "failed", database: null });
    expect(report.reports).toMatchObject([
      { name: plan, outcome: "changes-pending", reach: { after: 2 } },
      { name: broken, outcome: "failed", error: { code: "NOT_A_REPORT" } },
    ]);
    for (const lang of LANGUAGES) {
      const text = render(report, "text", { lang, colour: false, width: 120 });
      expect(text).toContain("plan.json");
      expect(text).toContain("NOT_A_REPORT");
      expect(text).not.toMatch(/\{\w+\}|undefined/);
    }
  });
});
