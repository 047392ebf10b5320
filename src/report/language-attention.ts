import { z } from "zod";
import { LANGUAGES, type Language } from "../language.js";
import { attention } from "./attention.js";
import { fill } from "./phrase.js";
import type { Attention } from "./report.js";
import { wordsOf } from "./words/words-of.js";

/** The configuration names it, the CRM's own does, a row's name is in it, nothing tells another, the run began with it. */
const LANGUAGE_REASONS = ["configured", "installation", "found", "default", "run"] as const;

/** Which language is seeded, and why; `evidence` tells where it was found. */
const SeededLanguage = z.object({
  language: z.enum(LANGUAGES),
  because: z.enum(LANGUAGE_REASONS),
  evidence: z.string(),
});

export type SeededLanguage = Readonly<z.infer<typeof SeededLanguage>>;

/** The entry `LANGUAGE_CHOSEN` of the report's `attention`. */
export function languageAttention(seeded: SeededLanguage, lang: Language): Attention {
  const words = wordsOf(lang);
  const name = new Intl.DisplayNames([words.locale], { type: "language" }).of(seeded.language) ?? seeded.language;
  const because = fill(words.languageBecause[seeded.because], { evidence: seeded.evidence });
  const said = attention({ code: "LANGUAGE_CHOSEN", params: { language: `${name} (${seeded.language})`, because } }, lang);
  return { ...said, params: { ...seeded } };
}

/** A stored entry in the reader's language; one without its params, by an earlier version, in its own. */
export function reworded(entry: Attention, lang: Language): Attention {
  const { code, count, items, params } = entry;
  if (params === undefined) return entry;
  if (code !== "LANGUAGE_CHOSEN") return attention({ code, count, items, params }, lang);
  const seeded = SeededLanguage.safeParse(params);
  return seeded.success ? languageAttention(seeded.data, lang) : entry;
}
