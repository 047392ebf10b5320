import { withBars } from "./bars.js";
import { columnsOf, rowOf, type Block } from "./document.js";
import { fill, numberText, pluralText } from "./phrase.js";
import type { Reach } from "./report.js";
import type { Words } from "./words/en.js";

/** Whom mailings reach: before, after, and once E-marketing privacy is on; then by subscription type. */
export function reachBlock(reach: Reach, words: Words): Block {
  const own = words.reach;
  const number = (value: number): string => numberText(value, words);
  const line = (text: string, value: number | null): readonly string[] =>
    value === null || value === 0 ? [] : [fill(text, { count: number(value) })];
  const figures = [
    { title: own.everybody, before: reach.before, after: reach.after, privacy: reach.afterWithPrivacy },
    ...reach.types.map(({ name, after, afterWithPrivacy }) => ({
      title: fill(own.subscribers, { type: name }),
      before: undefined,
      after,
      privacy: afterWithPrivacy,
    })),
  ];
  const madeOf = [
    ...line(own.contacts, reach.contacts),
    ...line(own.blocked, reach.blocked),
    ...line(own.withoutAddress, reach.withoutAddress),
    ...line(own.excluded, reach.excluded),
  ];
  return {
    kind: "table",
    heading: own.heading,
    columns: columnsOf([words.labels.contacts], [words.labels.before, words.labels.after, own.afterWithPrivacy]),
    rows: withBars(
      figures.map(({ title, before, after, privacy }, index) => {
        const cells = [title, before === undefined ? "" : number(before), number(after), number(privacy)];
        return rowOf(cells, { notes: index === 0 ? madeOf : [] });
      }),
      figures.map(({ after, privacy }) => ({ before: after, after: privacy })),
    ),
    legend: { kept: own.afterWithPrivacy, lost: words.labels.after },
  };
}

/** The same in one line, to be read aloud. */
export function reachLine(reach: Reach, words: Words): string {
  const values = { before: numberText(reach.before, words), privacy: numberText(reach.afterWithPrivacy, words) };
  const own = words.reach;
  if (reach.privacy === "on") return fill(own.summaryOn, { ...values, count: numberText(reach.after, words) });
  return pluralText(own.summary, reach.after, words, values);
}
