import type { Language } from "../../language.js";
import { da } from "./da.js";
import { de } from "./de.js";
import { en } from "./en.js";
import { nl } from "./nl.js";
import { no } from "./no.js";
import { sv } from "./sv.js";
import type { Words } from "./words.js";

const WORDS: Readonly<Record<Language, Words>> = { en, sv, no, da, de, nl };

export function wordsOf(lang: Language): Words {
  return WORDS[lang];
}

/** What a step does, in a few words; the id itself where it is no step of this version. */
export function stepTitle(id: string, lang: Language): string {
  const titles: Readonly<Record<string, string>> = wordsOf(lang).steps;
  return titles[id] ?? id;
}
