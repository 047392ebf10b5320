import type { Block, Column, Row } from "./document.js";
import type { Paint } from "./paint.js";
import { hanging } from "./wrap.js";

type Table = Block & { readonly kind: "table" };

const GAP = "  ";
const NOTE = "    ";

function columnWidths(table: Table): readonly number[] {
  const all = [...table.rows, ...(table.total === undefined ? [] : [table.total])];
  return table.columns.map((column, index) =>
    Math.max(column.title.length, ...all.map((row) => (row.cells[index] ?? "").length)),
  );
}

/** What is left of the page goes behind the first column, so that numbers stand at its right edge. */
function stretched(widths: readonly number[], page: number): readonly number[] {
  const used = widths.reduce((sum, width) => sum + width, 0) + GAP.length * (widths.length - 1);
  const [first = 0, ...rest] = widths;
  return [first + Math.max(page - used, 0), ...rest];
}

function line(cells: readonly string[], columns: readonly Column[], widths: readonly number[]): string {
  const padded = cells.map((cell, index) => {
    const width = widths[index] ?? 0;
    return columns[index]?.align === "right" ? cell.padStart(width) : cell.padEnd(width);
  });
  return padded.join(GAP).trimEnd();
}

/** Aligned columns; where the page is too narrow for them, a row's cells stand below each other. */
export function tableLines(table: Table, page: number, paint: Paint): readonly string[] {
  const natural = columnWidths(table);
  const used = natural.reduce((sum, width) => sum + width, 0) + GAP.length * (natural.length - 1);
  if (used > page) return stackedLines(table, page, paint);
  const hasNumbers = table.columns.some((column) => column.align === "right");
  const widths = hasNumbers ? stretched(natural, page) : natural;
  const rule = "-".repeat(hasNumbers ? page : used);
  const write = (row: Row): readonly string[] => [
    paint(line(row.cells, table.columns, widths), row.tone),
    ...row.notes.flatMap((note) => hanging(NOTE, note, page)),
  ];
  return [
    line(
      table.columns.map((column) => column.title),
      table.columns,
      widths,
    ),
    rule,
    ...table.rows.flatMap(write),
    ...(table.total === undefined ? [] : [rule, ...write(table.total)]),
  ];
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
