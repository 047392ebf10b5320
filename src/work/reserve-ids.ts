import { logStatement, type LOGGED_AS } from "../crm/replication-log.js";
import { SequenceTable, type ReservedIds, type SequenceRow } from "../crm/sequence.js";
import type { CrmTable } from "../crm/tables.js";
import type { Catalog } from "../dialect/catalog.js";
import { inTransaction, type Session } from "../dialect/session.js";
import type { Sql } from "../dialect/sql.js";
import type { BatchName } from "../ledger/batch-record.js";
import { stopWithoutLock } from "./lock.js";
import type { Work } from "./work.js";

/** A table and how many of its ids a batch may need. */
interface IdDemand {
  readonly table: CrmTable;
  readonly row: SequenceRow;
  readonly ids: number;
}

/** Logs the records of a SELECT of `record_id`. @returns how many there were */
export type LogRecords = (type: keyof typeof LOGGED_AS, records: Sql) => Promise<number>;

/** What a batch may use; undefined where it needs none. */
interface BatchIds {
  readonly ids: ReservedIds | undefined;
  /** Tells the replication log of records of one table, at the server's local time, with ids one after the other. */
  readonly logOf: ((tableNumber: number, local: string) => LogRecords) | undefined;
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
  { ledger, lockName, run, logSequence, settings }: Pick<Work, "ledger" | "lockName" | "run" | "logSequence" | "settings">,
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
    return { ids, logOf: log && logFrom(session, catalog, settings.associateId, log.first) };
  });
}

function logFrom(session: Session, catalog: Catalog, associateId: number, firstId: number): BatchIds["logOf"] {
  const { dialect } = session;
  const { cast } = dialect;
  let next = firstId;
  return (tableNumber, local) => async (type, records) => {
    const logged = await session.execute(
      logStatement(dialect, catalog, records, {
        type,
        tableNumber: cast(tableNumber, { kind: "int" }),
        associateId,
        at: cast(local, { kind: "timestamp" }),
        firstId: cast(next, { kind: "int" }),
      }),
    );
    next += logged;
    return logged;
  };
}
