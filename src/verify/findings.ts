import type { Session } from "../dialect/session.js";
import { sql, withQueries, type NamedQuery, type Sql } from "../dialect/sql.js";
import { fine, type Check } from "../check.js";
import { count } from "../dialect/counts.js";

/** Most ids that a check names. */
export const MOST_IDS = 20;

/** Records of one kind: how many, and the first ids. */
export interface Found {
  readonly reason: string;
  readonly count: number;
  readonly ids: readonly string[];
}

/** What a reason of a rule's query means. */
interface Reason {
  readonly outcome: "fail" | "warn";
  /** A noun phrase, to be followed by count and ids: `contacts without a row`. */
  readonly says: string;
  readonly hint: string;
  readonly ids: string | undefined;
}

/** What the reasons of a rule's queries mean, by name. */
export interface Reasons {
  /** What the ids of the records are, as a report calls them. */
  readonly ids: string;
  readonly byName: Readonly<Record<string, Reason>>;
}

/** The reasons of a rule. @param ids what the ids of its records are */
export function reasonsOf(ids: string, byName: Reasons["byName"]): Reasons {
  return { ids, byName };
}

/** Hints about consent rows of ours that are the users' by now. */
export const ROWS_REMOVED = "Somebody removed these rows; the upgrade leaves them to you.";
export const ROWS_CHANGED = "Somebody changed these rows; the upgrade leaves them to you.";

/** A reason that is the upgrade's own fault. @param ids where they are others than the rule's */
export function fails(says: string, hint: string, ids?: string): Reason {
  return { outcome: "fail", says, hint, ids };
}

/** Users' doing since the upgrade, or not to be told apart from it. @param ids as above */
export function warns(says: string, hint: string, ids?: string): Reason {
  return { outcome: "warn", says, hint, ids };
}

/**
 * Counts the records of a query by reason, and names the first of each; one pass over the query.
 * @param records SELECT of `id` and `reason`; a NULL reason is no finding
 * @param parts what the query uses by name
 * @throws DatabaseError
 */
export async function findRecords(session: Session, records: Sql, parts: readonly NamedQuery[] = []): Promise<readonly Found[]> {
  const ranked = sql`
    SELECT r.id, r.reason, COUNT(*) OVER (PARTITION BY r.reason) AS n,
           ROW_NUMBER() OVER (PARTITION BY r.reason ORDER BY r.id) AS place
    FROM found_records r WHERE r.reason IS NOT NULL`;
  const rows = await session.query<{ id: unknown; reason: string; n: unknown }>(sql`
    ${withQueries([...parts, { name: "found_records", body: records }, { name: "ranked_records", body: ranked }])}
    SELECT q.id, q.reason, q.n FROM ranked_records q WHERE q.place <= ${MOST_IDS} ORDER BY q.reason, q.id`);
  const found = new Map<string, { reason: string; count: number; ids: string[] }>();
  for (const { id, reason, n } of rows) {
    const entry = found.get(reason) ?? { reason, count: count(n), ids: [] };
    entry.ids.push(String(id));
    found.set(reason, entry);
  }
  return [...found.values()];
}

/** The same reason of several queries as one. */
export function merged(found: readonly Found[]): readonly Found[] {
  const byReason = new Map<string, Found>();
  for (const entry of found) {
    const earlier = byReason.get(entry.reason);
    const ids = [...(earlier?.ids ?? []), ...entry.ids].slice(0, MOST_IDS);
    byReason.set(entry.reason, { reason: entry.reason, count: (earlier?.count ?? 0) + entry.count, ids });
  }
  return [...byReason.values()];
}

/** Findings made in TypeScript: the ids by reason. */
export function foundIds(byReason: Readonly<Record<string, readonly (string | number)[]>>): readonly Found[] {
  return Object.entries(byReason).flatMap(([reason, ids]) =>
    ids.length === 0 ? [] : [{ reason, count: ids.length, ids: ids.slice(0, MOST_IDS).map(String) }],
  );
}

/**
 * The checks of a rule: one that passes or fails, and one more, `ID-since`, for what users did since.
 * Reasons that the map does not have belong to another rule.
 */
export function checksOf(id: string, found: readonly Found[], meaning: Reasons, passed: string): readonly Check[] {
  const failed = check(id, "fail", found, meaning);
  const warned = check(`${id}-since`, "warn", found, meaning);
  return [failed ?? fine(id, passed), ...(warned === undefined ? [] : [warned])];
}

function check(id: string, outcome: "fail" | "warn", found: readonly Found[], { ids, byName }: Reasons): Check | undefined {
  const own = found.flatMap((entry) => {
    const reason = byName[entry.reason];
    return reason?.outcome === outcome ? [{ entry, reason }] : [];
  });
  if (own.length === 0) return undefined;
  const sentences = own.map(({ entry, reason }) => `${reason.says}: ${entry.count} (${reason.ids ?? ids} ${idList(entry)})`);
  const hints = [...new Set(own.map(({ reason }) => reason.hint))];
  return { id, outcome, message: `${sentences.map(capitalised).join(". ")}.`, hint: hints.join(" ") };
}

function idList({ ids, count: all }: Found): string {
  return all > ids.length ? `${ids.join(", ")}, …` : ids.join(", ");
}

function capitalised(sentence: string): string {
  return sentence.charAt(0).toUpperCase() + sentence.slice(1);
}
