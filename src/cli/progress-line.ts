import cliProgress from "cli-progress";
import type { Language } from "../language.js";
import { fill, inEveryCodePage, numberText } from "../report/phrase.js";
import { wordsOf } from "../report/words/words-of.js";
import type { ProgressState } from "./progress-meter.js";

const WIDEST_BAR = 24;
const NARROWEST_BAR = 6;
/** What a step's name may be cut to before a figure goes: enough to tell the steps apart. */
const SHORTEST_NAME = 16;

const GAP = "  ";
const BAR_SIGNS = { barCompleteString: "#".repeat(WIDEST_BAR), barIncompleteString: ".".repeat(WIDEST_BAR), barGlue: "" };

function number(value: number, lang: Language): string {
  return inEveryCodePage(numberText(Math.round(value), wordsOf(lang)));
}

function rowsText(state: ProgressState, lang: Language): string {
  return fill(wordsOf(lang).progress.rows, { count: number(state.rowsWritten, lang) });
}

function two(value: number): string {
  return String(value).padStart(2, "0");
}

/** `45 s`, `4:05`, `1:02:05`. */
function countdown(seconds: number): string {
  const whole = Math.ceil(seconds);
  if (whole < 60) return `${String(whole)} s`;
  const [hours, minutes] = [Math.floor(whole / 3600), Math.floor((whole % 3600) / 60)];
  return `${hours === 0 ? String(minutes) : `${String(hours)}:${two(minutes)}`}:${two(whole % 60)}`;
}

/** Short steps are told apart by tenths. */
function elapsed(milliseconds: number): string {
  if (milliseconds < 59_950) return `${(milliseconds / 1000).toFixed(1)} s`;
  const whole = Math.round(milliseconds / 1000);
  if (whole < 3600) return `${String(Math.floor(whole / 60))} min ${String(whole % 60)} s`;
  return `${String(Math.floor(whole / 3600))} h ${String(Math.floor((whole % 3600) / 60))} min`;
}

function share(state: ProgressState): number | undefined {
  if (state.total === undefined) return undefined;
  return state.total === 0 ? 1 : Math.min(state.done / state.total, 1);
}

/** Full only when all is done: the library rounds. */
function bar(part: number, width: number): string {
  const whole = Math.floor(part * width) / width;
  return `[${cliProgress.Format.BarFormat(whole, { ...BAR_SIGNS, barsize: width })}]`;
}

/** `emarketing-from…`: the name, cut where it is longer than it may be. */
function cut(name: string, longest: number): string {
  return name.length <= longest ? name : `${name.slice(0, Math.max(longest - 1, 0))}…`;
}

/** The figures of a step whose total is known, in sets from the richest to the poorest. */
function figureSets(state: ProgressState, part: number, lang: Language): readonly (readonly string[])[] {
  const hasEnded = state.ended || part === 1;
  const percent = `${String(Math.floor(part * 100))}%`;
  const done = `${number(state.done, lang)}/${number(state.total ?? 0, lang)}`;
  const rows = rowsText(state, lang);
  const left =
    hasEnded || state.secondsLeft === undefined
      ? []
      : [fill(wordsOf(lang).progress.left, { time: countdown(state.secondsLeft) })];
  const rate = hasEnded || state.rate === undefined ? [] : [`${number(state.rate, lang)}/s`];
  const took = hasEnded ? [elapsed(state.elapsedMs)] : [];
  return [
    [percent, done, ...left, rows, ...rate, ...took],
    [done, ...left, rows, ...rate, ...took],
    [done, ...left, rows],
    [done, ...left],
    [done],
    [percent],
  ];
}

/** Where nobody knows how much there is to do. */
function figuresWithoutTotal(state: ProgressState, lang: Language): readonly (readonly string[])[] {
  const took = elapsed(state.elapsedMs);
  if (state.done === 0) return [[took]];
  const done = number(state.done, lang);
  return [[done, rowsText(state, lang), took], [done, took], [done]];
}

/** The line with a bar between name and figures; undefined where there is no room for it. */
function lineWithBar(name: string, part: number, figures: string, columns: number): string | undefined {
  const room = columns - name.length - figures.length - 2 * GAP.length - "[]".length;
  return room < NARROWEST_BAR ? undefined : [name, bar(part, Math.min(room, WIDEST_BAR)), figures].join(GAP);
}

/**
 * One line of at most `columns` characters. Where it is narrow the bar shrinks, then the percentage goes, which the bar
 * shows as well, then the end of the step's name, then the least important figures, then the bar.
 */
export function progressLine(state: ProgressState, columns: number, lang: Language): string {
  const part = share(state);
  const sets = part === undefined ? figuresWithoutTotal(state, lang) : figureSets(state, part, lang);
  const names = [state.id, cut(state.id, SHORTEST_NAME)];
  for (const set of sets) {
    for (const name of names) {
      const figures = set.join(GAP);
      const line = part === undefined ? [name, figures].join(GAP) : lineWithBar(name, part, figures, columns);
      if (line !== undefined && line.length <= columns) return line;
    }
  }
  const least = sets.at(-1)?.join(GAP) ?? "";
  const room = columns - least.length - GAP.length;
  return room > 0 ? [cut(state.id, room), least].join(GAP) : least.slice(0, Math.max(columns, 0));
}
