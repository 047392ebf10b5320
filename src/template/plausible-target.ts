import { cleanTarget } from "./target-form.js";
import { templateVariable } from "./template-variable.js";

/** A scheme, a path, or a host and a path; no blanks, brackets or quotes of any kind. */
const ADDRESS =
  /^(?:(?:https?:\/\/|mailto:)[^\s<>[\]{}"'“”„«»`´]+|\/[^\s<>[\]{}"'“”„«»]*|[\w-]+(?:\.[\w-]+)+(?:[/?][^\s<>"'“”„«»]*)?)$/i;

/**
 * Whether a target is one that a link can have: a template variable, an address, or an address with variables in it; not one
 * with typographic quotes, a bracket too few, or markup.
 */
export function isPlausibleTarget(target: string): boolean {
  const clean = cleanTarget(target);
  if (templateVariable(clean) !== undefined) return true;
  const withoutVariables = clean.replace(/\[\[[^[\]]*\]\]|<cs:parser>[^<>]*<\/cs:parser>|%[a-z][\w.-]*%/gi, "x");
  return ADDRESS.test(withoutVariables);
}
