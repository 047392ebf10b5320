import { isNameIn } from "../crm/names.js";
import { LANGUAGES, type Language } from "../language.js";
import type { SeededTexts } from "./seeded-texts/seeded-text-shape.js";
import { DANISH } from "./seeded-texts/da.js";
import { GERMAN } from "./seeded-texts/de.js";
import { ENGLISH } from "./seeded-texts/en.js";
import { DUTCH } from "./seeded-texts/nl.js";
import { NORWEGIAN } from "./seeded-texts/no.js";
import { SWEDISH } from "./seeded-texts/sv.js";

export {
  CONSENT_SOURCE_KEYS,
  LEGAL_BASE_KEYS,
  PURPOSE_KEYS,
  type CommentTexts,
  type NamedText,
  type SeededTexts,
} from "./seeded-texts/seeded-text-shape.js";

const TEXTS: Readonly<Record<Language, SeededTexts>> = {
  en: ENGLISH,
  sv: SWEDISH,
  no: NORWEGIAN,
  da: DANISH,
  de: GERMAN,
  nl: DUTCH,
};

/** What the upgrade writes into the CRM's database in words: names, tooltips, and comments with placeholders. */
export function seededTexts(language: Language): SeededTexts {
  return TEXTS[language];
}

/** What a subscription type is called in all languages, if it is one of the four that the upgrade seeds; else its name alone. */
export function subscriptionTypeNames(name: string): readonly string[] {
  const place = LANGUAGES.map((language) =>
    seededTexts(language).subscriptionTypes.findIndex((type) => isNameIn(name, type.name, language)),
  ).find((found) => found >= 0);
  if (place === undefined) return [name];
  return [name, ...LANGUAGES.flatMap((language) => seededTexts(language).subscriptionTypes[place]?.name ?? [])];
}
