import { barsOf } from "./bars.js";
import { columnsOf, type Block, type Row } from "./document.js";
import { fill, numberText, pluralText } from "./phrase.js";
import type { Reach } from "./report.js";
import type { Words } from "./words/words.js";

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
  const bars = barsOf(figures.map(({ after, privacy }) => ({ before: after, after: privacy })));
  const madeOf = [
    ...line(own.contacts, reach.contacts),
    ...line(own.blocked, reach.blocked),
    ...line(own.withoutAddress, reach.withoutAddress),
    ...line(own.excluded, reach.excluded),
  ];
  return {
    kind: "table",
    heading: own.heading,
    columns: columnsOf([own.group], [own.before, own.after, own.afterWithPrivacy]),
    rows: figures.map(
      ({ title, before, after, privacy }, index): Row => ({
        cells: [title, before === undefined ? "" : number(before), number(after), number(privacy)],
        tone: "plain",
        notes: index === 0 ? madeOf : [],
        bar: bars[index] ?? { kept: 0, gained: 0, lost: 0 },
      }),
    ),
    total: undefined,
    legend: { kept: own.afterWithPrivacy, lost: own.after },
  };
}

/** The same in one line, to be read aloud. */
export function reachLine(reach: Reach, words: Words): string {
  const values = { before: numberText(reach.before, words), privacy: numberText(reach.afterWithPrivacy, words) };
  const own = words.reach;
  if (reach.privacy === "on") return fill(own.summaryOn, { ...values, count: numberText(reach.after, words) });
  return pluralText(own.summary, reach.after, words, values);
}
