import { LANGUAGES, type Language } from "../language.js";

/**
 * Names of lists, as the CRM keeps them: a plain text, or a multi-language string such as
 * `US:"Sales and service";NO:"Salg og kundeservice"`, where the semicolons may be missing.
 */
export interface NamePart {
  /** As written: `US`, `SW`, … */
  readonly prefix: string;
  readonly text: string;
}

type Name = string | number | null | undefined;

/** The vendor's prefixes of a language, the one that decides first. */
const PREFIXES: Readonly<Record<Language, readonly string[]>> = {
  en: ["US", "EN"],
  sv: ["SW"],
  no: ["NO"],
  da: ["DA"],
  de: ["GE"],
  nl: ["NL"],
};

/** Codes of languages that `config.language` may begin with: the vendor's prefixes, and what else the languages are called. */
const CODES: Readonly<Record<Language, readonly string[]>> = {
  en: [...PREFIXES.en, "GB"],
  sv: [...PREFIXES.sv, "SV", "SE"],
  no: [...PREFIXES.no, "NB", "NN"],
  da: [...PREFIXES.da, "DK"],
  de: [...PREFIXES.de, "DE"],
  nl: [...PREFIXES.nl],
};

/** The language of a code such as `SW`, `sv` or `en-GB`; undefined where it is none of ours. */
export function languageOfCode(code: string | null | undefined): Language | undefined {
  const start = (code ?? "").trim().slice(0, 2).toUpperCase();
  return LANGUAGES.find((language) => CODES[language].includes(start));
}

/** A part ends at the quotation mark that is followed by another part or by the end: its text may hold quotation marks. */
const PART = /\s*([A-Za-z]{2}):"(.*?)"\s*(?:;\s*|(?=[A-Za-z]{2}:")|$)/suy;

/** The parts of a multi-language string; none where it is a plain text. */
export function partsOfName(name: Name): readonly NamePart[] {
  const text = String(name ?? "").trim();
  const parts: NamePart[] = [];
  let end = 0;
  while (end < text.length) {
    PART.lastIndex = end;
    const [whole, prefix, part] = PART.exec(text) ?? [];
    if (whole === undefined || prefix === undefined || part === undefined) return [];
    parts.push({ prefix: prefix.toUpperCase(), text: part });
    end += whole.length;
  }
  return parts;
}

/** The name as somebody who reads that language sees it: its part, or the whole string where it has none. */
export function nameIn(name: Name, language: Language): string {
  const parts = partsOfName(name);
  for (const prefix of PREFIXES[language]) {
    const part = parts.find((candidate) => candidate.prefix === prefix && candidate.text.trim() !== "");
    if (part !== undefined) return part.text.trim();
  }
  return String(name ?? "").trim();
}

/** The name for a reader: its part in that language, else the English one, else its first; never the notation of several. */
export function readableName(name: Name, language: Language): string {
  const parts = partsOfName(name).filter(({ text }) => text.trim() !== "");
  const own = [language, "en" as const].flatMap((wanted) => PREFIXES[wanted]);
  const found = own.flatMap((prefix) => parts.find((part) => part.prefix === prefix) ?? [])[0] ?? parts[0];
  return (found?.text ?? String(name ?? "")).trim();
}

/** Whether the name is one of that language: plain, or by the part in it. */
export function isNameIn(name: Name, known: string, language: Language): boolean {
  return comparableName(nameIn(name, language)) === comparableName(known);
}

/** Whether two names are the same in any language: one part of each is equal, without regard to case and outer blanks. */
export function sameName(left: Name, right: Name): boolean {
  const spellings = new Set(spellingsOf(left));
  return spellingsOf(right).some((spelling) => spellings.has(spelling));
}

/** In which form names are compared. */
function comparableName(name: string): string {
  return name.normalize("NFC").trim().toLowerCase();
}

/** The whole string and its parts, without those that are empty. */
function spellingsOf(name: Name): readonly string[] {
  return [String(name ?? ""), ...partsOfName(name).map(({ text }) => text)].map(comparableName).filter((text) => text !== "");
}
