import { plainKey } from "./keys.js";
import { isNameIn, nameIn } from "./names.js";
import type { KeyedTable } from "./reference.js";
import { LANGUAGES, type Language } from "../language.js";
import { seededTexts, type NamedText } from "./seeded-texts.js";

/** A row of a reference table as it stands in the database. */
export interface ReferenceName {
  readonly table: KeyedTable;
  readonly key: string;
  readonly name: string;
}

/** A language, and the sentence that tells users why it was taken. */
export interface LanguageFound {
  readonly language: Language;
  readonly because: string;
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

/** Whether a row has a name that its key is known to have in a language. */
function isKnown({ table, key, name }: ReferenceName, language: Language): boolean {
  const { purposes, legalBases, consentSources } = seededTexts(language);
  const tables = { ConsentPurpose: purposes, LegalBase: legalBases, ConsentSource: consentSources };
  const seeded: Readonly<Record<string, NamedText>> = tables[table];
  const plain = plainKey(key);
  const own = seeded[plain];
  return (
    own !== undefined && [own.name, ...(OTHER_NAMES[language][plain] ?? [])].some((known) => isNameIn(name, known, language))
  );
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
  const matches = rows.map((row) => ({ row, languages: LANGUAGES.filter((language) => isKnown(row, language)) }));
  const scores = LANGUAGES.map((language) => {
    const own = matches.filter(({ languages }) => languages.includes(language));
    // The row that says most comes first: it fits the fewest languages.
    const telling = own.toSorted((a, b) => a.languages.length - b.languages.length).map(({ row }) => row);
    return { language, telling, alone: own.filter(({ languages }) => languages.length === 1).length };
  });
  const [best, ...others] = scores.toSorted((a, b) => b.telling.length - a.telling.length || b.alone - a.alone);
  const [first] = best?.telling ?? [];
  if (best === undefined || first === undefined) return undefined;
  const { table, key, name } = first;
  const because = `${table} ${plainKey(key)} "${nameIn(name, best.language)}"`;
  const tied = others.filter(({ telling, alone }) => telling.length === best.telling.length && alone === best.alone);
  if (tied.length === 0) return { language: best.language, because };
  const candidates = [best, ...tied].map(({ language }) => language).join(", ");
  return { language: best.language, because: `${because} (${candidates})` };
}
