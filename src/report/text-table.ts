import { barText, hasBars, legendText } from "./bars.js";
import type { Block, Column, Row } from "./document.js";
import type { Paint } from "./paint.js";
import { hanging, wrap } from "./wrap.js";

type Table = Block & { readonly kind: "table" };

/** A page has bars where at least so many columns are left for them. */
const SHORTEST_BAR = 16;
const LONGEST_BAR = 40;

/** A first column is not wrapped into less than this. */
const NARROWEST_FIRST = 28;

const GAP = "  ";
const NOTE = "    ";

/** Titles are wrapped between words where the page, or the bars, want the room. */
function columnWidths(table: Table, page: number): readonly number[] {
  const all = [...table.rows, ...(table.total === undefined ? [] : [table.total])];
  const widths = (titleWidth: (title: string) => number): readonly number[] =>
    table.columns.map((column, index) =>
      Math.max(titleWidth(column.title), ...all.map((row) => (row.cells[index] ?? "").length)),
    );
  const wide = widths((title) => title.length);
  const total = wide.reduce((sum, width) => sum + GAP.length + width, hasBars(table.rows) ? SHORTEST_BAR : -GAP.length);
  return total <= page ? wide : widths(longestWord);
}

function longestWord(title: string): number {
  return Math.max(...title.split(" ").map((word) => word.length));
}

/** The titles, wrapped into their columns, standing on the rule. */
function titleLines(columns: readonly Column[], widths: readonly number[]): readonly string[] {
  const wrapped = columns.map(({ title }, index) => wrap(title, widths[index] ?? 0));
  const height = Math.max(...wrapped.map((lines) => lines.length));
  const cellsAt = (row: number): readonly string[] => wrapped.map((lines) => lines[row - height + lines.length] ?? "");
  return Array.from({ length: height }, (_, row) => line(cellsAt(row), columns, widths));
}

function line(cells: readonly string[], columns: readonly Column[], widths: readonly number[]): string {
  const padded = cells.map((cell, index) => {
    const width = widths[index] ?? 0;
    return columns[index]?.align === "right" ? cell.padStart(width) : cell.padEnd(width);
  });
  return padded.join(GAP).trimEnd();
}

/**
 * Aligned columns, numbers at the right edge; a first column that is too wide for the page is wrapped. Where the page is too
 * narrow even so, a row's cells stand below each other.
 */
export function tableLines(table: Table, page: number, paint: Paint): readonly string[] {
  const [natural = 0, ...others] = columnWidths(table, page);
  const beside = others.reduce((sum, width) => sum + GAP.length + width, 0);
  if (page - beside < Math.min(natural, NARROWEST_FIRST)) return stackedLines(table, page, paint);
  const bars = barWidth(table, page - natural - beside - GAP.length);
  const columns = bars === 0 ? page : page - bars - GAP.length;
  const hasNumbers = table.columns.some((column) => column.align === "right");
  const first = hasNumbers ? columns - beside : Math.min(natural, columns - beside);
  const widths = [first, ...others];
  const rule = "-".repeat(hasNumbers ? page : first + beside);
  const write = (row: Row): readonly string[] => {
    const [name = "", ...cells] = row.cells;
    const [opening = "", ...rest] = wrap(name, first);
    const text = line([opening, ...cells], table.columns, widths);
    const bar = bars === 0 || row.bar === undefined ? "" : barText(row.bar, bars);
    return [
      paint(bar === "" ? text : `${text.padEnd(columns)}${GAP}${bar}`, row.tone),
      ...rest.map((more) => paint(more, row.tone)),
      ...row.notes.flatMap((note) => hanging(NOTE, note, page)),
    ];
  };
  return [
    ...titleLines(table.columns, widths),
    rule,
    ...table.rows.flatMap(write),
    ...(table.total === undefined ? [] : [rule, ...write(table.total)]),
    ...(bars === 0 ? [] : ["", paint(legendText(table.legend ?? {}), "quiet")]),
  ];
}

/** How wide the bars of a table are: not at all where it has none, or the page has no room for them. */
function barWidth(table: Table, room: number): number {
  return hasBars(table.rows) && room >= SHORTEST_BAR ? Math.min(room, LONGEST_BAR) : 0;
}

function stackedLines(table: Table, page: number, paint: Paint): readonly string[] {
  const rows = [...table.rows, ...(table.total === undefined ? [] : [table.total])];
  return rows.flatMap((row) => {
    const [first = "", ...others] = row.cells;
    const named = others.flatMap((cell, index) => (cell === "" ? [] : [`${table.columns[index + 1]?.title ?? ""} ${cell}`]));
    return [
      ...hanging("", first, page).map((text) => paint(text, row.tone)),
      ...hanging("  ", named.join(", "), page),
      ...row.notes.flatMap((note) => hanging(NOTE, note, page)),
    ];
  });
}
