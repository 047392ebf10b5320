/** Types of columns as the vendor's reference names them, engine-neutral. */
export type ColumnType =
  | { readonly kind: "int" }
  | { readonly kind: "bigint" }
  | { readonly kind: "smallint" }
  | { readonly kind: "timestamp" }
  /** The finest that the engine has: what was in a column that may be finer than the vendor's own. */
  | { readonly kind: "exact-timestamp" }
  | { readonly kind: "text"; readonly length: number }
  | { readonly kind: "clob" }
  /** Of tables that the upgrade never touches: the sample has them as the vendor does. */
  | { readonly kind: "double" }
  | { readonly kind: "blob" };

export interface ColumnDefinition {
  readonly name: string;
  readonly type: ColumnType;
  readonly nullable: boolean;
  /** False for columns that some releases or installations do not have. */
  readonly required: boolean;
}

export interface IndexDefinition {
  readonly columns: readonly string[];
  readonly unique: boolean;
}

export interface TableDefinition {
  readonly name: string;
  readonly columns: readonly ColumnDefinition[];
  readonly primaryKey: readonly string[];
  readonly indexes: readonly IndexDefinition[];
}

export const INT = { kind: "int" } as const satisfies ColumnType;
export const BIGINT = { kind: "bigint" } as const satisfies ColumnType;
export const SMALLINT = { kind: "smallint" } as const satisfies ColumnType;
export const TIMESTAMP = { kind: "timestamp" } as const satisfies ColumnType;
export const EXACT_TIMESTAMP = { kind: "exact-timestamp" } as const satisfies ColumnType;
export const CLOB = { kind: "clob" } as const satisfies ColumnType;
export const DOUBLE = { kind: "double" } as const satisfies ColumnType;
export const BLOB = { kind: "blob" } as const satisfies ColumnType;

/** A text column of at most `length` characters. */
export function text(length: number) {
  return { kind: "text", length } as const satisfies ColumnType;
}

/** A column that must be there and has a value. */
export function column<Name extends string, Kind extends ColumnType["kind"]>(name: Name, type: ColumnType & { kind: Kind }) {
  return { name, type, nullable: false, required: true } as const;
}

/** A column that must be there and may be NULL. */
export function nullable<Name extends string, Kind extends ColumnType["kind"]>(name: Name, type: ColumnType & { kind: Kind }) {
  return { name, type, nullable: true, required: true } as const;
}

/** What a query gives of a column; 64 bits, and sums of them, as the engine has them. */
type Stored<Column extends ColumnDefinition> =
  | (Column["type"]["kind"] extends "int" | "smallint"
      ? number
      : Column["type"]["kind"] extends "bigint"
        ? string | number
        : string)
  | (Column["nullable"] extends true ? null : never);

/** A row of a table, by its columns. */
export type RowOf<Columns extends readonly ColumnDefinition[]> = {
  readonly [Column in Columns[number] as Column["name"]]: Stored<Column>;
};
