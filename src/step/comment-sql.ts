import type { Dialect } from "../dialect/dialect.js";
import type { Sql } from "../dialect/sql.js";

/** Longest comment that `ConsentPerson.comment` takes. */
export const COMMENT_LENGTH = 255;

/**
 * A comment's template as an SQL expression: `{name}` becomes the value of that name. Values must be
 * texts that are never NULL.
 * @throws TypeError for a placeholder without a value: a defect in a language file
 */
export function commentSql(dialect: Dialect, template: string, values: Readonly<Record<string, Sql>>): Sql {
  const pieces = template.split(/\{(\w+)\}/);
  const texts = pieces.map((piece, position) => {
    if (position % 2 === 0) return piece === "" ? undefined : dialect.cast(piece, { kind: "text", length: COMMENT_LENGTH });
    const value = values[piece];
    if (value === undefined) throw new TypeError(`No value for {${piece}} in "${template}"`);
    return value;
  });
  return dialect.concat(texts.filter((text) => text !== undefined));
}
