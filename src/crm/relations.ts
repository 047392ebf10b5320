import { findIndexOn, findTable, type Catalog } from "../dialect/catalog.js";
import type { Dialect } from "../dialect/dialect.js";
import { identifier, sql, type Sql } from "../dialect/sql.js";
import { CRM_TABLES, type CrmTable } from "./tables.js";

/**
 * The CRM's tables as steps read them: a derived table for each, with the vendor's column names in
 * lower case, whatever names this database uses. A missing table is an empty relation; a missing
 * column is NULL.
 */
export class Relations {
  constructor(
    private readonly dialect: Dialect,
    private readonly catalog: Catalog,
  ) {}

  /**
   * `(SELECT "Person_Id" AS person_id, … FROM "crm7"."Person")`, to be followed by an alias.
   * @param by a column whose index the engine is told to use, where it would not by itself
   */
  of(name: CrmTable, by?: string): Sql {
    const definition = CRM_TABLES[name];
    const stored = findTable(this.catalog, name);
    const columns = definition.columns.map((column) => {
      const alias = identifier(column.name.toLowerCase());
      const there = stored?.columns.get(column.name.toLowerCase());
      const value = there === undefined ? this.dialect.cast(sql`NULL`, column.type) : identifier(there.column);
      return sql`${value} AS ${alias}`;
    });
    const list = sql`${columns}`;
    if (stored === undefined) return sql`(SELECT ${list} ${this.dialect.fromNothing()} WHERE 1 = 0)`;
    const index = by === undefined ? undefined : findIndexOn(stored, [by]);
    const table = identifier(this.catalog.schema, stored.name);
    const named = index === undefined ? table : sql`${table} ${this.dialect.byIndex(index.index)}`;
    return sql`(SELECT ${list} FROM ${named})`;
  }

  /** Whether an index finds a table's rows by a column; a missing table has no rows to be found. */
  hasIndex(name: CrmTable, column: string): boolean {
    const stored = findTable(this.catalog, name);
    return stored === undefined || findIndexOn(stored, [column]) !== undefined;
  }

  has(name: CrmTable): boolean {
    return findTable(this.catalog, name) !== undefined;
  }

  hasColumn(name: CrmTable, column: string): boolean {
    return findTable(this.catalog, name)?.columns.has(column.toLowerCase()) === true;
  }
}
