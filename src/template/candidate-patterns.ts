import type { TemplateRules } from "./standard-links.js";
import { WORD_PIECES } from "./word-pieces.js";

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
  "\\u0026",
];

/**
 * What may stand inside a word that a reader sees whole, any number of times: soft hyphens, characters without width,
 * and (in targets) line breaks and tabs written as entities. Each as it is, as an entity, and escaped in JSON.
 */
const INVISIBLE: readonly string[] = [
  ...["\u00ad", "&shy", "&#173", "&#xad", "\\u00ad", "%c2%ad"],
  ...["\u200b", "\u200c", "\u200d", "\u200e", "\u200f", "\u2060", "\ufeff"],
  ...["&zw", "&lrm", "&rlm", "&zerowidthspace", "&negative", "&nobreak"],
  ...["&#820", "&#8288", "&#65279", "&#x200", "&#x206", "&#xfeff", "\\u200", "\\u206", "\\ufeff"],
  ...["&tab", "&newline", "&#xa;", "&#xd;"],
];

const DEFAULT_PATTERNS: readonly string[] = Object.freeze([...WORD_PIECES, ...ENCODED_LETTERS, ...INVISIBLE]);

/**
 * Substrings, lower case, of which every text with a standard or custom link holds at least one: a text with none of
 * them need not travel. They are no LIKE patterns yet: `%`, `_` and `\` in them stand for themselves and have to be
 * escaped. The one that most templates hold comes first.
 *
 * With rules, the new target's own substring is among them, so that links that lead there already are seen too.
 * @returns undefined where expressions are configured: no filter is known to be safe then
 */
export function candidateLikePatterns(): readonly string[];
export function candidateLikePatterns(rules: TemplateRules): readonly string[] | undefined;
export function candidateLikePatterns(rules?: TemplateRules): readonly string[] | undefined {
  if (rules === undefined) return DEFAULT_PATTERNS;
  return rules.standardLinks.length === 0 ? [...DEFAULT_PATTERNS, longestWord(rules.target)] : undefined;
}

/**
 * The same for standard links alone, written in one piece: for texts in which only those are looked for.
 * @returns undefined where expressions are configured
 */
export function standardLikePatterns(rules: TemplateRules): readonly string[] | undefined {
  return rules.standardLinks.length === 0 ? ["subscri", ...ENCODED_LETTERS, ...INVISIBLE] : undefined;
}

/** The part of the target that no place makes us encode. */
function longestWord(target: string): string {
  const words = target.toLowerCase().split(/[^a-z0-9]+/);
  return words.reduce((longest, word) => (word.length > longest.length ? word : longest));
}
