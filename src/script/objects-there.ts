import { sql, type Sql } from "../dialect/sql.js";
import type { ScriptPlan } from "./script-plan.js";

/** Whether a table stands; INFORMATION_SCHEMA is the same on every engine, in capitals for SQL Server. */
export function hasTable({ dialect: { folded }, upgrade }: ScriptPlan, table: string): Sql {
  return sql`EXISTS (
    SELECT 1 FROM INFORMATION_SCHEMA.TABLES t
    WHERE t.TABLE_SCHEMA = ${upgrade.catalog.schema} AND ${folded(sql`t.TABLE_NAME`)} = ${table.toLowerCase()})`;
}

/** Whether a column stands. */
export function hasColumn({ dialect: { folded }, upgrade }: ScriptPlan, table: string, column: string): Sql {
  return sql`EXISTS (
    SELECT 1 FROM INFORMATION_SCHEMA.COLUMNS c
    WHERE c.TABLE_SCHEMA = ${upgrade.catalog.schema} AND ${folded(sql`c.TABLE_NAME`)} = ${table.toLowerCase()}
      AND ${folded(sql`c.COLUMN_NAME`)} = ${column.toLowerCase()})`;
}
