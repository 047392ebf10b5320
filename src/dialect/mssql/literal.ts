import type { LiteralValue } from "../sql.js";

/** U+2400 to U+241F: Unicode's pictures of the control characters. */
const PICTURES = 0x2400;
/** U+E000: where a text has the picture itself, a character without a meaning takes its place. */
const PRIVATE_USE = 0xe000;

/** A character that the text does not have, to stand for a control character of it. */
function standIn(text: string, control: number): number {
  let code = control < 0x20 ? PICTURES + control : PRIVATE_USE + control;
  while (text.includes(String.fromCharCode(code))) code = code < PRIVATE_USE ? PRIVATE_USE : code + 1;
  return code;
}

/**
 * A value as SQL Server reads it in a script. Texts are nvarchar literals on one line: `sqlcmd` takes
 * a line with GO for the end of a batch even inside of a text, and T-SQL joins lines after a
 * backslash. Control characters are shown by their pictures, and put back by the server; so is the `$` of `$(...)`, in whose
 * place `sqlcmd` puts a variable (`-x` forbids it, to who gives it).
 */
export function mssqlLiteral(value: LiteralValue): string {
  if (value === null) return "NULL";
  if (typeof value === "number") return String(value);
  if (value instanceof Date) return `CONVERT(datetime, '${value.toISOString().slice(0, 23)}', 126)`;
  if (Buffer.isBuffer(value)) return `0x${value.toString("hex")}`;
  let text = value;
  let replacements = "";
  let replaced = 0;
  for (const control of new Set(value.match(/\p{Cc}|\$(?=\()/gu))) {
    const code = control.charCodeAt(0);
    const shown = standIn(text, code);
    text = text.replaceAll(control, String.fromCharCode(shown));
    replacements += `, NCHAR(${shown}), NCHAR(${code}))`;
    replaced += 1;
  }
  const literal = `N'${text.replaceAll("'", "''")}'`;
  // By code: to other collations characters without a place in the alphabet are all the same.
  return replaced === 0 ? literal : `${"REPLACE(".repeat(replaced)}${literal} COLLATE Latin1_General_BIN2${replacements}`;
}
