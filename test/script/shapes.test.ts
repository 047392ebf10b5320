import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { SHAPES } from "../contract/shapes.js";
import { enginesAtHand } from "../engines/engines.js";
import { rollBackOn } from "../rollback/rollback-command.js";
import { CrmDatabases } from "../support/crm-databases.js";
import type { DatabaseDump } from "../support/dump-database.js";
import { scriptClient } from "./script-client.js";

const COMPARED = {
  anyIds: ["ConsentPerson", "ConsentPurpose", "LegalBase", "ConsentSource", "ShipmentType"],
  anyTimes: [
    "ConsentPerson",
    "ConsentPurpose",
    "LegalBase",
    "ConsentSource",
    "ShipmentType",
    "s_message",
    "s_messageblock",
    "s_link",
  ],
  anyRun: true,
} as const;

/** Names, columns and `sequence` as customers have them. */
const CHOSEN = SHAPES.filter(({ title }) =>
  /mixed-case|own columns|empty reference|no optional column|without TableName|8\.1/i.test(title),
);

/** The customer's own NOT NULL time gets the time of writing. */
function withoutOwnTimes(dump: DatabaseDump): unknown {
  return JSON.parse(JSON.stringify(dump, (name, value: unknown) => (name === "x_seen" && value !== null ? "a time" : value)));
}

const engines = await Promise.all(
  enginesAtHand().map(async (engine) => ({ name: engine.name, engine, client: await scriptClient(engine.name) })),
);
const tested = engines.flatMap(({ client, ...rest }) => (client === undefined ? [] : [{ ...rest, client }]));

test("there are such shapes", () => {
  expect(CHOSEN.length).toBeGreaterThan(3);
});

describe.each(tested)("$name", ({ engine, client }) => {
  let databases: CrmDatabases;
  let folder: string;
  beforeAll(async () => {
    databases = await CrmDatabases.on(engine, "script shapes");
    folder = await mkdtemp(join(tmpdir(), "consent-upgrade-shapes-"));
  });
  afterAll(async () => {
    await databases.end();
    await rm(folder, { recursive: true, force: true });
  });

  test.each(CHOSEN)("the script upgrades a database with $title as apply does", { timeout: 300_000 }, async ({ shape, rows }) => {
    const [applied, scripted] = [await databases.crm(rows, shape), await databases.crm(rows, shape)];
    const before = await scripted.dump(COMPARED);
    const file = join(folder, "change.sql");
    await applied.apply();
    await scripted.plan({ sql: file });
    const ran = await client(scripted.address.url, file);
    expect(ran, ran.output).toMatchObject({ exitCode: 0 });
    expect(withoutOwnTimes(await scripted.dump(COMPARED))).toEqual(withoutOwnTimes(await applied.dump(COMPARED)));
    const verified = await scripted.verify();
    expect(verified.report.checks.filter(({ outcome }) => outcome === "fail")).toEqual([]);
    expect((await rollBackOn(scripted.address)).exitCode).toBe(0);
    expect(await scripted.dump(COMPARED)).toEqual(before);
  });
});
