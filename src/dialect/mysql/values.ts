import type { TypeCastField, TypeCastNext } from "mysql2";

const GREATEST_INT = 0x7fffffff;

/**
 * Values as every engine gives them. These servers compute all integers in 64 bits, also the 1 of
 * `CASE WHEN … THEN 1`, and do not tell which of them would be 32 bits wide elsewhere: a column's
 * 64 bits stay text, what is computed is a number as long as it fits.
 */
export function readMysqlValue(field: TypeCastField, next: TypeCastNext): unknown {
  // Only a stored column comes with the database that it is in.
  if (field.type !== "LONGLONG" || field.db !== "") return next();
  const text = field.string();
  if (text === null) return null;
  const value = Number(text);
  return Math.abs(value) <= GREATEST_INT ? value : text;
}
