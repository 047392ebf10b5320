import type { Code } from "../dialect/script-language.js";
import { comment } from "./code-lines.js";
import { stepsToRun } from "../work/select-steps.js";
import type { ScriptInput, ScriptPlan } from "./script-plan.js";

/** The first lines: what the script is, how it is run, and what it does. */
export function headerPart(plan: ScriptPlan, { selected, toolVersion, now }: ScriptInput, file: string): Code {
  const { database, version } = plan.session.server;
  const pending = stepsToRun(selected).map(({ id }) => id);
  return [
    ...comment(
      `Consent upgrade of the database ${database}, schema ${plan.upgrade.catalog.schema} (${plan.dialect.displayName} ${version})`,
      `written by consent-upgrade ${toolVersion} on ${now.toISOString().slice(0, 16).replace("T", " ")} UTC; run ${plan.runId}`,
      "",
    ),
    ...plan.language.instructions(database, file).map((line) => (line === "" ? "--" : `--   ${line}`)),
    ...comment(
      "",
      "Take a backup first. The script takes the lock of consent-upgrade, so that no other run works meanwhile.",
      "It stops at the first error; run it again to go on where it stopped. What is done is skipped: a second",
      "run changes nothing. status, verify and rollback of consent-upgrade know the run by its ledger",
      "(tables consent_upgrade_...). Consents are computed when the script runs; a template is changed only if",
      "it still has the bytes that the script was made for (compared by SHA-256).",
      "",
      ...(pending.length === 0 ? ["Nothing is to do: every step is done."] : [`Steps: ${pending.join(", ")}`]),
    ),
    "",
    ...plan.language.opening(database),
    "",
  ];
}
