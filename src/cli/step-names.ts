import { UsageError } from "../errors.js";
import { didYouMean } from "../config/nearest.js";
import type { StepSelection } from "../commands/command.js";
import { STEP_IDS } from "../steps/step.js";
import { list, type RawOptions } from "./raw-options.js";

function known(raw: RawOptions, name: "only" | "skip" | "rerun"): readonly string[] {
  const ids: readonly string[] = STEP_IDS;
  const wanted = list(raw, name);
  const unknown = wanted.filter((id) => !ids.includes(id));
  if (unknown.length === 0) return wanted;
  const told = unknown.map((id) => `unknown step ${id}.${didYouMean(id, ids)}`);
  throw new UsageError("UNKNOWN_STEP", `--${name}: ${told.join(" ")}`, { hint: `The steps: ${ids.join(", ")}` });
}

/**
 * `--only`, `--skip` and `--rerun`, each repeatable and with commas.
 * @throws UsageError (64) for a step that does not exist, saying which was meant, or that is both wanted and skipped
 */
export function stepSelection(raw: RawOptions): StepSelection {
  const selection = { only: known(raw, "only"), skip: known(raw, "skip"), rerun: known(raw, "rerun") };
  const both = [...selection.only, ...selection.rerun].find((id) => selection.skip.includes(id));
  if (both !== undefined) {
    throw new UsageError("STEP_BOTH_WAYS", `The step ${both} is both wanted and skipped.`, {
      hint: "Leave it out of --skip, or out of --only and --rerun.",
    });
  }
  return selection;
}
