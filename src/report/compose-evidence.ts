import { withBars } from "./bars.js";
import { columnsOf, noticeOf, noticesBlock, rowOf, type Block } from "./document.js";
import { fill, numberText } from "./phrase.js";
import type { Report } from "./report.js";
import type { Words } from "./words/en.js";

/** A last mailing of this calendar year or the two before it is not called old. */
const YOUNG_YEARS = 2;

/** How old the consent is that is assumed: contacts by the year of their last mailing. */
export function evidenceBlock({ evidence }: Report, words: Words): Block {
  const own = words.evidence;
  const all = evidence.reduce((sum, { contacts }) => sum + contacts, 0);
  const percent = new Intl.NumberFormat(words.locale, { style: "percent", maximumFractionDigits: 1 });
  return {
    kind: "table",
    heading: own.heading,
    columns: columnsOf([own.year], [words.labels.contacts, own.share]),
    rows: withBars(
      evidence.map(({ year, contacts }) =>
        rowOf([year === null ? own.undated : String(year), numberText(contacts, words), percent.format(contacts / all)]),
      ),
      evidence.map(({ contacts }) => ({ before: contacts, after: contacts })),
    ),
    total: rowOf([words.labels.total, numberText(all, words), ""]),
    legend: { kept: words.labels.contacts },
  };
}

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
  return noticesBlock(
    own.heading,
    notices.map((text) => noticeOf(text)),
  );
}

/** How old the evidence is, in a sentence. Undefined where nothing rests on the mailing history. */
function evidenceLine({ evidence, startedAt }: Report, words: Words): string | undefined {
  if (evidence.length === 0) return undefined;
  const own = words.evidence;
  const since = Number(startedAt.slice(0, 4)) - YOUNG_YEARS;
  const sum = (entries: Report["evidence"]): number => entries.reduce((total, { contacts }) => total + contacts, 0);
  const years = evidence.flatMap(({ year }) => (year === null ? [] : [year]));
  const count = sum(evidence.filter(({ year }) => year !== null && year < since));
  const values = { all: numberText(sum(evidence), words), count: numberText(count, words), since: String(since) };
  return fill(count === 0 ? own.young : own.age, { ...values, oldest: String(Math.min(...years)) });
}
