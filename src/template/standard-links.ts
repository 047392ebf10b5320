import { SUBSCRIPTION_VARIABLE, type TemplateVariable } from "./template-variable.js";

/** What the configuration and the database say about templates. Made once, frozen. */
export interface TemplateRules {
  /** Regular expressions (RE2 syntax, without regard to case) on the link's target: what matches is standard besides. */
  readonly standardLinks: readonly string[];
  /** The new target, as it stands in a link; for example `[[link.subscription]]`. */
  readonly target: string;
  /** Whether a standard text ("unsubscribe here") becomes the new one as well. */
  readonly replaceText: boolean;
  /** Whether the CRM had subscription types before the upgrade: then a variable with `unsubscribe` may be the link of one type. */
  readonly subscriptionsInUse?: boolean;
}

/** The new target where neither the configuration nor the database's own messages name one: the vendor's documented variable. */
export const DOCUMENTED_TARGET = `[[${SUBSCRIPTION_VARIABLE}]]`;

/**
 * Whether a template variable is the standard link (domain.md, "Standard link"): the documented one, and one whose name
 * contains `unsubscribe` while no subscriptions are in use.
 */
export function isStandardVariable({ name }: TemplateVariable, subscriptionsInUse: boolean): boolean {
  return name === SUBSCRIPTION_VARIABLE || (name.includes("unsubscribe") && !subscriptionsInUse);
}
