import { findTable, type Catalog, type CatalogTable } from "../dialect/catalog.js";
import type { CatalogColumn, Dialect } from "../dialect/dialect.js";
import { RefusedError } from "../errors.js";
import { identifier, sql, type Sql, type SqlValue } from "../dialect/sql.js";
import { CRM_TABLES, type CrmTable } from "./tables.js";
import { EXACT_TIMESTAMP, type ColumnType } from "../dialect/table-definition.js";

/** A CRM table as statements write it, with the names that this database gives. */
export class TargetTable {
  readonly name: Sql;
  readonly primaryKey: string;

  private constructor(
    private readonly dialect: Dialect,
    readonly logicalName: CrmTable,
    private readonly stored: CatalogTable,
    schema: string,
  ) {
    this.name = identifier(schema, stored.name);
    this.primaryKey = CRM_TABLES[logicalName].primaryKey[0] ?? "id";
  }

  /** The table; undefined where the database does not have it. */
  static find(dialect: Dialect, catalog: Catalog, name: CrmTable): TargetTable | undefined {
    const stored = findTable(catalog, name);
    return stored === undefined ? undefined : new TargetTable(dialect, name, stored, catalog.schema);
  }

  /** The table. @throws RefusedError (4) where the database does not have it */
  static of(dialect: Dialect, catalog: Catalog, name: CrmTable): TargetTable {
    const target = TargetTable.find(dialect, catalog, name);
    if (target === undefined) throw new RefusedError("TABLE_MISSING", `The table ${name} is missing.`);
    return target;
  }

  has(column: string): boolean {
    return this.stored.columns.has(column.toLowerCase());
  }

  /** Whether an index sees to it that no two rows have the same values in these columns. */
  isUniqueBy(columns: readonly string[]): boolean {
    const sorted = (names: readonly string[]): string =>
      names
        .map((name) => name.toLowerCase())
        .sort()
        .join();
    return this.stored.indexes.some((index) => index.unique && sorted(index.columns) === sorted(columns));
  }

  /** The quoted name of a column, or `alias.column`. */
  column(column: string, alias?: string): Sql {
    const name = this.stored.columns.get(column.toLowerCase())?.column ?? column;
    return alias === undefined ? identifier(name) : identifier(alias, name);
  }

  /** The column's type in the vendor's reference. */
  typeOf(column: string): ColumnType {
    const definition = CRM_TABLES[this.logicalName].columns.find(
      (candidate) => candidate.name.toLowerCase() === column.toLowerCase(),
    );
    return definition?.type ?? { kind: "int" };
  }

  /** A value with the column's type; times as exact as they are, since this database's column may be finer than the vendor's. */
  typed(column: string, value: SqlValue): Sql {
    const type = this.typeOf(column);
    return this.dialect.cast(value, type.kind === "timestamp" ? EXACT_TIMESTAMP : type);
  }

  /**
   * INSERT of one row, or of those that a FROM gives: the given columns as far as the table has them, and a neutral value for
   * every other column that the database insists on (a customer's own NOT NULL column, say).
   */
  insert(values: Readonly<Record<string, Sql>>, from?: Sql): Sql {
    const given = new Map(Object.entries(values).map(([name, value]) => [name.toLowerCase(), value]));
    const row = [...this.stored.columns].flatMap(([lower, column]) => {
      const value = given.get(lower) ?? (column.nullable || column.hasDefault ? undefined : this.neutral(column));
      return value === undefined ? [] : [{ column: identifier(column.column), value }];
    });
    const list = row.map(({ value }) => value);
    return sql`
      INSERT INTO ${this.name} (${row.map(({ column }) => column)})
      ${from === undefined ? sql`VALUES (${list})` : sql`SELECT ${list} ${from}`}`;
  }

  /** INSERT of a small table's row, with the columns in which the CRM says who saved it when. */
  insertSmall(row: Readonly<Record<string, SqlValue>>, id: Sql, at: Sql, associate: Sql, from?: Sql): Sql {
    const values = Object.entries(row).map(([column, value]) => [column, this.typed(column, value)] as const);
    return this.insert(
      {
        ...Object.fromEntries(values),
        [this.primaryKey]: id,
        registered: at,
        registered_associate_id: associate,
        updated: at,
        updated_associate_id: associate,
        updatedCount: this.dialect.cast(0, { kind: "smallint" }),
      },
      from,
    );
  }

  /** What an UPDATE sets besides, where the table counts how often its rows are saved. */
  saved(at: Sql, associate: Sql): readonly Sql[] {
    if (!this.has("updatedCount")) return [];
    const saves = this.column("updatedCount");
    return [
      sql`${this.column("updated")} = ${at}`,
      sql`${this.column("updated_associate_id")} = ${associate}`,
      sql`${saves} = COALESCE(${saves}, 0) + 1`,
    ];
  }

  private neutral(column: CatalogColumn): Sql {
    if (/char|text|clob/.test(column.type)) return sql`''`;
    if (/date|time/.test(column.type)) return this.dialect.utcNow();
    return sql`0`;
  }
}
