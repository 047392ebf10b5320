import type { Settings } from "../config/settings.js";
import { UsageError } from "../errors.js";
import type { StepDefinition } from "../steps/step.js";
import { stepProgress, type LedgerState } from "../ledger/step-states.js";

/** Which steps `plan` and `apply` are about. Ids are checked already; empty means the ordinary choice. */
export interface StepSelection {
  readonly only: readonly string[];
  readonly skip: readonly string[];
  readonly rerun: readonly string[];
}

/** What a command does with a step. */
export interface SelectedStep {
  readonly step: StepDefinition;
  readonly choice: "run" | "already-done" | "not-selected";
}

/** Those that run. */
export function stepsToRun(selected: readonly SelectedStep[]): readonly StepDefinition[] {
  return selected.filter(({ choice }) => choice === "run").map(({ step }) => step);
}

/**
 * Decides for each step, in order: pending ones run, done ones are left alone but for `--rerun`.
 * @throws UsageError (64) where a selected step needs a pending one that is not selected, or is not configured
 */
export function selectSteps(
  steps: readonly StepDefinition[],
  settings: Settings,
  selection: StepSelection,
  state: LedgerState,
): readonly SelectedStep[] {
  const chosen = steps.map((step): SelectedStep => ({ step, choice: choiceOf(step, settings, selection, state) }));
  const willStand = new Set(
    chosen
      .filter(({ step, choice }) => choice !== "not-selected" || stepProgress(state, step.id) === "done")
      .map(({ step }) => step.id),
  );
  for (const { step, choice } of chosen) {
    const missing = choice === "run" ? step.requires.find((needed) => !willStand.has(needed)) : undefined;
    if (missing !== undefined) {
      throw new UsageError(
        "STEP_NEEDS_ANOTHER",
        `The step ${step.id} needs the step ${missing}, which is pending and not selected.`,
        {
          hint: `Select it too: --only ${missing},${step.id}`,
        },
      );
    }
  }
  return chosen;
}

function choiceOf(
  { id, isConfigured }: StepDefinition,
  settings: Settings,
  { only, skip, rerun }: StepSelection,
  state: LedgerState,
): SelectedStep["choice"] {
  if (isConfigured !== undefined && !isConfigured(settings)) {
    if (!only.includes(id) && !rerun.includes(id)) return "not-selected";
    throw new UsageError("STEP_NOT_CONFIGURED", `The step ${id} is not configured.`, {
      hint: "Opt-in steps are turned on in the configuration file; consent-upgrade init writes one with comments.",
    });
  }
  if (rerun.includes(id)) return "run";
  if (stepProgress(state, id) === "done") return "already-done";
  return skip.includes(id) || (only.length > 0 && !only.includes(id)) ? "not-selected" : "run";
}
