import type { Language } from "../language.js";
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
