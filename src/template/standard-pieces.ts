import type { TemplateRules } from "./standard-links.js";

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

/**
 * Substrings, lower case, of which every text with a standard link, written in one piece, holds at least one. They are no LIKE
 * patterns yet: `%`, `_` and `\` in them stand for themselves and have to be escaped.
 * @returns undefined where expressions are configured: no filter is known to be safe then
 */
export function standardLikePatterns(rules: TemplateRules): readonly string[] | undefined {
  return rules.standardLinks.length === 0 ? ["subscri", ...ENCODED_LETTERS, ...INVISIBLE] : undefined;
}
