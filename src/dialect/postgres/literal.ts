import type { LiteralValue } from "../sql.js";

/** A control character by its code, as `E'…'` reads it. */
function escaped(character: string): string {
  return character === "\\" ? "\\\\" : `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`;
}

/**
 * A value as PostgreSQL reads it in a script. Texts with backslashes or control characters are
 * written as `E'…'`: they mean the same whatever `standard_conforming_strings` says, and survive
 * every line ending.
 */
export function postgresLiteral(value: LiteralValue): string {
  if (value === null) return "NULL";
  if (typeof value === "number") return String(value);
  if (value instanceof Date) return `'${value.toISOString().slice(0, 23).replace("T", " ")}'`;
  if (Buffer.isBuffer(value)) return `CAST(E'\\\\x${value.toString("hex")}' AS bytea)`;
  const quoted = value.replaceAll("'", "''");
  const safe = quoted.replaceAll(/[\\\p{Cc}]/gu, escaped);
  return safe === quoted ? `'${quoted}'` : `E'${safe}'`;
}
