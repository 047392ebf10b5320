import { FindingsCollector, type Findings } from "./findings.js";
import { labelOf } from "./printed-label.js";
import { isNoLink, printedTargets } from "./printed-targets.js";
import type { CompiledRules } from "./rules.js";
import { cleanTarget } from "./target-form.js";

/**
 * Finds the links of a plain text: addresses and template variables as they stand in it. The words around them are
 * nobody's link text and stay; they only tell whether somebody's own address is for unsubscribing.
 */
export function findInPlain(text: string, rules: CompiledRules): Findings {
  const findings = new FindingsCollector();
  const whole = { start: 0, end: text.length };
  let previousEnd = 0;
  for (const printed of printedTargets(text, whole, "plain")) {
    const kind = rules.classify(printed.target);
    if (isNoLink(printed, kind)) continue;
    const label = labelOf(text, printed, { start: previousEnd, end: text.length });
    findings.addTarget(printed, kind, label, () => cleanTarget(rules.rules.target));
    previousEnd = printed.end;
  }
  return findings;
}
