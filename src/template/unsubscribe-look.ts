import { UNSUBSCRIBE_WORDS } from "./unsubscribe-words.js";
import { decodePercent } from "./target-form.js";
import { WORD_PIECES } from "./word-pieces.js";

/** Letters that Unicode does not take apart into a base letter and a mark. */
const WHOLE_LETTERS: Readonly<Record<string, string>> = { ø: "o", æ: "ae", œ: "oe", ß: "ss", ł: "l", đ: "d" };

/** Below this length a phrase without its separators would turn up inside other words ("adopt outdoor"). */
const LENGTH_SAFE_INSIDE_WORDS = 8;

/** What decides stands at a target's beginning; a longer one has lost its closing quote. */
const LONGEST_TARGET_LOOKED_AT = 4000;

/** Lower case, without accents, everything between words one space: so that spellings compare equal. */
function fold(text: string): string {
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

function phrasePattern(phrase: string): string {
  const words = fold(phrase).split(" ");
  const pattern = words.join(" ?");
  return words.join("").length >= LENGTH_SAFE_INSIDE_WORDS ? pattern : `(?<![a-z])${pattern}(?![a-z])`;
}

const LOOK = new RegExp(
  Object.values(UNSUBSCRIBE_WORDS)
    .flatMap(({ stems, phrases }) => [...stems.map(fold), ...phrases.map(phrasePattern)])
    .join("|"),
);

/** Only what is all ASCII can be passed over: elsewhere a piece may hide behind accents and soft hyphens. */
const WORTH_A_LOOK = new RegExp(`[^\\0-\\x7f]|${WORD_PIECES.join("|")}`, "i");

function looks(text: string): boolean {
  return WORTH_A_LOOK.test(text) && LOOK.test(fold(text));
}

/**
 * Whether a text, read by a person, speaks of unsubscribing in a language that we know.
 * @param text without entities and tags; case, accents and separators do not matter
 */
export function textLooksLikeUnsubscribing(text: string): boolean {
  return looks(text);
}

/**
 * Whether a link's target speaks of unsubscribing: host, path, query, template variable, or the subject of a `mailto:`.
 * @param target without entities; percent-encoding is undone here
 */
export function targetLooksLikeUnsubscribing(target: string): boolean {
  return looks(decodePercent(target.slice(0, LONGEST_TARGET_LOOKED_AT)));
}
