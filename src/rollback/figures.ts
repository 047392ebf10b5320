import type { StepDefinition, StepId } from "../steps/step.js";
import { MOST_ITEMS, type Finding } from "../report/ask-attention.js";
import type { Ledger } from "../ledger/ledger.js";
import type { ValuesOfStep } from "./chain.js";
import { inUseFinding } from "../steps/schema/undo.js";
import { stepsToUndo, stepsWithLeftOvers } from "./run.js";
import { StepFiguresReader, type LeftTally } from "./step-figures.js";
import { valuesOfStep } from "./step.js";
import { figureTexts } from "./text-figures.js";
import type { LedgerState, RunRow } from "../ledger/step-states.js";
import type { UpgradeContext } from "../work/upgrade-context.js";

/** What a rollback would do of a step, over all of its runs. */
export interface StepToUndo {
  readonly stepId: StepId;
  readonly deleted: number;
  readonly updated: number;
  readonly counts: Readonly<Record<string, number>>;
}

export interface RollbackFigures {
  readonly steps: readonly StepToUndo[];
  /** Rows that would stay. */
  readonly left: Finding | undefined;
  /** Tables and columns that would stay. */
  readonly inUse: Finding | undefined;
}

/**
 * What a rollback of these runs would delete, give back and leave; writes nothing.
 * @param runs newest first
 * @param leftOver runs that are rolled back, and whose remains are tried again
 * @throws DatabaseError
 */
export async function figureRollback(
  upgrade: UpgradeContext,
  ledger: Ledger,
  state: LedgerState,
  runs: readonly RunRow[],
  leftOver: readonly RunRow[],
  definitions: readonly StepDefinition[],
): Promise<RollbackFigures> {
  const steps = new Map<StepId, StepToUndo>();
  const tally: LeftTally = { items: [], left: 0, inUse: [] };
  const values = runs.flatMap((run) =>
    stepsToUndo(state, run).map(
      ({ step_id: stepId }): ValuesOfStep => ({
        runId: run.run_id,
        stepId,
        ours: valuesOfStep(
          upgrade,
          run,
          definitions.find((definition) => definition.id === stepId),
        ),
      }),
    ),
  );
  const figures = new StepFiguresReader(upgrade, ledger, values, tally);
  const seenTexts = new Map<string, { readonly hash: string; readonly count: number }>();
  for (const run of runs) {
    for (const { step_id: stepId } of stepsToUndo(state, run)) {
      const texts = await figureTexts(upgrade, ledger, run.run_id, stepId, seenTexts);
      tally.left += texts.left.length;
      tally.items.push(...texts.left.slice(0, MOST_ITEMS));
      const updated = texts.restored + (await figures.changed(run.run_id, stepId));
      const deleted = await figures.inserted(run.run_id, stepId);
      const counts = stepId === "consent-schema" ? await figures.objects(run.run_id) : {};
      add(steps, { stepId, deleted, updated, counts });
    }
  }
  for (const run of leftOver) {
    for (const { step_id: stepId } of stepsWithLeftOvers(state, run)) {
      const deleted = await figures.leftBefore(run.run_id, stepId);
      const counts = stepId === "consent-schema" ? await figures.objects(run.run_id) : {};
      add(steps, { stepId, deleted, updated: 0, counts });
    }
  }
  const left =
    tally.left === 0
      ? undefined
      : { code: "CHANGED_SINCE", count: tally.left, items: tally.items.slice(0, MOST_ITEMS), params: {} };
  return { steps: [...steps.values()], left, inUse: inUseFinding(tally.inUse) };
}

function add(steps: Map<StepId, StepToUndo>, more: StepToUndo): void {
  const before = steps.get(more.stepId);
  const names = [...new Set([...Object.keys(before?.counts ?? {}), ...Object.keys(more.counts)])];
  steps.set(more.stepId, {
    stepId: more.stepId,
    deleted: (before?.deleted ?? 0) + more.deleted,
    updated: (before?.updated ?? 0) + more.updated,
    counts: Object.fromEntries(names.map((name) => [name, (before?.counts[name] ?? 0) + (more.counts[name] ?? 0)])),
  });
}
