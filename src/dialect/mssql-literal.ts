import type { LiteralValue } from "./sql.js";

/**
 * A value as SQL Server reads it in a script. Texts are nvarchar literals; those with control
 * characters are written as their UTF-16 bytes, because `sqlcmd` takes a line with GO for the end of
 * a batch even inside of a text, and T-SQL joins lines after a backslash.
 */
export function mssqlLiteral(value: LiteralValue): string {
  if (value === null) return "NULL";
  if (typeof value === "number") return String(value);
  if (value instanceof Date) return `CONVERT(datetime, '${value.toISOString().slice(0, 23)}', 126)`;
  if (Buffer.isBuffer(value)) return `0x${value.toString("hex")}`;
  if (/\p{Cc}/u.test(value)) return `CAST(0x${Buffer.from(value, "utf16le").toString("hex")} AS nvarchar(max))`;
  return `N'${value.replaceAll("'", "''")}'`;
}
