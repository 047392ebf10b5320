import { isNameIn } from "../crm/names.js";
import { LANGUAGES, type Language } from "../language.js";
import type { SeededTexts } from "./seeded-texts/seeded-text-shape.js";
import { TEXTS_BY_LANGUAGE } from "./seeded-texts/texts-by-language.js";

export {
  CONSENT_SOURCE_KEYS,
  LEGAL_BASE_KEYS,
  PURPOSE_KEYS,
  type CommentTexts,
  type NamedText,
  type SeededTexts,
} from "./seeded-texts/seeded-text-shape.js";
export { languageOfNames, type ReferenceName } from "./seeded-texts/language-of-names.js";

/** What the upgrade writes into the CRM's database in words: names, tooltips, and comments with placeholders. */
export function seededTexts(language: Language): SeededTexts {
  return TEXTS_BY_LANGUAGE[language];
}

/** What a subscription type is called in all languages, if it is one of the four that the upgrade seeds; else its name alone. */
export function subscriptionTypeNames(name: string): readonly string[] {
  const place = LANGUAGES.map((language) =>
    seededTexts(language).subscriptionTypes.findIndex((type) => isNameIn(name, type.name, language)),
  ).find((found) => found >= 0);
  if (place === undefined) return [name];
  return [name, ...LANGUAGES.flatMap((language) => seededTexts(language).subscriptionTypes[place]?.name ?? [])];
}
