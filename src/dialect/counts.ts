import type { Session } from "./session.js";
import { sql, type Sql } from "./sql.js";

/**
 * A COUNT(*) or SUM as a number. 64-bit values arrive as strings and must not pass through floating
 * point unchecked.
 * @throws RangeError beyond 2^53
 */
export function count(value: unknown): number {
  if (value === null || value === undefined) return 0;
  const exact = BigInt(typeof value === "number" ? Math.trunc(value) : String(value).replace(/\.0*$/, ""));
  const number = Number(exact);
  if (!Number.isSafeInteger(number)) throw new RangeError(`The count ${exact} is too large.`);
  return number;
}

/** How many rows a FROM with its conditions gives. @throws DatabaseError */
export async function countRows(session: Pick<Session, "query">, from: Sql): Promise<number> {
  const [row] = await session.query<{ n: unknown }>(sql`SELECT COUNT(*) AS n ${from}`);
  return count(row?.n);
}
