import type { Catalog } from "../dialect/catalog.js";
import type { Dialect } from "../dialect/dialect.js";
import { sql, type Sql } from "../dialect/sql.js";
import { TargetTable } from "./target-table.js";

/**
 * `CacheTables`: the tables that Windows clients keep copies of on disk. A check sum of 0 makes them read a table anew
 * (vendor's reference); tableId is the table's number.
 */
export class ClientCaches {
  private constructor(private readonly target: TargetTable) {}

  /** Undefined where the database has no such table. */
  static of(dialect: Dialect, catalog: Catalog): ClientCaches | undefined {
    const target = TargetTable.find(dialect, catalog, "CacheTables");
    return target?.has("tableId") === true && target.has("checkSum") ? new ClientCaches(target) : undefined;
  }

  /** Condition: an entry of one of these tables (numbers, separated by commas) that is not reset yet. */
  isOf(numbers: Sql): Sql {
    return sql`${this.target.column("tableId")} IN (${numbers}) AND ${this.target.column("checkSum")} <> 0`;
  }

  /** Condition: one of these entries. */
  isOneOf(ids: readonly number[]): Sql {
    return sql`${this.target.column(this.target.primaryKey)} IN (${ids})`;
  }

  /** SELECT of the entries: `record_id`, `table_number`. */
  entries(condition: Sql): Sql {
    const key = this.target.column(this.target.primaryKey);
    return sql`
      SELECT ${key} AS record_id, ${this.target.column("tableId")} AS table_number FROM ${this.target.name} WHERE ${condition}`;
  }

  /** The statement that resets them. */
  reset(condition: Sql): Sql {
    return sql`UPDATE ${this.target.name} SET ${this.target.column("checkSum")} = 0 WHERE ${condition}`;
  }
}
