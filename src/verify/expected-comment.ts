import type { Dialect } from "../dialect/dialect.js";
import { sql, type Sql } from "../dialect/sql.js";

/** Longest comment of a consent row, with placeholders instead of what they stand for. */
const TEMPLATE_LENGTH = 400;

/** A comment with its placeholders filled in, as SQL. */
export function filledIn(dialect: Dialect, template: string, values: Readonly<Record<string, Sql | string>>): Sql {
  const { cast } = dialect;
  const text = (value: Sql | string): Sql => cast(value, { kind: "text", length: TEMPLATE_LENGTH });
  return Object.entries(values).reduce<Sql>(
    (filled, [name, value]) => sql`REPLACE(${filled}, ${text(`{${name}}`)}, ${text(value)})`,
    text(template),
  );
}

/** Whether a stored comment is exactly the expected one. */
export function isComment(dialect: Dialect, stored: Sql, expected: Sql): Sql {
  return sql`(${stored} IS NOT NULL AND ${dialect.sameBytes(stored, expected)})`;
}
