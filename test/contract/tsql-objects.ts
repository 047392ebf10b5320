import { VENDOR_TABLES } from "../../fixtures/vendor-tables.js";
import { createTableStatements } from "../../src/dialect/create-table.js";
import { mssqlDialect } from "../../src/dialect/mssql/dialect.js";
import { compileSql } from "../../src/dialect/sql.js";
import type { TableDefinition } from "../../src/dialect/table-definition.js";
import { LEDGER } from "../../src/ledger/tables.js";

/** Names as the vendor's reference has them; in small letters, as PostgreSQL's catalog has them. */
export type Capitals = "capitals" | "small letters";

/** SQL Server's DDL for all of the vendor's tables with their indexes, and for ours: as fixture and apply write it. */
export function tsqlObjects(schema: string, capitals: Capitals = "capitals"): readonly string[] {
  const vendors = [...VENDOR_TABLES.values()].map(({ definition }) => definition);
  const named = capitals === "capitals" ? vendors : vendors.map(inSmallLetters);
  const tables = [...named, ...Object.values(LEDGER)];
  return tables.flatMap((table) => createTableStatements(mssqlDialect, schema, table).map((made) => compileSql(made).text));
}

function inSmallLetters(table: TableDefinition): TableDefinition {
  const small = (names: readonly string[]): readonly string[] => names.map((name) => name.toLowerCase());
  return {
    ...table,
    name: table.name.toLowerCase(),
    primaryKey: small(table.primaryKey),
    columns: table.columns.map((column) => ({ ...column, name: column.name.toLowerCase() })),
    indexes: table.indexes.map((index) => ({ ...index, columns: small(index.columns) })),
  };
}

/** Whether a statement is about tables alone: the catalog, and tables in the making, are not among the objects. */
export function isAboutTables(text: string): boolean {
  return !/\b(sys|INFORMATION_SCHEMA)\.|\bsp_\w+|^\s*(create|alter|drop) (table|unique|index)/i.test(text);
}
