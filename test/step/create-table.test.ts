import { withMandatory } from "../support/row-defaults.js";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { insertRows } from "../../fixtures/insert-rows.js";
import { readColumns, readIndexes } from "../../src/dialect/catalog.js";
import type { CatalogColumn, CatalogIndex } from "../../src/dialect/dialect.js";
import type { Session } from "../../src/dialect/session.js";
import { addColumnStatement, createTableStatements, isIndexable } from "../../src/dialect/create-table.js";
import { CRM_TABLES, type CrmTable } from "../../src/crm/tables.js";
import { column, INT, nullable, SMALLINT, text, TIMESTAMP, type TableDefinition } from "../../src/dialect/table-definition.js";
import { EngineSessions } from "../dialect/engine-sessions.js";
import { enginesAtHand } from "../engines/engines.js";

const TABLES = Object.keys(CRM_TABLES) as CrmTable[];

/** Two key columns, and a name that SQL has its own use for. */
const PAIRS: TableDefinition = {
  name: "Order",
  primaryKey: ["Group", "no"],
  columns: [column("Group", text(20)), column("no", INT), nullable("long", text(4000)), nullable("at", TIMESTAMP)],
  indexes: [
    { columns: ["at", "no"], unique: true },
    { columns: ["long"], unique: true },
  ],
};

describe.each(enginesAtHand())("tables on $name", (engine) => {
  let sessions: EngineSessions;
  let session: Session;
  let columns: readonly CatalogColumn[];
  let indexes: readonly CatalogIndex[];
  beforeAll(async () => {
    sessions = await EngineSessions.on(engine, "create table");
    session = await sessions.open();
    const { dialect, server } = session;
    for (const table of [...TABLES.map((name) => CRM_TABLES[name]), PAIRS]) {
      for (const statement of createTableStatements(dialect, server.schema, table)) await session.execute(statement);
    }
    const names = [...TABLES, PAIRS.name];
    columns = await readColumns(session, server.schema, names);
    indexes = await readIndexes(session, server.schema, names);
  });
  afterAll(() => sessions.end());

  /** MySQL and MariaDB may fold the case of tables' names, servers that only speak SQL Server's protocol fold all. */
  const same = (one: string, other: string): boolean => one.toLowerCase() === other.toLowerCase();

  function columnsOf(table: string): readonly string[] {
    return columns.filter((entry) => same(entry.table, table)).map((entry) => `${entry.column.toLowerCase()} ${entry.nullable}`);
  }

  function indexesOf(table: string): readonly string[] {
    return indexes
      .filter((entry) => same(entry.table, table))
      .map((entry) => `${entry.unique ? "unique " : ""}${entry.columns.join(", ").toLowerCase()}`)
      .sort();
  }

  function expectedIndexes(table: TableDefinition): readonly string[] {
    return [
      `unique ${table.primaryKey.join(", ").toLowerCase()}`,
      ...table.indexes
        .filter((index) => isIndexable(session.dialect, table, index))
        .map((index) => `${index.unique ? "unique " : ""}${index.columns.join(", ").toLowerCase()}`),
    ].sort();
  }

  test.each(TABLES)("%s is as described", (name) => {
    const table = CRM_TABLES[name];
    expect(columnsOf(name)).toEqual(table.columns.map((entry) => `${entry.name.toLowerCase()} ${entry.nullable}`));
    expect(indexesOf(name)).toEqual(expectedIndexes(table));
  });

  test("reserved words and keys of two columns are no trouble, and a text too long for an index has none", () => {
    expect(columnsOf("Order")).toEqual(["group false", "no false", "long true", "at true"]);
    expect(indexesOf("Order")).toEqual(["unique at, no", "unique group, no"]);
  });

  test("a consent is unique by person and purpose", async () => {
    const row = withMandatory(CRM_TABLES.ConsentPerson, { consentperson_id: 1, person_id: 2, consentPurpose_id: 3 });
    await insertRows(session, session.server.schema, CRM_TABLES.ConsentPerson, [row]);
    const again = insertRows(session, session.server.schema, CRM_TABLES.ConsentPerson, [{ ...row, consentperson_id: 2 }]);
    await expect(again).rejects.toMatchObject({ kind: "unique-violation" });
  });

  test("a column can be added later", async () => {
    const { dialect, server } = session;
    await session.execute(addColumnStatement(dialect, server.schema, "s_shipment", nullable("Added", SMALLINT)));
    const [added] = (await readColumns(session, server.schema, ["s_shipment"])).filter((entry) => same(entry.column, "Added"));
    expect(added?.nullable).toBe(true);
  });
});
