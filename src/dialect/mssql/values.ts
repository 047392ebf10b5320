import mssql from "mssql";
import type { IRecordSet, Request } from "mssql";
import type { CompiledSql } from "../sql.js";

/** Longer texts are sent as nvarchar(max); one length for all others, so that the server keeps one plan for them. */
const LONGEST_NVARCHAR = 4000;
const GREATEST_INT = 0x7fffffff;

/** A date of the driver; datetime2 has more digits than JavaScript's milliseconds. */
interface DriverDate extends Date {
  /** The rest below a millisecond, in seconds. */
  readonly nanosecondsDelta?: number;
}

/**
 * Adds a value to a request: texts as nvarchar, whatever characters they have; numbers as int,
 * bigint or float.
 */
export function bindValue(request: Request, name: string, value: unknown): void {
  if (value === null || value === undefined) {
    request.input(name, mssql.NVarChar(LONGEST_NVARCHAR), null);
  } else if (typeof value === "string") {
    request.input(name, value.length > LONGEST_NVARCHAR ? mssql.NVarChar(mssql.MAX) : mssql.NVarChar(LONGEST_NVARCHAR), value);
  } else if (typeof value === "number") {
    const type = !Number.isSafeInteger(value) ? mssql.Float : Math.abs(value) <= GREATEST_INT ? mssql.Int : mssql.BigInt;
    request.input(name, type, value);
  } else if (value instanceof Date) {
    request.input(name, mssql.DateTime, value);
  } else if (Buffer.isBuffer(value)) {
    request.input(name, mssql.VarBinary(mssql.MAX), value);
  } else {
    throw new TypeError(`A value of this type cannot be bound: ${typeof value}`);
  }
}

/** Quoted names and texts, in which nothing is a parameter; and parameters. */
const QUOTED_OR_PARAMETER = /\[[^\]]*\]|'[^']*'|"[^"]*"|@p(\d+)\b/g;

/**
 * The statement with each value bound once, however often it stands there: SQL Server takes 2 100 parameters (error 8003),
 * and what is said of each of many mailing types is mostly the same.
 */
export function boundOnce({ text, values }: CompiledSql): CompiledSql {
  const places = new Map<unknown, number>();
  const once = text.replaceAll(QUOTED_OR_PARAMETER, (whole, number: string | undefined) => {
    if (number === undefined) return whole;
    const value = values[Number(number)];
    const place = places.get(value) ?? places.size;
    places.set(value, place);
    return `@p${place}`;
  });
  return { text: once, values: [...places.keys()] };
}

/** `YYYY-MM-DD HH:MM:SS`, with a fraction where there is one. */
function timestampText(date: DriverDate): string {
  const [seconds = "", milliseconds = "000"] = date.toISOString().replace("T", " ").slice(0, -1).split(".");
  const below = Math.round((date.nanosecondsDelta ?? 0) * 1e7);
  const fraction = below === 0 ? milliseconds : `${milliseconds}${String(below).padStart(4, "0")}`;
  return Number(fraction) === 0 ? seconds : `${seconds}.${fraction}`;
}

/** Columns whose values the driver makes floats of. */
function decimalColumns(rows: IRecordSet<unknown>): ReadonlySet<string> {
  const types: ReadonlySet<unknown> = new Set([mssql.Decimal, mssql.Numeric]);
  return new Set(Object.entries(rows.columns).flatMap(([name, column]) => (types.has(column.type) ? [name] : [])));
}

/**
 * Rows with their timestamps and decimals as text. The driver gives timestamps as dates, in UTC what
 * the server stores; decimals as numbers, which are exact up to 15 digits.
 */
export function readRows(rows: IRecordSet<unknown>): readonly object[] {
  const decimals = decimalColumns(rows);
  const read = (name: string, value: unknown): unknown => {
    if (value instanceof Date) return timestampText(value);
    return typeof value === "number" && decimals.has(name) ? String(value) : value;
  };
  return rows.map((row) =>
    Object.fromEntries(Object.entries(row as object).map(([name, value]: [string, unknown]) => [name, read(name, value)])),
  );
}
