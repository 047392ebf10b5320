import { countRows } from "../dialect/counts.js";
import type { Session } from "../dialect/session.js";
import { sql } from "../dialect/sql.js";
import type { LedgerState } from "../ledger/step-states.js";
import type { Finding } from "../steps/finding.js";
import type { StepFigures } from "../report/step-figures.js";
import type { StepDefinition } from "../steps/step.js";
import type { UpgradeContext } from "../work/upgrade-context.js";

/** A step that ran, or would run. */
interface Looked {
  readonly step: StepDefinition;
  readonly figures: StepFigures;
}

/** What every comment of ours has, in every language, before the number of the run. */
const OUR_MARK = "%consent-upgrade, %";

/**
 * How many rows of Sales and service bear our comment where no ledger tells of a run: an earlier one's, whose ledger was dropped.
 * @throws DatabaseError
 */
export async function consentsOfLostRuns(session: Session, upgrade: UpgradeContext, { runs }: LedgerState): Promise<number> {
  if (runs.length > 0) return 0;
  const { relations, reference } = upgrade;
  const store = reference.idOf("ConsentPurpose", "STORE");
  return countRows(
    session,
    sql`FROM ${relations.of("ConsentPerson")} c WHERE c.consentpurpose_id = ${store} AND c.comment LIKE ${OUR_MARK}`,
  );
}

/**
 * Says that the upgrade has been here: at least half of the contacts have Sales and service (our measure), and no run that the
 * ledger knows gave it to them. Rows with our comment are of a run whose ledger is gone; else it was the vendor's own upgrade, for
 * all that one can tell. Then little is left, and nobody should take a row of zeros for a mistake.
 * @param steps those that run; others are left out
 * @param ours rows of Sales and service that bear our comment
 */
export function upgradedBefore(steps: readonly Looked[], { runs }: LedgerState, ours: number): readonly Finding[] {
  const sales = steps.find(({ step }) => step.id === "sales-and-service")?.figures;
  const all = sales?.counts["persons"] ?? 0;
  const have = sales?.counts["alreadyRecorded"] ?? 0;
  if (runs.length > 0 || all === 0 || have * 2 < all) return [];
  if (ours * 2 >= have) return [{ code: "LEDGER_GONE", count: ours, params: { all } }];
  const consents = steps.filter(({ step }) => step.kind === "persons" && step.purpose !== undefined);
  const left = consents.reduce((sum, { figures: { changes } }) => sum + changes.inserted + changes.updated, 0);
  if (left === 0) return [{ code: "UPGRADED_BEFORE", count: have }];
  return [{ code: "UPGRADED_BEFORE_REPAIR", count: left, params: { have, all } }];
}
