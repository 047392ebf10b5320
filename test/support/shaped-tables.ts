import { CONSENT_TABLES, CRM_TABLES, type CrmTable } from "../../src/crm/tables.js";
import { VENDOR_TABLES, vendorTable } from "../../fixtures/vendor-tables.js";
import type { TableDefinition } from "../../src/dialect/table-definition.js";
import type { DatabaseShape } from "./database-shape.js";

const MIXED = (name: string): string =>
  Array.from(name, (letter, at) => (at % 2 === 0 ? letter.toUpperCase() : letter.toLowerCase())).join("");

const NAMING: Readonly<Record<NonNullable<DatabaseShape["names"]>, (name: string) => string>> = {
  vendor: (name) => name,
  lower: (name) => name.toLowerCase(),
  upper: (name) => name.toUpperCase(),
  mixed: MIXED,
};

/** A table as the database gets it, and the vendor's name by which tests speak of it. */
export interface ShapedTable {
  readonly vendorName: string;
  readonly definition: TableDefinition;
}

/** The tables of a database of this shape. */
export function shapedTables(shape: DatabaseShape): readonly ShapedTable[] {
  const left = new Set((shape.without ?? []).map((name) => name.toLowerCase()));
  if (shape.era === "8.1") {
    for (const table of [...CONSENT_TABLES, "TemporaryKey"]) left.add(table.toLowerCase());
    left.add("s_shipment.shipmenttype_id");
  }
  if (shape.sequence?.idsOnly === true) {
    left.add("sequence.tablename");
    left.add("sequence.tablenumber");
  }
  const crm = (Object.keys(CRM_TABLES) as CrmTable[])
    .filter((name) => !left.has(name.toLowerCase()))
    .map((name) => shapedCrmTable(name, shape, left));
  const others = shape.allTables === true ? unknownTables() : [];
  return [...crm, ...others, ...(shape.extraTables ?? [])].map((definition) => ({
    vendorName: definition.name,
    definition: renamed(definition, NAMING[shape.names ?? "vendor"]),
  }));
}

function unknownTables(): readonly TableDefinition[] {
  const known = new Set(Object.keys(CRM_TABLES).map((name) => name.toLowerCase()));
  return [...VENDOR_TABLES].filter(([name]) => !known.has(name)).map(([, { definition }]) => definition);
}

function shapedCrmTable(name: CrmTable, shape: DatabaseShape, left: ReadonlySet<string>): TableDefinition {
  const isThere = (column: string): boolean => !left.has(`${name}.${column}`.toLowerCase());
  const { primaryKey, columns, indexes } = shape.allTables === true ? vendorTable(name).definition : CRM_TABLES[name];
  return {
    name,
    primaryKey,
    columns: [...columns.filter((column) => isThere(column.name)), ...(shape.extraColumns?.[name] ?? [])].map((column) =>
      shape.allNullable === true && !primaryKey.includes(column.name) ? { ...column, nullable: true } : column,
    ),
    indexes: shape.withoutIndexes?.includes(name) === true ? [] : indexes.filter((index) => index.columns.every(isThere)),
  };
}

function renamed(table: TableDefinition, name: (name: string) => string): TableDefinition {
  return {
    name: name(table.name),
    primaryKey: table.primaryKey.map(name),
    columns: table.columns.map((column) => ({ ...column, name: name(column.name) })),
    indexes: table.indexes.map((index) => ({ ...index, columns: index.columns.map(name) })),
  };
}
