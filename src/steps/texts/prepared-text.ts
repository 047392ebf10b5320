import { createHash } from "node:crypto";
import type { ByteReplacement, Dialect, TextHashes } from "../../dialect/dialect.js";
import type { Sql } from "../../dialect/sql.js";
import type { TargetTable } from "../../crm/target-table.js";
import type { TextChange } from "../template-text.js";
import { applyEdits } from "../../template/apply-edits.js";
import { textHash } from "../../ledger/text-hash.js";

/** Replacements nest in the statement. */
const MOST_REPLACEMENTS = 64;

/** A changed text, ready to be written: what is new in it alone, where the server puts it together itself. */
export interface PreparedText {
  readonly column: string;
  readonly oldHashes: TextHashes;
  /** SHA-256 in UTF-8, in hexadecimal. */
  readonly newHash: string;
  /** In UTF-16 units. */
  readonly oldLength: number;
  readonly written: string | readonly ByteReplacement[];
  /** How much of a statement it takes, and of memory. */
  readonly bytes: number;
}

/** Takes from a changed text what writing it needs; the text itself may then go. */
export function prepareText(dialect: Dialect, change: TextChange): PreparedText {
  const { column, before, replacements } = change;
  const old = { column, oldHashes: dialect.hashesOf(before), oldLength: before.length };
  if (dialect.replaceBytes !== undefined && isReplaced(dialect, change)) return { ...old, ...inParts(change) };
  const text = applyEdits(before, replacements);
  return { ...old, newHash: textHash(text), written: text, bytes: Buffer.byteLength(text) };
}

/** Whether the server puts the new text together itself: others are sent whole. */
function isReplaced({ longestReplaced }: Dialect, { before, replacements }: TextChange): boolean {
  const grown = replacements.reduce((sum, { start, end, after }) => sum + after.length - (end - start), 0);
  return before.length * 2 + grown < longestReplaced && replacements.length <= MOST_REPLACEMENTS;
}

/** The new text is hashed piece by piece, as it need not be put together here. */
function inParts({ before, replacements }: TextChange): Pick<PreparedText, "newHash" | "written" | "bytes"> {
  const hash = createHash("sha256");
  const parts: ByteReplacement[] = [];
  let [units, bytes, sent] = [0, 0, 0];
  for (const { start, end, after } of replacements) {
    const kept = before.slice(units, start);
    const part = {
      at: bytes + Buffer.byteLength(kept),
      length: Buffer.byteLength(before.slice(start, end)),
      after: Buffer.from(after),
    };
    hash.update(kept, "utf8").update(part.after);
    parts.push(part);
    [units, bytes, sent] = [end, part.at + part.length, sent + part.after.length];
  }
  return { newHash: hash.update(before.slice(units), "utf8").digest("hex"), written: parts, bytes: sent };
}

/** The new text as a statement writes it. The statement must see to it that the column still has the old bytes. */
export function newText(dialect: Dialect, target: TargetTable, { column, written }: PreparedText): Sql {
  if (typeof written === "string") return target.typed(column, written);
  if (dialect.replaceBytes === undefined) throw new Error(`${dialect.displayName} cannot put texts together`);
  return target.typed(column, dialect.replaceBytes(target.column(column), written));
}
