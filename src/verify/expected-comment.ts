import type { Dialect } from "../dialect/dialect.js";
import { sql, type Sql } from "../dialect/sql.js";
import { seededTexts } from "../crm/seeded-texts.js";
import { findRecords, type Found } from "./findings.js";
import type { Pass } from "./passes.js";
import type { Verification } from "./verification.js";
import { writtenConsents } from "./written-rows.js";

/** Longest comment of a consent row, with placeholders instead of what they stand for. */
const TEMPLATE_LENGTH = 400;

/** A comment with its placeholders filled in, as SQL. What is the same for all rows is filled in here, not row by row. */
export function filledIn(dialect: Dialect, template: string, values: Readonly<Record<string, Sql | string>>): Sql {
  const { cast } = dialect;
  const text = (value: Sql | string): Sql => cast(value, { kind: "text", length: TEMPLATE_LENGTH });
  let constant = template;
  for (const [name, value] of Object.entries(values)) {
    if (typeof value === "string") constant = constant.replaceAll(`{${name}}`, value);
  }
  let filled = text(constant);
  for (const [name, value] of Object.entries(values)) {
    if (typeof value === "string" || !constant.includes(`{${name}}`)) continue;
    filled = sql`REPLACE(${filled}, ${text(`{${name}}`)}, ${text(value)})`;
  }
  return filled;
}

/**
 * The rows that passes wrote last and nobody saved since, with another comment than that of their rule and run: the reason is
 * `evidence`. @throws DatabaseError
 */
export async function otherComments(
  verification: Verification,
  passes: readonly Pass[],
  comment: "salesAndService" | "noMailings",
): Promise<readonly Found[]> {
  const { session, dialect } = verification;
  const found: Found[] = [];
  for (const pass of passes) {
    const expected = filledIn(dialect, seededTexts(pass.language).comments[comment], { run: pass.runLabel });
    const records = sql`
    SELECT w.id, CASE WHEN ${isComment(dialect, sql`w.comment`, expected)} THEN NULL ELSE 'evidence' END AS reason
    FROM written w WHERE w.untouched = 1`;
    found.push(...(await findRecords(session, records, [writtenConsents(verification, pass)])));
  }
  return found;
}

/** Whether a stored comment is exactly the expected one. */
export function isComment(dialect: Dialect, stored: Sql, expected: Sql): Sql {
  return sql`(${stored} IS NOT NULL AND ${dialect.sameBytes(stored, expected)})`;
}
