import { storedConsents } from "../ledger/stored-json.js";
import type { Session } from "../dialect/session.js";
import type { ConsentCount } from "../report/report.js";
import type { StepDefinition } from "../steps/step.js";
import { consentTable, movedConsents, namedConsents } from "../report/consent-table.js";
import { count } from "../dialect/counts.js";
import { sql } from "../dialect/sql.js";
import type { Ledger } from "../ledger/ledger.js";
import type { StepTotals } from "../ledger/run-totals.js";
import type { ConsentMove } from "../report/step-figures.js";
import type { RunRow } from "../ledger/step-states.js";
import { stepContext, type UpgradeContext } from "../work/upgrade-context.js";

/**
 * Consents before and after a run, where no report of it is stored: what stood when it began, and what its batches and old
 * values say that it did. Empty where the ledger does not know what stood.
 * @param totals of that run
 * @throws DatabaseError
 */
export async function consentsOfRun(
  upgrade: UpgradeContext,
  ledger: Ledger,
  run: RunRow,
  steps: readonly StepDefinition[],
  totals: readonly StepTotals[],
): Promise<ConsentCount[]> {
  if (run.consents_before === null) return [];
  const { session, reference } = upgrade;
  const before = namedConsents(storedConsents(run.consents_before), reference);
  const changed = await changedRows(session, ledger, run.run_id);
  const moves = steps.flatMap((step): readonly ConsentMove[] => {
    if (step.kind !== "persons" || step.purpose === undefined) return [];
    const { purpose } = step;
    const toKey = step.rows(stepContext(upgrade, reference, run.run_id.slice(0, 8))).legalBaseKey ?? "";
    const inserted = totals.find((total) => total.stepId === step.id)?.written.inserted ?? 0;
    const own = changed.filter((row) => row.step_id === step.id);
    return [
      { purpose, from: undefined, toKey, rows: inserted },
      ...own.map((row) => ({ purpose, from: row.basis, toKey, rows: count(row.n) })),
    ];
  });
  return consentTable(before, movedConsents(before, moves, reference));
}

function changedRows(session: Session, ledger: Ledger, runId: string) {
  return session.query<{ readonly step_id: string; readonly basis: number | null; readonly n: unknown }>(sql`
    SELECT g.step_id, g.basis, COUNT(*) AS n
    FROM (SELECT o.step_id, NULLIF(o.legalbase_id, 0) AS basis FROM ${ledger.table("oldConsent")} o WHERE o.run_id = ${runId}) g
    GROUP BY g.step_id, g.basis`);
}
