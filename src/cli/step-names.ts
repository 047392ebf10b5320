import { didYouMean } from "../config/nearest.js";
import { UsageError } from "../errors.js";
import { STEP_IDS } from "../steps/step.js";
import { listOption } from "./declared-option.js";
import { list, type RawOptions } from "./raw-options.js";

/** @throws UsageError (64) for a step that does not exist, saying which was meant */
function refuseUnknown(wanted: readonly string[], _raw: RawOptions, name: string): void {
  const ids: readonly string[] = STEP_IDS;
  const unknown = wanted.filter((id) => !ids.includes(id));
  if (unknown.length === 0) return;
  const told = unknown.map((id) => `unknown step ${id}.${didYouMean(id, ids)}`);
  throw new UsageError("UNKNOWN_STEP", `--${name}: ${told.join(" ")}`, { hint: `The steps: ${ids.join(", ")}` });
}

/** @throws UsageError (64) for a step that is both wanted and skipped */
function refuseBothWays(rerun: readonly string[], raw: RawOptions): void {
  const both = [...list(raw, "only"), ...rerun].find((id) => list(raw, "skip").includes(id));
  if (both === undefined) return;
  throw new UsageError("STEP_BOTH_WAYS", `The step ${both} is both wanted and skipped.`, {
    hint: "Leave it out of --skip, or out of --only and --rerun.",
  });
}

/** Which steps `plan` and `apply` are about; each option is repeatable. */
export const STEP_SELECTION = {
  only: listOption("--only <step...>", "run these pending steps only (repeatable, commas allowed)", refuseUnknown),
  skip: listOption("--skip <step...>", "leave these steps out", refuseUnknown),
  rerun: listOption(
    "--rerun <step...>",
    "run these steps again although they are done, by the rules on today's data",
    (wanted, raw, name) => {
      refuseUnknown(wanted, raw, name);
      refuseBothWays(wanted, raw);
    },
  ),
} as const;
