import { readEntities } from "./entities.js";
import type { Edit } from "./findings.js";
import type { TextRun } from "./html-link.js";
import { BEGINS_WITH_NOUN, STANDARD_TEXTS } from "./unsubscribe-words.js";

const BY_TEXT = new Map(Object.entries(STANDARD_TEXTS));
const MANAGE_TEXTS = new Set(Object.values(STANDARD_TEXTS).map((after) => after.toLowerCase()));
const LONGEST_STANDARD_TEXT = 4000;
/** One visible character as it stands in the source: an entity, or a UTF-16 unit. */
const UNIT = /&#?[a-z0-9]+;?|[^]/gi;
const ASCII = /^[\0-\x7f]*$/;
/** White space that is not one blank. */
const WIDE = /\s\s|[^\S ]/;
const INVISIBLE = /[\u00ad\u200b-\u200f\u2060\ufeff]+/g;

/**
 * White space collapsed, soft hyphens and zero-width characters gone, composed letters: the text as a reader takes it
 * in.
 */
export function collapse(text: string): string {
  const visible = ASCII.test(text) ? text : text.replace(INVISIBLE, "").normalize("NFC");
  return (WIDE.test(visible) ? visible.replace(/\s+/g, " ") : visible).trim();
}

/**
 * The new text for a link's text, if that is a standard one.
 * @param collapsed the old text, collapsed
 * @returns undefined where the text is the customer's own wording
 */
function newTextFor(collapsed: string): string | undefined {
  const after = BY_TEXT.get(collapsed.toLowerCase());
  return after && withCapitalsOf(collapsed, after);
}

/** Whether a link's text is one that the upgrade writes, or would write. @param collapsed the text, collapsed */
export function isManageText(collapsed: string): boolean {
  return MANAGE_TEXTS.has(collapsed.toLowerCase());
}

function withCapitalsOf(old: string, after: string): string {
  if (old === old.toUpperCase()) return after.toUpperCase();
  const words = old.split(" ");
  if (words.every(beginsUpper)) return after.split(" ").map(upperFirst).join(" ");
  return beginsUpper(old) || after === BEGINS_WITH_NOUN ? after : after.charAt(0).toLowerCase() + after.slice(1);
}

function beginsUpper(word: string): boolean {
  const first = word.charAt(0);
  return first !== first.toLowerCase();
}

function upperFirst(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1);
}

/** A run's visible part: without the white space around it. */
interface Core {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/**
 * The edits that give a link its new text, if its old one is standard. The new text takes the place of the longest
 * run, so that it looks as most of the old one did; other runs are emptied. Tags and white space stay.
 */
export function textEdits(html: string, runs: readonly TextRun[]): readonly Edit[] {
  const length = runs.reduce((sum, run) => sum + run.end - run.start, 0);
  if (length > LONGEST_STANDARD_TEXT) return [];
  const newText = newTextFor(collapse(readRuns(html, runs, LONGEST_STANDARD_TEXT)));
  if (newText === undefined) return [];
  const cores = runs.map((run) => coreOf(html, run)).filter((core) => core !== undefined);
  const longest = cores.reduce((best, core) => (core.text.length > best.text.length ? core : best));
  return cores.map((core) => ({
    start: core.start,
    end: core.end,
    after: core === longest ? newText : "",
    what: "text" as const,
  }));
}

/** A link's text, decoded, not collapsed; `most` limits what is read of it. */
export function readRuns(html: string, runs: readonly TextRun[], most: number): string {
  let text = "";
  for (const run of runs) {
    if (text.length >= most) break;
    text += (run.afterBreak ? " " : "") + readEntities(html.slice(run.start, Math.min(run.end, run.start + most)));
  }
  return text;
}

function coreOf(html: string, run: TextRun): Core | undefined {
  let start = -1;
  let end = -1;
  for (const unit of html.slice(run.start, run.end).matchAll(UNIT)) {
    if (collapse(readEntities(unit[0])) !== "") {
      start = start === -1 ? unit.index : start;
      end = unit.index + unit[0].length;
    }
  }
  if (start === -1) return undefined;
  const core = { start: run.start + start, end: run.start + end };
  return { ...core, text: collapse(readEntities(html.slice(core.start, core.end))) };
}
