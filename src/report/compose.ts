import type { Language } from "../language.js";
import { consentsBlock, isUndoAhead, stepsBlock } from "./compose-steps.js";
import { runsBlock } from "./compose-runs.js";
import type { Block, Fact, Notice, ReportDocument, Tone } from "./document.js";
import { nextCommands } from "./next-steps.js";
import { durationText, fill, momentText, pluralText } from "./phrase.js";
import type { Attention, AttentionItem, Check, DatabaseFacts, Outcome, Report, ReportError } from "./report.js";
import { wordsOf, type Words } from "./words/words.js";

const TONE_OF_OUTCOME: Readonly<Record<Outcome, Tone>> = {
  "nothing-to-do": "good",
  "changes-pending": "plain",
  applied: "good",
  failed: "bad",
  interrupted: "warning",
  refused: "bad",
  verified: "good",
  violations: "bad",
  "rolled-back": "good",
  ready: "good",
  "not-ready": "bad",
  created: "good",
};

const TONE_OF_SEVERITY: Readonly<Record<Attention["severity"], Tone>> = {
  info: "plain",
  warning: "warning",
  error: "bad",
};
const TONE_OF_CHECK: Readonly<Record<Check["outcome"], Tone>> = { pass: "good", warn: "warning", fail: "bad" };

function databaseText(database: DatabaseFacts, words: Words): string {
  const { name, engine, serverVersion, schema } = database;
  const text = fill(words.databaseOn, { name, engine, version: serverVersion });
  return schema === null || schema === "" ? text : fill(words.databaseSchema, { database: text, schema });
}

function facts(report: Report, words: Words): Block {
  const { labels } = words;
  const plain = (label: string, value: string): Fact => ({ label, value, tone: "plain" });
  const took = { moment: momentText(report.startedAt), duration: durationText(report.durationMs, words) };
  return {
    kind: "facts",
    facts: [
      ...(report.database === null ? [] : [plain(labels.database, databaseText(report.database, words))]),
      ...(report.runId === null ? [] : [plain(labels.run, report.runId)]),
      plain(labels.time, fill(words.startedAndTook, took)),
      {
        label: labels.result,
        value: isUndoAhead(report) ? words.undoAhead : words.outcomes[report.outcome],
        tone: TONE_OF_OUTCOME[report.outcome],
      },
    ],
  };
}

function errorBlock(error: ReportError, words: Words): Block {
  const notice: Notice = {
    mark: words.severities.error,
    tone: "bad",
    name: error.code,
    text: error.message,
    hint: error.hint ?? undefined,
    items: [],
  };
  return { kind: "notices", heading: words.headings.error, notices: [notice] };
}

/** Records with something to say have a line each; bare ids of one table share one. */
function itemLines(items: readonly AttentionItem[]): readonly string[] {
  const bare = items.filter(({ detail }) => detail === "");
  const tables = [...new Set(bare.map(({ table }) => table))];
  const shared = tables.map((name) => {
    const ids = bare.filter(({ table }) => table === name).map(({ id }) => id);
    return `${name} ${ids.join(", ")}`.trim();
  });
  const telling = items
    .filter(({ detail }) => detail !== "")
    .map(({ table, id, detail }) => `${`${table} ${id}`.trim()}: ${detail}`);
  return [...telling, ...shared];
}

function attentionNotice(entry: Attention, words: Words): Notice {
  const items = itemLines(entry.items);
  const rest = entry.count - entry.items.length;
  return {
    mark: words.severities[entry.severity],
    tone: TONE_OF_SEVERITY[entry.severity],
    name: entry.code,
    text: entry.message,
    hint: undefined,
    items: items.length > 0 && rest > 0 ? [...items, pluralText(words.more, rest, words)] : items,
  };
}

function checkNotice(check: Check, words: Words): Notice {
  return {
    mark: words.checkOutcomes[check.outcome],
    tone: TONE_OF_CHECK[check.outcome],
    name: "",
    text: check.message,
    hint: check.outcome === "pass" ? undefined : (check.hint ?? undefined),
    items: [],
  };
}

const URGENCY: Readonly<Record<Attention["severity"], number>> = { error: 0, warning: 1, info: 2 };

function byUrgency(entries: readonly Attention[]): readonly Attention[] {
  return entries.toSorted((a, b) => URGENCY[a.severity] - URGENCY[b.severity]);
}

/** The report in words, in the order in which a person wants to read it. */
export function compose(report: Report, lang: Language): ReportDocument {
  const words = wordsOf(lang);
  const { headings } = words;
  const advice = nextCommands(report).map(({ step, command }) => ({ text: words.next[step], command }));
  const blocks: readonly (Block | undefined)[] = [
    facts(report, words),
    report.error === null ? undefined : errorBlock(report.error, words),
    report.command === "status" ? runsBlock(report.runs, words) : undefined,
    report.steps.length === 0 ? undefined : stepsBlock(report, words),
    report.consents.length === 0 ? undefined : consentsBlock(report, words),
    report.checks.length === 0
      ? undefined
      : { kind: "notices", heading: headings.checks, notices: report.checks.map((check) => checkNotice(check, words)) },
    report.attention.length === 0
      ? undefined
      : {
          kind: "notices",
          heading: report.attention.every(({ severity }) => severity === "info") ? headings.notes : headings.attention,
          notices: byUrgency(report.attention).map((entry) => attentionNotice(entry, words)),
        },
    advice.length === 0 ? undefined : { kind: "advice", heading: headings.next, advice },
  ];
  return {
    title: report.command === null ? headings.error : words.titles[report.command],
    program: `${report.tool.name} ${report.tool.version}`,
    locale: words.locale,
    blocks: blocks.filter((block) => block !== undefined),
  };
}
