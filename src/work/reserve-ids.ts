import type { Catalog } from "../dialect/catalog.js";
import { inTransaction, type Session } from "../dialect/session.js";
import type { CrmTable } from "../crm/tables.js";
import type { Ledger } from "../ledger/ledger.js";
import { stopWithoutLock } from "./lock.js";
import type { ActiveRun } from "../ledger/run-record.js";
import { SequenceTable, type ReservedIds, type SequenceRow } from "../crm/sequence.js";

/** A table and how many of its ids a batch may need. */
export interface IdDemand {
  readonly table: CrmTable;
  readonly row: SequenceRow;
  readonly ids: number;
}

/** Which batch the ids are for. */
export interface BatchName {
  readonly stepId: string;
  readonly batchNo: number;
}

/**
 * Takes ids for a batch, and records them, in a short transaction of its own just before it:
 * `sequence` is shared with every user of the CRM. What a batch does not use stays a gap.
 * @throws RunFailedError (1) where the run's lock is no longer ours
 * @throws DatabaseError
 */
export async function reserveIds(
  session: Session,
  catalog: Catalog,
  ledger: Ledger,
  lockName: string,
  run: ActiveRun,
  batch: BatchName,
  demands: readonly IdDemand[],
): Promise<ReadonlyMap<CrmTable, ReservedIds>> {
  await stopWithoutLock(session, lockName);
  return inTransaction(session, "write", async () => {
    const sequence = new SequenceTable(session, catalog);
    const reserved = new Map<CrmTable, ReservedIds>();
    for (const demand of demands.filter((candidate) => candidate.ids > 0)) {
      const ids = await sequence.take(demand.row, demand.ids);
      await ledger.insert(session, "reservation", {
        table_name: demand.table,
        first_id: ids.first,
        last_id: ids.last,
        run_id: run.runId,
        step_id: batch.stepId,
        batch_no: batch.batchNo,
        reserved_at: session.dialect.utcNow(),
      });
      reserved.set(demand.table, ids);
    }
    return reserved;
  });
}
