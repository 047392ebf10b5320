import type { Session } from "../dialect/session.js";
import type { Changes } from "../report/report.js";
import { count } from "../dialect/counts.js";
import { identifier, sql } from "../dialect/sql.js";
import { readClock } from "./batch-record.js";
import type { Ledger } from "./ledger.js";
import { stateOf } from "./run-states.js";
import type { RunRow, StepRow } from "./step-states.js";

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

/** How far back the rate looks, in milliseconds: as the bars do. */
const WINDOW_MS = 15_000;

/**
 * How many records (of a rollback: rows) a second the ledger's newest transactions of a step make; undefined where none
 * is of the last seconds.
 * @throws DatabaseError
 */
export async function recentRate(session: Session, ledger: Ledger, run: RunRow, step: StepRow): Promise<number | undefined> {
  const { cast, timestampText } = session.dialect;
  const now = Date.parse(reportMoment((await readClock(session)).utc));
  const since = cast(new Date(now - WINDOW_MS).toISOString().slice(0, 19).replace("T", " "), { kind: "timestamp" });
  const [row] = await session.query<{ first: string | null; n: unknown }>(
    stateOf(run).isUndoing
      ? sql`SELECT ${timestampText(sql`MIN(u.undone_at)`)} AS first, SUM(u.deleted + u.updated + u.left_behind) AS n FROM ${ledger.table("undo")} u
            WHERE u.run_id = ${run.run_id} AND u.step_id = ${step.step_id} AND u.undone_at >= ${since}`
      : sql`SELECT ${timestampText(sql`MIN(b.written_at)`)} AS first, SUM(b.records) AS n FROM ${ledger.table("batch")} b
            WHERE b.run_id = ${run.run_id} AND b.step_id = ${step.step_id} AND b.written_at >= ${since}`,
  );
  if (row?.first == null || count(row.n) === 0) return undefined;
  // The ledger's times are whole seconds.
  const seconds = Math.max(1, (now - Date.parse(reportMoment(row.first))) / 1000);
  return count(row.n) / seconds;
}
