import { VENDOR_TABLES } from "../../fixtures/vendor-tables.js";
import { createTableStatements } from "../../src/dialect/create-table.js";
import { mssqlDialect } from "../../src/dialect/mssql/dialect.js";
import { compileSql } from "../../src/dialect/sql.js";
import { LEDGER } from "../../src/ledger/tables.js";

/** SQL Server's DDL for all of the vendor's tables with their indexes, and for ours: as fixture and apply write it. */
export function tsqlObjects(schema: string): readonly string[] {
  const vendors = [...VENDOR_TABLES.values()].map(({ definition }) => definition);
  const tables = [...vendors, ...Object.values(LEDGER)];
  return tables.flatMap((table) =>
    createTableStatements(mssqlDialect, schema, table).map((made) => compileSql(mssqlDialect, made).text),
  );
}

/** Whether a statement is about tables alone: the catalog, and tables in the making, are not among the objects. */
export function isAboutTables(text: string): boolean {
  return !/\b(sys|INFORMATION_SCHEMA)\.|\bsp_\w+|^\s*(create|alter|drop) (table|unique|index)/i.test(text);
}
