import { grouped } from "../grouped.js";
import type { CatalogColumn, CatalogIndex } from "./dialect.js";
import type { Session } from "./session.js";
import type { IndexDefinition } from "./table-definition.js";

/** A table as the database has it: names in the case that the catalog gives. */
export interface CatalogTable {
  readonly name: string;
  /** By lower-case name. */
  readonly columns: ReadonlyMap<string, CatalogColumn>;
  readonly indexes: readonly CatalogIndex[];
}

/** What is asked of a schema's catalog: a CRM has hundreds of tables, and some servers take minutes to describe them all. */
export interface CatalogScope {
  /** Names of tables, whatever their case. */
  readonly tables: readonly string[];
  /** Names of columns, whatever their case: every table that has one of them is read as well. */
  readonly withColumns?: readonly string[];
}

/** The tables of one schema that were asked for, found without regard to case. */
export interface Catalog {
  readonly schema: string;
  /** By lower-case name. */
  readonly tables: ReadonlyMap<string, CatalogTable>;
  /** In lower case: no table of the schema that has a column of one of these names is left out. */
  readonly withColumns: ReadonlySet<string>;
}

/**
 * Reads tables, columns and indexes of the session's schema, as far as they are asked for.
 * @throws DatabaseError
 */
export async function readCatalog(session: Session, { tables: named, withColumns = [] }: CatalogScope): Promise<Catalog> {
  const { dialect } = session;
  const { schema } = session.server;
  const searched = new Set(withColumns.map((name) => name.toLowerCase()));
  const wanted = withColumns.length === 0 ? named : [...named, ...(await dialect.tablesWithColumn(session, schema, withColumns))];
  if (wanted.length === 0) return { schema, tables: new Map(), withColumns: searched };
  const columns = grouped(await dialect.columns(session, schema, wanted), ({ table }) => table);
  const indexes = grouped(await dialect.indexes(session, schema, wanted), ({ table }) => table);
  const tables = new Map<string, CatalogTable>();
  for (const [name, own] of columns) {
    tables.set(name.toLowerCase(), {
      name,
      columns: new Map(own.map((column) => [column.column.toLowerCase(), column])),
      indexes: indexes.get(name) ?? [],
    });
  }
  return { schema, tables, withColumns: searched };
}

/** The table of that name, whatever its case; undefined where it is missing. */
export function findTable(catalog: Catalog, name: string): CatalogTable | undefined {
  return catalog.tables.get(name.toLowerCase());
}

/** An index that begins with these columns, in this order; undefined where there is none. */
export function findIndexOn(table: CatalogTable, columns: readonly string[]): CatalogIndex | undefined {
  return table.indexes.find((index) =>
    columns.every((column, position) => index.columns[position]?.toLowerCase() === column.toLowerCase()),
  );
}

/** Whether an index does what the defined one would: begins with its columns; a unique one has to be unique by no others. */
export function hasIndexLike(table: CatalogTable, { columns, unique }: IndexDefinition): boolean {
  if (!unique) return findIndexOn(table, columns) !== undefined;
  return table.indexes.some(
    (index) =>
      index.unique &&
      index.columns.length === columns.length &&
      columns.every((column, position) => index.columns[position]?.toLowerCase() === column.toLowerCase()),
  );
}
