import type { Language } from "../language.js";
import type { Finding } from "../steps/finding.js";
import { fill, numberText } from "./phrase.js";
import type { Report } from "./report.js";
import { stepTitle } from "./words/step-titles.js";
import { wordsOf } from "./words/words-of.js";

/** What can be answered; the capital is what nothing means. */
function answers(lang: Language): string {
  return lang === "en" ? "[y/N]" : "[j/N]";
}

/** `crm (postgres, crm7)` */
function databaseText({ database }: Report): string {
  const { name = "", engine = "", schema } = database ?? {};
  return typeof schema === "string" ? `${name} (${engine}, ${schema})` : `${name} (${engine})`;
}

/** What `apply` asks before it begins: database, steps and rows. */
export function applyQuestion(plan: Report, lang: Language): string {
  const words = wordsOf(lang);
  const own = words.questions;
  const lines = plan.steps
    .filter((step) => step.status === "pending" || step.status === "partly-done")
    .map((step) => {
      const values = {
        step: stepTitle(step.id, lang),
        inserted: numberText(step.changes.inserted, words),
        updated: numberText(step.changes.updated, words),
      };
      return `  ${fill(own.step, values)}`;
    });
  return [fill(own.about, { database: databaseText(plan) }), ...lines, `${own.begin} ${answers(lang)}`].join("\n");
}

/** A rollback that is asked about. */
interface UndoAhead {
  readonly report: Report;
  readonly runs: readonly { readonly run_id: string }[];
  /** Rows that somebody changed since. */
  readonly left: Finding | undefined;
  /** Tables, and columns where `detail` says so, that somebody uses. */
  readonly inUse: Finding | undefined;
}

/** What `rollback` asks before it begins. */
export function rollbackQuestion({ report, runs, left, inUse }: UndoAhead, dropsLedger: boolean, lang: Language): string {
  const words = wordsOf(lang);
  const own = words.questions.undo;
  const counted = (text: string, count: number, name = ""): readonly string[] =>
    count > 0 ? [fill(text, { count: numberText(count, words), name })] : [];
  const lines = report.steps.flatMap(({ id, changes, counts }) => {
    const parts = [
      ...counted(own.deleted, changes.deleted),
      ...counted(own.restored, changes.updated),
      ...Object.entries(counts).flatMap(([name, n]) => counted(own.dropped, n, words.counts[name] ?? name)),
    ];
    return parts.length === 0 ? [] : [`${stepTitle(id, lang)}: ${parts.join(", ")}`];
  });
  const things = (inUse?.items ?? []).map(({ table, id, detail }) =>
    detail === "column" ? fill(own.column, { column: id, table }) : fill(own.table, { table }),
  );
  const [first] = runs;
  const chosen =
    runs.length > 1 ? fill(own.runs, { count: numberText(runs.length, words) }) : fill(own.run, { run: first?.run_id ?? "" });
  const more = [
    ...counted(own.changedSince, left?.count ?? 0),
    ...(things.length === 0 ? [] : [fill(own.inUse, { things: things.join(", ") })]),
    ...(dropsLedger ? [own.ledger] : []),
  ];
  const about = fill(own.about, { what: first === undefined ? own.remains : chosen, database: databaseText(report) });
  return [about, ...[...lines, ...more].map((line) => `  ${line}`), `${own.begin} ${answers(lang)}`].join("\n");
}
