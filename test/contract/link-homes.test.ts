import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { CrmTable } from "../../src/crm/tables.js";
import { enginesAtHand } from "../engines/engines.js";
import { rollBackOn } from "../rollback/rollback-command.js";
import type { DatabaseRows } from "../support/build-database.js";
import { CrmDatabases, type TestCrm } from "../support/crm-databases.js";
import type { CommandEnd, SettingsWish } from "../support/run-command.js";
import { rows } from "./small-crm.js";

const OLD = '<a href="[[unsubscribe]]">unsubscribe here</a>';
const HTML = 2;

const link = (target: string, text: string): string => `<p><a href="${target}">${text}</a></p>`;
const message = (id: number, html_message: string) => ({ id, flags: HTML, html_message });

/** Every column in which a standard link is reported and never touched, and a text of its kind. */
const HOMES: readonly (readonly [table: CrmTable, column: string, text: string])[] = [
  ["reply_template_body", "body_plain", "Goodbye: [[link.subscription]]"],
  ["reply_template_body", "body_html", OLD],
  ["reply_template_body", "headers", "List-Unsubscribe: <%unsubscribe%>"],
  ["s_message", "header_field", "List-Unsubscribe: <[[unsubscribe]]>"],
  ["s_link", "template_text", link("<cs:parser>link.subscription</cs:parser>", "bye")],
  ["form", "config", JSON.stringify({ thanks: OLD })],
  ["ejscript", "body", `String footer = "[[unsubscribe]]";`],
  ["screen_definition_action", "ejscript_body", `print("%link.subscription%");`],
  ["quick_reply", "html_body", OLD],
];

const REMOVING = ["remove_from_selection", "remove_contact_interest", "remove_person_interest", "remove_contact_selection"];

/** A target of 260 characters: `s_link.url` has 255 in older releases. */
const LONG_TARGET = `https://crm.example.com/subscriptions?page=${"x".repeat(217)}`;

function noteOf({ report }: CommandEnd, code: string) {
  const found = report.attention.find((entry) => entry.code === code);
  return found && { count: found.count, message: found.message, items: found.items.map(({ table, id }) => `${table} ${id}`) };
}

describe.each(enginesAtHand())("links on $name", (engine) => {
  let databases: CrmDatabases;
  let crm: TestCrm;
  beforeAll(async () => {
    databases = await CrmDatabases.on(engine, "link homes");
    crm = await databases.crm({});
  });
  afterAll(() => databases.end());

  /** Plans, applies, verifies and rolls back the step; the texts are the same again afterwards. */
  async function wholeWay(given: DatabaseRows, settings: SettingsWish = {}, on: TestCrm = crm) {
    const wish = { only: ["template-links"], settings };
    const before = await on.dump();
    const planned = await on.plan(wish);
    const applied = await on.apply(wish);
    expect(applied.report.error).toBeNull();
    expect(applied.report.steps.map(({ changes, counts }) => ({ changes, counts }))).toEqual(
      planned.report.steps.map(({ changes, counts }) => ({ changes, counts })),
    );
    const after = await on.dump();
    const checks = (await on.verify({ settings })).report.checks;
    expect(checks.filter(({ id, outcome }) => outcome !== "pass" && id !== "pending-steps")).toEqual([]);
    await rollBackOn(on.address, { settings });
    const now = await on.dump();
    for (const table of Object.keys(given)) expect(now[table.toLowerCase()], table).toEqual(before[table.toLowerCase()]);
    return { planned, applied, after, before };
  }

  const OWN_PAGE = "https://crm.example.com/subscriptions?c=[[customer.id]]";

  test("the new target is learned where the database's own messages agree on one, and the report says so", async () => {
    const given = {
      s_message: [
        message(1, link(OWN_PAGE, "Manage your subscriptions")),
        message(2, link(OWN_PAGE, "Klicka här om du vill hantera dina prenumerationer")),
        message(3, OLD),
      ],
    };
    await crm.refill(given);
    const { planned, after } = await wholeWay(given);
    expect(noteOf(planned, "TEMPLATE_LINK_LEARNED")?.message).toContain(OWN_PAGE);
    expect(noteOf(planned, "TEMPLATE_LINK_DEFAULT")).toBeUndefined();
    expect(rows(after, "s_message").map((row) => row["html_message"])).toEqual([
      given.s_message[0]?.html_message,
      given.s_message[1]?.html_message,
      `<a href="${OWN_PAGE}">manage your subscriptions</a>`,
    ]);
  });

  test("nothing is learned from messages that disagree", async () => {
    const given = {
      s_message: [
        message(1, link(OWN_PAGE, "Manage your subscriptions")),
        message(2, link("https://www.example.com/other", "Manage your subscriptions")),
        message(3, OLD),
      ],
    };
    await crm.refill(given);
    const { planned, after } = await wholeWay(given);
    expect(noteOf(planned, "TEMPLATE_LINK_LEARNED")).toBeUndefined();
    expect(noteOf(planned, "TEMPLATE_LINK_DEFAULT")?.message).toContain("[[link.subscription]]");
    expect(rows(after, "s_message").at(2)?.["html_message"]).toBe(
      '<a href="[[link.subscription]]">manage your subscriptions</a>',
    );
  });

  test.each(HOMES)("a standard link in %s.%s is reported and stays", async (table, column, text) => {
    const given: DatabaseRows = { [table]: [{ id: 41, [column]: text }].map((row) => keyed(table, row)) };
    await crm.refill(given);
    const { planned, applied, after, before } = await wholeWay(given);
    for (const end of [planned, applied])
      expect(noteOf(end, "UNSUBSCRIBE_LINK_ELSEWHERE")).toMatchObject({ count: 1, items: [`${table} 41`] });
    const [item] = planned.report.attention.find(({ code }) => code === "UNSUBSCRIBE_LINK_ELSEWHERE")?.items ?? [];
    expect(item?.detail).toMatch(new RegExp(`^${column}: .*(unsubscribe|link\\.subscription)`));
    expect(after[table.toLowerCase()]).toEqual(before[table.toLowerCase()]);
  });

  test.each(HOMES)("a text without such a link in %s.%s is not reported", async (table, column) => {
    const given: DatabaseRows = {
      [table]: [{ id: 41, [column]: "Write to us to subscribe." }].map((row) => keyed(table, row)),
    };
    await crm.refill(given);
    expect(noteOf(await crm.plan(), "UNSUBSCRIBE_LINK_ELSEWHERE")).toBeUndefined();
  });

  test.each(REMOVING)("a tracked link that removes by %s is reported", async (column) => {
    const given = {
      s_link: [
        { id: 7, url: "https://www.example.com/", [column]: 3 },
        { id: 8, url: "https://www.example.com/", [column]: 0 },
      ],
    };
    await crm.refill(given);
    const { planned, after, before } = await wholeWay(given);
    expect(noteOf(planned, "UNSUBSCRIBE_LINK_ELSEWHERE")).toMatchObject({ count: 1, items: ["s_link 7"] });
    expect(after["s_link"]).toEqual(before["s_link"]);
  });

  test("in a CRM that uses subscriptions already, a variable with unsubscribe may end one of them: it is reported and stays", async () => {
    const perType = link("[[unsubscribe.mailingtype]]", "Unsubscribe from this type of mailing");
    const given = {
      ShipmentType: [{ ShipmentType_id: 5, name: "Golf letters" }],
      s_message: [message(1, perType), message(2, link("[[link.subscription]]", "Click here to unsubscribe"))],
      s_link: [{ id: 3, url: "[[unsubscribe.mailingtype]]" }],
    };
    await crm.refill(given);
    const { planned, after } = await wholeWay(given);
    expect(noteOf(planned, "CUSTOM_UNSUBSCRIBE_LINK")?.items).toEqual(["s_message 1", "s_link 3"]);
    expect(rows(after, "s_message").map((row) => row["html_message"])).toEqual([
      perType,
      link("[[link.subscription]]", "Click here to manage your subscriptions"),
    ]);
    expect(rows(after, "s_link")[0]?.["url"]).toBe("[[unsubscribe.mailingtype]]");
    // The same link in a CRM without types of its own set the flag No mailings.
    await crm.refill({ s_message: given.s_message, s_link: given.s_link });
    const without = await crm.plan();
    expect(noteOf(without, "CUSTOM_UNSUBSCRIBE_LINK")).toBeUndefined();
    expect(without.report.steps.find(({ id }) => id === "template-links")?.changes.updated).toBe(3);
  });

  test("a target that s_link.url cannot hold is left there and reported, and everything else is done", async () => {
    const old = await databases.crm(
      { s_message: [message(1, OLD)], s_link: [{ id: 3, url: "[[unsubscribe]]" }] },
      {
        typeName: (type, usual) =>
          type.kind === "text" && type.length === 4000 ? usual.replace(/\w+(\(4000\))?/, short) : usual,
      },
    );
    const given = { s_message: [], s_link: [] };
    const { planned, applied, after } = await wholeWay(
      given,
      { templates: { standardLinks: [], manageSubscriptionsLink: LONG_TARGET, replaceText: true } },
      old,
    );
    for (const end of [planned, applied])
      expect(noteOf(end, "TEMPLATE_LINK_TOO_LONG")).toMatchObject({ count: 1, items: ["s_link 3"] });
    expect(rows(after, "s_link")[0]?.["url"]).toBe("[[unsubscribe]]");
    expect(rows(after, "s_message")[0]?.["html_message"]).toBe(`<a href="${LONG_TARGET}">manage your subscriptions</a>`);
  });
});

/** The type of such a column in older releases. */
function short(usual: string): string {
  return `${usual.startsWith("n") ? "n" : ""}varchar(255)`;
}

/** A row with the id under the name of its table's key. */
function keyed(table: CrmTable, { id, ...others }: Readonly<Record<string, string | number>>) {
  const keys: Readonly<Record<string, string>> = { form: "form_id", quick_reply: "quick_reply_id" };
  return { [keys[table] ?? "id"]: id ?? 0, ...(table === "s_link" ? { url: "https://www.example.com/" } : {}), ...others };
}
