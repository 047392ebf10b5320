import type { CellValue, Row } from "../../fixtures/insert-rows.js";
import type { TableDefinition } from "../../src/dialect/table-definition.js";

/** What a column holds where a test does not say; every other one is NULL. By lower-case name. */
const DEFAULTS: Row = {
  nomailing: 0,
  retired: 0,
  deleted: 0,
  active: 1,
  registered: "2015-03-01T08:00:00",
  registered_associate_id: 5,
  updated: "2015-03-01T08:00:00",
  updated_associate_id: 5,
  updatedcount: 0,
};

/** Columns with defaults that not every table of the kind is used with. */
const DEFAULTS_OF_TABLE: Readonly<Record<string, Row>> = {
  person: { firstname: "Test", lastname: "Person" },
  travelcurrent: { systemlevel: 10 },
};

/**
 * Whole rows of a table: columns in the table's order and by its names, whatever the case in which the test wrote them.
 * A row without primary key gets the id after the one before.
 * @throws TypeError where a row has a column that the table has not
 */
export function wholeRows(vendorName: string, table: TableDefinition, rows: readonly Row[]): readonly Row[] {
  const [key = ""] = table.primaryKey;
  let previous = 0;
  return rows.map((given) => {
    const values = new Map(Object.entries(given).map(([name, value]) => [name.toLowerCase(), value]));
    const unknown = [...values.keys()].filter((name) => !table.columns.some((column) => column.name.toLowerCase() === name));
    if (unknown.length > 0) throw new TypeError(`${vendorName} has no column ${unknown.join(", ")} in this database.`);
    const id = Number(values.get(key.toLowerCase()) ?? previous + 1);
    previous = id;
    const own = DEFAULTS_OF_TABLE[vendorName] ?? {};
    return Object.fromEntries(
      table.columns.map((column) => {
        const lower = column.name.toLowerCase();
        if (column.name === key) return [column.name, id];
        const value = values.has(lower) ? values.get(lower) : (own[lower] ?? DEFAULTS[lower]);
        return [column.name, value ?? (column.nullable ? null : neutral(column.type.kind))];
      }),
    );
  });
}

/** A row with something in each mandatory column that it leaves out, as far as the upgrade knows the table's columns. */
export function withMandatory<T>(
  table: TableDefinition,
  row: Readonly<Record<string, T>>,
): Readonly<Record<string, T | CellValue>> {
  const given = new Set(Object.keys(row).map((name) => name.toLowerCase()));
  const missing = table.columns.filter(
    ({ name, nullable }) => !nullable && !table.primaryKey.includes(name) && !given.has(name.toLowerCase()),
  );
  return {
    ...Object.fromEntries(missing.map(({ name, type }) => [name, DEFAULTS[name.toLowerCase()] ?? neutral(type.kind)])),
    ...row,
  };
}

function neutral(kind: string): string | number {
  if (kind === "timestamp") return "2015-03-01T08:00:00";
  return kind === "text" || kind === "clob" ? "-" : 0;
}
