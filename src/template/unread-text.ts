import { readEntities } from "./entities.js";
import { printedTargets } from "./printed-targets.js";
import type { CompiledRules } from "./rules.js";
import { decodePercent } from "./target-form.js";
import { textLooksLikeUnsubscribing } from "./unsubscribe-look.js";

/** Whether a text whose form we do not know may hold a link for unsubscribing: then a person has to look at it. */
export function mentionsUnsubscribing(text: string, rules: CompiledRules): boolean {
  return textLooksLikeUnsubscribing(decodePercent(readEntities(unescaped(text)))) || holdsStandardTarget(text, rules);
}

/** Whether a standard target stands in the text anywhere, in markup too. */
export function holdsStandardTarget(text: string, rules: CompiledRules): boolean {
  const plain = unescaped(text);
  for (const { target } of printedTargets(plain, { start: 0, end: plain.length }, "html")) {
    if (rules.classify(target) === "standard") {
      return true;
    }
  }
  return false;
}

/** JSON's escapes undone as well as they can be in what is no JSON; quotes and slashes end no address afterwards. */
function unescaped(text: string): string {
  return text
    .replace(/\\u([0-9a-f]{4})/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))
    .replaceAll("\\/", "/")
    .replaceAll("\\", " ");
}
