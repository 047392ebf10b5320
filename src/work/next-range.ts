import { count } from "../dialect/counts.js";
import type { Session } from "../dialect/session.js";
import { sql } from "../dialect/sql.js";
import type { Relations } from "../crm/relations.js";
import type { PersonIds } from "../steps/person-range.js";

/** The persons of a range of ids, and how many there are. */
export interface CountedRange extends PersonIds {
  readonly persons: number;
}

/**
 * The next range: from `first` to the id of the nth existing person, found by one index seek.
 * Undefined when nobody is left up to `greatest`.
 * @throws DatabaseError
 */
export async function nextRange(
  session: Session,
  relations: Relations,
  first: number,
  persons: number,
  greatest: number,
): Promise<CountedRange | undefined> {
  const { nth } = session.dialect;
  const person = relations.of("person");
  const [whole] = await session.query<{ last: number }>(
    sql`
      SELECT p.person_id AS last FROM ${person} p
      WHERE p.person_id BETWEEN ${first} AND ${greatest} ORDER BY p.person_id ${nth(persons)}`,
  );
  if (whole !== undefined) return { first, last: whole.last, persons };
  const [rest] = await session.query<{ last: number | null; n: unknown }>(
    sql`SELECT MAX(p.person_id) AS last, COUNT(*) AS n FROM ${person} p WHERE p.person_id BETWEEN ${first} AND ${greatest}`,
  );
  return rest === undefined || rest.last === null ? undefined : { first, last: rest.last, persons: count(rest.n) };
}
