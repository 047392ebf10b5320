import type { Check } from "../check.js";
import { count } from "../dialect/counts.js";
import { identifier, sql } from "../dialect/sql.js";
import { readCreatedObjects } from "../ledger/created-objects.js";
import { FIRST_SATELLITE_ID, SequenceTable } from "../crm/sequence.js";
import { keyColumn } from "../crm/tables.js";
import { isCrmTable } from "../work/undo-work.js";
import { checksOf, fails, foundIds, reasonsOf } from "./findings.js";
import type { Verification } from "./verification.js";

const REASONS = reasonsOf("table", {
  behind: fails(
    "tables whose next free id is not past the ids in use",
    "The CRM would hand out ids a second time. Stop it, and let the vendor's support repair the table sequence.",
  ),
  missing: fails(
    "tables without a row in sequence",
    "The CRM cannot give ids for them. Let the vendor's support repair the table sequence.",
  ),
});

/** `sequence` is past the greatest own id of every table that we wrote, and past what we took. @throws DatabaseError */
export async function sequences(verification: Verification): Promise<readonly Check[]> {
  const { session, relations, ledger, catalog } = verification;
  const { numbers } = await readCreatedObjects(session, ledger);
  const taken = await session.query<{ table_name: string; last_id: number }>(
    sql`SELECT r.table_name, MAX(r.last_id) AS last_id FROM ${ledger.table("reservation")} r GROUP BY r.table_name`,
  );
  const sequence = new SequenceTable(session, catalog);
  const behind: string[] = [];
  const missing: string[] = [];
  for (const { table_name, last_id } of taken) {
    if (!isCrmTable(table_name) || !relations.has(table_name)) continue;
    const key = identifier("t", keyColumn(table_name));
    // The greatest id first: an id that somebody takes in between raises no false alarm.
    const [row] = await session.query<{ n: number | null }>(
      sql`SELECT MAX(${key}) AS n FROM ${relations.of(table_name)} t WHERE ${key} < ${FIRST_SATELLITE_ID}`,
    );
    const stored = await sequence.find(table_name, numbers.get(table_name));
    if (stored === undefined) missing.push(table_name);
    else if ((await sequence.nextId(stored)) <= Math.max(count(row?.n), Number(last_id))) behind.push(table_name);
  }
  const found = foundIds({ behind, missing });
  return checksOf(
    "sequence",
    found,
    REASONS,
    `sequence is past the ids of ${taken.length} ${taken.length === 1 ? "table" : "tables"} that the upgrade wrote.`,
  );
}
