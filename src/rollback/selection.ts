import { stateOf } from "../ledger/run-states.js";
import type { Session } from "../dialect/session.js";
import { RefusedError, UsageError } from "../errors.js";
import { count } from "../dialect/counts.js";
import { sql } from "../dialect/sql.js";
import type { Ledger } from "../ledger/ledger.js";
import type { LedgerState, RunRow } from "../ledger/step-states.js";

/** Comments name a run by so many characters of its id; that is enough for --run as well. */
const SHORT_ID = 8;

/**
 * The run of an id, or of its beginning (8 characters at least).
 * @throws UsageError (64) where there is none
 */
export function findRun(state: LedgerState, id: string): RunRow {
  const wanted = id.trim().toLowerCase();
  const exact = state.runs.find((run) => run.run_id.toLowerCase() === wanted);
  const alike = wanted.length >= SHORT_ID ? state.runs.filter((run) => run.run_id.toLowerCase().startsWith(wanted)) : [];
  const found = exact ?? (alike.length === 1 ? alike[0] : undefined);
  if (found !== undefined) return found;
  throw new UsageError("UNKNOWN_RUN", `This database has no run ${id}.`, {
    hint: "consent-upgrade status lists the runs with their ids.",
  });
}

/**
 * The runs to undo, newest first: all that are not rolled back yet, or the one that was asked for.
 * @throws UsageError (64) where it is unknown
 * @throws RefusedError (4) where a later run changed its rows
 */
export async function chooseRuns(
  session: Session,
  ledger: Ledger,
  state: LedgerState,
  id: string | undefined,
): Promise<readonly RunRow[]> {
  const standing = state.runs.filter((run) => stateOf(run).stands).toReversed();
  if (id === undefined) return standing;
  const chosen = findRun(state, id);
  if (!stateOf(chosen).stands) return [];
  for (const later of standing.filter((run) => Number(run.run_no) > Number(chosen.run_no))) {
    if (!(await changedRowsOf(session, ledger, later.run_id, chosen.run_id))) continue;
    throw new RefusedError(
      "CHANGED_BY_LATER_RUN",
      `Run ${chosen.run_id} cannot be undone alone: the later run ${later.run_id} changed rows of it.`,
      {
        hint: `Undo the later one first (consent-upgrade rollback --run ${later.run_id}), or all of them: consent-upgrade rollback`,
      },
    );
  }
  return [chosen];
}

async function changedRowsOf(session: Session, ledger: Ledger, later: string, earlier: string): Promise<boolean> {
  const rows = await session.query<{ n: unknown }>(sql`
    SELECT COUNT(*) AS n FROM ${ledger.table("oldConsent")} l
    WHERE l.run_id = ${later} AND l.undone_piece IS NULL
      AND (EXISTS (SELECT 1 FROM ${ledger.table("oldConsent")} o
             WHERE o.consent_id = l.consent_id AND o.run_id = ${earlier} AND o.undone_piece IS NULL)
        OR EXISTS (SELECT 1 FROM ${ledger.table("batch")} b
             WHERE b.run_id = ${earlier} AND b.table_name = ${"ConsentPerson"} AND b.undone_at IS NULL
               AND l.consent_id BETWEEN b.first_id AND b.last_id))
    UNION ALL
    SELECT COUNT(*) FROM ${ledger.table("oldText")} l
    WHERE l.run_id = ${later} AND l.undone_piece IS NULL
      AND (EXISTS (SELECT 1 FROM ${ledger.table("oldText")} o
             WHERE o.table_name = l.table_name AND o.row_id = l.row_id AND o.run_id = ${earlier} AND o.undone_piece IS NULL)
        OR EXISTS (SELECT 1 FROM ${ledger.table("batch")} b
             WHERE b.run_id = ${earlier} AND b.table_name = l.table_name AND b.undone_at IS NULL
               AND l.row_id BETWEEN b.first_id AND b.last_id))`);
  return rows.some((row) => count(row.n) > 0);
}
