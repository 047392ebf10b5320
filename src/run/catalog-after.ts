import { findTable, type Catalog, type CatalogTable } from "../dialect/catalog.js";
import type { CatalogColumn, Dialect } from "../dialect/dialect.js";
import type { MissingObject } from "../steps/missing-objects.js";
import { CRM_TABLES, type CrmTable } from "../crm/tables.js";
import type { ColumnDefinition } from "../dialect/table-definition.js";

function columnOf(dialect: Dialect, table: string, definition: ColumnDefinition): CatalogColumn {
  return {
    table,
    column: definition.name,
    type: dialect.typeName(definition.type),
    nullable: definition.nullable,
    hasDefault: false,
  };
}

function createdTable(dialect: Dialect, table: CrmTable): CatalogTable {
  const columns = CRM_TABLES[table].columns.map(
    (column) => [column.name.toLowerCase(), columnOf(dialect, table, column)] as const,
  );
  return { name: table, columns: new Map(columns), indexes: [] };
}

/** The catalog once these objects are created: statements of later steps are written for it. */
export function catalogAfter(dialect: Dialect, catalog: Catalog, objects: readonly MissingObject[]): Catalog {
  const tables = new Map(catalog.tables);
  for (const { kind, table, name } of objects) {
    if (kind === "table") tables.set(table.toLowerCase(), createdTable(dialect, table));
    const stored = findTable(catalog, table);
    const definition = CRM_TABLES[table].columns.find((column) => column.name === name);
    if (kind !== "column" || stored === undefined || definition === undefined) continue;
    tables.set(table.toLowerCase(), {
      ...stored,
      columns: new Map(stored.columns).set(name.toLowerCase(), columnOf(dialect, stored.name, definition)),
    });
  }
  return { ...catalog, tables };
}
