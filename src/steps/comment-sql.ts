import type { Dialect } from "../dialect/dialect.js";
import type { Sql } from "../dialect/sql.js";

/** Longest comment that `ConsentPerson.comment` takes. */
export const COMMENT_LENGTH = 255;

/** How long the values of placeholders get: a number, two days, and the label of a run. */
const LONGEST_VALUE: Readonly<Record<string, number>> = { mailings: 10, first: 10, last: 10, run: 8 };

/** How many characters a comment of this template has at most. */
export function longestComment(template: string): number {
  return template.replaceAll(/\{(\w+)\}/g, (_placeholder, name: string) => "x".repeat(LONGEST_VALUE[name] ?? COMMENT_LENGTH))
    .length;
}

/**
 * A comment's template as an SQL expression: `{name}` becomes the value of that name, a text or an expression of
 * texts that are never NULL.
 * @throws TypeError for a placeholder without a value: a defect in a language file
 */
export function commentSql(dialect: Dialect, template: string, values: Readonly<Record<string, Sql | string>>): Sql {
  const pieces: (Sql | string)[] = [];
  for (const [position, part] of template.split(/\{(\w+)\}/).entries()) {
    const piece = position % 2 === 0 ? part : values[part];
    if (piece === undefined) throw new TypeError(`No value for {${part}} in "${template}"`);
    const last = pieces.at(-1);
    // What is known here is one text: the database has nothing to join.
    if (typeof piece === "string" && typeof last === "string") pieces[pieces.length - 1] = last + piece;
    else if (piece !== "") pieces.push(piece);
  }
  const texts = pieces.map((piece) =>
    typeof piece === "string" ? dialect.cast(piece, { kind: "text", length: COMMENT_LENGTH }) : piece,
  );
  const [only] = texts;
  return only !== undefined && texts.length === 1 ? only : dialect.concat(texts);
}
