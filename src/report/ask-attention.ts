import { withQueries, type NamedQuery } from "../dialect/named-query.js";
import type { Session } from "../dialect/session.js";
import type { AttentionParams } from "../report/attention.js";
import type { AttentionItem } from "../report/report.js";
import type { AttentionNote, AttentionQuery } from "../steps/step.js";
import { count } from "../dialect/counts.js";
import { sql } from "../dialect/sql.js";

/** What a step wants a person to look at, before it is put into words. */
export interface Finding {
  readonly code: string;
  readonly count: number;
  readonly items: readonly AttentionItem[];
  readonly params: AttentionParams;
}

/** Most items that a report lists for one code. */
export const MOST_ITEMS = 20;

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
  for (const query of queries) {
    const rows = await session.query<{ n: unknown }>(sql`${parts} SELECT COUNT(*) AS n FROM (${query.records}) r`);
    const found = count(rows[0]?.n);
    if (found === 0 && query.figure !== "always") continue;
    if (query.figure !== undefined) {
      findings.push({ code: query.code, count: found, items: [], params: query.params ?? {} });
      continue;
    }
    const ids = await session.query<{ id: number | string }>(
      sql`${parts} SELECT ${top(MOST_ITEMS)} r.id FROM (${query.records}) r ORDER BY r.id ${limit(MOST_ITEMS)}`,
    );
    findings.push({
      code: query.code,
      count: found,
      items: ids.map((row) => ({ table: query.table, id: String(row.id), detail: query.detail })),
      params: query.params ?? {},
    });
  }
  return findings;
}

/**
 * Notes in the form of findings.
 * @param withEmarketing the contacts who have E-marketing, for the notes that count them
 */
export function findingsOfNotes(notes: readonly AttentionNote[], withEmarketing = 0): readonly Finding[] {
  return notes.map((note) => ({
    code: note.code,
    count: note.countsEmarketing ? withEmarketing : (note.count ?? note.items?.length ?? 1),
    items: (note.items ?? []).slice(0, MOST_ITEMS),
    params: note.params ?? {},
  }));
}
