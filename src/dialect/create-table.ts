import type { Dialect } from "../dialect/dialect.js";
import { identifier, sql, type Sql } from "../dialect/sql.js";
import type { ColumnDefinition, IndexDefinition, TableDefinition } from "./table-definition.js";

/** PostgreSQL cuts names at 63 bytes, MySQL refuses more than 64 characters. */
const LONGEST_NAME = 60;

/** The name that an index of ours gets. PostgreSQL wants it to be unique in the schema, so the table's name is in it. */
export function indexName(table: string, index: IndexDefinition): string {
  return ["ix", table, ...index.columns].join("_").toLowerCase().slice(0, LONGEST_NAME);
}

/**
 * Whether the engine can hold the index: false where one of its columns is a text longer than the engine indexes whole,
 * unique ones included. So on MySQL and MariaDB the database does not see to it that `ConsentPurpose.name` is unique;
 * who adds rows has to.
 */
export function isIndexable(dialect: Dialect, table: TableDefinition, index: IndexDefinition): boolean {
  return index.columns.every((name) => {
    const type = table.columns.find((column) => column.name.toLowerCase() === name.toLowerCase())?.type;
    return (
      type?.kind !== "clob" && type?.kind !== "blob" && (type?.kind !== "text" || type.length <= dialect.indexableTextLength)
    );
  });
}

/** `CREATE TABLE` with the columns and the primary key, without indexes. */
export function createTableStatement(dialect: Dialect, schema: string, table: TableDefinition): Sql {
  return sql.raw(tableWithoutIndexes(dialect, schema, table));
}

function tableWithoutIndexes(dialect: Dialect, schema: string, table: TableDefinition): string {
  const builder = dialect.compiler.schema.withSchema(schema).createTable(table.name, (made) => {
    for (const column of table.columns) {
      const type = made.specificType(column.name, dialect.typeName(column.type));
      if (column.nullable) type.nullable();
      else type.notNullable();
    }
    made.primary([...table.primaryKey], `pk_${table.name}`.toLowerCase().slice(0, LONGEST_NAME));
  });
  return single(builder.toSQL());
}

/** `CREATE INDEX`. Written out because knex makes filtered indexes for unique ones on SQL Server, which the CRM has not. */
export function createIndexStatement(schema: string, table: string, index: IndexDefinition): Sql {
  const kind = index.unique ? "CREATE UNIQUE INDEX" : "CREATE INDEX";
  return sql`${sql.raw(kind)} ${identifier(indexName(table, index))} ON ${identifier(schema, table)} (${names(index.columns)})`;
}

/**
 * A table's indexes, those that the engine can hold (`isIndexable`), in as few statements as it takes: MySQL and MariaDB go
 * through the table once for all of a statement.
 */
export function createIndexesStatements(dialect: Dialect, schema: string, table: TableDefinition): readonly Sql[] {
  const indexes = table.indexes.filter((index) => isIndexable(dialect, table, index));
  if (!dialect.indexesInCreateTable) return indexes.map((index) => createIndexStatement(schema, table.name, index));
  const added = indexes.map((index) => sql`ADD ${indexInTable(table.name, index)}`);
  return added.length === 0 ? [] : [sql`ALTER TABLE ${identifier(schema, table.name)} ${sql.join(added, ", ")}`];
}

/** `ALTER TABLE … ADD` of one column. */
export function addColumnStatement(dialect: Dialect, schema: string, table: string, column: ColumnDefinition): Sql {
  const builder = dialect.compiler.schema.withSchema(schema).alterTable(table, (altered) => {
    const type = altered.specificType(column.name, dialect.typeName(column.type));
    // Said in so many words: on SQL Server a setting decides otherwise.
    if (column.nullable) type.nullable();
    else type.notNullable();
  });
  return sql.raw(single(builder.toSQL()));
}

/**
 * The table as the definition has it, with those of its indexes that the engine can hold (`isIndexable`): one statement
 * each, the table first, so that a caller can announce, create and count them one by one.
 */
export function createTableStatements(dialect: Dialect, schema: string, table: TableDefinition): readonly Sql[] {
  const indexes = table.indexes.filter((index) => isIndexable(dialect, table, index));
  return [
    createTableStatement(dialect, schema, table),
    ...indexes.map((index) => createIndexStatement(schema, table.name, index)),
  ];
}

/**
 * The same in as few statements as the engine takes, for a table that nobody fills before its indexes are there: indexes are
 * named as in `createTableStatements`.
 */
export function createEmptyTableStatements(dialect: Dialect, schema: string, table: TableDefinition): readonly Sql[] {
  if (!dialect.indexesInCreateTable) return createTableStatements(dialect, schema, table);
  const indexes = table.indexes
    .filter((index) => isIndexable(dialect, table, index))
    .map((index) => sql`, ${indexInTable(table.name, index)}`);
  const withoutEnd = sql.raw(tableWithoutIndexes(dialect, schema, table).replace(/\)$/, ""));
  return [sql`${withoutEnd}${sql.join(indexes, "")})`];
}

/** An index as `CREATE TABLE` and `ALTER TABLE … ADD` name it. */
function indexInTable(table: string, index: IndexDefinition): Sql {
  return sql`${sql.raw(index.unique ? "UNIQUE INDEX" : "INDEX")} ${identifier(indexName(table, index))} (${names(index.columns)})`;
}

function names(columns: readonly string[]): readonly Sql[] {
  return columns.map((column) => identifier(column));
}

/** knex gives a list of statements; ours need exactly one. */
function single(made: unknown): string {
  const [first, ...rest] = made as readonly { readonly sql: string }[];
  if (first === undefined || rest.length > 0) throw new TypeError("The schema builder made more or less than one statement.");
  return first.sql;
}
