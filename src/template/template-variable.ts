import { cleanTarget, decodeMarks } from "./target-form.js";

/** The variable that the vendor documents for unsubscribing (domain.md, "Template variables"). */
export const SUBSCRIPTION_VARIABLE = "link.subscription";

/** `[[name]]` (now), `<cs:parser>name</cs:parser>` (7) and `%name%` (older). A name has no blanks: `[[if unsubscribed]]` is a statement. */
const WRITINGS: readonly RegExp[] = [
  /^\[\[[\s\u00a0]*([^[\]\s]+)[\s\u00a0]*\]\]$/,
  /^<cs:parser>[\s\u00a0]*([^<>\s]+)[\s\u00a0]*<\/cs:parser>$/i,
  /^%([a-z][\w.-]*)%$/i,
];

/** `[[IF:InEmailClient]]`, `[[ENDIF]]`: what a template's language asks prints nothing. */
const STATEMENT = /^(?:(?:if|elseif|elsif|unless|for|foreach|while|switch|case|set)(?::|$)|(?:else|end)\w*$)/i;

/** Mailgun and its like write `%unsubscribe_url%`; the CRM's names have no such ending in this writing. */
const OF_ANOTHER_SYSTEM = /^%[\w.-]*unsubscribe_?(?:url|link|text|href)%$/i;

/** A scheme that an editor put before a variable, and the slash behind it. */
const SCHEME = /^https?:\/\/(.*?)\/?$/i;

/** What a target is as a template variable. */
export interface TemplateVariable {
  /** In lower case. */
  readonly name: string;
  /** Whether an editor put `http://` before it: the CRM then makes an address of two schemes of it. */
  readonly hasScheme: boolean;
}

/** The variable that a target is as a whole, in any of the three writings, also percent-encoded; undefined where it is none. */
export function templateVariable(target: string): TemplateVariable | undefined {
  // Most targets are addresses: none of them is taken apart.
  if (!/^(?:https?:\/\/)?\s*[[%<]/i.test(target)) return undefined;
  const clean = cleanTarget(target);
  const bare = SCHEME.exec(clean)?.[1];
  const name = nameIn(bare ?? clean);
  return name === undefined ? undefined : { name: name.toLowerCase(), hasScheme: bare !== undefined };
}

function nameIn(written: string): string | undefined {
  for (const form of new Set([written, decodeMarks(written)])) {
    if (OF_ANOTHER_SYSTEM.test(form)) return undefined;
    for (const writing of WRITINGS) {
      const name = writing.exec(form)?.[1];
      if (name !== undefined) return STATEMENT.test(name) ? undefined : name;
    }
  }
  return undefined;
}

/** Whether a target is `<cs:parser>name</cs:parser>`: its angle brackets are no markup, and stay as they are in HTML. */
export function isParserVariable(target: string): boolean {
  return /^<cs:parser>[^<>]*<\/cs:parser>$/i.test(target);
}

const PARSER_TAG = /<\/?cs:parser>/gi;

/**
 * The same text with `<cs:parser>` and `</cs:parser>` made of characters that are no markup, of the same length: the CRM fills
 * in its variables before anybody reads the text as HTML.
 */
export function withoutParserTags(html: string): string {
  return /cs:parser>/i.test(html) ? html.replace(PARSER_TAG, (tag) => `\ufdd0${tag.slice(1, -1)}\ufdd1`) : html;
}
