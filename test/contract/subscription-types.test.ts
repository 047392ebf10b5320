import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Report } from "../../src/report/report.js";
import { enginesAtHand } from "../engines/engines.js";
import type { DatabaseRows } from "../support/build-database.js";
import { CrmDatabases } from "../support/crm-databases.js";
import { rows } from "./small-crm.js";
import { figuresOf } from "./step-figures.js";
import { rowsOfStories } from "./story-rows.js";
import type { Story } from "./story.js";

const SENT = { sent: "2017-05-04T10:00:00" } as const;

/** Three of them have E-marketing after the upgrade. */
const PEOPLE: readonly Story[] = [
  { is: "never mailed" },
  { is: "mailed before", mails: [SENT] },
  { is: "consented, never mailed", consents: { EMARKETING: "61A" } },
  { is: "blank, mailed", mails: [SENT], consents: { EMARKETING: 0 } },
  { is: "blank, never mailed", consents: { EMARKETING: null } },
  { is: "withdrawn", consents: { EMARKETING: "WITHDRAWN" } },
  { is: "flagged, with consent", person: { nomailing: 1 }, consents: { EMARKETING: "61A" } },
];

interface Case {
  readonly title: string;
  readonly more: DatabaseRows;
  /** The types that are added, in their order. */
  readonly added: readonly string[];
}

const CASES: readonly Case[] = [
  {
    title: "the vendor's four, in English",
    more: {},
    added: ["Invitations", "News", "Promotions", "Urgent messages"],
  },
  {
    title: "the four in the installation's language",
    more: { config: [{ id: 1, language: "SW" }] },
    added: ["Inbjudningar", "Nyheter", "Kampanjer", "Brådskande meddelanden"],
  },
  {
    title: "what is there is known by one language's part, in whatever language, deleted or not",
    more: {
      ShipmentType: [
        { ShipmentType_id: 1, name: 'NO:"Kundeavis";SW:" nyheter ";', rank: 1, deleted: 0 },
        { ShipmentType_id: 2, name: "EINLADUNGEN", rank: 2, deleted: 0 },
        { ShipmentType_id: 3, name: "Aanbiedingen", rank: 3, deleted: 1 },
      ],
    },
    added: ["Urgent messages"],
  },
  {
    title: "nothing is added where all are there",
    more: {
      config: [{ id: 1, language: "GE" }],
      ShipmentType: ["Invitationer", "Nyheder", "Kampagner", "Vigtige meddelelser"].map((name, position) => ({
        ShipmentType_id: position + 1,
        name,
        rank: position,
        deleted: 0,
      })),
    },
    added: [],
  },
];

function subscribed({ attention }: Report): readonly (readonly [number, string])[] {
  return attention
    .filter(({ code }) => code === "SUBSCRIPTION_TYPES_SUBSCRIBE_EVERYBODY")
    .map(({ count, message }): [number, string] => [count, message]);
}

describe.each(enginesAtHand())("subscription types, $name", (engine) => {
  let databases: CrmDatabases;
  beforeAll(async () => {
    databases = await CrmDatabases.on(engine, "types");
  });
  afterAll(() => databases.end());

  test.each(CASES)("$title", async ({ more, added }) => {
    const crm = await databases.crm(rowsOfStories(PEOPLE, more));
    const before = rows(await crm.dump(), "shipmenttype").map((row) => row["shipmenttype_id"]);
    const planned = (await crm.plan()).report;
    const applied = (await crm.apply()).report;
    expect(figuresOf(applied)).toEqual(figuresOf(planned));
    const now = rows(await crm.dump(), "shipmenttype").filter((row) => !before.includes(row["shipmenttype_id"] ?? null));
    expect(now.map((row) => row["name"])).toEqual(added);
    for (const report of [planned, applied]) {
      if (added.length === 0) expect(subscribed(report)).toEqual([]);
      else
        expect(subscribed(report)).toEqual([[3, expect.stringContaining(`${added.join(", ")}: everybody who has E-marketing`)]]);
    }
    const { report } = await crm.verify();
    expect(report.checks.filter(({ outcome }) => outcome !== "pass")).toEqual([]);
  });

  test("only those are counted who have E-marketing without a step that is not selected", async () => {
    const crm = await databases.crm(rowsOfStories(PEOPLE));
    const wish = { only: ["consent-schema", "reference-data", "subscription-types"] };
    const planned = subscribed((await crm.plan(wish)).report);
    expect(planned.map(([count]) => count)).toEqual([2]);
    expect(subscribed((await crm.apply(wish)).report)).toEqual(planned);
  });
});
