import { findTable, hasIndexLike, type Catalog } from "../dialect/catalog.js";
import type { Dialect } from "../dialect/dialect.js";
import type { Session } from "../dialect/session.js";
import type { Sql } from "../dialect/sql.js";
import {
  addColumnStatement,
  createIndexStatement,
  createTableStatement,
  indexName,
  isIndexable,
} from "../dialect/create-table.js";
import { CONSENT_TABLES, CRM_TABLES, type CrmTable } from "../crm/tables.js";
import { vendorModel } from "../crm/vendor-model.js";
import type { SchemaStep } from "./step.js";
import { SequenceTable } from "../crm/sequence.js";

/** Something that `consent-schema` creates. */
export interface MissingObject {
  readonly kind: "table" | "column" | "index" | "sequence-row";
  readonly table: CrmTable;
  /** Name of the column or index; the table's own name else. */
  readonly name: string;
  /** The one statement that creates it; undefined for a row of `sequence`. */
  readonly statement: Sql | undefined;
}

/** Numbers of tables that the ledger kept, for `sequence` rows of tables that an earlier run created. */
export type TableNumbers = ReadonlyMap<CrmTable, number>;

/**
 * What is missing, in the order of creation. Indexes are only added to tables that we create
 * (`ours` are those that an interrupted run created): a customer's table is left as it is.
 * @throws DatabaseError
 */
export async function missingObjects(
  session: Session,
  catalog: Catalog,
  step: SchemaStep,
  numbers: TableNumbers,
  ours: ReadonlySet<CrmTable>,
): Promise<readonly MissingObject[]> {
  const { dialect } = session;
  const sequence = new SequenceTable(session, catalog);
  const objects: MissingObject[] = [];
  // A real CRM's own upgrade makes what it is to have: apply refuses where consent tables are missing there.
  const isReal = vendorModel(catalog) !== undefined;
  for (const table of step.tables) {
    if (isReal && !CONSENT_TABLES.includes(table) && !ours.has(table)) continue;
    objects.push(...missingOfTable(dialect, catalog, table, ours.has(table)));
    const created = findTable(catalog, table) === undefined || ours.has(table);
    if (created && (await sequence.find(table, numbers.get(table))) === undefined) {
      objects.push({ kind: "sequence-row", table, name: table, statement: undefined });
    }
  }
  for (const { table, column } of isReal ? [] : step.columns) {
    const stored = findTable(catalog, table);
    const definition = CRM_TABLES[table].columns.find((candidate) => candidate.name === column);
    if (stored === undefined || definition === undefined || stored.columns.has(column.toLowerCase())) continue;
    objects.push({
      kind: "column",
      table,
      name: column,
      statement: addColumnStatement(dialect, catalog.schema, stored.name, definition),
    });
  }
  return objects;
}

function missingOfTable(dialect: Dialect, catalog: Catalog, table: CrmTable, ours: boolean): readonly MissingObject[] {
  const definition = CRM_TABLES[table];
  const stored = findTable(catalog, table);
  if (stored !== undefined && !ours) return [];
  const indexes = definition.indexes
    .filter((index) => isIndexable(dialect, definition, index) && (stored === undefined || !hasIndexLike(stored, index)))
    .map(
      (index): MissingObject => ({
        kind: "index",
        table,
        name: indexName(table, index),
        statement: createIndexStatement(catalog.schema, stored?.name ?? table, index),
      }),
    );
  if (stored !== undefined) return indexes;
  return [
    { kind: "table", table, name: table, statement: createTableStatement(dialect, catalog.schema, definition) },
    ...indexes,
  ];
}

/** The figures of `consent-schema`: `changes` are 0, since no rows of the CRM change. */
export function objectCounts(objects: readonly MissingObject[]): Readonly<Record<string, number>> {
  const of = (kind: MissingObject["kind"]): number => objects.filter((object) => object.kind === kind).length;
  return { tables: of("table"), columns: of("column"), indexes: of("index"), sequenceRows: of("sequence-row") };
}
