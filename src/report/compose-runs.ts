import { columnsOf, type Block, type Row, type Tone } from "./document.js";
import { durationText, fill, momentText, numberText, pluralText } from "./phrase.js";
import type { RunSummary } from "./report.js";
import type { Words } from "./words/en.js";

const TONE_OF_OUTCOME: Readonly<Record<RunSummary["outcome"], Tone>> = {
  running: "plain",
  applied: "good",
  failed: "bad",
  interrupted: "warning",
  "partly-rolled-back": "warning",
  "rolled-back": "quiet",
};

function progressNote(run: RunSummary, words: Words): readonly string[] {
  if (run.atWork === null) return [];
  const { step, personsDone, personsTotal, rowsWritten, personsPerSecond, secondsLeft } = run.atWork;
  const total = personsTotal === null ? "?" : numberText(personsTotal, words);
  const values = { step, done: numberText(personsDone, words), total, rows: numberText(rowsWritten, words) };
  const speed = personsPerSecond === null ? [] : [fill(words.perSecond, { rate: numberText(personsPerSecond, words) })];
  const left = secondsLeft === null ? [] : [fill(words.timeLeft, { duration: durationText(secondsLeft * 1000, words) })];
  return [[fill(run.outcome === "running" ? words.atWork : words.cameTo, values), ...speed, ...left].join(", ")];
}

function settingsNote(run: RunSummary, words: Words): readonly string[] {
  const settings = Object.entries(run.settings).map(([name, value]) => `${name} = ${JSON.stringify(value)}`);
  return settings.length === 0 ? [] : [`${words.labels.settings}: ${settings.join(", ")}`];
}

function runRow(run: RunSummary, words: Words): Row {
  const rows = (["inserted", "updated", "deleted"] as const).map(
    (kind) => `${words.labels[kind].toLocaleLowerCase(words.locale)} ${numberText(run.changes[kind], words)}`,
  );
  const by = fill(words.ranBy, { login: run.login, machine: run.machine, version: run.toolVersion });
  const ended = run.finishedAt === null ? [] : [fill(words.endedAt, { moment: momentText(run.finishedAt, words) })];
  return {
    cells: [run.runId, words.runOutcomes[run.outcome], momentText(run.startedAt, words)],
    tone: TONE_OF_OUTCOME[run.outcome],
    notes: [
      [by, pluralText(words.attempts, run.attempts, words), ...ended].join(", "),
      rows.join(", "),
      ...progressNote(run, words),
      ...settingsNote(run, words),
    ],
  };
}

/** For `status`: who ran what, when, how far, and with what outcome. */
export function runsBlock(runs: readonly RunSummary[], words: Words): Block {
  if (runs.length === 0) return { kind: "paragraph", text: words.noRuns };
  return {
    kind: "table",
    heading: words.headings.runs,
    columns: columnsOf([words.labels.run, words.labels.state, words.labels.time]),
    rows: runs.map((run) => runRow(run, words)),
  };
}
