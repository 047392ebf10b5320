import { inTransaction } from "../dialect/session.js";
import { sql } from "../dialect/sql.js";
import { ClientCaches } from "../crm/client-caches.js";
import { SequenceTable } from "../crm/sequence.js";
import type { CrmTable } from "../crm/tables.js";
import { readClock } from "../ledger/batch-record.js";
import { readCreatedObjects } from "../ledger/created-objects.js";
import type { Finding } from "../steps/finding.js";
import { reserveIds } from "./reserve-ids.js";
import type { UpgradeContext } from "./upgrade-context.js";
import type { Work } from "./work.js";

/** The number of CacheTables in the vendor's reference, for a `sequence` that does not name it. */
const VENDOR_NUMBER = 148;

/** An entry of CacheTables that is to be reset, and the table whose copy it stands for. */
export interface CacheEntry {
  readonly id: number;
  readonly table: CrmTable;
}

type Place = Pick<UpgradeContext, "session" | "catalog" | "ledger">;

/** The entries of these tables that are not reset yet. @throws DatabaseError */
export async function staleCaches(
  { session, catalog, ledger }: Place,
  tables: readonly CrmTable[],
): Promise<readonly CacheEntry[]> {
  const caches = ClientCaches.of(session.dialect, catalog);
  if (caches === undefined || tables.length === 0) return [];
  const { numbers } = await readCreatedObjects(session, ledger);
  const sequence = new SequenceTable(session, catalog);
  const byNumber = new Map<number, CrmTable>();
  for (const table of tables) {
    const row = await sequence.find(table, numbers.get(table));
    if (row !== undefined) byNumber.set(row.tableNumber, table);
  }
  if (byNumber.size === 0) return [];
  const rows = await session.query<{ record_id: number; table_number: number }>(
    caches.entries(caches.isOf(sql`${[...byNumber.keys()]}`)),
  );
  return rows
    .flatMap(({ record_id: id, table_number: number }) => {
      const table = byNumber.get(Number(number));
      return table === undefined ? [] : [{ id: Number(id), table }];
    })
    .toSorted((a, b) => a.id - b.id);
}

/** What a report says of them; nothing where there are none. */
export function cacheFindings(entries: readonly CacheEntry[]): readonly Finding[] {
  if (entries.length === 0) return [];
  const items = entries.map(({ id, table }) => ({ table: "CacheTables", id: String(id), detail: table }));
  return [{ code: "CLIENT_CACHES_RESET", items }];
}

/**
 * Makes Windows clients read anew what was written, at the end of a run or a rollback; repeated without harm.
 * @returns the entries that were reset
 * @throws RunFailedError (1) where the run's lock is no longer ours, DatabaseError
 */
export async function resetClientCaches(
  place: Place,
  work: Pick<Work, "run" | "ledger" | "lockName" | "logSequence" | "settings">,
  tables: readonly CrmTable[],
): Promise<readonly CacheEntry[]> {
  const { session, catalog } = place;
  const entries = await staleCaches(place, tables);
  const caches = ClientCaches.of(session.dialect, catalog);
  if (caches === undefined || entries.length === 0) return [];
  const condition = caches.isOneOf(entries.map(({ id }) => id));
  const batch = { step_id: "client-caches", batch_no: work.run.attempt };
  const { logOf } = await reserveIds(session, catalog, work, batch, undefined, entries.length);
  const own = logOf && (await new SequenceTable(session, catalog).find("CacheTables"));
  await inTransaction(session, "write", async () => {
    const log = logOf?.(own?.tableNumber ?? VENDOR_NUMBER, (await readClock(session)).local);
    await log?.("update", caches.entries(condition));
    await session.execute(caches.reset(condition));
  });
  return entries;
}
