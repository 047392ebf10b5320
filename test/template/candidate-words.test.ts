import { describe, expect, it } from "vitest";
import { candidateLikePatterns } from "../../src/template/rules.js";
import { targetLooksLikeUnsubscribing, textLooksLikeUnsubscribing } from "../../src/template/unsubscribe-look.js";
import { UNSUBSCRIBE_WORDS } from "../../src/template/unsubscribe-words.js";

const words = Object.entries(UNSUBSCRIBE_WORDS).flatMap(([language, { stems, phrases }]) =>
  [...stems, ...phrases].map((word) => ({ language, word })),
);

/** The ways in which a text or an address may be stored. */
const STORED: Readonly<Record<string, (text: string) => string>> = {
  "as it is": (text) => text,
  "in capitals": (text) => text.toUpperCase(),
  "without accents": (text) => text.normalize("NFD").replace(/\p{M}/gu, ""),
  "with composed accents": (text) => text.normalize("NFD"),
  "with named entities": (text) => text.replace(/[^\0-\x7f]/g, "&xuml;").replaceAll(" ", "&nbsp;"),
  "in decimal entities": (text) => text.replace(/./gu, (letter) => `&#${letter.codePointAt(0) ?? 0};`),
  "in hexadecimal entities": (text) => text.replace(/./gu, (letter) => `&#X${(letter.codePointAt(0) ?? 0).toString(16)};`),
  "percent-encoded": (text) => encodeURIComponent(text),
  "percent-encoded to the letter": (text) =>
    [...new TextEncoder().encode(text)].map((byte) => `%${byte.toString(16).padStart(2, "0").toUpperCase()}`).join(""),
  "escaped in JSON": (text) =>
    text.replace(/./gu, (letter) => `\\u${(letter.codePointAt(0) ?? 0).toString(16).padStart(4, "0")}`),
  "in entities, escaped in JSON": (text) => text.replace(/./gu, (letter) => `\\u0026#${letter.codePointAt(0) ?? 0};`),
  "with soft hyphens": (text) => Array.from(text).join("\u00ad"),
  "with soft hyphens as entities": (text) => Array.from(text).join("&shy;"),
  "with soft hyphens as numeric entities": (text) => Array.from(text).join("&#xAD;"),
  "with soft hyphens, escaped in JSON": (text) => Array.from(text).join("\\u00AD"),
  "with spaces that have no width": (text) => Array.from(text).join("\u200b"),
  "with spaces that have no width, as entities": (text) => Array.from(text).join("&#8203;"),
  "with joiners as entities": (text) => Array.from(text).join("&zwnj;"),
  "with hyphens": (text) => text.replaceAll(" ", "-"),
  "without separators": (text) => text.replaceAll(" ", ""),
  "with tags between words": (text) => text.replaceAll(" ", "</b>\r\n<i>"),
};

describe.each(words)("$word ($language)", ({ word }) => {
  it("looks like unsubscribing in a text and in a target", () => {
    expect(textLooksLikeUnsubscribing(`Please ${word.toUpperCase()}!`)).toBe(true);
    expect(targetLooksLikeUnsubscribing(`https://www.example.com/${encodeURIComponent(word)}/1`)).toBe(true);
    expect(targetLooksLikeUnsubscribing(`https://www.example.com/?p=${word.replaceAll(" ", "_")}`)).toBe(true);
  });

  it.each(Object.keys(STORED))("passes the database's filter %s", (way) => {
    const stored = STORED[way]?.(word).toLowerCase() ?? "";
    expect(candidateLikePatterns().some((pattern) => stored.includes(pattern))).toBe(true);
  });
});

it("passes the filter with a line break or a tag anywhere in the word of the standard link", () => {
  for (let at = 1; at < "unsubscribe".length; at += 1) {
    const broken = `${"unsubscribe".slice(0, at)}\n${"unsubscribe".slice(at)}`;
    expect(candidateLikePatterns().some((pattern) => broken.includes(pattern))).toBe(true);
  }
});

it.each([
  "Subscribe to our newsletter",
  "Adopt outdoor life, opt for outlook",
  "Anmälan till kursen",
  "Meldung: Abonnement verlängern",
  "Meld deg på her",
  "Inschrijven",
  "Tilaa uutiskirje",
  "S'abonner",
  "Baja California, suscripción",
  "Options and outlets",
])("does not take %j for unsubscribing", (text) => {
  expect(textLooksLikeUnsubscribing(text)).toBe(false);
});
