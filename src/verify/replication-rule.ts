import type { Check } from "../check.js";
import { count } from "../dialect/counts.js";
import { sql } from "../dialect/sql.js";
import { readCreatedObjects } from "../ledger/created-objects.js";
import { SequenceTable } from "../crm/sequence.js";
import type { CrmTable } from "../crm/tables.js";
import { checksOf, fails, foundIds, reasonsOf, warns } from "./findings.js";
import { keyOfBatch, nameOfBatch, type PassBatch, type Verification } from "./verification.js";

/** Tables that the vendor replicates, among those that we write (decisions.md, "Replication"). */
const REPLICATED: readonly string[] = [
  "ConsentPerson",
  "ConsentPurpose",
  "LegalBase",
  "ConsentSource",
  "ShipmentType",
  "ShipmentTypeReservation",
  "UserPreference",
];

/** Types of logged changes (vendor's reference, traveltransactionlog.type). */
const [INSERTED, CHANGED] = [4352, 4608] as const;

const REASONS = reasonsOf("step and batch", {
  unlogged: fails(
    "batches whose rows are not all in the replication log",
    "Satellites and travellers do not learn of these rows. Where they were set up after the upgrade, they have them already.",
  ),
  pruned: warns(
    "batches whose entries in the replication log were removed since",
    "The log was emptied since, as the CRM does; whether the entries were right cannot be checked any more.",
  ),
});

interface Logged extends Pick<PassBatch, "run_id" | "step_id" | "batch_no"> {
  readonly inserted: unknown;
  readonly changed: unknown;
  readonly first_log_id: number;
}

/** Where satellites or travellers exist, each row that we wrote is in the replication log. @throws DatabaseError */
export async function replication(verification: Verification): Promise<readonly Check[]> {
  const { replicas, batches, relations } = verification;
  const due = batches.filter((batch) => {
    const { replicationLog } = batch.pass.settings.run;
    const written = count(batch.inserted) + count(batch.updated) > 0;
    return (
      written &&
      REPLICATED.includes(batch.table_name ?? "") &&
      (replicationLog === "always" || (replicationLog === "auto" && replicas))
    );
  });
  if (due.length === 0) return [];
  if (!relations.has("traveltransactionlog"))
    return checksOf("replication-log", foundIds({ unlogged: due.map(nameOfBatch) }), REASONS, "");
  const logged = new Map((await readLogged(verification)).map((row) => [keyOfBatch(row), row]));
  const oldest = await oldestEntry(verification);
  const short = due.filter((batch) => {
    const row = logged.get(keyOfBatch(batch));
    return row === undefined || count(row.inserted) !== count(batch.inserted) || count(row.changed) !== count(batch.updated);
  });
  const isPruned = (batch: PassBatch): boolean => {
    const row = logged.get(keyOfBatch(batch));
    return row !== undefined && (oldest === undefined || oldest > Number(row.first_log_id));
  };
  const found = foundIds({
    unlogged: short.filter((batch) => !isPruned(batch)).map(nameOfBatch),
    pruned: short.filter(isPruned).map(nameOfBatch),
  });
  return checksOf("replication-log", found, REASONS, `The rows of ${due.length} batches are in the replication log.`);
}

/** Entries by batch, in the ids that were reserved for them, each with its table's number. */
async function readLogged(verification: Verification): Promise<readonly Logged[]> {
  const { session, ledger, relations, catalog } = verification;
  const { numbers } = await readCreatedObjects(session, ledger);
  const sequence = new SequenceTable(session, catalog);
  const rows: Logged[] = [];
  for (const table of REPLICATED) {
    const own = verification.batches.filter((batch) => batch.table_name === table);
    const row = own.length === 0 ? undefined : await sequence.find(table as CrmTable, numbers.get(table as CrmTable));
    if (row === undefined) continue;
    const recorded = sql`${[INSERTED, CHANGED]}`;
    rows.push(
      ...(await session.query<Logged>(sql`
        SELECT b.run_id, b.step_id, b.batch_no, MIN(r.first_id) AS first_log_id,
               COUNT(CASE WHEN l.type = ${INSERTED} AND l.record_id BETWEEN b.first_id AND b.last_id THEN 1 END) AS inserted,
               COUNT(CASE WHEN l.type = ${CHANGED} THEN 1 END) AS changed
        FROM ${ledger.table("batch")} b
        JOIN ${ledger.table("reservation")} r
          ON r.run_id = b.run_id AND r.step_id = b.step_id AND r.batch_no = b.batch_no AND r.table_name = 'traveltransactionlog'
        LEFT JOIN ${relations.of("traveltransactionlog")} l
          ON l.traveltransactionlog_id BETWEEN r.first_id AND r.last_id AND l.tablenumber = ${row.tableNumber} AND l.type IN (${recorded})
        WHERE b.table_name = ${table} AND b.undone_at IS NULL
        GROUP BY b.run_id, b.step_id, b.batch_no`)),
    );
  }
  return rows;
}

async function oldestEntry({ session, relations }: Verification): Promise<number | undefined> {
  const [row] = await session.query<{ n: number | null }>(
    sql`SELECT MIN(l.traveltransactionlog_id) AS n FROM ${relations.of("traveltransactionlog")} l`,
  );
  return row === undefined || row.n === null ? undefined : Number(row.n);
}
