import { RE2JS, RE2JSException } from "re2js";
import { UsageError } from "../errors.js";
import { isDefaultLink, type TemplateRules } from "./standard-links.js";
import { cleanTarget, decodeBrackets } from "./target-form.js";
import { targetLooksLikeUnsubscribing } from "./unsubscribe-look.js";

export { candidateLikePatterns } from "./candidate-patterns.js";
export { DEFAULT_STANDARD_LINKS, type TemplateRules } from "./standard-links.js";

/**
 * `standard`: to rewrite; `managed`: leads to the new target already; `custom`: somebody's own, and speaks of
 * unsubscribing; `other`: somebody's own, of which its text has to tell what it is for.
 */
export type TargetKind = "standard" | "managed" | "custom" | "other";

/** Rules ready for use; may be shared by any number of texts. */
export interface CompiledRules {
  readonly rules: TemplateRules;
  /** @param target without entities; white space around it, line breaks and percent-encoding do not matter */
  classify(target: string): TargetKind;
}

/** RE2 is linear in the text, but its automaton grows with the expression: longer ones would only be slow. */
const LONGEST_EXPRESSION = 1000;

/** `s_link.url` holds 4000 characters; a longer target is a missing quote that swallowed half the page. */
const LONGEST_STANDARD_TARGET = 4000;

/** No address contains these; a target that does has lost its closing quote, and rewriting it would eat the text. */
const NO_ADDRESS = /[<>"]/;

/** Every default expression asks for it; RE2 folds more than ASCII, so other characters are left to it. */
const IN_DEFAULT_LINKS = /unsubscribe|[^\0-\x7f]/i;

/**
 * Compiles the configured expressions.
 * @throws UsageError (exit 64) naming an expression that RE2 does not accept or that is too long, an empty new
 * target, and a new target that is itself standard: rewriting again would never come to an end (decisions.md, "Exit
 * codes, further")
 */
export function compileRules(rules: TemplateRules): CompiledRules {
  const frozen = Object.freeze({ ...rules, standardLinks: Object.freeze([...rules.standardLinks]) });
  frozen.standardLinks.forEach(checkExpression);
  const any = frozen.standardLinks.map((expression) => `(?:${expression})`).join("|");
  const standard = frozen.standardLinks.length === 0 ? undefined : RE2JS.compile(any, RE2JS.CASE_INSENSITIVE);
  const worthMatching = frozen.standardLinks.every(isDefaultLink) ? IN_DEFAULT_LINKS : /^/;
  const isStandard = (target: string): boolean =>
    target.length <= LONGEST_STANDARD_TARGET &&
    worthMatching.test(target) &&
    !NO_ADDRESS.test(target) &&
    standard?.test(target) === true;

  if (cleanTarget(frozen.target) === "") {
    throw new UsageError("TEMPLATE_TARGET", "templates.manageSubscriptionsLink is empty: links would lead nowhere.", {
      hint: "Set it to the target of your release's link, for example [[manageSubscriptions]], or leave it out.",
    });
  }
  const newTarget = cleanTarget(frozen.target);
  if (isStandard(newTarget) || isStandard(decodeBrackets(newTarget))) {
    throw new UsageError(
      "TEMPLATE_TARGET",
      `templates.manageSubscriptionsLink "${frozen.target}" itself matches a pattern of templates.standardLinks.`,
      { hint: "Choose another target, or narrow the pattern: a rewritten link would count as an old one again." },
    );
  }

  const classify = (target: string): TargetKind => {
    const clean = cleanTarget(target);
    // As it is meant where an editor has percent-encoded the brackets.
    const decoded = decodeBrackets(clean);
    if (clean === newTarget || decoded === newTarget) {
      return "managed";
    }
    if (isStandard(clean) || (decoded !== clean && isStandard(decoded))) {
      return "standard";
    }
    return targetLooksLikeUnsubscribing(target) ? "custom" : "other";
  };
  return Object.freeze({ rules: frozen, classify });
}

function checkExpression(expression: string): void {
  if (expression.length > LONGEST_EXPRESSION) {
    throw new UsageError(
      "TEMPLATE_PATTERN",
      `templates.standardLinks: an expression of ${expression.length} characters is too long ("${expression.slice(0, 40)}…").`,
      { hint: `Expressions may have ${LONGEST_EXPRESSION} characters; split it into several.` },
    );
  }
  try {
    RE2JS.compile(expression, RE2JS.CASE_INSENSITIVE);
  } catch (cause) {
    if (!(cause instanceof RE2JSException)) {
      throw cause;
    }
    throw new UsageError("TEMPLATE_PATTERN", `templates.standardLinks: "${expression}": ${cause.message}.`, {
      hint: "Expressions are in RE2 syntax: no look-around and no back-references, so that none can hang the run.",
      cause,
    });
  }
}
