import type { Language } from "../../src/language.js";
import type { CrmTable } from "../../src/crm/tables.js";
import type { ColumnDefinition, ColumnType, TableDefinition } from "../../src/dialect/table-definition.js";

/** How a database differs from the vendor's newest one. Nothing given: all tables, the vendor's names, ids from 1. */
export interface DatabaseShape {
  /** `8.1`: without the consent and subscription tables and `s_shipment.shipmenttype_id`. */
  readonly era?: "8.1" | "8.2";
  /** All 537 tables of the vendor's reference, each with all of its columns; otherwise what the upgrade knows. */
  readonly allTables?: boolean;
  /** Whether every column but the key may be NULL, as in databases that somebody built by hand. */
  readonly allNullable?: boolean;
  /** The case of table and column names in the catalog. */
  readonly names?: "vendor" | "lower" | "upper" | "mixed";
  /** Tables (`s_sent_message`) and columns (`person.DeletedDate`) that are left out. */
  readonly without?: readonly (CrmTable | `${CrmTable}.${string}`)[];
  /** Columns of the customer's own, by table. */
  readonly extraColumns?: Readonly<Partial<Record<CrmTable, readonly ColumnDefinition[]>>>;
  /** Tables of the customer's own, empty unless rows are given for them. */
  readonly extraTables?: readonly TableDefinition[];
  /** Indexes that are left out: all of these tables. */
  readonly withoutIndexes?: readonly CrmTable[];
  /** Reference rows with the vendor's keys; `none` leaves the tables empty. Tables that rows are given for get only those. */
  readonly reference?: { readonly language?: Language; readonly firstId?: number } | "none";
  readonly sequence?: SequenceShape;
  /** The engine's type for a column, where it is not the one that we would create (`usual`). */
  readonly typeName?: (type: ColumnType, usual: string) => string;
}

export interface SequenceShape {
  /** Older databases: `id` and `next_id` alone. */
  readonly idsOnly?: boolean;
  /** Tables without a row. */
  readonly without?: readonly CrmTable[];
  /** `next_id` where it is not the one after the greatest id. */
  readonly next?: Readonly<Partial<Record<CrmTable, number>>>;
  /** Table numbers other than the sample's. */
  readonly numbers?: Readonly<Partial<Record<CrmTable, number>>>;
}
