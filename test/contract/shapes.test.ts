import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { enginesAtHand } from "../engines/engines.js";
import { CrmDatabases } from "../support/crm-databases.js";
import { SHAPES } from "./shapes.js";
import { consentsByKey, rows, TEMPLATE_AFTER } from "./small-crm.js";
import { figuresOf } from "./step-figures.js";

const NOTHING_LEFT_OUT = { without: [], withLedger: true };

describe.each(enginesAtHand())("$name", (engine) => {
  let databases: CrmDatabases;
  beforeAll(async () => {
    databases = await CrmDatabases.on(engine, "shapes");
  });
  afterAll(() => databases.end());

  test.each(SHAPES)("a database with $title is upgraded, once", async ({ shape, rows: seed, consents, language }) => {
    const crm = await databases.crm(seed, shape);
    const planned = await crm.plan();
    const applied = await crm.apply();
    expect(applied.report.error).toBeNull();
    expect(figuresOf(applied.report)).toEqual(figuresOf(planned.report));
    expect(applied.report.attention.find(({ code }) => code === "LANGUAGE_CHOSEN")?.message).toContain(language);

    const after = await crm.dump(NOTHING_LEFT_OUT);
    expect(consentsByKey(after)).toEqual(consents);
    expect(rows(after, "shipmenttype")).toHaveLength(4);
    expect(after["s_shipment"]?.columns.join()).toMatch(/shipmenttype_id/i);
    expect(rows(after, "s_message").find((row) => row["id"] === 21)?.["html_message"]).toBe(TEMPLATE_AFTER);
    expect(sequenceGaps(after)).toEqual([]);

    const again = await crm.apply();
    expect(again.report).toMatchObject({ outcome: "nothing-to-do", runId: null });
    expect(await crm.dump(NOTHING_LEFT_OUT)).toEqual(after);
    const verified = await crm.verify();
    expect(verified.report.checks.filter(({ outcome }) => outcome !== "pass")).toEqual([]);
    expect(verified.exitCode).toBe(0);
  });
});

/** Tables with an id that `sequence` will hand out again. */
function sequenceGaps(dump: Parameters<typeof rows>[0]): readonly string[] {
  return ["consentperson", "consentpurpose", "shipmenttype"].filter((table) => {
    const greatest = Math.max(0, ...rows(dump, table).map((row) => Number(row[`${table}_id`])));
    const own = rows(dump, "sequence").filter((row) => String(row["tablename"]).toLowerCase() === table);
    return own.some((row) => Number(row["next_id"]) <= greatest);
  });
}
