import { plainKey } from "./keys.js";
import { comparableName, nameIn } from "./names.js";
import { LANGUAGES, type Language } from "../language.js";
import { seededTexts, type NamedText } from "./seeded-texts.js";

/** A row of a reference table as it stands in the database. */
export interface ReferenceName {
  readonly table: "ConsentPurpose" | "LegalBase" | "ConsentSource";
  readonly key: string;
  readonly name: string;
}

/** A language, and the sentence that tells users why it was taken. */
export interface LanguageFound {
  readonly language: Language;
  readonly because: string;
}

interface Match {
  readonly row: ReferenceName;
  readonly languages: readonly Language[];
}

interface Score {
  readonly language: Language;
  readonly matches: number;
  /** Matches that no other language shares. */
  readonly own: number;
}

/** Names that CRM releases show besides the ones we write, and those that earlier versions of this tool wrote. */
const OTHER_NAMES: Readonly<Record<Language, Readonly<Record<string, readonly string[]>>>> = {
  en: { "61D": ["Vital interests"], USER: ["User"], REQUEST: ["Request"], API: ["API"] },
  sv: {
    STORE: ["Försäljning och tjänster"],
    EMARKETING: ["E-marknadsföring"],
    "61F": ["Berättigat intresse"],
    USER: ["Användare"],
    REQUEST: ["Ärende"],
    API: ["API"],
  },
  no: { STORE: ["Salg og service"], USER: ["Bruker"], REQUEST: ["Sak"], API: ["API"] },
  da: { STORE: ["Salg og service"], USER: ["Bruger"], REQUEST: ["Sag"], API: ["API"] },
  de: { STORE: ["Vertrieb und Service"], USER: ["Benutzer"], REQUEST: ["Anfrage"], API: ["API"] },
  nl: {
    STORE: ["Verkoop en service"],
    CUSTOMERPORTAL: ["Klantenportal"],
    USER: ["Gebruiker"],
    REQUEST: ["Verzoek"],
    API: ["API"],
  },
};

type NamesOfTable = readonly [ReferenceName["table"], Readonly<Record<string, NamedText>>];

function tablesOf(language: Language): readonly NamesOfTable[] {
  const texts = seededTexts(language);
  return [
    ["ConsentPurpose", texts.purposes],
    ["LegalBase", texts.legalBases],
    ["ConsentSource", texts.consentSources],
  ];
}

function identity(table: ReferenceName["table"], key: string, name: string): string {
  return JSON.stringify([table, plainKey(key), comparableName(name)]);
}

function knownNames(language: Language): ReadonlySet<string> {
  const known = new Set<string>();
  for (const [table, texts] of tablesOf(language)) {
    for (const [key, { name }] of Object.entries(texts)) {
      for (const each of [name, ...(OTHER_NAMES[language][key] ?? [])]) known.add(identity(table, key, each));
    }
  }
  return known;
}

function matchesOf(rows: readonly ReferenceName[]): readonly Match[] {
  const known = LANGUAGES.map((language) => ({ language, names: knownNames(language) }));
  return rows.map((row) => {
    const isKnown = ({ language, names }: (typeof known)[number]): boolean =>
      names.has(identity(row.table, row.key, nameIn(row.name, language)));
    return { row, languages: known.filter(isKnown).map(({ language }) => language) };
  });
}

function scoresOf(matches: readonly Match[]): readonly Score[] {
  return LANGUAGES.map((language) => {
    const hits = matches.filter(({ languages }) => languages.includes(language));
    return { language, matches: hits.length, own: hits.filter(({ languages }) => languages.length === 1).length };
  });
}

/** The row that says most: the one that fits the fewest languages, the first of those. */
function mostTelling(matches: readonly Match[], language: Language): Match | undefined {
  return matches
    .filter(({ languages }) => languages.includes(language))
    .toSorted((a, b) => a.languages.length - b.languages.length)[0];
}

/**
 * The language whose known names match the existing reference rows best, without regard to case and outer blanks, and by
 * their parts where they are multi-language strings; names
 * differ from release to release, so several are known. Among languages with equally many matches the one with more
 * names of its own wins, then the first in the order of `LANGUAGES` (Norwegian and Danish share several names), and
 * `because` says so.
 * @returns undefined when no name is known
 */
export function languageOfNames(rows: readonly ReferenceName[]): LanguageFound | undefined {
  const matches = matchesOf(rows);
  const [best, ...others] = scoresOf(matches).toSorted((a, b) => b.matches - a.matches || b.own - a.own);
  if (best === undefined) return undefined;
  const telling = mostTelling(matches, best.language);
  if (telling === undefined) return undefined;
  const { table, key, name } = telling.row;
  const because = `${table} ${plainKey(key)} "${nameIn(name, best.language)}"`;
  const tied = others.filter(({ matches: count, own }) => count === best.matches && own === best.own);
  if (tied.length === 0) return { language: best.language, because };
  const candidates = [best, ...tied].map(({ language }) => language).join(", ");
  return { language: best.language, because: `${because} (${candidates})` };
}
