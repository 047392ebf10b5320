import type { Language } from "../language.js";
import { attention } from "./attention.js";
import { fill } from "./phrase.js";
import type { Attention } from "./report.js";
import type { LanguageReason } from "./words/words.js";
import { wordsOf } from "./words/words-of.js";

/** Which language is seeded, and why; `evidence` tells where it was found. */
export interface SeededLanguage {
  readonly language: Language;
  readonly because: LanguageReason;
  readonly evidence: string;
}

/** The entry `LANGUAGE_CHOSEN` of the report's `attention`. */
export function languageAttention(seeded: SeededLanguage, lang: Language): Attention {
  const words = wordsOf(lang);
  const name = new Intl.DisplayNames([words.locale], { type: "language" }).of(seeded.language) ?? seeded.language;
  const because = fill(words.languageBecause[seeded.because], { evidence: seeded.evidence });
  // Its params are words of a language, so that it is not worded anew.
  const { params: _words, ...entry } = attention(
    { code: "LANGUAGE_CHOSEN", params: { language: `${name} (${seeded.language})`, because } },
    lang,
  );
  return entry;
}
