import { FindingsCollector, strongest, useOf, type Findings } from "./findings.js";
import { labelOf } from "./printed-label.js";
import { isNoLink, printedTargets } from "./printed-targets.js";
import type { CompiledRules } from "./rules.js";
import { cleanTarget } from "./target-form.js";
import { lookOfText } from "./unsubscribe-look.js";

/**
 * Finds the links of a plain text: addresses and template variables as they stand in it. The words around them are
 * nobody's link text and stay; they only tell whether somebody's own address is for unsubscribing.
 */
export function findInPlain(text: string, rules: CompiledRules): Findings {
  const findings = new FindingsCollector();
  const whole = { start: 0, end: text.length };
  let previousEnd = 0;
  for (const printed of printedTargets(text, whole, "plain")) {
    const { start, end, target } = printed;
    const kind = rules.classify(target);
    if (isNoLink(printed, kind)) continue;
    if (kind === "standard") {
      findings.standardLinks += 1;
      findings.edits.push({ start, end, after: cleanTarget(rules.rules.target), what: "target" });
    } else if (kind === "managed") {
      findings.managedLinks += 1;
    } else {
      const label = labelOf(text, { start, end }, { start: previousEnd, end: text.length });
      const use = strongest(useOf(kind), lookOfText(label));
      if (use !== undefined) {
        findings.customLinks.push({ target: cleanTarget(target), text: label === "" ? undefined : label, use, start, end });
      }
    }
    previousEnd = end;
  }
  return findings;
}
