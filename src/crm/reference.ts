import { plainKey, sameKey } from "./keys.js";
import type { Dialect } from "../dialect/dialect.js";
import type { Sql } from "../dialect/sql.js";
import { keyColumn, type CrmTable } from "./tables.js";

/** A row of a small table that should be there, by column name of the vendor. */
export interface SeedRow {
  readonly table: CrmTable;
  readonly values: Readonly<Record<string, string | number | null>>;
}

/** One column of a stored row that should change. */
export interface SeedUpdate {
  readonly table: CrmTable;
  readonly id: number;
  readonly column: string;
  readonly before: string | null;
  readonly after: string;
}

/** The small tables that are read whole, and their columns; of preferences and the registry, what the upgrade looks at. */
export const REFERENCE_COLUMNS = {
  ConsentPurpose: ["consentpurpose_id", "name", "rank", "deleted", "key", "active"],
  LegalBase: ["legalbase_id", "name", "rank", "deleted", "key"],
  ConsentSource: ["consentsource_id", "name", "rank", "deleted", "key"],
  ShipmentType: ["shipmenttype_id", "name", "rank", "deleted"],
  PersInt: ["persint_id", "name", "deleted"],
  UserPreference: ["userpreference_id", "deflevel", "maxlevel", "owner_id", "prefsection", "prefkey", "prefvalue"],
  registry: ["id", "reg_id", "name", "value"],
} as const satisfies Partial<Record<CrmTable, readonly string[]>>;

export type ReferenceTable = keyof typeof REFERENCE_COLUMNS;

export const REFERENCE_TABLES = Object.keys(REFERENCE_COLUMNS) as ReferenceTable[];

/** Those whose rows are known by key. */
export type KeyedTable = "ConsentPurpose" | "LegalBase" | "ConsentSource";

/** A row of a small table, by lower-case column name. */
export type ReferenceRow = Readonly<Record<string, string | number | null>>;

/** How statements name the id of a row: by its number, or in a script by what finds it. */
export type IdWriter = (table: ReferenceTable, row: ReferenceRow) => Sql;

/**
 * Purposes, legal bases, sources and the other small tables. Rows that pending steps would add have
 * negative ids, which no stored row has.
 */
export class Reference {
  constructor(
    private readonly dialect: Dialect,
    private readonly tables: Readonly<Record<ReferenceTable, readonly ReferenceRow[]>>,
    private readonly writeId: IdWriter = (table, row) => dialect.cast(idOfRow(table, row), { kind: "int" }),
  ) {}

  /** The same rows, with ids written in another way. */
  writingIds(writeId: IdWriter): Reference {
    return new Reference(this.dialect, this.tables, writeId);
  }

  rows(table: ReferenceTable): readonly ReferenceRow[] {
    return this.tables[table];
  }

  /** The rank behind those of all rows. */
  nextRank(table: ReferenceTable): number {
    return Math.max(0, ...this.tables[table].map((row) => Number(row["rank"] ?? 0))) + 1;
  }

  /** The row of a key; undefined where there is none. */
  byKey(table: KeyedTable, key: string): ReferenceRow | undefined {
    return this.tables[table].find((row) => sameKey(row["key"] ?? null, key));
  }

  /** The id of a key as a typed value; an id that nothing has where the key is missing. */
  idOf(table: KeyedTable, key: string): Sql {
    const row = this.byKey(table, key);
    return row === undefined ? this.dialect.cast(NO_ID, { kind: "int" }) : this.writeId(table, row);
  }

  /** The id of a row of this reference as a typed value. */
  idValue(table: ReferenceTable, id: number): Sql {
    const row = this.tables[table].find((candidate) => idOfRow(table, candidate) === id);
    return row === undefined ? this.dialect.cast(id, { kind: "int" }) : this.writeId(table, row);
  }

  /** With the rows that a pending step would add and change. */
  with(added: readonly SeedRow[], changed: readonly SeedUpdate[] = []): Reference {
    const tables = { ...this.tables };
    for (const { table, id, column, after } of changed) {
      if (!isReferenceTable(table)) continue;
      tables[table] = tables[table].map((row) => (idOfRow(table, row) === id ? { ...row, [column.toLowerCase()]: after } : row));
    }
    let next = Math.min(0, ...REFERENCE_TABLES.flatMap((table) => tables[table].map((row) => idOfRow(table, row)))) - 1;
    for (const row of added) {
      if (!isReferenceTable(row.table)) continue;
      const values = Object.fromEntries(Object.entries(row.values).map(([name, value]) => [name.toLowerCase(), value]));
      tables[row.table] = [...tables[row.table], { ...values, [keyColumn(row.table)]: next }];
      next -= 1;
    }
    return new Reference(this.dialect, tables, this.writeId);
  }
}

/** An id that no stored and no planned row has. */
const NO_ID = -2_147_483_648;

function isReferenceTable(table: CrmTable): table is ReferenceTable {
  return table in REFERENCE_COLUMNS;
}

/** The id of a row of a small table. */
export function idOfRow(table: ReferenceTable, row: ReferenceRow): number {
  return Number(row[keyColumn(table)]);
}

/** The change of one column of a stored row. */
export function updateOf(table: ReferenceTable, row: ReferenceRow, column: string, after: string): SeedUpdate {
  const before = row[column] ?? null;
  return { table, id: idOfRow(table, row), column, before: before === null ? null : String(before), after };
}

/** The key of a row by its id: `#id` where it has none or is not there, null where the id is blank. */
export function keyOfId(reference: Reference, table: ReferenceTable, id: unknown): string | null {
  if (id === null || Number(id) === 0) return null;
  const key = plainKey(reference.rows(table).find((row) => idOfRow(table, row) === Number(id))?.["key"]);
  return key === "" ? `#${String(id)}` : key;
}
