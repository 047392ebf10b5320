import { ConsentUpgradeError } from "../errors.js";
import { compileRules, DEFAULT_STANDARD_LINKS } from "../template/rules.js";

export { DEFAULT_STANDARD_LINKS };

/** The new target, where the configuration gives none: no public page names it. */
export const DEFAULT_MANAGE_SUBSCRIPTIONS_LINK = "[[manageSubscriptions]]";

/** A target that no sensible pattern is found in, to compile patterns with. */
const NEUTRAL_TARGET = "about:blank";

function kindOf(target: string, pattern: string): string {
  return compileRules({ standardLinks: [pattern], target: NEUTRAL_TARGET, replaceText: true }).classify(target);
}

/** What is wrong with a pattern, in the words of who compiles it, or undefined. */
export function patternMistake(pattern: string): string | undefined {
  try {
    kindOf("", pattern);
    return undefined;
  } catch (error) {
    if (!(error instanceof ConsentUpgradeError)) throw error;
    return error.message.replace(/^templates\.standardLinks: /, "").replace(/\.$/, "");
  }
}

/** The first pattern by which a target is standard: such a target would be rewritten again and again. */
export function patternThatMatches(target: string, patterns: readonly string[]): string | undefined {
  return patterns.find((pattern) => patternMistake(pattern) === undefined && kindOf(target, pattern) === "standard");
}
