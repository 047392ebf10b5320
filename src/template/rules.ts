import { RE2JS, RE2JSException } from "re2js";
import { UsageError } from "../errors.js";
import { isStandardVariable, type TemplateRules } from "./standard-links.js";
import { cleanTarget, decodeMarks } from "./target-form.js";
import { isParserVariable, templateVariable, SUBSCRIPTION_VARIABLE } from "./template-variable.js";
import { lookOfTarget } from "./unsubscribe-look.js";

export { standardLikePatterns } from "./standard-pieces.js";
export { DOCUMENTED_TARGET, type TemplateRules } from "./standard-links.js";

/**
 * `standard`: to rewrite; `managed`: leads to the new target already; `custom`: somebody's own, and speaks of
 * unsubscribing; `preferences`: somebody's own page of preferences; `personal`: one person's copy of the CRM's own page;
 * `other`: somebody's own, of which its text has to tell what it is for.
 */
export type TargetKind = "standard" | "managed" | "custom" | "preferences" | "personal" | "other";

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

/** The CRM's own page with a key: a person's copy, as a stored message should not have it (domain.md, "Template variables"). */
const PERSONAL = /^(?:[^?#]*\/)?customer\.(?:exe|fcgi)\?(?:[^#]*[&;])?key=(?!\[\[|<|&|;|#|$|%5b|%25|%[\w.]+%)/i;

/**
 * Compiles the configured expressions.
 * @throws UsageError (exit 64) naming an expression that RE2 does not accept or that is too long, and an empty new target
 */
export function compileRules(rules: TemplateRules): CompiledRules {
  const frozen = Object.freeze({ ...rules, standardLinks: Object.freeze([...rules.standardLinks]) });
  frozen.standardLinks.forEach(checkExpression);
  const any = frozen.standardLinks.map((expression) => `(?:${expression})`).join("|");
  const configured = frozen.standardLinks.length === 0 ? undefined : RE2JS.compile(any, RE2JS.CASE_INSENSITIVE);
  const isConfigured = (target: string): boolean =>
    configured !== undefined &&
    target.length <= LONGEST_STANDARD_TARGET &&
    (!NO_ADDRESS.test(target) || isParserVariable(target)) &&
    configured.test(target);

  const newTarget = cleanTarget(frozen.target);
  if (newTarget === "") {
    throw new UsageError("TEMPLATE_TARGET", "templates.manageSubscriptionsLink is empty: links would lead nowhere.", {
      hint: "Set it to the target of your release's link, for example [[link.subscription]], or leave it out.",
    });
  }
  const newVariable = templateVariable(newTarget);
  const inUse = frozen.subscriptionsInUse === true;

  const classify = (target: string): TargetKind => {
    const clean = cleanTarget(target);
    const variable = templateVariable(clean);
    // As it is meant where an editor has percent-encoded the brackets.
    const decoded = decodeMarks(clean);
    const isSameVariable = variable !== undefined && variable.name === newVariable?.name;
    if (clean === newTarget || decoded === newTarget || (isSameVariable && variable.hasScheme === newVariable?.hasScheme)) {
      return "managed";
    }
    if (variable !== undefined && isStandardVariable(variable, inUse)) return "standard";
    if (isConfigured(clean) || (decoded !== clean && isConfigured(decoded))) return "standard";
    if (PERSONAL.test(clean)) return "personal";
    const look = lookOfTarget(target);
    if (look === "unsubscribe" || (look === undefined && clean.toLowerCase().includes(SUBSCRIPTION_VARIABLE))) return "custom";
    return look ?? "other";
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
