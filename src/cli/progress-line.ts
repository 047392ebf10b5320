import type { ProgressState } from "./progress-meter.js";

const WIDEST_BAR = 24;
const NARROWEST_BAR = 6;

function number(value: number): string {
  return Math.round(value).toLocaleString("en");
}

function clock(seconds: number): string {
  const whole = Math.ceil(seconds);
  if (whole < 60) return `${String(whole)} s`;
  if (whole < 3600) return `${String(Math.floor(whole / 60))} min ${String(whole % 60)} s`;
  return `${String(Math.floor(whole / 3600))} h ${String(Math.floor((whole % 3600) / 60))} min`;
}

/** Short steps are told apart by tenths. */
function elapsed(milliseconds: number): string {
  return milliseconds < 9_950 ? `${(milliseconds / 1000).toFixed(1)} s` : clock(milliseconds / 1000);
}

function share(state: ProgressState): number | undefined {
  if (state.total === undefined) return undefined;
  return state.total === 0 ? 1 : Math.min(state.done / state.total, 1);
}

function bar(part: number, width: number): string {
  const full = Math.floor(part * width);
  return `[${"#".repeat(full)}${".".repeat(width - full)}]`;
}

/** What a line says besides the bar, the most important first. */
function figures(state: ProgressState): readonly string[] {
  const part = share(state);
  if (state.total === undefined || part === undefined) {
    return state.done === 0
      ? [elapsed(state.elapsedMs)]
      : [number(state.done), `${number(state.rowsWritten)} rows`, elapsed(state.elapsedMs)];
  }
  return [
    `${String(Math.floor(part * 100))}%`,
    `${number(state.done)}/${number(state.total)}`,
    ...(state.secondsLeft === undefined || part === 1 ? [] : [`${clock(state.secondsLeft)} left`]),
    `${number(state.rowsWritten)} rows`,
    ...(state.rate === undefined || part === 1 ? [] : [`${number(state.rate)}/s`]),
    ...(part === 1 ? [elapsed(state.elapsedMs)] : []),
  ];
}

/**
 * One line of at most `columns` characters: where it is narrow, the bar shrinks, then the least
 * important figures go, then the bar, then the end of the step's name.
 */
export function progressLine(state: ProgressState, columns: number): string {
  const all = figures(state);
  const part = share(state);
  for (let kept = all.length; kept > 0; kept -= 1) {
    const text = `${state.id}  ${all.slice(0, kept).join("  ")}`;
    const room = columns - text.length - 4;
    if (part !== undefined && room >= NARROWEST_BAR) {
      const drawn = bar(part, Math.min(room, WIDEST_BAR));
      return `${state.id}  ${drawn}  ${all.slice(0, kept).join("  ")}`;
    }
    if (text.length <= columns && (part === undefined || kept <= 2)) return text;
  }
  return `${state.id}  ${all[0] ?? ""}`.slice(0, Math.max(columns, 0));
}
