import { lineOf, type Block } from "./document.js";
import { evidenceLine } from "./compose-evidence.js";
import { fill, numberText } from "./phrase.js";
import type { Report } from "./report.js";
import type { Words } from "./words/en.js";

/** What the data protection officer asks of a page: what was assumed, on which ground, what was not, and what it is worth. */
export function officerBlock(report: Report, words: Words): Block | undefined {
  if ((report.command !== "plan" && report.command !== "apply") || report.consents.length === 0) return undefined;
  const own = words.officer;
  const after = (purpose: string, legalBasis: string): string =>
    numberText(report.consents.find((row) => row.purpose === purpose && row.legalBasis === legalBasis)?.after ?? 0, words);
  const figures = fill(own.figures, {
    store: after("STORE", "61F"),
    given: after("EMARKETING", "61F"),
    withdrawn: after("EMARKETING", "WITHDRAWN"),
  });
  const age = evidenceLine(report, words);
  const notices = [figures, own.ground, ...(age === undefined ? [] : [age]), own.notAssumed, own.reading];
  return { kind: "notices", heading: own.heading, folded: false, notices: notices.map((text) => lineOf(text)) };
}
