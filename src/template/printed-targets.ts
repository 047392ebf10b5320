import { readEntities } from "./entities.js";
import type { Span } from "./html-link.js";
import type { TargetKind } from "./rules.js";

/** A target that stands in a text for everybody to read: mail programs make a link of it. */
export interface PrintedTarget extends Span {
  /** Decoded. */
  readonly target: string;
  /** Whether it is a template variable: most of those print a name or a date, and are no links. */
  readonly isVariable: boolean;
}

/** What a template's language asks or repeats prints nothing. */
const STATEMENT =
  /^(?:\[\[|\{\{\{?)\s*(?:(?:if|elseif|elsif|for\w*|while|switch|case|set|unless)[\s:]|(?:else|end\w*)(?=[\s:\]}])|[#/%!^])/i;

/** Whether a printed variable is no link: it prints something else, or is a statement (`[[if unsubscribed]]`). */
export function isNoLink({ isVariable, target }: Pick<PrintedTarget, "isVariable" | "target">, kind: TargetKind): boolean {
  return isVariable && (kind === "other" || (kind === "custom" && STATEMENT.test(target)));
}

/** What the text is written in: entities mean something in HTML alone. */
export type TextForm = "html" | "plain";

const OPEN = { plain: String.raw`(?:\[|%5b)`, html: String.raw`(?:\[|%5b|&#0*91;?|&#x0*5b;?|&lsqb;|&lbrack;)` };
const CLOSE = { plain: String.raw`(?:\]|%5d)`, html: String.raw`(?:\]|%5d|&#0*93;?|&#x0*5d;?|&rsqb;|&rbrack;)` };

/** Entities that stand for what ends an address in a text. */
const ENDING_ENTITY = "&(?:lt|gt|quot|apos|nbsp|#0*(?:34|39|60|62|160)|#x0*(?:22|27|3c|3e|a0))(?![a-z0-9])";
const ADDRESS_CHARACTER = {
  plain: String.raw`[^\s<>"']`,
  html: String.raw`(?:[^\s<>"'&]|&(?!${ENDING_ENTITY.slice(1)}))`,
};

/** `<cs:parser>name</cs:parser>` and `%name%`, also percent-encoded. */
const OLDER_WRITINGS = { plain: olderWritings("<", ">"), html: olderWritings("(?:<|&lt;)", "(?:>|&gt;)") };

function olderWritings(less: string, greater: string): string {
  const parser = String.raw`${less}cs:parser${greater}[^<>&\r\n]{1,200}${less}/cs:parser${greater}`;
  const colon = "(?::|%3a)";
  const encoded = String.raw`%3ccs${colon}parser%3e[\w.-]{1,200}%3c(?:/|%2f)cs${colon}parser%3e`;
  return String.raw`${parser}|${encoded}|(?<![\w%])%(?:25)?[a-z][a-z_.-][\w.-]{1,100}%(?:25)?(?!\w)`;
}

/** What other systems fill in: `{{ name }}`, `{name}`, `${name}`, `*|NAME|*`. A newsletter may have been made with one of them. */
const OF_OTHER_SYSTEMS = String.raw`\{\{\{?[^{}<>\r\n]{1,200}\}\}\}?|\$?\{[a-z][\w.-]{1,60}\}|\*\|[^|*<>\s]{1,100}\|\*`;

const PATH_OR_QUERY = { plain: "[/?#=%&]", html: "(?:[/?#=%]|&amp;)" };

/** Every repetition that could start in many places is bounded, so that no text takes more than linear time. */
function pattern(form: TextForm): RegExp {
  const open = OPEN[form];
  const close = CLOSE[form];
  const character = ADDRESS_CHARACTER[form];
  const wrapped = String.raw`(?<wrapped><(?:URL:)?(?=https?:|www\.)[^<>]{1,2000}>)`;
  const name = String.raw`(?:(?!${open}|${close})[^<>\r\n]){1,200}`;
  const variable = `(?:${open}{2}${name}${close}{2}|${OLDER_WRITINGS[form]})`;
  // With a path or a query behind it, the variable is a part of somebody's own address.
  const alone = `(?!${PATH_OR_QUERY[form]}${character})`;
  const afterScheme = String.raw`https?://${variable}/?${alone}(?![^\s<>"'.,:;!?)\]&])`;
  const variables = `(?<variable>${afterScheme}|${variable}${alone}|${OF_OTHER_SYSTEMS})|${variable}${character}+`;
  const address = String.raw`(?<![a-z0-9])(?:https?://|www\.|mailto:)${character}+`;
  const host = String.raw`(?<![\w.@/-])[a-z0-9-]{1,63}(?:\.[a-z0-9-]{1,63}){1,5}/${character}+`;
  const mail = String.raw`(?<![\w.+-])[\w.+-]{1,64}@[a-z0-9-]{1,63}(?:\.[a-z0-9-]{1,63}){1,5}`;
  return new RegExp([...(form === "plain" ? [wrapped] : []), variables, address, host, mail].join("|"), "gi");
}

const PATTERNS = { plain: pattern("plain"), html: pattern("html") };

/** Most texts hold none of these, and need not be looked at closely. */
const HINTS = { plain: /[[/@%{]|\*\||mailto:|www\.|cs:parser/i, html: /[[/@%{]|\*\||mailto:|www\.|&#|&l|cs:parser/i };

/** `a.b/c`, `a@b.c`, `[[a]]` */
const SHORTEST = 5;
const NONE: readonly PrintedTarget[] = [];

/** Whether a part of an HTML source may print a target, or begin one that ends in the next. */
export function mayPrintTarget(source: string, span: Span): boolean {
  return HINTS.html.test(source.slice(span.start, span.end));
}

/** Finds the targets printed in a part of the source, from front to back. */
export function printedTargets(source: string, span: Span, form: TextForm): Iterable<PrintedTarget> {
  if (span.end - span.start < SHORTEST) return NONE;
  const text = source.slice(span.start, span.end);
  return HINTS[form].test(text) ? targetsIn(source, text, span, form) : NONE;
}

function* targetsIn(source: string, text: string, span: Span, form: TextForm): Generator<PrintedTarget> {
  for (const found of text.matchAll(PATTERNS[form])) {
    const isVariable = found.groups?.["variable"] !== undefined;
    const inside = found.groups?.["wrapped"]
      ? unwrapped(found[0])
      : { offset: 0, length: isVariable ? found[0].length : lengthWithoutEnding(found[0]) };
    if (inside.length > 0) {
      const start = span.start + found.index + inside.offset;
      const raw = source.slice(start, start + inside.length);
      const target = form === "html" ? readEntities(raw) : raw.replace(/[\r\n]+[ \t]*/g, "");
      yield { start, end: start + inside.length, target, isVariable };
    }
  }
}

interface Inside {
  readonly offset: number;
  readonly length: number;
}

/**
 * An address in angle brackets may be broken over lines (RFC 3986, appendix C); one with spaces in it is not one
 * address.
 */
function unwrapped(wrapped: string): Inside {
  const offset = /^<URL:/i.test(wrapped) ? 5 : 1;
  const inside = wrapped.slice(offset, -1).trimEnd();
  const joined = inside.replace(/[ \t]*[\r\n]+[ \t]*/g, "");
  const length = /\s/.test(joined) ? inside.search(/\s/) : inside.length;
  return { offset, length };
}

const OPENING: Readonly<Record<string, string>> = { ")": "(", "]": "[", "}": "{" };

/** Leaves out the punctuation of the sentence that the target stands in; brackets only if they were opened outside. */
function lengthWithoutEnding(found: string): number {
  const unopened = new Map<string, number>();
  let end = found.length;
  for (; end > 0; end -= 1) {
    const last = found.charAt(end - 1);
    const opening = OPENING[last];
    if (opening !== undefined) {
      const surplus = unopened.get(last) ?? count(found, last) - count(found, opening);
      if (surplus <= 0) break;
      unopened.set(last, surplus - 1);
    } else if (!/[.,:!?*|;]/.test(last) || (last === ";" && /&#?[a-z0-9]{1,32};$/i.test(found.slice(end - 36, end)))) {
      break;
    }
  }
  return end;
}

function count(text: string, character: string): number {
  let times = 0;
  for (let at = text.indexOf(character); at !== -1; at = text.indexOf(character, at + 1)) {
    times += 1;
  }
  return times;
}
