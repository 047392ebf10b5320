import type { CatalogIndex } from "./dialect.js";

/** A column of an index; it has no name where it is an expression. */
export interface IndexColumn extends Omit<CatalogIndex, "columns"> {
  readonly column: string | null;
}

/** Indexes of their columns, which come in order; one with an expression in it tells nothing about columns, and is left out. */
export function indexesOf(rows: readonly IndexColumn[]): readonly CatalogIndex[] {
  const indexes: (Omit<IndexColumn, "column"> & { readonly columns: (string | null)[] })[] = [];
  for (const { column, ...own } of rows) {
    let index = indexes.at(-1);
    if (index?.table !== own.table || index.index !== own.index) {
      index = { ...own, columns: [] };
      indexes.push(index);
    }
    index.columns.push(column);
  }
  return indexes.flatMap(({ columns, ...own }) => (columns.every((name) => name !== null) ? [{ ...own, columns }] : []));
}
