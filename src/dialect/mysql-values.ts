import type { TypeCastField, TypeCastNext } from "mysql2";

/** Characters that the server announces for a 64-bit result that a 32-bit one would fit. */
const WIDTH_OF_INT = 11;

/**
 * Values as every engine gives them: MySQL computes all integers in 64 bits, also the 1 of
 * `CASE WHEN … THEN 1`; what is no wider than an int and fits becomes a number, as elsewhere.
 */
export function readMysqlValue(field: TypeCastField, next: TypeCastNext): unknown {
  if (field.type !== "LONGLONG" || field.length > WIDTH_OF_INT) return next();
  const text = field.string();
  if (text === null) return null;
  const value = Number(text);
  return Math.abs(value) <= 0x7fffffff ? value : text;
}
