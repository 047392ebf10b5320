import { grouped } from "../grouped.js";
import type { CatalogColumn, CatalogIndex } from "./dialect.js";
import type { Session } from "./session.js";
import type { Sql } from "./sql.js";
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
  const more = withColumns.length === 0 ? [] : await namesOf(session, dialect.tablesWithColumn(schema, withColumns));
  const wanted = [...named, ...more];
  if (wanted.length === 0) return { schema, tables: new Map(), withColumns: searched };
  const columns = grouped(await readColumns(session, schema, wanted), ({ table }) => table);
  const indexes = grouped(await readIndexes(session, schema, wanted), ({ table }) => table);
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

async function namesOf(session: Session, query: Sql): Promise<readonly string[]> {
  return (await session.query<{ name: string }>(query)).map(({ name }) => name);
}

/** The names of all tables and views of the schema. @throws DatabaseError */
export function tableNames(session: Session, schema: string): Promise<readonly string[]> {
  return namesOf(session, session.dialect.tables(schema));
}

/** Schemas or databases that hold a table of that name, whatever its case. @throws DatabaseError */
export function schemasWithTable(session: Session, table: string): Promise<readonly string[]> {
  return namesOf(session, session.dialect.schemasWithTable(table));
}

/** The columns of these tables and views. @throws DatabaseError */
export async function readColumns(
  session: Session,
  schema: string,
  tables: readonly string[],
): Promise<readonly CatalogColumn[]> {
  type Row = Omit<CatalogColumn, "nullable" | "hasDefault"> & Readonly<Record<"nullable" | "has_default", unknown>>;
  const rows = await session.query<Row>(session.dialect.columns(schema, tables));
  return rows.map(({ nullable, has_default: filled, ...names }) => ({
    ...names,
    nullable: isTrue(nullable),
    hasDefault: isTrue(filled),
  }));
}

/** The indexes of these tables; one with an expression in it tells nothing about columns, and is left out. @throws DatabaseError */
export async function readIndexes(session: Session, schema: string, tables: readonly string[]): Promise<readonly CatalogIndex[]> {
  type Row = Readonly<Record<"table" | "index", string>> & { readonly is_unique: unknown; readonly column: string | null };
  const rows = await session.query<Row>(session.dialect.indexes(schema, tables));
  const own = grouped(rows, ({ table, index }) => JSON.stringify([table, index]));
  return [...own.values()].flatMap((columns) => {
    const [first] = columns;
    const names = columns.flatMap(({ column }) => column ?? []);
    if (first === undefined || names.length < columns.length) return [];
    return [{ table: first.table, index: first.index, unique: isTrue(first.is_unique), columns: names }];
  });
}

function isTrue(value: unknown): boolean {
  return Number(value) === 1;
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
