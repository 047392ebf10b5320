import { RE2JS, RE2JSSyntaxException } from "re2js";

/**
 * The old standard link, whose syntax no public page gives: a template variable in double brackets
 * with "unsubscribe" in its name, or a customer page of the CRM whose query asks for unsubscribing.
 */
export const DEFAULT_STANDARD_LINKS: readonly string[] = [
  String.raw`(?i)\[\[[^\[\]]*unsubscribe[^\[\]]*\]\]`,
  String.raw`(?i)\bcustomer\.(?:exe|fcgi)[^?#]*\?(?:[^#]*[&;])?(?:[\w.-]+=)?[\w.-]*unsubscribe[\w.-]*(?:[&;#=]|$)`,
];

/** The new target, where the configuration gives none: no public page names it. */
export const DEFAULT_MANAGE_SUBSCRIPTIONS_LINK = "[[manageSubscriptions]]";

/** What is wrong with a pattern, or undefined. RE2 (linear time, cannot hang a run) knows no look-around and no back-references. */
export function patternMistake(pattern: string): string | undefined {
  try {
    RE2JS.compile(pattern);
    return undefined;
  } catch (error) {
    if (!(error instanceof RE2JSSyntaxException)) throw error;
    const mistake = error.input === null ? error.error : `${error.error}: ${error.input}`;
    const unsupported = /\(\?<?[=!]|\\[1-9]/.test(pattern);
    return unsupported ? `${mistake}; look-around and back-references are not supported` : mistake;
  }
}

/** The first pattern that is found in a target: such a target would be rewritten again and again. */
export function patternFoundIn(target: string, patterns: readonly string[]): string | undefined {
  return patterns.find((pattern) => patternMistake(pattern) === undefined && RE2JS.compile(pattern).matcher(target).find());
}
