import { readEntities } from "./entities.js";
import type { HtmlLink } from "./html-link.js";
import { tellsPurpose } from "./sentence-words.js";
import { collapse } from "./standard-text.js";

/** How far a sentence is followed, in characters of the source: its tags may be long. */
const FARTHEST = 1500;
const LONGEST_END_TAG = 400;
/** A tag where another thing begins: a block, a cell, a rule, another link; and where a comment begins or ends. */
const BOUNDARY =
  /<\/?(?:p|div|td|th|tr|table|tbody|thead|tfoot|li|ul|ol|dl|dt|dd|h[1-6]|hr|center|blockquote|section|article|footer|header|nav|body|form|button|select|a|area|v:[a-z]+|img)(?=[\s/>])[^>]*>|<!|-->/gi;
const BREAK = /<br(?=[\s/>])[^>]*>/gi;
const TAG = /<\/?[a-z][^>]*>/gi;
/** What stands between the items of a footer. */
const SEPARATOR = /[|•·∙⋅‧●▪◦¦›»«‹~;]|\s\/\s|\s::\s/;
const END_OF_SENTENCE = /[.!?…](?=\s|$|["')])/;
const LETTER = /\p{L}/u;

/**
 * What the sentence around a link says without the link: the words behind it where they go on to tell its purpose ("click here
 * to unsubscribe"), else those before it, else those behind it. Words of a neighbour are not its own: blocks, cells, other links,
 * the separators of a footer and sentences end it.
 * @returns collapsed; empty where it says nothing
 */
export function sentenceAround(html: string, link: HtmlLink): string {
  const start = html.lastIndexOf("<", link.target.start);
  const last = Math.max(link.target.end, link.runs.at(-1)?.end ?? 0);
  const closing = /<\/a\s*>/i.exec(html.slice(last, last + LONGEST_END_TAG));
  if (start === -1 || closing === null) return "";
  const end = last + closing.index + closing[0].length;
  const behind = behindLink(html.slice(end, end + FARTHEST));
  if (tellsPurpose(behind)) return behind;
  const [run] = link.runs;
  const beginsSmall = run !== undefined && /^\s*\p{Ll}/u.test(html.slice(run.start, run.end));
  const before = beforeLink(html.slice(Math.max(0, start - FARTHEST), start), beginsSmall);
  return LETTER.test(before) ? before : LETTER.test(behind) ? behind : "";
}

function behindLink(source: string): string {
  const boundary = source.search(BOUNDARY);
  // A tag that is cut off is no text.
  const inBlock = (boundary === -1 ? source : source.slice(0, boundary)).replace(/<[^>]*$/, "");
  const text = readText(joinLines(inBlock, "first"));
  const [item = ""] = text.split(SEPARATOR, 1);
  const stop = item.search(END_OF_SENTENCE);
  return collapse(stop === -1 ? item : item.slice(0, stop)).replace(/^[,:–—-]\s*/, "");
}

function beforeLink(source: string, beginsSmall: boolean): string {
  const boundary = [...source.matchAll(BOUNDARY)].at(-1);
  const inBlock = boundary === undefined ? source.replace(/^[^<]*>/, "") : source.slice(boundary.index + boundary[0].length);
  const text = readText(joinLines(inBlock, "last", beginsSmall));
  const item = collapse(text.split(SEPARATOR).at(-1) ?? "");
  const sentences = item.split(/(?<=[.!?…])\s+/);
  // A sentence that has ended is not the link's.
  if (/[.!?…]$/.test(item)) sentences.push("");
  const own = sentences.at(-1) ?? "";
  const asked = sentences.at(-2) ?? "";
  // "No more mails, please? Click here": the question is what the link answers.
  return !LETTER.test(own) || (isBegun(own) && asked.endsWith("?"))
    ? /[?:]$/.test(asked)
      ? `${asked} ${own}`.trim()
      : own
    : own;
}

/** Whether before a link stands no more than the beginning of "please click here". */
function isBegun(text: string): boolean {
  return text.length <= 25 && !/[,:]/.test(text);
}

/**
 * A line break in the middle of a sentence is none: the line before ends with a comma, or the next begins small.
 * @param which of the lines the link stands at
 * @param beginsSmall whether a link that begins a line does
 */
function joinLines(source: string, which: "first" | "last", beginsSmall = false): string {
  const lines = source.split(BREAK).map(readText);
  if (lines.length === 1) return source;
  let joined = which === "first" ? (lines[0] ?? "") : (lines.at(-1) ?? "");
  const rest = which === "first" ? lines.slice(1) : lines.slice(0, -1).toReversed();
  for (const line of rest) {
    const [upper, lower] = which === "first" ? [joined, line] : [line, joined];
    const isSmall = lower.trim() === "" ? which === "last" && beginsSmall : /^\s*\p{Ll}/u.test(lower);
    if (!isSmall && !/[,:]\s*$/.test(upper)) break;
    joined = `${upper} ${lower}`;
  }
  return joined;
}

function readText(source: string): string {
  return readEntities(source.replace(TAG, ""));
}
