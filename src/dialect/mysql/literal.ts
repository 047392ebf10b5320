import type { LiteralValue } from "../sql.js";

/**
 * A value as MySQL and MariaDB read it in a script. Texts with backslashes or control characters are
 * written in hexadecimal: they mean the same under every `sql_mode` and survive every line ending.
 */
export function mysqlLiteral(value: LiteralValue): string {
  if (value === null) return "NULL";
  if (typeof value === "number") return String(value);
  if (value instanceof Date) return `'${value.toISOString().slice(0, 23).replace("T", " ")}'`;
  if (Buffer.isBuffer(value)) return `X'${value.toString("hex")}'`;
  if (/[\\\p{Cc}]/u.test(value)) return `_utf8mb4 X'${Buffer.from(value, "utf8").toString("hex")}'`;
  return `'${value.replaceAll("'", "''")}'`;
}
