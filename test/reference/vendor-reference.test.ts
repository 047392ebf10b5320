import { describe, expect, test } from "vitest";
import { sampleTables } from "../../fixtures/sample-tables.js";
import { VENDOR_TABLES, vendorTable } from "../../fixtures/vendor-tables.js";
import { ERAS } from "../../src/crm/eras.js";
import { CONSENT_TABLES, CRM_TABLES, OLD_TABLE_NUMBERS, type CrmTable } from "../../src/crm/tables.js";
import { column, INT, type TableDefinition } from "../../src/dialect/table-definition.js";

const KNOWN = Object.entries(CRM_TABLES) as readonly (readonly [CrmTable, TableDefinition])[];

/** What a definition says that the vendor's reference does not: nothing, where all is well. */
function differences(table: TableDefinition): readonly string[] {
  const { definition } = vendorTable(table.name);
  if (definition.name.toLowerCase() === table.name.toLowerCase() && definition.name !== table.name) {
    return [`the table is ${definition.name}`];
  }
  const columns = table.columns.flatMap(({ name, type, nullable }) => {
    const theirs = definition.columns.find((candidate) => candidate.name === name);
    if (theirs === undefined) return [`no column ${name}`];
    const [ours, expected] = [
      { type, nullable },
      { type: theirs.type, nullable: theirs.nullable },
    ].map((it) => JSON.stringify(it));
    return ours === expected ? [] : [`${name} is ${expected}, not ${ours}`];
  });
  const indexes = table.indexes
    .filter((index) => !definition.indexes.some((theirs) => JSON.stringify(theirs) === JSON.stringify(index)))
    .map(({ columns: names }) => `no index on ${names.join(", ")}`);
  const key = definition.primaryKey.join() === table.primaryKey.join() ? [] : [`the key is ${definition.primaryKey.join()}`];
  return [...key, ...columns, ...indexes];
}

describe("the vendor's database reference", () => {
  test("has 537 tables, each with a number of its own", () => {
    expect(VENDOR_TABLES.size).toBe(537);
    expect(new Set([...VENDOR_TABLES.values()].map(({ number }) => number)).size).toBe(537);
  });

  test.each(KNOWN)("has %s with the columns and indexes that the upgrade names", (_name, definition) => {
    expect(differences(definition)).toEqual([]);
  });

  test.each([...CONSENT_TABLES, "TemporaryKey"] as const)("has no column or index of %s that the upgrade leaves out", (name) => {
    const { definition } = vendorTable(name);
    const sorted = (names: readonly string[]): readonly string[] => [...names].sort();
    const names = ({ columns }: TableDefinition): readonly string[] => sorted(columns.map((it) => it.name));
    expect(names(CRM_TABLES[name])).toEqual(names(definition));
    expect(sorted(CRM_TABLES[name].indexes.map((it) => JSON.stringify(it)))).toEqual(
      sorted(definition.indexes.map((it) => JSON.stringify(it))),
    );
  });

  test.each(Object.entries(OLD_TABLE_NUMBERS))("gives %s the number %i", (name, number) => {
    expect(vendorTable(name).number).toBe(number);
  });

  test.each(ERAS)("has each table of the sample of era %s, whole", (era) => {
    for (const table of sampleTables(era)) {
      expect(differences(table), table.name).toEqual([]);
      const missing = vendorTable(table.name).definition.columns.filter(
        (it) => !table.columns.some(({ name }) => name === it.name),
      );
      const sinceThen = era === "8.1" && table.name === "s_shipment" ? ["shipmenttype_id"] : [];
      expect(
        missing.map(({ name }) => name),
        table.name,
      ).toEqual(sinceThen);
    }
  });

  const { s_link_customer_statical: clicks } = CRM_TABLES;
  test.each<readonly [string, TableDefinition, string]>([
    [
      "a column that is not there",
      { ...clicks, columns: [...clicks.columns, column("customer_id", INT)] },
      "no column customer_id",
    ],
    ["another type", { ...clicks, columns: [column("pressed", INT)] }, "pressed is"],
    ["NULL where there is none", { ...clicks, columns: [{ ...column("link_type", INT), nullable: true }] }, "link_type is"],
    ["an index that is not there", { ...clicks, indexes: [{ columns: ["email"], unique: true }] }, "no index on email"],
    ["another key", { ...clicks, primaryKey: ["link_id"] }, "the key is id"],
  ])("%s is noticed", (_mistake, definition, difference) => {
    expect(differences(definition).join()).toContain(difference);
  });
});
