import { readCatalog, type CatalogTable } from "../../src/dialect/catalog.js";
import { readWholeCatalog } from "./read-whole-catalog.js";
import type { Session } from "../../src/dialect/session.js";
import { identifier, sql } from "../../src/dialect/sql.js";

/** What to leave out of a comparison, by table in any case. */
export interface DumpOptions {
  /** Tables left out whole. Default: `sequence`, `traveltransactionlog` and `CacheTables`. */
  readonly without?: readonly string[];
  /** The tables that are compared, where that is not all of them. */
  readonly only?: readonly string[];
  /** Tables whose ids may differ: their own ids are left out, and ids that point at them become the row's key or name. */
  readonly anyIds?: readonly string[];
  /** Tables whose `registered` and `updated` may differ. */
  readonly anyTimes?: readonly string[];
  /** Whether the tool's own tables are compared as well (default: no). */
  readonly withLedger?: boolean;
  /** Whether run ids in texts may differ (default: no). */
  readonly anyRun?: boolean;
}

export type DumpValue = string | number | null;

export interface DumpedTable {
  /** `name type null|not null`, in order. */
  readonly columns: readonly string[];
  /** `unique (a, b)`, sorted. */
  readonly indexes: readonly string[];
  /** By lower-case column name, sorted. */
  readonly rows: readonly Readonly<Record<string, DumpValue>>[];
}

/** Everything of one schema that tests compare, by lower-case table name. */
export type DatabaseDump = Readonly<Record<string, DumpedTable>>;

/** The tool's own tables. */
const LEDGER_PREFIX = "consent_upgrade_";

/** What a rollback does not give back: clients have to read tables anew once more. */
const FORWARD_ONLY = ["sequence", "traveltransactionlog", "CacheTables"];

/** The column that other tables point with → the table it points at, and that table's name for a row. */
const REFERENCES: Readonly<Record<string, { readonly table: string; readonly id: string; readonly name: string }>> = {
  consentpurpose_id: { table: "consentpurpose", id: "consentpurpose_id", name: "key" },
  legalbase_id: { table: "legalbase", id: "legalbase_id", name: "key" },
  consentsource_id: { table: "consentsource", id: "consentsource_id", name: "key" },
  shipmenttype_id: { table: "shipmenttype", id: "shipmenttype_id", name: "name" },
};

type Raw = Readonly<Record<string, unknown>>;

/**
 * Reads all tables of the session's schema into a structure that can be compared with another one's.
 * @throws DatabaseError
 */
export async function dumpDatabase(session: Session, options: DumpOptions = {}): Promise<DatabaseDump> {
  const catalog = await (options.only === undefined ? readWholeCatalog(session) : readCatalog(session, { tables: options.only }));
  const lower = (names: readonly string[] | undefined): ReadonlySet<string> =>
    new Set((names ?? []).map((name) => name.toLowerCase()));
  const without = lower(options.without ?? FORWARD_ONLY);
  const anyIds = lower(options.anyIds);
  const anyTimes = lower(options.anyTimes);
  const raw = new Map<string, readonly Raw[]>();
  for (const [name, table] of catalog.tables) {
    if (!without.has(name) && (options.withLedger === true || !name.startsWith(LEDGER_PREFIX)))
      raw.set(name, await readRows(session, catalog.schema, table));
  }
  const dump: Record<string, DumpedTable> = {};
  for (const [name, rows] of [...raw].sort(([left], [right]) => compare(left, right))) {
    const table = catalog.tables.get(name);
    if (table === undefined) continue;
    dump[name] = {
      columns: [...table.columns.values()].map(
        (column) => `${column.column} ${column.type} ${column.nullable ? "null" : "not null"}`,
      ),
      indexes: table.indexes.map((index) => `${index.unique ? "unique " : ""}(${index.columns.join(", ")})`).sort(),
      rows: sorted(rows.map((row) => comparable(name, row, { anyIds, anyTimes, anyRun: options.anyRun === true }, raw))),
    };
  }
  return dump;
}

async function readRows(session: Session, schema: string, table: CatalogTable): Promise<readonly Raw[]> {
  const rows = await session.query<Raw>(sql`SELECT * FROM ${identifier(schema, table.name)}`);
  return rows.map((row) => Object.fromEntries(Object.entries(row).map(([column, value]) => [column.toLowerCase(), value])));
}

interface Ignored {
  readonly anyIds: ReadonlySet<string>;
  readonly anyTimes: ReadonlySet<string>;
  readonly anyRun: boolean;
}

function comparable(
  table: string,
  row: Raw,
  ignored: Ignored,
  all: ReadonlyMap<string, readonly Raw[]>,
): Record<string, DumpValue> {
  const result: Record<string, DumpValue> = {};
  for (const [column, value] of Object.entries(row)) {
    const reference = REFERENCES[column];
    const isOwnId = reference === undefined ? column === `${table}_id` || column === "id" : reference.table === table;
    if (isOwnId && ignored.anyIds.has(table)) continue;
    if (ignored.anyTimes.has(table) && (column === "registered" || column === "updated")) continue;
    result[column] =
      reference !== undefined && reference.table !== table && ignored.anyIds.has(reference.table)
        ? nameOf(reference, value, all)
        : plain(value, ignored.anyRun);
  }
  return result;
}

function nameOf(reference: (typeof REFERENCES)[string], id: unknown, all: ReadonlyMap<string, readonly Raw[]>): DumpValue {
  const found = all.get(reference.table)?.find((row) => row[reference.id] === id);
  return found === undefined ? plain(id, false) : `${reference.name} ${String(found[reference.name] ?? id)}`;
}

/** Runs are named in comments by the first eight characters of their id. */
function plain(value: unknown, anyRun: boolean): DumpValue {
  if (value === null || value === undefined) return null;
  if (typeof value === "number") return value;
  const text = String(value);
  return anyRun ? text.replace(/\b[0-9a-f]{8}\b(?=\.?$)/, "RUN") : text;
}

function sorted<T extends object>(rows: readonly T[]): readonly T[] {
  return rows
    .map((row) => ({ row, text: JSON.stringify(row) }))
    .sort((left, right) => compare(left.text, right.text))
    .map(({ row }) => row);
}

/** By code units: the same everywhere, unlike a locale's order. */
function compare(left: string, right: string): number {
  return left < right ? -1 : left > right ? 1 : 0;
}
