import { storedSettings } from "../ledger/stored-json.js";
import { stateOf } from "../ledger/run-states.js";
import { settingsThatDecideRows, settingsThatDiffer } from "../config/settings-compared.js";
import type { Settings } from "../config/settings.js";
import { doubtful, fine, wrong, type Check } from "../check.js";
import { stepProgress, type RunRow } from "../ledger/step-states.js";
import type { StepDefinition } from "../steps/step.js";
import type { Verification } from "./verification.js";

/** What there is to say of a database that the upgrade never touched. */
export const NEVER_APPLIED = wrong(
  "applied",
  "The upgrade was never applied to this database: there is nothing to verify.",
  "consent-upgrade plan shows what it would change.",
);

/** Whether runs came to their end, which steps are pending, and whether the configuration is still the runs'. */
export function runChecks(
  { state, passes }: Verification,
  steps: readonly StepDefinition[],
  settings: Settings,
): readonly Check[] {
  if (passes.length === 0 && state.runs.every((run) => stateOf(run).isOver)) {
    return [state.runs.length === 0 ? NEVER_APPLIED : rolledBack(state.runs)];
  }
  const open = state.runs.filter((run) => !stateOf(run).isOver);
  const partly = steps.filter((step) => stepProgress(state, step.id) === "partly-done").map((step) => step.id);
  const pending = steps
    .filter(
      (step) => stepProgress(state, step.id) === "pending" && (step.isConfigured === undefined || step.isConfigured(settings)),
    )
    .map((step) => step.id);
  const checks: Check[] = [
    open.length === 0
      ? fine("applied", `Every run came to its end; ${passes.length} steps are done.`)
      : unfinished(open, [...partly, ...pending]),
  ];
  if (open.length === 0 && pending.length > 0) {
    const message = `Steps that were not run yet, and are not checked: ${pending.join(", ")}.`;
    checks.push(doubtful("pending-steps", message, "consent-upgrade apply runs them."));
  }
  return [...checks, ...otherSettings(state.runs, settings)];
}

function rolledBack(runs: readonly RunRow[]): Check {
  const last = runs.at(-1);
  return wrong(
    "applied",
    `Every run was rolled back, the last one being ${last?.run_id ?? ""}: there is nothing to verify.`,
    "consent-upgrade apply runs the upgrade again.",
  );
}

function unfinished(runs: readonly RunRow[], left: readonly string[]): Check {
  const names = runs.map((run) => `${run.run_id} (${run.status})`).join(", ");
  const back = runs.some((run) => stateOf(run).isUndoing);
  return wrong(
    "applied",
    `Not finished: run ${names}. Left to do: ${left.join(", ") || "nothing but its end"}.`,
    `consent-upgrade ${back ? "rollback" : "apply"} goes on with it; consent-upgrade status says whether somebody is at work.`,
  );
}

/** The rules are held against what the runs were configured with; that it differs by now is worth saying. */
function otherSettings(runs: readonly RunRow[], settings: Settings): readonly Check[] {
  const now = settingsThatDecideRows(settings);
  const names = new Set(
    runs
      .filter((run) => stateOf(run).stands && run.row_settings !== null)
      .flatMap((run) => settingsThatDiffer(storedSettings(run.row_settings), now)),
  );
  if (names.size === 0) return [];
  return [
    doubtful(
      "configuration",
      `The configuration is not the one of the run any more: ${[...names].join(", ")}. Checked by the run's.`,
      "Nothing to do, if the configuration was changed on purpose after the upgrade.",
    ),
  ];
}
