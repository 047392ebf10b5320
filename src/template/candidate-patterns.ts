import { DEFAULT_STANDARD_LINKS, type TemplateRules } from "./standard-links.js";

/**
 * Pieces of which every stem and every phrase of `unsubscribe-words.ts` holds at least one; a test holds them against
 * it. Single words, as any separator may stand between two, and without accented letters, as those may be stored as
 * entities.
 */
const WORD_PIECES: readonly string[] = [
  // A line break or a tag in the middle of "unsubscribe" leaves one of the two whole.
  ...["unsub", "scrib"],
  ...["opt", "receiv", "remove", "emails", "leave", "cancel", "subscri"],
  ...["anm", "prenum", "avregi", "avbest", "ngre"],
  ...["meld", "abonn", "afregi", "afbest"],
  ...["abbest", "abzubest", "austrag", "auszutrag", "ndigen", "beenden", "weiteren", "erhalten"],
  ...["schri", "uitgesch", "opzegg", "ontvang"],
  ...["tilau", "uutiskirje", "listalta"],
  ...["sinscri", "souscri", "recevoir", "retirer"],
  ...["suscri", "baja", "recibir"],
];

/**
 * How ASCII letters begin where they are stored encoded: as decimal or hexadecimal entities, percent-encoded, or
 * escaped in JSON. The common ones of other characters (&#160; &#8217; %20 \u00e4) are not among them.
 */
const ENCODED_LETTERS: readonly string[] = [
  ...["&#0", "&#6", "&#7", "&#9", "&#10", "&#11", "&#12"],
  ...["&#x0", "&#x4", "&#x5", "&#x6", "&#x7"],
  ...["%4", "%5", "%6", "%7"],
  ...["\\u004", "\\u005", "\\u006", "\\u007"],
  // Entities in JSON whose writer escapes the ampersand.
  "\\u0026#",
];

const DEFAULT_PATTERNS: readonly string[] = Object.freeze([...WORD_PIECES, ...ENCODED_LETTERS]);

/**
 * Substrings, lower case, of which every text with a standard or custom link holds at least one: a text with none of
 * them need not travel. They are no LIKE patterns yet: `%`, `_` and `\` in them stand for themselves and have to be
 * escaped.
 *
 * With rules, the new target's own substring is among them, so that links that lead there already are seen too.
 * @returns undefined where the configured expressions differ from the defaults: no filter is known to be safe then
 */
export function candidateLikePatterns(): readonly string[];
export function candidateLikePatterns(rules: TemplateRules): readonly string[] | undefined;
export function candidateLikePatterns(rules?: TemplateRules): readonly string[] | undefined {
  if (rules === undefined) {
    return DEFAULT_PATTERNS;
  }
  const defaults = new Set(DEFAULT_STANDARD_LINKS);
  if (!rules.standardLinks.every((expression) => defaults.has(expression))) {
    return undefined;
  }
  return [...DEFAULT_PATTERNS, longestWord(rules.target)];
}

/** The part of the target that no place makes us encode. */
function longestWord(target: string): string {
  const words = target.toLowerCase().split(/[^a-z0-9]+/);
  return words.reduce((longest, word) => (word.length > longest.length ? word : longest));
}
