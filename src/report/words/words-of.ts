import type { Language } from "../../language.js";
import { da } from "./da.js";
import { de } from "./de.js";
import { en, type Words } from "./en.js";
import { nl } from "./nl.js";
import { no } from "./no.js";
import { sv } from "./sv.js";

const WORDS: Readonly<Record<Language, Words>> = { en, sv, no, da, de, nl };

export function wordsOf(lang: Language): Words {
  return WORDS[lang];
}
