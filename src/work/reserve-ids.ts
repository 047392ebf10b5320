import type { Catalog } from "../dialect/catalog.js";
import { inTransaction, type Session } from "../dialect/session.js";
import type { CrmTable } from "../crm/tables.js";
import type { BatchName } from "../ledger/batch-record.js";
import { stopWithoutLock } from "./lock.js";
import { SequenceTable, type ReservedIds, type SequenceRow } from "../crm/sequence.js";
import type { Work } from "./work.js";

/** A table and how many of its ids a batch may need. */
interface IdDemand {
  readonly table: CrmTable;
  readonly row: SequenceRow;
  readonly ids: number;
}

/** What a batch may use; undefined where it needs none. */
interface BatchIds {
  readonly ids: ReservedIds | undefined;
  readonly firstLogId: number | undefined;
}

/**
 * Takes ids for a batch, and records them, in a short transaction of its own just before it:
 * `sequence` is shared with every user of the CRM. What a batch does not use stays a gap.
 * @param rows those that it may add
 * @param entries of the replication log, where the run writes one
 * @throws RunFailedError (1) where the run's lock is no longer ours
 * @throws DatabaseError
 */
export async function reserveIds(
  session: Session,
  catalog: Catalog,
  { ledger, lockName, run, logSequence }: Pick<Work, "ledger" | "lockName" | "run" | "logSequence">,
  batch: BatchName,
  rows: IdDemand | undefined,
  entries: number,
): Promise<BatchIds> {
  await stopWithoutLock(session, lockName);
  return inTransaction(session, "write", async () => {
    const sequence = new SequenceTable(session, catalog);
    const take = async ({ table, row, ids }: IdDemand): Promise<ReservedIds | undefined> => {
      if (ids === 0) return undefined;
      const taken = await sequence.take(row, ids);
      const reserved = { table_name: table, first_id: taken.first, last_id: taken.last, reserved_at: session.dialect.utcNow() };
      await ledger.insert(session, "reservation", { ...batch, ...reserved, run_id: run.runId });
      return taken;
    };
    const ids = rows && (await take(rows));
    const log = logSequence && (await take({ table: "traveltransactionlog", row: logSequence, ids: entries }));
    return { ids, firstLogId: log?.first };
  });
}
