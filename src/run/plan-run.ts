import { tablesOf, type StepId } from "../steps/step.js";
import { findingsOfNotes } from "../report/ask-attention.js";
import { countConsents, movedConsents, withEmarketing, type ConsentGroup } from "../report/consent-table.js";
import { planPersons } from "../steps/persons/plan.js";
import { planSchema } from "../steps/schema/plan.js";
import { planTexts } from "../steps/texts/plan.js";
import type { SelectedStep } from "../work/select-steps.js";
import { isCrmTable } from "../work/undo-work.js";
import { staleCaches, type CacheEntry } from "../work/client-caches.js";
import { NO_FIGURES, type StepFigures } from "../report/step-figures.js";
import { NO_RUN, stepContext, type PendingRows, type UpgradeContext } from "../work/upgrade-context.js";
import type { Reference } from "../crm/reference.js";
import type { Reach } from "../report/report.js";
import type { EvidenceYear } from "../report/evidence.js";
import { countReach, reachOf, type ReachMove, type StoredReach } from "../work/reach.js";

/** A step and what it would change. */
export interface PlannedStep extends SelectedStep {
  readonly figures: StepFigures;
  readonly durationMs: number;
}

export interface UpgradePlan {
  readonly steps: readonly PlannedStep[];
  readonly consentsBefore: readonly ConsentGroup[];
  readonly consentsAfter: readonly ConsentGroup[];
  readonly reach: Reach;
  readonly evidence: readonly EvidenceYear[];
  /** The small tables as they stand after all steps. */
  readonly reference: Reference;
  /** What clients keep copies of, and would be told to read anew. */
  readonly caches: readonly CacheEntry[];
}

/**
 * Looks at each selected step in order, each one seeing what those before it would write.
 * Must run in one read transaction, so that all figures are of one moment.
 * @throws DatabaseError, RefusedError, UsageError
 */
export async function planUpgrade(
  upgrade: UpgradeContext,
  selected: readonly SelectedStep[],
  now: () => Date,
  stepStarted: (step: StepId) => void,
): Promise<UpgradePlan> {
  const { session, relations } = upgrade;
  let reference = upgrade.reference;
  const pending: PendingRows[] = [];
  const steps: PlannedStep[] = [];
  const reachMoves: ReachMove[] = [];
  const evidence: EvidenceYear[] = [];
  await session.dialect.joinWholeTables?.(session);
  let standing: StoredReach | undefined;
  const consentsBefore = await countConsents(session, relations, reference);
  for (const { step, choice } of selected) {
    if (choice !== "run") {
      steps.push({ step, choice, figures: NO_FIGURES, durationMs: 0 });
      continue;
    }
    stepStarted(step.id);
    const started = now().getTime();
    const context = stepContext(upgrade, reference, NO_RUN, pending);
    let figures: StepFigures;
    switch (step.kind) {
      case "schema":
        figures = await planSchema(upgrade, step);
        break;
      case "seed": {
        const change = step.change(context);
        const changes = { inserted: change.inserts.length, updated: change.updates.length, deleted: 0 };
        const written = [...change.inserts, ...change.updates].map(({ table }) => table);
        figures = { ...NO_FIGURES, changes, counts: change.counts, written };
        reference = reference.with(change.inserts, change.updates);
        break;
      }
      case "persons": {
        const person = await planPersons(session, step, context, upgrade.reference, standing === undefined);
        reachMoves.push(...person.reach);
        standing ??= person.standing;
        evidence.push(...person.evidence);
        figures = person;
        pending.push({ step: step.id, purpose: step.purpose, rows: step.rows(context), named: context.named });
        break;
      }
      case "texts":
        figures = await planTexts(session, relations, step, context);
        break;
    }
    const soFar = movedConsents(
      consentsBefore,
      steps.flatMap((earlier) => earlier.figures.moves ?? []),
      reference,
    );
    const notes = findingsOfNotes(step.notes?.(context) ?? [], withEmarketing(soFar));
    steps.push({
      step,
      choice,
      figures: { ...figures, findings: [...notes, ...figures.findings] },
      durationMs: now().getTime() - started,
    });
  }
  standing ??= await countReach(session, stepContext(upgrade, upgrade.reference, NO_RUN), upgrade.reference);
  const changing = steps.filter(({ figures: { changes } }) => changes.inserted + changes.updated > 0);
  const written = changing.flatMap(({ step, figures }) => figures.written ?? tablesOf(step)).filter(isCrmTable);
  const moves = steps.flatMap((step) => step.figures.moves ?? []);
  return {
    steps,
    consentsBefore,
    consentsAfter: movedConsents(consentsBefore, moves, reference),
    reach: reachOf(standing, reachMoves, reference),
    evidence,
    reference,
    caches: await staleCaches(upgrade, [...new Set(written)]),
  };
}
