import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import type { Check } from "../../src/check.js";
import { enginesAtHand } from "../engines/engines.js";
import { runVerifyOn } from "../support/run-command.js";
import { CONSENT_DAMAGES, LIST_DAMAGES, RECORD_DAMAGES } from "./damages.js";
import { SampleCases } from "./sample-cases.js";
import { UpgradedSample } from "./upgraded-sample.js";
import { USER_CHANGES } from "./user-changes.js";

// Servers that only speak SQL Server's protocol take seconds to parse a query of this size.
vi.setConfig({ testTimeout: 240_000, hookTimeout: 400_000 });

function idsOf(checks: readonly Check[], outcome: Check["outcome"]): readonly string[] {
  return checks.filter((check) => check.outcome === outcome).map((check) => check.id);
}

const SAMPLES = enginesAtHand().flatMap((engine) => [
  { engine, title: engine.name, isPeculiar: false },
  { engine, title: `${engine.name}, with the vendor's peculiarities`, isPeculiar: true },
]);

describe.each(SAMPLES)("verify on $title", ({ engine, isPeculiar }) => {
  let sample: UpgradedSample;
  let cases: SampleCases;
  beforeAll(async () => {
    sample = await UpgradedSample.on(engine, isPeculiar);
    cases = new SampleCases(sample);
  });
  afterAll(() => sample.end());

  test("finds nothing wrong after apply", async () => {
    const { report, exitCode } = await runVerifyOn(sample.settings);
    expect(report.checks.filter((check) => check.outcome !== "pass")).toEqual([]);
    expect([exitCode, report.outcome]).toEqual([0, "verified"]);
    const ids = report.checks.map((check) => check.id);
    expect(new Set(ids).size).toBe(ids.length);
    for (const damage of [...CONSENT_DAMAGES, ...LIST_DAMAGES, ...RECORD_DAMAGES]) expect(ids).toContain(damage.check);
  });

  test.each([...CONSENT_DAMAGES, ...LIST_DAMAGES, ...RECORD_DAMAGES])("names it when $what", async ({ check, says, make }) => {
    const checks = await sample.verifyAfter(() => make(sample, cases));
    expect(idsOf(checks, "fail")).toContain(check);
    const failed = checks.find((candidate) => candidate.id === check);
    expect(failed?.message).toMatch(says);
    expect(failed?.hint).toBeTruthy();
  });

  test.each([...USER_CHANGES])("only warns when $what", async ({ check, make }) => {
    const checks = await sample.verifyAfter(() => make(sample, cases));
    expect(checks.filter((candidate) => candidate.outcome === "fail")).toEqual([]);
    expect(idsOf(checks, "warn")).toContain(check);
  });

  test("is as it was after all that", async () => {
    expect(idsOf(await sample.verify(), "fail")).toEqual([]);
  });
});
