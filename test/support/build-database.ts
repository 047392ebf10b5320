import { insertRows, type Row } from "../../fixtures/insert-rows.js";
import { referenceRows } from "../../fixtures/reference-rows.js";
import { GreatestIds, sequenceRows } from "../../fixtures/sequence-rows.js";
import { tableNumbers } from "../../fixtures/table-numbers.js";
import { createEmptyTables } from "../../fixtures/sample-schema.js";
import { readCatalog } from "../../src/dialect/catalog.js";
import { LEDGER } from "../../src/ledger/tables.js";
import { inTransaction, type Session } from "../../src/dialect/session.js";
import { CRM_TABLES, type CrmTable } from "../../src/crm/tables.js";
import type { ColumnType, TableDefinition } from "../../src/dialect/table-definition.js";
import { identifier, sql } from "../../src/dialect/sql.js";
import type { DatabaseShape } from "./database-shape.js";
import { wholeRows } from "./row-defaults.js";
import { shapedTables } from "./shaped-tables.js";

export type { DatabaseShape } from "./database-shape.js";

/**
 * Rows by table and column, in the vendor's spelling of tables (or an extra table's name); columns in any case. What is left
 * out is NULL or harmless.
 */
export type DatabaseRows = Readonly<Partial<Record<CrmTable | (string & {}), readonly Row[]>>>;

/** Creates a schema (on MySQL and MariaDB: a database). */
export async function createSchema(session: Session, schema: string): Promise<void> {
  await session.execute(sql`CREATE SCHEMA ${identifier(schema)}`);
}

/**
 * Creates the CRM's tables in the session's schema, in the shape asked for, and inserts the rows. The reference tables have
 * the vendor's rows (English, ids from 1) and `travelcurrent` says "central" unless rows are given for them; `sequence`
 * fits, unless the shape says otherwise or rows are given for it.
 * @throws DatabaseError
 */
export async function buildDatabase(session: Session, rows: DatabaseRows, shape: DatabaseShape = {}): Promise<void> {
  const { typeName = (_, usual) => usual } = shape;
  const dialect = {
    ...session.dialect,
    typeName: (type: ColumnType) => typeName(type, session.dialect.typeName(type)),
  };
  const tables = shapedTables(shape).map(({ definition }) => definition);
  await createEmptyTables(session, tables, dialect);
  await fillDatabase(session, rows, shape);
}

/** Inserts the rows into the empty tables of a database of this shape: the second half of `buildDatabase`. @throws DatabaseError */
export async function fillDatabase(session: Session, rows: DatabaseRows, shape: DatabaseShape = {}): Promise<void> {
  const { schema } = session.server;
  const tables = shapedTables(shape);
  const given = rowsByTable(rows, shape, new Set(tables.map((table) => table.vendorName)));
  await inTransaction(session, "write", async () => {
    const greatest = new GreatestIds();
    for (const { vendorName, definition } of tables) {
      if (vendorName === "sequence") continue;
      const whole = wholeRows(vendorName, definition, given.get(vendorName) ?? []);
      for (const row of whole) greatest.note(vendorName, Number(row[definition.primaryKey[0] ?? ""]));
      await insertRows(session, schema, definition, whole);
    }
    const sequence = tables.find((table) => table.vendorName === "sequence");
    if (sequence === undefined) return;
    const fitting =
      given.get("sequence") ??
      fittingSequence(
        tables.map((table) => table.vendorName),
        greatest,
        shape,
      );
    await insertRows(session, schema, sequence.definition, wholeRows("sequence", sequence.definition, fitting));
  });
}

/** Drops and creates again each table in which one shape differs from the other; new ones are empty. @throws DatabaseError */
export async function changeTables(session: Session, from: DatabaseShape, to: DatabaseShape): Promise<void> {
  const tablesOf = (shape: DatabaseShape): ReadonlyMap<string, TableDefinition> =>
    new Map(shapedTables(shape).map(({ definition }) => [JSON.stringify(definition), definition]));
  const [before, after] = [tablesOf(from), tablesOf(to)];
  for (const [text, { name }] of before)
    if (!after.has(text)) await session.execute(sql`DROP TABLE ${identifier(session.server.schema, name)}`);
  await createEmptyTables(
    session,
    [...after].filter(([text]) => !before.has(text)).map(([, table]) => table),
  );
}

/** Deletes the rows of every table that rows were given for, and of the tool's own. @throws DatabaseError */
export async function emptyDatabase(session: Session, shape: DatabaseShape): Promise<void> {
  const own = [...Object.keys(CRM_TABLES), ...Object.values(LEDGER).map(({ name }) => name)];
  const { schema, tables } = await readCatalog(session, {
    tables: [...own, ...(shape.extraTables ?? []).map(({ name }) => name)],
  });
  for (const { name } of tables.values()) await session.execute(sql`DELETE FROM ${identifier(schema, name)}`);
}

function rowsByTable(rows: DatabaseRows, shape: DatabaseShape, tables: ReadonlySet<string>): ReadonlyMap<string, readonly Row[]> {
  const given = new Map<string, readonly Row[]>([["travelcurrent", [{ systemlevel: 10 }]]]);
  if (shape.reference !== "none") {
    const { language = "en", firstId = 1 } = shape.reference ?? {};
    const { ConsentPurpose, LegalBase, ConsentSource } = referenceRows(language, firstId, 1, "2018-01-01T00:00:00");
    for (const [table, reference] of Object.entries({ ConsentPurpose, LegalBase, ConsentSource })) {
      const without = (column: string): boolean =>
        shape.without?.some((name) => name.toLowerCase() === `${table}.${column}`.toLowerCase()) !== true;
      given.set(
        table,
        reference.map((row) => Object.fromEntries(Object.entries(row).filter(([column]) => without(column)))),
      );
    }
  }
  for (const [table, own] of Object.entries(rows)) {
    if (!tables.has(table)) throw new TypeError(`This database has no table ${table}.`);
    if (own !== undefined) given.set(table, own);
  }
  return given;
}

function fittingSequence(tables: readonly string[], greatest: GreatestIds, shape: DatabaseShape): readonly Row[] {
  const { idsOnly = false, without = [], next = {}, numbers = {} } = shape.sequence ?? {};
  const all = new Map([...tableNumbers(tables), ...Object.entries(numbers).filter(([table]) => tables.includes(table))]);
  return sequenceRows(all, greatest)
    .filter((row) => !without.some((table) => table === row["TableName"]))
    .map(({ id, next_id, TableName, TableNumber }) => {
      const [, asked = next_id] = Object.entries(next).find(([table]) => table === TableName) ?? [];
      return {
        id: id ?? 0,
        next_id: asked ?? 0,
        ...(idsOnly ? {} : { TableName: TableName ?? null, TableNumber: TableNumber ?? null }),
      };
    });
}
