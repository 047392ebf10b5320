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
