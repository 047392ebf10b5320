import { describe, expect, it } from "vitest";
import { LANGUAGES, type Language } from "../../src/language.js";
import { languageOfNames, type ReferenceName } from "../../src/crm/language-of-names.js";
import {
  CONSENT_SOURCE_KEYS,
  LEGAL_BASE_KEYS,
  PURPOSE_KEYS,
  seededTexts,
  type CommentTexts,
  type NamedText,
} from "../../src/crm/seeded-texts.js";

const COLUMN_LENGTH = 255;

const WORST_CASE: Readonly<Record<string, string>> = {
  mailings: "2147483647",
  first: "2013-01-01",
  last: "2026-12-31",
  run: "w0rstrun",
};

const PLACEHOLDERS: Readonly<Record<keyof CommentTexts, readonly string[]>> = {
  salesAndService: ["run"],
  mailingHistory: ["mailings", "first", "last", "run"],
  mailingHistoryOneDay: ["mailings", "first", "run"],
  mailingHistoryUndated: ["mailings", "run"],
  engagedHistory: ["mailings", "first", "last", "run"],
  engagedHistoryOneDay: ["mailings", "first", "run"],
  engagedHistoryUndated: ["mailings", "run"],
  noMailings: ["run"],
};

/** The table "Languages" of the domain's description: STORE, EMARKETING, 61F, WITHDRAWN. */
const FIXED_NAMES: Readonly<Record<Language, readonly string[]>> = {
  en: ["Sales and service", "E-marketing", "Legitimate interest", "Withdrawn"],
  sv: ["Försäljning och service", "E-postmarknadsföring", "Legitimt intresse", "Återkallat"],
  no: ["Salg og kundeservice", "E-markedsføring", "Berettiget interesse", "Trukket tilbake"],
  da: ["Salg og kundeservice", "E-markedsføring", "Legitim interesse", "Trukket tilbage"],
  de: ["Verkauf und Service", "E-Marketing", "Berechtigtes Interesse", "Widerrufen"],
  nl: ["Verkopen en service", "E-marketing", "Gerechtvaardigd belang", "Ingetrokken"],
};

function tablesOf(language: Language): readonly (readonly NamedText[])[] {
  const { purposes, legalBases, consentSources, subscriptionTypes } = seededTexts(language);
  return [Object.values(purposes), Object.values(legalBases), Object.values(consentSources), subscriptionTypes];
}

function rowsOf(language: Language): readonly ReferenceName[] {
  const { purposes, legalBases, consentSources } = seededTexts(language);
  return [
    ...PURPOSE_KEYS.map((key) => ({ table: "ConsentPurpose" as const, key, name: purposes[key].name })),
    ...LEGAL_BASE_KEYS.map((key) => ({ table: "LegalBase" as const, key, name: legalBases[key].name })),
    ...CONSENT_SOURCE_KEYS.map((key) => ({ table: "ConsentSource" as const, key, name: consentSources[key].name })),
  ];
}

function everyText(value: unknown): readonly string[] {
  if (typeof value === "string") return [value];
  return typeof value === "object" && value !== null ? Object.values(value).flatMap(everyText) : [];
}

describe.each(LANGUAGES)("texts written into the database, %s", (language) => {
  const texts = seededTexts(language);

  it("names what the domain names, word for word", () => {
    const { purposes, legalBases } = texts;
    const named = [purposes.STORE, purposes.EMARKETING, legalBases["61F"], legalBases.WITHDRAWN];
    expect(named.map(({ name }) => name)).toEqual(FIXED_NAMES[language]);
  });

  it("has every name once per table, without regard to case", () => {
    expect(texts.subscriptionTypes).toHaveLength(4);
    for (const table of tablesOf(language)) {
      const names = table.map(({ name }) => name.toLowerCase());
      expect(new Set(names).size, names.join(", ")).toBe(table.length);
    }
  });

  it("keeps tooltips within their column", () => {
    for (const { name, tooltip } of tablesOf(language).flat()) {
      expect(tooltip.length, name).toBeGreaterThan(0);
      expect(tooltip.length, name).toBeLessThanOrEqual(COLUMN_LENGTH);
    }
  });

  it("has no empty text, no stray blanks, and no character outside ISO 8859-1", () => {
    for (const text of everyText(texts)) {
      expect(text).toMatch(/^[\x20-\x7e\xa1-\xff]+$/);
      expect(text).toBe(text.trim());
      expect(text).not.toContain("  ");
    }
  });

  it.each(Object.entries(PLACEHOLDERS))("comment %s has its placeholders and fits its column", (comment, expected) => {
    const text = texts.comments[comment as keyof typeof texts.comments];
    const found = [...text.matchAll(/\{(\w+)\}/g)].map(([, name]) => name);
    expect(found).toEqual(expected);
    const filled = text.replaceAll(/\{(\w+)\}/g, (_: string, name: string) => WORST_CASE[name] ?? "");
    expect(filled).not.toMatch(/[{}]/);
    expect(filled.length).toBeLessThanOrEqual(COLUMN_LENGTH);
  });

  it("is found again by its own names, also in capitals and with blanks around", () => {
    expect(languageOfNames(rowsOf(language))?.language).toBe(language);
    const shouted = rowsOf(language).map((row) => ({ ...row, name: ` ${row.name.toUpperCase()} ` }));
    expect(languageOfNames(shouted)?.language).toBe(language);
  });
});

describe("languageOfNames", () => {
  const store = (name: string): ReferenceName => ({ table: "ConsentPurpose", key: "STORE", name });
  const emarketing = (name: string): ReferenceName => ({ table: "ConsentPurpose", key: "EMARKETING", name });
  const withdrawn = (name: string): ReferenceName => ({ table: "LegalBase", key: "WITHDRAWN", name });

  it("names the row that told", () => {
    expect(languageOfNames([emarketing("My own"), store("Försäljning och service")])).toEqual({
      language: "sv",
      because: 'ConsentPurpose STORE "Försäljning och service"',
    });
  });

  it.each([
    ["Trukket tilbake", "no"],
    ["Trukket tilbage", "da"],
  ])("tells Norwegian and Danish apart by the other names: %s", (name, language) => {
    expect(languageOfNames([store("Salg og service"), emarketing("E-markedsføring"), withdrawn(name)])).toEqual({
      language,
      because: `LegalBase WITHDRAWN "${name}"`,
    });
  });

  it("takes the first language where all are tied, and says so", () => {
    expect(languageOfNames([store("Salg og service")])).toEqual({
      language: "no",
      because: 'ConsentPurpose STORE "Salg og service" (no, da)',
    });
  });

  it("prefers, among equally many matches, the language with names of its own", () => {
    const rows = [emarketing("E-marketing"), store("Something else"), withdrawn("Ingetrokken")];
    expect(languageOfNames(rows)?.language).toBe("nl");
    expect(languageOfNames([emarketing("E-markedsføring"), withdrawn("Widerrufen")])?.language).toBe("de");
  });

  it("knows what other releases call a row", () => {
    expect(languageOfNames([store("Vertrieb und Service")])?.language).toBe("de");
    expect(languageOfNames([store("Verkoop en service")])?.language).toBe("nl");
  });

  it.each([
    ["no rows", []],
    ["names of the customer's own", [store("Allt möjligt")]],
    ["a known name under another key", [emarketing("Försäljning och service")]],
    ["a known name in another table", [{ table: "LegalBase", key: "STORE", name: "Sales and service" }]],
  ] satisfies readonly (readonly [string, readonly ReferenceName[]])[])("finds none for %s", (_, rows) => {
    expect(languageOfNames(rows)).toBeUndefined();
  });
});
