import { readableName } from "../crm/names.js";
import type { Language } from "../language.js";
import { SEVERITY_OF, type AttentionCode, type AttentionText, type AttentionTexts } from "./attention/attention-texts.js";
import { da } from "./attention/da.js";
import { de } from "./attention/de.js";
import { en } from "./attention/en.js";
import { nl } from "./attention/nl.js";
import { no } from "./attention/no.js";
import { sv } from "./attention/sv.js";
import { dayText, fill, numberText, pluralText } from "./phrase.js";
import type { Attention, AttentionItem } from "./report.js";
import { wordsOf } from "./words/words-of.js";

export type { AttentionCode };

/** The largest number of records that a report names; `count` has them all. */
export const MOST_ITEMS = 20;

const TEXTS: Readonly<Record<Language, AttentionTexts>> = { en, sv, no, da, de, nl };

/** What the message is about. */
export interface AttentionFacts {
  /** How many records there are, those not among `items` too. Default: the number of items, at least 1. */
  readonly count?: number;
  readonly items?: readonly AttentionItem[];
  /** What the message's placeholders stand for, besides {count}. */
  readonly params?: AttentionParams;
  /** Whether apply has been there: then its advice is what can be done afterwards. */
  readonly isDone?: boolean;
}

/** Texts, numbers, or lists of names in the CRM, of which readers see the part in their language. */
export type AttentionParams = Readonly<Record<string, string | number | readonly string[]>>;

function isKnown(code: string): code is AttentionCode {
  return Object.hasOwn(SEVERITY_OF, code);
}

function textOf(code: string, lang: Language): AttentionText | undefined {
  return isKnown(code) ? TEXTS[lang][code] : undefined;
}

function paramText(value: AttentionParams[string], lang: Language): string {
  if (typeof value === "number") return numberText(value, wordsOf(lang));
  return typeof value === "string" ? dayText(value, wordsOf(lang)) : value.map((each) => readableName(each, lang)).join(", ");
}

/**
 * An entry of the report's `attention`: message and advice in the reader's language.
 * @param code one of `AttentionCode`; another one is shown as it is, as a warning
 */
export function attention(code: AttentionCode | (string & {}), facts: AttentionFacts, lang: Language): Attention {
  const items = facts.items ?? [];
  const count = facts.count ?? Math.max(items.length, 1);
  const text = textOf(code, lang);
  const words = wordsOf(lang);
  const params = Object.fromEntries(Object.entries(facts.params ?? {}).map(([name, value]) => [name, paramText(value, lang)]));
  const message = text === undefined ? code : `${pluralText(text, count, words, params)} ${fill(adviceOf(text, facts), params)}`;
  return {
    code,
    severity: isKnown(code) ? SEVERITY_OF[code] : "warning",
    count,
    message,
    items: items.slice(0, MOST_ITEMS).map((item) => ({ ...item })),
    ...(text === undefined ? {} : { params: { ...facts.params } }),
  };
}

function adviceOf({ advice, afterwards }: AttentionText, { isDone }: AttentionFacts): string {
  return isDone === true ? (afterwards ?? advice) : advice;
}

/** A stored entry in the reader's language; one without its params, by an earlier version, in its own. */
export function reworded(entry: Attention, lang: Language, isDone: boolean): Attention {
  const { code, count, items, params } = entry;
  return params === undefined ? entry : attention(code, { count, items, params, isDone }, lang);
}
