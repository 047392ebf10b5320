import type { Session } from "../dialect/session.js";
import { MOST_ITEMS, type Finding } from "../steps/finding.js";
import type { AttentionQuery, StepNote } from "../steps/step.js";
import { count } from "../dialect/counts.js";
import { sql, withQueries, type NamedQuery } from "../dialect/sql.js";

/**
 * Asks the database; queries that find nothing give nothing.
 * @param named what the queries use by name
 * @throws DatabaseError
 */
export async function askAttention(
  session: Session,
  queries: readonly AttentionQuery[],
  named: readonly NamedQuery[] = [],
): Promise<readonly Finding[]> {
  const { top, limit } = session.dialect;
  const parts = withQueries(named);
  const findings: Finding[] = [];
  for (const { code, table, records, figure, params = {} } of queries) {
    const rows = await session.query<{ n: unknown }>(sql`${parts} SELECT COUNT(*) AS n FROM (${records}) r`);
    const found = count(rows[0]?.n);
    if (found === 0 && figure !== "always") continue;
    const finding = { code, count: found, params };
    if (figure !== undefined) {
      findings.push(finding);
      continue;
    }
    const ids = await session.query<{ id: number | string }>(
      sql`${parts} SELECT ${top(MOST_ITEMS)} r.id FROM (${records}) r ORDER BY r.id ${limit(MOST_ITEMS)}`,
    );
    findings.push({ ...finding, items: ids.map(({ id }) => ({ table, id: String(id), detail: "" })) });
  }
  return findings;
}

/** @param withEmarketing the contacts who have E-marketing, for the notes that count them */
export function findingsOfNotes(notes: readonly StepNote[], withEmarketing: number): readonly Finding[] {
  return notes.map(({ countsEmarketing, ...note }) => (countsEmarketing ? { ...note, count: withEmarketing } : note));
}
