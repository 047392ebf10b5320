import { readEntities } from "./entities.js";
import { printedTargets } from "./printed-targets.js";
import type { CompiledRules } from "./rules.js";
import { cleanTarget, decodePercent } from "./target-form.js";
import { SUBSCRIPTION_VARIABLE } from "./template-variable.js";
import { textLooksLikeUnsubscribing } from "./unsubscribe-look.js";

/** Whether a text whose form we do not know may hold a link for unsubscribing: then a person has to look at it. */
export function mentionsUnsubscribing(text: string, rules: CompiledRules): boolean {
  return textLooksLikeUnsubscribing(decodePercent(readEntities(unescaped(text)))) || holdsStandardTarget(text, rules);
}

/** Whether a standard target stands in the text anywhere, in markup too. */
export function holdsStandardTarget(text: string, rules: CompiledRules): boolean {
  return standardTargets(unescaped(text), rules).next().done !== true;
}

function* standardTargets(plain: string, rules: CompiledRules): Generator<string> {
  for (const { target } of printedTargets(plain, { start: 0, end: plain.length }, "html")) {
    if (rules.classify(target) === "standard") yield cleanTarget(target);
  }
}

/** The documented variable as scripts name it, without brackets. */
const BARE_VARIABLE = /(?<![\w.])link\.subscription(?![\w.])/i;

/** The standard targets that stand in a text of any kind, each once: for texts that are reported and never rewritten. */
export function standardTargetsIn(text: string, rules: CompiledRules): readonly string[] {
  const plain = unescaped(text);
  const found = new Set(standardTargets(plain, rules));
  if (found.size === 0 && BARE_VARIABLE.test(plain)) found.add(SUBSCRIPTION_VARIABLE);
  return [...found];
}

/** JSON's escapes undone as well as they can be in what is no JSON; quotes and slashes end no address afterwards. */
function unescaped(text: string): string {
  return text
    .replace(/\\u([0-9a-f]{4})/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))
    .replaceAll("\\/", "/")
    .replaceAll("\\", " ");
}
