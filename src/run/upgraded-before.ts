import type { LedgerState } from "../ledger/step-states.js";
import type { Finding } from "../steps/finding.js";
import type { StepFigures } from "../report/step-figures.js";
import type { StepDefinition } from "../steps/step.js";

/** A step that ran, or would run. */
interface Looked {
  readonly step: StepDefinition;
  readonly figures: StepFigures;
}

/**
 * Says that the vendor's own upgrade has been here: at least half of the contacts have Sales and service (our measure), and
 * not from us. Then little is left, and nobody should take a row of zeros for a mistake.
 * @param steps those that run; others are left out
 */
export function upgradedBefore(steps: readonly Looked[], { runs }: LedgerState): readonly Finding[] {
  const sales = steps.find(({ step }) => step.id === "sales-and-service")?.figures;
  const all = sales?.counts["persons"] ?? 0;
  const have = sales?.counts["alreadyRecorded"] ?? 0;
  if (runs.length > 0 || all === 0 || have * 2 < all) return [];
  const consents = steps.filter(({ step }) => step.kind === "persons" && step.purpose !== undefined);
  const left = consents.reduce((sum, { figures: { changes } }) => sum + changes.inserted + changes.updated, 0);
  if (left === 0) return [{ code: "UPGRADED_BEFORE", count: have }];
  return [{ code: "UPGRADED_BEFORE_REPAIR", count: left, params: { have, all } }];
}
