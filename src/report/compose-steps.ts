import { readableName } from "../crm/names.js";
import { basisName, purposeName } from "./words/consent-names.js";
import { knownStepTitle } from "./words/step-titles.js";
import { withBars } from "./bars.js";
import { columnsOf, rowOf, type Block, type Row, type Tone } from "./document.js";
import { durationText, numberText, pluralText } from "./phrase.js";
import type { Changes, ConsentCount, Report, StepReport, StepStatus } from "./report.js";
import { sumChanges } from "./step-figures.js";
import type { Words } from "./words/en.js";

const TONE_OF_STATUS: Readonly<Record<StepStatus, Tone>> = {
  pending: "plain",
  done: "good",
  "already-done": "quiet",
  "partly-done": "warning",
  "not-selected": "quiet",
  failed: "bad",
};

/** `alreadyRecorded` → `already recorded`, for figures that have no word yet. */
function spelledOut(name: string): string {
  return name.replaceAll(/([a-z])([A-Z])/g, (_pair, low: string, high: string) => `${low} ${high.toLowerCase()}`);
}

function changeCells(changes: Changes, words: Words): readonly string[] {
  return [changes.inserted, changes.updated, changes.deleted].map((count) => numberText(count, words));
}

function figures(step: StepReport, words: Words): readonly string[] {
  const counted = Object.entries(step.counts).map(
    ([name, count]) => `${words.counts[name] ?? spelledOut(name)} ${numberText(count, words)}`,
  );
  const worked =
    step.batches > 0 ? [pluralText(words.batches, step.batches, words, { duration: durationText(step.durationMs, words) })] : [];
  const all = [...counted, ...worked];
  return all.length === 0 ? [] : [all.join(", ")];
}

function stepRow(step: StepReport, words: Words): Row {
  const selected = step.status !== "not-selected";
  return {
    cells: [
      knownStepTitle(step.id, words.language) ?? step.title,
      words.statuses[step.status],
      ...(selected ? changeCells(step.changes, words) : ["", "", ""]),
    ],
    tone: TONE_OF_STATUS[step.status],
    notes: [step.id, ...(selected ? figures(step, words) : [])],
  };
}

/** A dry run of rollback that found something. */
export function isUndoAhead(report: Report): boolean {
  return report.command === "rollback" && report.outcome === "changes-pending";
}

/** Before apply, of a rollback to come, where no run has been, and afterwards. */
function headingOf(report: Report): "steps" | "stepsAhead" | "stepsToUndo" | "stepsDone" {
  if (report.command === "plan") return "stepsAhead";
  if (isUndoAhead(report)) return "stepsToUndo";
  return report.command === "status" && report.runs.length === 0 ? "steps" : "stepsDone";
}

/** Rows per step, with what the step is and its own figures below. */
export function stepsBlock(report: Report, words: Words): Block {
  const { labels, headings } = words;
  return {
    kind: "table",
    heading: headings[headingOf(report)],
    columns: columnsOf([labels.step, labels.state], [labels.inserted, labels.updated, labels.deleted]),
    rows: withBars(
      report.steps.map((step) => stepRow(step, words)),
      report.steps.map(({ durationMs }) => ({ before: durationMs, after: durationMs })),
    ),
    legend: words.legends.time,
    total: rowOf([labels.total, "", ...changeCells(sumChanges(report.steps.map(({ changes }) => changes)), words)]),
  };
}

/** `61F Legitimate interest`: the key is what lawyers and the JSON report call it; `#9999 (unknown)`, of which there is no row. */
function basisText(key: string | null, words: Words): string {
  if (key === null) return words.blankBasis;
  const name = /^#\d+$/.test(key) ? words.unknownBasis : basisName(key, words);
  return name === undefined ? key : `${key} ${name}`;
}

/** A row without a key is shown by its name, in the reader's language where it has several. */
function nameOr(name: string | undefined, key: string, { language }: Words): string {
  return name === undefined ? key : readableName(name, language);
}

function consentRow(consent: ConsentCount, words: Words): Row {
  const change = new Intl.NumberFormat(words.locale, { signDisplay: "exceptZero" }).format(consent.after - consent.before);
  return rowOf([
    purposeName(consent.purpose, words) ?? nameOr(consent.purposeName, consent.purpose, words),
    consent.legalBasisName === undefined
      ? basisText(consent.legalBasis, words)
      : nameOr(consent.legalBasisName, consent.legalBasis ?? "", words),
    numberText(consent.before, words),
    numberText(consent.after, words),
    change,
  ]);
}

/** Consent rows by purpose and legal basis, before and after. */
export function consentsBlock(report: Report, words: Words): Block {
  const { labels, headings } = words;
  return {
    kind: "table",
    heading: headings.consents,
    columns: columnsOf([labels.purpose, labels.legalBasis], [labels.before, labels.after, labels.change]),
    rows: withBars(
      report.consents.map((consent) => consentRow(consent, words)),
      report.consents,
    ),
    legend: words.legends.consents,
  };
}
