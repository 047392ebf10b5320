import { afterAll, describe, expect, test } from "vitest";
import { createSample } from "../../fixtures/create-sample.js";
import type { Report } from "../../src/report/report.js";
import { enginesAtHand } from "../engines/engines.js";
import { CrmDatabases } from "../support/crm-databases.js";
import type { DatabaseDump } from "../support/dump-database.js";
import { rows } from "./small-crm.js";

/** Enough for every rule to have its case. */
const SAMPLE = { persons: 230, seed: 11, satellites: 1 } as const;

/** So that a step which a user asks for runs as well. */
const settings = { emarketingPrivacy: true, defaultLegalBasis: "61F" } as const;

type Era = "8.1" | "8.2";

/** What an engine made of the sample. */
interface Outcome {
  readonly planned: object;
  readonly applied: object;
  readonly verified: object;
  readonly rows: Readonly<Record<string, readonly object[]>>;
}

const outcomes = new Map<string, Outcome>();

test("two engines at least are compared", () => {
  expect(enginesAtHand().length, "give this file two engines: with one it compares nothing").toBeGreaterThanOrEqual(2);
});

/** A report without what two runs on two servers never share. */
function comparable(report: Report): object {
  const {
    database: _server,
    startedAt: _begin,
    finishedAt: _end,
    durationMs: _took,
    runId: _run,
    steps,
    attention,
    ...same
  } = report;
  return {
    ...same,
    // The indexes that consent-schema can make differ: MySQL and MariaDB index no long texts.
    steps: steps.map(({ durationMs: _, batches: __, counts: { indexes: ___, ...counts }, ...step }) => ({
      ...step,
      counts,
    })),
    attention,
  };
}

/** The tables that the upgrade writes to; runs are named alike. */
function written(dump: DatabaseDump): Outcome["rows"] {
  const tables = [
    "consentperson",
    "consentpurpose",
    "legalbase",
    "consentsource",
    "shipmenttype",
    "s_message",
    "s_messageblock",
    "s_link",
    "userpreference",
  ];
  return Object.fromEntries(tables.map((table) => [table, rows(dump, table)]));
}

describe.each(enginesAtHand())("$name", (engine) => {
  let databases: CrmDatabases | undefined;
  afterAll(() => databases?.end());

  test.each<Era>(["8.2", "8.1"])("the sample of era %s: reports and rows like on every other engine", async (era) => {
    databases ??= await CrmDatabases.on(engine, "same");
    const crm = await databases.schema();
    await createSample(crm.session, { ...SAMPLE, era });
    const wish = { settings };
    const planned = (await crm.plan(wish)).report;
    const applied = (await crm.apply(wish)).report;
    expect(applied.error).toBeNull();
    const verified = (await crm.verify(wish)).report;
    expect(verified.checks.filter(({ outcome }) => outcome === "fail")).toEqual([]);
    const dump = await crm.dump({
      anyRun: true,
      anyTimes: [
        "consentperson",
        "consentpurpose",
        "legalbase",
        "consentsource",
        "shipmenttype",
        "s_message",
        "s_messageblock",
        "s_link",
        "userpreference",
      ],
    });
    const outcome = {
      planned: comparable(planned),
      applied: comparable(applied),
      verified: comparable(verified),
      rows: written(dump),
    };
    expect(outcome.rows["consentperson"]?.length).toBeGreaterThan(SAMPLE.persons);
    const other = outcomes.get(era);
    if (other !== undefined) expect(outcome).toEqual(other);
    outcomes.set(era, outcome);
  });
});
