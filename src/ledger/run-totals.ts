import type { Session } from "../dialect/session.js";
import type { Changes } from "../report/report.js";
import { count } from "../dialect/counts.js";
import { identifier, sql } from "../dialect/sql.js";
import type { Ledger } from "./ledger.js";

/** What the ledger's batches and pieces say of one step of one run, over all attempts. */
export interface StepTotals {
  readonly runId: string;
  readonly stepId: string;
  /** Rows that `apply` wrote. */
  readonly written: Changes;
  readonly batches: number;
  /** Records (contacts, templates) of all batches. */
  readonly records: number;
  /** Rows that `rollback` deleted and gave their old values back. */
  readonly undone: Changes;
  readonly pieces: number;
  /** Rows that `rollback` has been at, those that it left included. */
  readonly rowsTreated: number;
}

/** Sums the ledger, by run and step. @throws DatabaseError */
export async function readTotals(session: Session, ledger: Ledger): Promise<readonly StepTotals[]> {
  type Row = Readonly<
    Record<"run_id" | "step_id", string> & Record<"inserted" | "updated" | "deleted" | "n" | "records", unknown>
  >;
  const batches = await session.query<Row>(sql`
    SELECT b.run_id, b.step_id, SUM(b.inserted) AS inserted, SUM(b.updated) AS updated, SUM(b.deleted) AS deleted, COUNT(*) AS n,
           SUM(b.records) AS records
    FROM ${ledger.table("batch")} b GROUP BY b.run_id, b.step_id`);
  const pieces = await session.query<Omit<Row, "inserted" | "records"> & { readonly left: unknown }>(sql`
    SELECT u.run_id, u.step_id, SUM(u.updated) AS updated, SUM(u.deleted) AS deleted, SUM(u.left_behind) AS ${identifier("left")}, COUNT(*) AS n
    FROM ${ledger.table("undo")} u GROUP BY u.run_id, u.step_id`);
  return batches.map((row) => {
    const undone = pieces.find((piece) => piece.run_id === row.run_id && piece.step_id === row.step_id);
    return {
      runId: row.run_id,
      stepId: row.step_id,
      written: { inserted: count(row.inserted), updated: count(row.updated), deleted: count(row.deleted) },
      batches: count(row.n),
      records: count(row.records),
      undone: { inserted: 0, updated: count(undone?.updated), deleted: count(undone?.deleted) },
      pieces: count(undone?.n),
      rowsTreated: count(undone?.updated) + count(undone?.deleted) + count(undone?.left),
    };
  });
}

/** A moment of the ledger (UTC, without zone) as reports write it. */
export function reportMoment(ledgerTime: string): string {
  return new Date(`${ledgerTime.replace(" ", "T")}Z`).toISOString();
}
