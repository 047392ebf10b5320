import type { Words } from "./words/en.js";

/** Fills `{name}` in; a name that is not given becomes an ellipsis, for a report must never fail over a word. */
export function fill(text: string, values: Readonly<Record<string, string>>): string {
  return text.replaceAll(/\{(\w+)\}/g, (_placeholder, name: string) => values[name] ?? "…");
}

/** A whole number with the language's thousands separator. */
export function numberText(value: number, words: Words): string {
  return new Intl.NumberFormat(words.locale).format(value);
}

/** `Intl` groups digits with blanks of other widths, and has a minus of its own: not in every code page of a terminal. */
export function inEveryCodePage(text: string): string {
  return text.replaceAll(/[\u00a0\u202f]/g, " ").replaceAll("\u2212", "-");
}

/** `{for one|for several}`; names in braces may be in it. */
const CHOICE = /\{((?:\{\w+\}|[^{}|])*)\|((?:\{\w+\}|[^{}|])*)\}/g;

/** The form that fits the number, which all six languages have two of, with `{count}` and the other names filled in. */
export function pluralText(text: string, count: number, words: Words, values: Readonly<Record<string, string>> = {}): string {
  const chosen = new Intl.PluralRules(words.locale).select(count) === "one" ? "$1" : "$2";
  return fill(text.replaceAll(CHOICE, chosen), { ...values, count: numberText(count, words) });
}

/** How long something took: `812 ms`, `4.2 s`, `3 min 20 s`, `1 h 05 min`. */
export function durationText(milliseconds: number, words: Words): string {
  if (milliseconds < 1000) return `${String(milliseconds)} ms`;
  const format = new Intl.NumberFormat(words.locale, { minimumFractionDigits: 1, maximumFractionDigits: 1 });
  if (milliseconds < 59_950) return `${format.format(milliseconds / 1000)} s`;
  const seconds = Math.round(milliseconds / 1000);
  if (seconds < 3600) return `${String(Math.floor(seconds / 60))} min ${String(seconds % 60)} s`;
  const minutes = Math.round(seconds / 60);
  return `${String(Math.floor(minutes / 60))} h ${String(minutes % 60).padStart(2, "0")} min`;
}

/** A moment in UTC, as the language writes it: `31 jan. 2026 22:00:00 UTC`. @param iso as `Date.prototype.toISOString` writes it */
export function momentText(iso: string, words: Words): string {
  const format = new Intl.DateTimeFormat(words.locale, {
    dateStyle: "medium",
    timeStyle: "medium",
    hourCycle: "h23",
    timeZone: "UTC",
  });
  return `${format.format(new Date(iso))} UTC`;
}

/** `2026-01-31` and nothing else. */
const DAY = /^\d{4}-\d{2}-\d{2}$/;

/** A day as the language writes it; another text as it is. */
export function dayText(text: string, words: Words): string {
  if (!DAY.test(text)) return text;
  return new Intl.DateTimeFormat(words.locale, { dateStyle: "medium", timeZone: "UTC" }).format(new Date(`${text}T00:00:00Z`));
}
