import fc from "fast-check";
import { expect, test } from "vitest";
import { plainKey, sameKey } from "../../src/crm/keys.js";
import { languageOfCode, nameIn, partsOfName, sameName } from "../../src/crm/names.js";
import { LANGUAGES } from "../../src/language.js";

const VENDORS = 'US:"Sales and service";NO:"Salg og kundeservice";SW:"Försäljning och service";GE:"Verkauf und Service"';

test("a name in several languages is read by its parts", () => {
  expect(partsOfName(VENDORS)).toEqual([
    { prefix: "US", text: "Sales and service" },
    { prefix: "NO", text: "Salg og kundeservice" },
    { prefix: "SW", text: "Försäljning och service" },
    { prefix: "GE", text: "Verkauf und Service" },
  ]);
  expect(LANGUAGES.map((language) => nameIn(VENDORS, language))).toEqual([
    "Sales and service",
    "Försäljning och service",
    "Salg og kundeservice",
    VENDORS,
    "Verkauf und Service",
    VENDORS,
  ]);
});

test.each(["Sales and service", "", "US:", 'US:"open', 'US:"a" and more', 'Say "US:"', "12", 'USA:"x"'])(
  "%s is a plain name",
  (name) => {
    expect(partsOfName(name)).toEqual([]);
    expect(nameIn(name, "en")).toBe(name.trim());
  },
);

test("names are the same by any part, whatever the case and the blanks around", () => {
  expect(sameName(VENDORS, " SALG OG kundeservice ")).toBe(true);
  expect(sameName("verkauf und service", VENDORS)).toBe(true);
  expect(sameName('SW:"Nyheter"', 'NO:"Nyheter";US:"News"')).toBe(true);
  expect(sameName(VENDORS, VENDORS)).toBe(true);
  expect(sameName(VENDORS, "Sales")).toBe(false);
  expect(sameName("", "")).toBe(false);
});

const prefix = fc.constantFrom("US", "EN", "NO", "SW", "DA", "GE", "FR", "NL", "SP");
/** A part may hold anything but what ends one: a quotation mark with a prefix or the string's end behind it. */
const partText = fc.string({ maxLength: 12 }).filter((text) => !text.includes('"') && text.trim() !== "");
const parts = fc.uniqueArray(fc.record({ prefix, text: partText }), {
  minLength: 1,
  maxLength: 5,
  selector: (part) => part.prefix,
});

test("whatever is written as parts is read as these parts, with semicolons or without", () => {
  fc.assert(
    fc.property(parts, fc.constantFrom(";", "", "; "), fc.boolean(), (written, between, atEnd) => {
      const name = written.map(({ prefix: begins, text }) => `${begins}:"${text}"`).join(between) + (atEnd ? ";" : "");
      expect(partsOfName(name)).toEqual(written);
      for (const { text } of written) expect(sameName(name, text)).toBe(true);
    }),
  );
});

test("no text makes the parser fail, and a plain one stays itself", () => {
  fc.assert(
    fc.property(fc.string(), (text) => {
      if (partsOfName(text).length === 0) expect(nameIn(text, "sv")).toBe(text.trim());
      expect(sameName(text, text)).toBe(text.trim() !== "");
    }),
  );
});

test("quotation marks inside of a part belong to it", () => {
  expect(nameIn('US:"The "best" of";SW:"Det "bästa"', "en")).toBe('The "best" of');
});

test("a long text is read in linear time", () => {
  const began = performance.now();
  partsOfName(`US:"${'a"; '.repeat(50_000)}`);
  expect(performance.now() - began).toBeLessThan(1_000);
});

test("keys are the same with # and without, whatever their case", () => {
  for (const key of ["STORE", "#STORE", " #Store ", "store"]) expect(sameKey(key, "STORE")).toBe(true);
  expect(sameKey("##STORE", "STORE")).toBe(false);
  expect(sameKey(null, "STORE")).toBe(false);
  expect(sameKey("", "")).toBe(false);
  expect(plainKey("#Api")).toBe("API");
});

test.each([
  ["en", "en"],
  ["US", "en"],
  ["sv-SE", "sv"],
  ["SW", "sv"],
  ["nb", "no"],
  ["da", "da"],
  ["ge", "de"],
  ["de", "de"],
  ["nl", "nl"],
  ["fr", undefined],
  ["", undefined],
])("the CRM's language %s is %s", (code, language) => {
  expect(languageOfCode(code)).toBe(language);
});
