import type { CatalogColumn, CatalogIndex } from "./dialect.js";
import type { Session } from "./session.js";
import type { Sql } from "./sql.js";

/** A table as the database has it: names in the case that the catalog gives. */
export interface CatalogTable {
  readonly name: string;
  /** By lower-case name. */
  readonly columns: ReadonlyMap<string, CatalogColumn>;
  readonly indexes: readonly CatalogIndex[];
}

/** The tables of one schema, found without regard to case. */
export interface Catalog {
  readonly schema: string;
  /** By lower-case name. */
  readonly tables: ReadonlyMap<string, CatalogTable>;
}

function grouped<T extends { readonly table: string }>(rows: readonly T[]): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const row of rows) {
    const group = groups.get(row.table);
    if (group === undefined) groups.set(row.table, [row]);
    else group.push(row);
  }
  return groups;
}

/**
 * Reads tables, columns and indexes of the session's schema.
 * @throws DatabaseError
 */
export async function readCatalog(session: Session): Promise<Catalog> {
  const schema = session.server.schema;
  const columns = grouped(await session.dialect.columns(session, schema));
  const indexes = grouped(await session.dialect.indexes(session, schema));
  const tables = new Map<string, CatalogTable>();
  for (const [name, own] of columns) {
    tables.set(name.toLowerCase(), {
      name,
      columns: new Map(own.map((column) => [column.column.toLowerCase(), column])),
      indexes: indexes.get(name) ?? [],
    });
  }
  return { schema, tables };
}

/** The table of that name, whatever its case; undefined where it is missing. */
export function findTable(catalog: Catalog, name: string): CatalogTable | undefined {
  return catalog.tables.get(name.toLowerCase());
}

/** The table, qualified and quoted, for statements that write. */
export function tableName(session: Session, catalog: Catalog, table: CatalogTable): Sql {
  return session.dialect.identifier(catalog.schema, table.name);
}

/** An index that begins with these columns, in this order; undefined where there is none. */
export function findIndexOn(table: CatalogTable, columns: readonly string[]): CatalogIndex | undefined {
  return table.indexes.find((index) =>
    columns.every((column, position) => index.columns[position]?.toLowerCase() === column.toLowerCase()),
  );
}

/** Whether an index begins with these columns, in this order. */
export function hasIndexOn(table: CatalogTable, columns: readonly string[]): boolean {
  return findIndexOn(table, columns) !== undefined;
}
