/** What the configuration says about templates (`templates:` in consent-upgrade.yaml). Made once, frozen. */
export interface TemplateRules {
  /** Regular expressions (RE2 syntax, without regard to case) on the link's target: what matches is standard. */
  readonly standardLinks: readonly string[];
  /** The new target, as it stands in a link; for example `[[manageSubscriptions]]`. */
  readonly target: string;
  /** Whether a standard text ("unsubscribe here") becomes the new one as well. */
  readonly replaceText: boolean;
}

/** A character of a variable's name. */
const NAME = String.raw`[^\[\]\s]`;

/**
 * What is standard unless the configuration says otherwise (domain.md, "Rules that we chose"): a template variable
 * whose name contains `unsubscribe`, also with the scheme that some editors put before it; and the CRM's own customer
 * pages with an unsubscribe action in the query. A name has no blanks: `[[if unsubscribed]]` is a statement.
 */
export const DEFAULT_STANDARD_LINKS: readonly string[] = Object.freeze([
  `^(?:https?://)?\\[\\[[\\s\\x{a0}]*${NAME}*unsubscribe${NAME}*[\\s\\x{a0}]*\\]\\]/?$`,
  String.raw`^(?:[^?#]*/)?customer\.(?:exe|fcgi)\?(?:[^#]*[&;])?(?:[\w.-]*action|do|cmd|command)=[^&;#]*unsubscribe`,
  String.raw`^(?:[^?#]*/)?customer\.(?:exe|fcgi)\?(?:[^#]*[&;])?unsubscribe[\w.-]*(?:[=&;#]|$)`,
]);

/** Whether an expression is one of the defaults. */
export function isDefaultLink(expression: string): boolean {
  return DEFAULT_STANDARD_LINKS.includes(expression);
}
