import { stateOf } from "./run-states.js";
import type { Session } from "../dialect/session.js";
import { readClock } from "./batch-record.js";
import { count } from "../dialect/counts.js";
import { sql } from "../dialect/sql.js";
import type { Ledger } from "./ledger.js";
import { reportMoment } from "./run-totals.js";
import type { RunRow, StepRow } from "./step-states.js";

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
