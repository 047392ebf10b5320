import { byUrgency, SAID_FIRST } from "./compose-attention.js";
import { reachLine } from "./compose-reach.js";
import type { Block, Tone } from "./document.js";
import { fill, numberText, pluralText } from "./phrase.js";
import type { Report } from "./report.js";
import { sumChanges } from "./step-figures.js";
import type { Words } from "./words/en.js";

/** The first lines of a report, which can be read aloud; undefined where the outcome says it all. */
export function summaryBlock(report: Report, words: Words): Block | undefined {
  if (report.checks.length > 0) return checksSummary(report, words);
  if (report.command !== "plan" && report.command !== "apply") return undefined;
  if (report.error !== null) return undefined;
  const reach = report.reach === null ? [] : [reachLine(report.reach, words)];
  const lines = [...upgradedLine(report), changesLine(report, words), ...reach, attentionLine(report, words)];
  return { kind: "summary", tone: "plain", lines };
}

/** Where the vendor's upgrade has been, that says more than the figures: first of all, the whole entry. */
function upgradedLine({ attention }: Report): readonly string[] {
  return attention.filter(({ code }) => SAID_FIRST.has(code)).map(({ message }) => message);
}

function changesLine(report: Report, words: Words): string {
  const { summary } = words;
  const { inserted, updated } = sumChanges(report.steps.map(({ changes }) => changes));
  if (inserted + updated === 0) return report.outcome === "changes-pending" ? summary.onlySchema : summary.nothing;
  const values = { inserted: numberText(inserted, words), updated: numberText(updated, words) };
  return fill(report.command === "plan" ? summary.wouldChange : summary.changed, values);
}

function attentionLine(report: Report, words: Words): string {
  const { summary } = words;
  const { decide, look } = byUrgency(report);
  const counted = (text: string, count: number): string => pluralText(text, count, words);
  if (decide.length === 0 && (report.command !== "plan" || report.outcome === "nothing-to-do"))
    return look.length === 0 ? summary.lookAtNothing : counted(summary.lookNow, look.length);
  const before = decide.length === 0 ? summary.decideNothing : counted(summary.decide, decide.length);
  return look.length === 0 ? before : `${before} ${counted(summary.look, look.length)}`;
}

/** The verdict of `verify` and `doctor`: how many checks there were, and how many are not as they should be. */
function checksSummary({ checks }: Report, words: Words): Block {
  const failed = checks.filter(({ outcome }) => outcome === "fail").length;
  const warned = checks.filter(({ outcome }) => outcome === "warn").length;
  const [text, count, tone]: readonly [string, number, Tone] =
    failed > 0
      ? [words.summary.checksFailed, failed, "bad"]
      : warned > 0
        ? [words.summary.checksWarn, warned, "warning"]
        : [words.summary.checksPass, checks.length, "good"];
  return { kind: "summary", tone, lines: [pluralText(text, count, words, { all: numberText(checks.length, words) })] };
}
