import type { Language } from "../language.js";
import { afterApply } from "./attention.js";
import { attentionBlocks, byUrgency, checkBlocks, SAID_FIRST } from "./compose-attention.js";
import { comparedBlock, manyReportsBlock } from "./compose-compared.js";
import { runsBlock } from "./compose-runs.js";
import { evidenceBlock, officerBlock } from "./compose-evidence.js";
import { explainBlock } from "./compose-explain.js";
import { reachBlock } from "./compose-reach.js";
import { consentsBlock, isUndoAhead, stepsBlock } from "./compose-steps.js";
import { summaryBlock } from "./compose-summary.js";
import { noticeOf, noticesBlock, type Block, type Fact, type ReportDocument, type Tone } from "./document.js";
import { nextCommands } from "./next-steps.js";
import { durationText, fill, momentText } from "./phrase.js";
import type { DatabaseFacts, Outcome, Report, ReportError } from "./report.js";
import type { Words } from "./words/en.js";
import { wordsOf } from "./words/words-of.js";

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
  explained: "good",
};

function databaseText(database: DatabaseFacts, words: Words): string {
  const { name, engine, serverVersion, schema } = database;
  const text = fill(words.databaseOn, { name, engine, version: serverVersion });
  return schema === null || schema === "" ? text : fill(words.databaseSchema, { database: text, schema });
}

function facts(report: Report, words: Words): Block {
  const { labels } = words;
  const plain = (label: string, value: string): Fact => ({ label, value, tone: "plain" });
  const took = { moment: momentText(report.startedAt, words), duration: durationText(report.durationMs, words) };
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

function errorBlock({ code, message, hint }: ReportError, words: Words): Block | undefined {
  const notice = noticeOf(message, { mark: words.severities.error, tone: "bad", name: code, hint });
  return noticesBlock(words.headings.error, [notice]);
}

function titleOf({ command, reports }: Report, words: Words): string {
  if (command === null) return words.headings.error;
  return command === "report" && reports.length > 0 ? words.compared.title : words.titles[command];
}

/**
 * The report in words, in the order in which a person wants to read it.
 * @param isPage a page that is kept and handed on: then with what the data protection officer asks
 */
export function compose(report: Report, readers: Language, isPage = false): ReportDocument {
  // Single checks name settings, rights and SQL: they are English on purpose, and so is then the whole page.
  const lang = report.checks.length > 0 ? "en" : readers;
  const words = wordsOf(lang);
  const { headings } = words;
  const advice = nextCommands(report).map(({ step, command }) => ({ text: words.next[step], command }));
  const { decide, look, know } = byUrgency(
    report.command === "apply" ? { ...report, attention: report.attention.map((entry) => afterApply(entry, lang)) } : report,
  );
  const blocks: readonly (Block | undefined)[] = [
    summaryBlock(report, words),
    facts(report, words),
    report.error === null ? undefined : errorBlock(report.error, words),
    report.command === "status" ? runsBlock(report.runs, words) : undefined,
    ...attentionBlocks({ decide, look: [], know: [] }, words),
    report.steps.length === 0 || isAllZeros(report) ? undefined : stepsBlock(report, words),
    report.consents.length === 0 ? undefined : consentsBlock(report, words),
    report.reach === null ? undefined : reachBlock(report.reach, words),
    report.evidence.length === 0 ? undefined : evidenceBlock(report, words),
    report.reports.length === 0 || report.command !== "plan" ? undefined : comparedBlock(report, words),
    report.reports.length === 0 || report.command !== "report" ? undefined : manyReportsBlock(report.reports, words),
    ...report.persons.map((person) => explainBlock(person, words)),
    ...checkBlocks(report.checks, words),
    ...attentionBlocks({ decide: [], look, know }, words),
    isPage ? officerBlock(report, words) : undefined,
    advice.length === 0 ? undefined : { kind: "advice", heading: headings.next, advice },
  ];
  return {
    title: titleOf(report, words),
    program: `${report.tool.name} ${report.tool.version}`,
    locale: words.locale,
    blocks: blocks.filter((block) => block !== undefined),
  };
}

/** A rollback with nothing to undo; and where the first line says that the vendor's upgrade has been here, and nothing is left: a table would be zeros alone. */
function isAllZeros({ attention, command, outcome }: Report): boolean {
  return outcome === "nothing-to-do" && (command === "rollback" || attention.some(({ code }) => SAID_FIRST.has(code)));
}
