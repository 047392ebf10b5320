import { settingsOfRun } from "../ledger/stored-json.js";
import { stateOf } from "../ledger/run-states.js";
import type { Settings } from "../config/settings.js";
import { LANGUAGES, type Language } from "../language.js";
import type { LedgerState, RunRow, StepRow } from "../ledger/step-states.js";
import type { StepId } from "../steps/step.js";

/** One run of a step over the database, not undone: what it was to go by, and what existed then. */
export interface Pass {
  readonly runId: string;
  /** What comments call the run. */
  readonly runLabel: string;
  readonly stepId: StepId;
  /** Later passes have greater numbers. */
  readonly order: number;
  readonly done: boolean;
  /** UTC, `YYYY-MM-DD HH:MM:SS`. */
  readonly startedAt: string;
  readonly finishedAt: string | null;
  readonly greatestPersonId: number;
  /** The settings that the run began with. */
  readonly settings: Settings;
  readonly language: Language;
}

/** Runs before their steps: a run has far fewer steps than this. */
const STEPS_PER_RUN = 1000;

/** The passes that stand, oldest first. */
export function passesOf(state: LedgerState, current: Settings): readonly Pass[] {
  return state.runs.flatMap((run, runIndex) => {
    if (!stateOf(run).stands) return [];
    const settings = settingsOfRun(run, current);
    return state.steps
      .filter((step) => step.run_id === run.run_id && step.status !== "undone")
      .map((step) => passOf(run, step, runIndex * STEPS_PER_RUN + Number(step.position), settings));
  });
}

function passOf(run: RunRow, step: StepRow, order: number, settings: Settings): Pass {
  return {
    runId: run.run_id,
    runLabel: run.run_id.slice(0, 8),
    stepId: step.step_id,
    order,
    done: step.status === "done",
    startedAt: wholeSeconds(step.started_at),
    finishedAt: step.finished_at === null ? null : wholeSeconds(step.finished_at),
    greatestPersonId: Number(step.greatest_person_id ?? 0),
    settings,
    language: LANGUAGES.find((language) => language === run.language) ?? "en",
  };
}

export function wholeSeconds(time: string): string {
  return String(time).slice(0, 19).replace("T", " ");
}

/** Passes of a step, oldest first. */
export function passesOfStep(passes: readonly Pass[], ...steps: readonly StepId[]): readonly Pass[] {
  return passes.filter((pass) => steps.includes(pass.stepId));
}

/** The newest pass of a step that came to its end: the one whose rule must hold for everybody. */
export function newestDone(passes: readonly Pass[], step: StepId): Pass | undefined {
  return passesOfStep(passes, step).findLast((pass) => pass.done);
}
