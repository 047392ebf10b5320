import { decodePercent } from "./target-form.js";
import { RATHER_THE_OPPOSITE, TOLD_TOGETHER, WHOLE_TEXTS } from "./told-together.js";
import { MISSPELT_STEMS, UNSUBSCRIBE_WORDS, WORDS_OF_OTHER_MATTERS } from "./unsubscribe-words.js";
import { WORD_PIECES } from "./word-pieces.js";

/** What a link is for: to unsubscribe, or to say which mails one wants. */
export type Look = "unsubscribe" | "preferences";

/** Letters that Unicode does not take apart into a base letter and a mark. */
const WHOLE_LETTERS: Readonly<Record<string, string>> = { ø: "o", æ: "ae", œ: "oe", ß: "ss", ł: "l", đ: "d" };

/** What decides stands at a target's beginning; a longer one has lost its closing quote. */
const LONGEST_TARGET_LOOKED_AT = 4000;

/** Lower case, without accents, everything between words one space: so that spellings compare equal. */
export function fold(text: string): string {
  const lower = text.toLowerCase();
  // Most targets and texts are ASCII, and taking letters apart is what costs time here.
  const plain = /[^\0-\x7f]/.test(lower)
    ? lower
        .normalize("NFD")
        .replace(/[\u0300-\u036f\u00ad\u200b-\u200f\u2060\ufeff]/g, "")
        .replace(/[øæœßłđ]/g, (letter) => WHOLE_LETTERS[letter] ?? letter)
    : lower;
  return plain.replace(/[^a-z0-9]+/g, " ").trim();
}

/** Words that stand together, with or without what separates them; not inside of longer words ("remove metal stains"). */
function phrasePattern(phrase: string): string {
  return `(?<![a-z])${fold(phrase).split(" ").join(" ?")}(?![a-z])`;
}

/**
 * A long stem with one letter wrong, missing, too many, or two in the wrong order; the first two letters are right, so that
 * `onSubscribe` is not taken for it.
 */
function misspeltPattern(stem: string): string {
  const folded = fold(stem);
  const ways = Array.from({ length: folded.length - 2 }, (_, position) => {
    const at = position + 2;
    const [before, after] = [folded.slice(0, at), folded.slice(at + 1)];
    const [one, next] = [folded.charAt(at), folded.charAt(at + 1)];
    const swapped = next === "" ? [] : [`${before}${next}${one}${folded.slice(at + 2)}`];
    return [`${before}[a-z]?${after}`, `${before}[a-z]${one}${after}`, ...swapped];
  });
  return `(?<![a-z])(?:${ways.flat().join("|")})`;
}

/** Words between two that are told together; the longest word of a text counts no further. */
const BETWEEN = "(?: [a-z0-9]{1,30}){0,";

/** A line of `TOLD_TOGETHER`, for folded text. */
function togetherPattern(line: string): string {
  const parts = line.split(/ (…|\.\.) /).map((part, position) => {
    if (position % 2 === 1) return `${BETWEEN}${part === "…" ? 5 : 2}} `;
    const ways = part.split("|").map((way) => `${fold(way.replace(/\*$/, ""))}${way.endsWith("*") ? "[a-z]*" : ""}`);
    return `(?:${ways.join("|")})`;
  });
  return `(?<![a-z0-9])${parts.join("")}(?![a-z0-9])`;
}

const TOGETHER = new RegExp(Object.values(TOLD_TOGETHER).flat().map(togetherPattern).join("|"));
const WHOLE = new RegExp(`^(?:${WHOLE_TEXTS.map(fold).join("|")})(?: please| bitte)?$`);
const OPPOSITE = new RegExp(`(?<![a-z])(?:${RATHER_THE_OPPOSITE.map(fold).join("|")})(?![a-z])`);

/** Whether a text, folded, says that mails are to end, in words that mean it only together or alone. */
function tellsTogether(folded: string): boolean {
  return WHOLE.test(folded) || (TOGETHER.test(folded) && !OPPOSITE.test(folded));
}

const WORDS = Object.values(UNSUBSCRIBE_WORDS);
const UNSUBSCRIBE = new RegExp(
  [
    ...WORDS.flatMap(({ stems, phrases }) => [...stems.map(fold), ...phrases.map(phrasePattern)]),
    ...MISSPELT_STEMS.map(misspeltPattern),
  ].join("|"),
  "g",
);
const PREFERENCES = new RegExp(WORDS.flatMap(({ preferences }) => preferences.map(phrasePattern)).join("|"));

/** Only what is all ASCII can be passed over: elsewhere a piece may hide behind accents and soft hyphens. */
const WORTH_A_LOOK = new RegExp(`[^\\0-\\x7f]|${WORD_PIECES.join("|")}`, "i");

/** Stems that say as well that somebody logs out, or cancels a course: other words then decide. */
const AMBIGUOUS =
  /abmeld|abzumeld|austrag|auszutrag|abbestel|abzubestel|avmeld|afmeld|frameld|avanmal|avbestall|avbestill|afbestil|avregistrer|opzegg|uitschrij|uit te schrijv/;
const OTHER_MATTERS = new RegExp(`(?<![a-z])(?:${WORDS_OF_OTHER_MATTERS.others.map(beginning).join("|")})`);
const MAIL = new RegExp(WORDS_OF_OTHER_MATTERS.mail.map(beginning).join("|"));

/** A word of `WORDS_OF_OTHER_MATTERS`, for folded text. */
function beginning(word: string): string {
  return word.endsWith(".") ? `${fold(word)}(?![a-z])` : fold(word);
}

/** @param parts where the words stand that tell what an ambiguous one means */
function looks(text: string, parts: readonly string[] = [text]): Look | undefined {
  if (!WORTH_A_LOOK.test(text)) return undefined;
  const folded = fold(text);
  const found = new Set(folded.match(UNSUBSCRIBE)?.map((word) => AMBIGUOUS.test(word)));
  if (found.has(false) || (found.has(true) && parts.some(speaksOfMail))) return "unsubscribe";
  return PREFERENCES.test(folded) ? "preferences" : undefined;
}

/** Whether an ambiguous word stands in a text that is of no other matter. */
function speaksOfMail(text: string): boolean {
  const folded = fold(text);
  return AMBIGUOUS.test(folded) && (MAIL.test(folded) || !OTHER_MATTERS.test(folded));
}

/**
 * What a text, read by a person, speaks of in a language that we know.
 * @param text without entities and tags; case, accents and separators do not matter
 */
export function lookOfText(text: string): Look | undefined {
  const look = looks(text);
  if (look === "unsubscribe" || !WORTH_A_LOOK.test(text)) return look;
  return tellsTogether(fold(text)) ? "unsubscribe" : look;
}

/** Whether a text speaks of unsubscribing. @param text as for `lookOfText` */
export function textLooksLikeUnsubscribing(text: string): boolean {
  return lookOfText(text) === "unsubscribe";
}

/**
 * What a link's target speaks of: host, path, query, template variable, or the subject of a `mailto:`.
 * @param target without entities; percent-encoding is undone here
 */
export function lookOfTarget(target: string): Look | undefined {
  const decoded = decodePercent(target.slice(0, LONGEST_TARGET_LOOKED_AT));
  if (!WORTH_A_LOOK.test(decoded)) return undefined;
  // `removeMe` is two words, and `removeMember` not the first of them and something else.
  const words = decoded.replace(/([a-z])([A-Z])/g, "$1 $2");
  const looked = words === decoded ? [decoded] : [decoded, words];
  // A host may be called anything: what matters is the part of the address that the word stands in.
  const found = looked.map((address) => looks(address, address.split(/[/?&;=#]/)));
  return found.find((look) => look === "unsubscribe") ?? found.find((look) => look !== undefined);
}
