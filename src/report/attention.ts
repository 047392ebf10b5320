import { readableName } from "../crm/names.js";
import { MOST_ITEMS, type Finding } from "../steps/finding.js";
import type { Language } from "../language.js";
import { SEVERITY_OF, type AttentionCode, type AttentionText, type AttentionTexts } from "./attention/attention-texts.js";
import { da } from "./attention/da.js";
import { de } from "./attention/de.js";
import { en } from "./attention/en.js";
import { nl } from "./attention/nl.js";
import { no } from "./attention/no.js";
import { sv } from "./attention/sv.js";
import { dayText, fill, numberText, pluralText } from "./phrase.js";
import type { Attention } from "./report.js";
import { wordsOf } from "./words/words-of.js";

const TEXTS: Readonly<Record<Language, AttentionTexts>> = { en, sv, no, da, de, nl };

function isKnown(code: string): code is AttentionCode {
  return Object.hasOwn(SEVERITY_OF, code);
}

function textOf(code: string, lang: Language): AttentionText | undefined {
  return isKnown(code) ? TEXTS[lang][code] : undefined;
}

function paramText(value: NonNullable<Finding["params"]>[string], lang: Language): string {
  if (typeof value === "number") return numberText(value, wordsOf(lang));
  return typeof value === "string" ? dayText(value, wordsOf(lang)) : value.map((each) => readableName(each, lang)).join(", ");
}

/**
 * A finding as an entry of the report's `attention`, in the reader's language. A code that is not known is shown as it is, as a warning.
 * @param isDone whether apply has been there: then its advice is what can be done afterwards
 */
export function attention(finding: Finding, lang: Language, isDone = false): Attention {
  const { code, items = [], count = Math.max(items.length, 1), params = {} } = finding;
  const text = textOf(code, lang);
  const words = wordsOf(lang);
  const inWords = Object.fromEntries(Object.entries(params).map(([name, value]) => [name, paramText(value, lang)]));
  const advice = (isDone ? text?.afterwards : undefined) ?? text?.advice ?? "";
  return {
    code,
    severity: isKnown(code) ? SEVERITY_OF[code] : "warning",
    count,
    message: text === undefined ? code : `${pluralText(text, count, words, inWords)} ${fill(advice, inWords)}`,
    items: items.slice(0, MOST_ITEMS).map((item) => ({ ...item })),
    ...(text === undefined ? {} : { params: { ...params } }),
  };
}

/** A stored entry in the reader's language; one without its params, by an earlier version, in its own. */
export function reworded(entry: Attention, lang: Language, isDone: boolean): Attention {
  const { code, count, items, params } = entry;
  return params === undefined ? entry : attention({ code, count, items, params }, lang, isDone);
}
