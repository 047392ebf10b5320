import {
  BLOB,
  CLOB,
  DOUBLE,
  INT,
  SMALLINT,
  text,
  TIMESTAMP,
  type ColumnDefinition,
  type ColumnType,
  type IndexDefinition,
} from "../dialect/table-definition.js";

/** Types of the vendor's reference that are no 32-bit integers; keys, enumerations and flags all are. */
const OTHER_TYPES: Readonly<Record<string, ColumnType>> = {
  UShort: SMALLINT,
  Short: SMALLINT,
  ShortId: SMALLINT,
  Bool: SMALLINT,
  UtcDateTime: TIMESTAMP,
  DateTime: TIMESTAMP,
  Double: DOUBLE,
  Clob: CLOB,
  // A list of keys as text; its length is not published.
  FKArray: text(4000),
  Blob: BLOB,
};

const COLUMN = /^(?<name>\w+):(?<type>\w+)(?:\((?<length>\d+)\))?(?<nullable>\?)?$/;

/** A column as the vendor's reference writes it: `nomailing:Bool?`, where `?` means that it may be NULL. */
export function vendorColumn(written: string, required: boolean): ColumnDefinition {
  const { name, type = "", length, nullable } = COLUMN.exec(written)?.groups ?? {};
  if (name === undefined) throw new TypeError(`${written} is no column of the vendor's reference.`);
  return { name, type: typeOf(type, length), nullable: nullable !== undefined, required };
}

function typeOf(type: string, length: string | undefined): ColumnType {
  return length === undefined ? (OTHER_TYPES[type] ?? INT) : text(Number(length));
}

/** An index as the vendor's reference writes it: its columns, and `U` (unique) or `I` in the end. */
export function vendorIndex(written: readonly string[]): IndexDefinition {
  return { columns: written.slice(0, -1), unique: written.at(-1) === "U" };
}
