import { describe, expect, test } from "vitest";
import { printable, printableJson } from "../../src/printable.js";
import { csvEvidence, jsonEvidence } from "../../src/ledger/evidence-lines.js";
import type { EvidenceRow } from "../../src/ledger/evidence-rows.js";
import { comment } from "../../src/script/code-lines.js";

const EVIDENCE: EvidenceRow = {
  personId: 1,
  consentId: 2,
  purpose: "STORE",
  legalBasis: "61F",
  source: "UNKNOWN",
  rule: "sales-and-service",
  evidence: "",
  writtenAt: "2026-01-31T22:00:00.000Z",
  runId: "r",
  changedSince: false,
  person: undefined,
};

/** Turn the direction of writing, or end a line for some programs. */
const TURNING = ["\u061c", "\u200e", "\u200f", "\u2028", "\u2029", "\u202a", "\u202e", "\u2066", "\u2069", "\u009b"];

describe.each(TURNING)("%j", (character) => {
  test("is not printed", () => {
    expect(printable(`a${character}b`)).toBe("a b");
  });

  test("is escaped in JSON, which keeps its value", () => {
    const json = printableJson(JSON.stringify({ text: `a${character}b` }));
    expect(json).not.toContain(character);
    expect(JSON.parse(json)).toEqual({ text: `a${character}b` });
  });

  test("is a blank in the evidence's CSV, and escaped in its JSON lines", () => {
    const row = { ...EVIDENCE, evidence: `a${character}b` };
    const csv = csvEvidence({ includePersonalData: false, isPlanned: false }).lines([row]);
    expect(csv).toContain(",a b,");
    expect(csv.trimEnd()).not.toContain("\n");
    const json = jsonEvidence().lines([row]);
    expect(json).not.toContain(character);
    expect(JSON.parse(json)).toMatchObject({ consent_upgrade: { evidence: `a${character}b` } });
  });

  test("is not in a script's comments", () => {
    expect(comment(`a${character}b`)).toEqual(["-- a b"]);
  });
});
