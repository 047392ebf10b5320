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
import { dayText, numberText, pluralText } from "./phrase.js";
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

/** An entry with advice that holds once apply has been there; for people: in JSON it says what plan says. */
export function afterApply(entry: Attention, lang: Language): Attention {
  const { code, count, params } = entry;
  const text = textOf(code, lang);
  if (typeof text !== "object" || params === undefined) return entry;
  return { ...entry, message: messageOf(`${text.text} ${text.afterwards}`, count, params, lang) };
}

function messageOf(text: string, count: number, facts: NonNullable<Finding["params"]>, lang: Language): string {
  const params = Object.fromEntries(Object.entries(facts).map(([name, value]) => [name, paramText(value, lang)]));
  return pluralText(text, count, wordsOf(lang), params);
}

/** A finding as an entry of the report's `attention`, in the reader's language. A code that is not known is shown as it is, as a warning. */
export function attention(finding: Finding, lang: Language): Attention {
  const { code, items = [], count = Math.max(items.length, 1), params = {} } = finding;
  const text = textOf(code, lang);
  const told = typeof text === "object" ? `${text.text} ${text.advice}` : (text ?? code);
  return {
    code,
    severity: isKnown(code) ? SEVERITY_OF[code] : "warning",
    count,
    message: messageOf(told, count, params, lang),
    items: items.slice(0, MOST_ITEMS).map((item) => ({ ...item })),
    ...(text === undefined ? {} : { params: { ...params } }),
  };
}

/** Findings in the reader's words. */
export function attentionOf(findings: readonly Finding[], lang: Language): Attention[] {
  return findings.map((finding) => attention(finding, lang));
}
