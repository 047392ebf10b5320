import type { Language } from "../../language.js";
import { DANISH } from "./da.js";
import { GERMAN } from "./de.js";
import { ENGLISH } from "./en.js";
import { DUTCH } from "./nl.js";
import { NORWEGIAN } from "./no.js";
import type { SeededTexts } from "./seeded-text-shape.js";
import { SWEDISH } from "./sv.js";

export const TEXTS_BY_LANGUAGE: Readonly<Record<Language, SeededTexts>> = {
  en: ENGLISH,
  sv: SWEDISH,
  no: NORWEGIAN,
  da: DANISH,
  de: GERMAN,
  nl: DUTCH,
};
