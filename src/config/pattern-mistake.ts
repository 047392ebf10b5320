import { ConsentUpgradeError } from "../errors.js";
import { compileRules, DOCUMENTED_TARGET } from "../template/rules.js";

/** What is wrong with a pattern, in the words of who compiles it, or undefined. */
export function patternMistake(pattern: string): string | undefined {
  try {
    compileRules({ standardLinks: [pattern], target: DOCUMENTED_TARGET, replaceText: true });
    return undefined;
  } catch (error) {
    if (!(error instanceof ConsentUpgradeError)) throw error;
    return error.message.replace(/^templates\.standardLinks: /, "").replace(/\.$/, "");
  }
}
