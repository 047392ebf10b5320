import { identifier, sql, type Sql } from "./sql.js";

/**
 * A part of a query under a name of its own. Long queries are put together from these instead of from derived tables inside
 * each other: people read them top to bottom, and some servers' parsers take twice the time for each level.
 */
export interface NamedQuery {
  readonly name: string;
  readonly body: Sql;
}

/** `WITH a AS (…), b AS (…)`; each part may use those before it. */
export function withQueries(parts: readonly NamedQuery[]): Sql {
  if (parts.length === 0) return sql``;
  const named = parts.map(({ name, body }) => sql`${identifier(name)} AS (${body})`);
  return sql`WITH ${sql.join(named, ",\n")}`;
}
