import type { ByteReplacement, Dialect } from "../dialect/dialect.js";
import type { Sql } from "../dialect/sql.js";
import type { TargetTable } from "../step/target-table.js";
import type { TextChange, TextReplacement } from "../step/template-text.js";

/** Longer texts, in UTF-16 units of both, are sent whole: MySQL's functions make none that is longer than a packet. */
const LONGEST_REPLACED = 512 * 1024;
/** Replacements nest in the statement. */
const MOST_REPLACEMENTS = 64;

/** A changed text as a statement writes it, and how much of the statement it takes. */
export interface NewText {
  readonly value: Sql;
  readonly bytes: number;
}

/**
 * The new text of a column: where the server can put it together itself, only what is new in it is sent. The statement
 * must see to it that the column still has the old bytes.
 */
export function newText(dialect: Dialect, target: TargetTable, change: TextChange): NewText {
  const { column, before, after, replacements } = change;
  const isShort = before.length + after.length < LONGEST_REPLACED && replacements.length <= MOST_REPLACEMENTS;
  if (dialect.replaceBytes === undefined || !isShort) {
    return { value: target.typed(column, after), bytes: Buffer.byteLength(after) };
  }
  const parts = inBytes(before, replacements);
  return {
    value: target.typed(column, dialect.replaceBytes(target.column(column), parts)),
    bytes: parts.reduce((sum, part) => sum + part.after.length, 0),
  };
}

function inBytes(text: string, replacements: readonly TextReplacement[]): readonly ByteReplacement[] {
  const parts: ByteReplacement[] = [];
  let [units, bytes] = [0, 0];
  for (const { start, end, after } of replacements) {
    const at = bytes + Buffer.byteLength(text.slice(units, start));
    const length = Buffer.byteLength(text.slice(start, end));
    parts.push({ at, length, after: Buffer.from(after) });
    [units, bytes] = [end, at + length];
  }
  return parts;
}
