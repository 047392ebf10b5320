import { grouped } from "../grouped.js";
/** What a statement of ours needs on a table, in words that are the same on all engines. */
export type TableRight = "SELECT" | "INSERT" | "UPDATE" | "DELETE" | "CREATE" | "INDEX" | "ALTER" | "DROP" | "LOCK TABLES";

export interface Right {
  /** The table's name, as the catalog gives it where the table is there. */
  readonly table: string;
  readonly right: TableRight;
}

/** A right on the schema, without which tables are hidden or out of reach. */
export interface SchemaRight {
  /** As the engine calls it: `USAGE`. */
  readonly name: string;
  readonly held: boolean;
  /** Whether it is needed also where all tables are seen, as everybody sees them. */
  readonly always: boolean;
  readonly grant: string;
}

/** What the login may do, as the server's own catalog says. */
export interface LoginRights {
  readonly schemaRight: SchemaRight;
  /** What SELECT … FOR UPDATE needs on a table besides SELECT and DELETE. */
  readonly toLockRows: readonly TableRight[];
  /** What keeping others out of a table needs besides DROP or ALTER. */
  readonly toLockTables: readonly TableRight[];
  /** Undefined where the server does not say. */
  holds(right: Right): boolean | undefined;
  /**
   * The statements of a DBA that give these rights, each on one line, in the engine's dialect.
   * @param hidden tables that may be there or not: a right on one that is not there is no mistake
   */
  grants(rights: readonly Right[], hidden: readonly string[]): readonly string[];
}

/** Rights by table, in the order in which they came. */
export function byTable(rights: readonly Right[]): ReadonlyMap<string, readonly TableRight[]> {
  const tables = grouped(rights, ({ table }) => table);
  return new Map([...tables].map(([table, own]) => [table, [...new Set(own.map(({ right }) => right))]]));
}

/** By the rights that tables have in common: `SELECT, INSERT on consent_upgrade_run, consent_upgrade_step; UPDATE on sequence`. */
export function bySameRights(rights: readonly Right[]): string {
  const tables = grouped(byTable(rights), ([, own]) => own.join(", "));
  return [...tables].map(([list, same]) => `${list} on ${same.map(([table]) => table).join(", ")}`).join("; ");
}

/** `1 right`, `47 rights on 22 tables`. */
export function rightsCounted(rights: readonly Right[]): string {
  const tables = byTable(rights).size;
  if (rights.length === 1) return "1 right";
  return tables === 1 ? `${rights.length} rights` : `${rights.length} rights on ${tables} tables`;
}
