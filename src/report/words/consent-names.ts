import { seededTexts, type NamedText } from "../../crm/seeded-texts.js";
import type { Words } from "./en.js";

/** What the CRM calls a purpose, in the reader's language; undefined where it is one of the customer's own. */
export function purposeName(key: string, { language }: Words): string | undefined {
  const purposes: Readonly<Record<string, NamedText>> = seededTexts(language).purposes;
  return purposes[key]?.name;
}

/** The same of a legal basis. */
export function basisName(key: string, { language }: Words): string | undefined {
  const bases: Readonly<Record<string, NamedText>> = seededTexts(language).legalBases;
  return bases[key]?.name;
}
