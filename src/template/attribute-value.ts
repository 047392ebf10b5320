import { QuoteType } from "htmlparser2";
import type { Span } from "./html-link.js";
import { isParserVariable } from "./template-variable.js";

const QUOTED: Readonly<Record<string, string>> = {
  "&": "&amp;",
  '"': "&quot;",
  "'": "&#39;",
  "<": "&lt;",
  ">": "&gt;",
};

/**
 * Writes a value so that it can stand in an attribute with these quotes and be read back as it was
 * (WHATWG HTML, "Attributes"). Without quotes, what would end the value is written as a numeric entity.
 */
export function encodeAttributeValue(value: string, quote: QuoteType): string {
  // The CRM fills it in before anybody reads the text as HTML, and knows it only as it is.
  if (isParserVariable(value)) return value;
  if (quote === QuoteType.Double) return value.replace(/[&"<>]/g, encodeCharacter);
  if (quote === QuoteType.Single) return value.replace(/[&'<>]/g, encodeCharacter);
  return value.replace(/[&"'<>=`\s]/g, encodeCharacter);
}

/** What would make a tag or an entity out of the letter that follows. */
const OPEN_MARKUP = /(?:<\/?|&#?[a-z0-9]*)$/i;

/**
 * Writes a target so that it can stand in the text of an HTML document.
 * @param before what stands before it: in `<[[unsubscribe]]>` the new target must not become a tag
 */
export function encodeText(value: string, before: string): string {
  if (isParserVariable(value)) return value;
  const text = value.replace(/[&<>]/g, encodeCharacter);
  return OPEN_MARKUP.test(before) && /^[a-z0-9!?/#;]/i.test(text) ? `&#${text.charCodeAt(0)};${text.slice(1)}` : text;
}

function encodeCharacter(character: string): string {
  return QUOTED[character] ?? `&#${character.charCodeAt(0)};`;
}

/** The part of the source between the white space that stands around it as it is. */
export function trimSpan(source: string, span: Span): Span {
  const raw = source.slice(span.start, span.end);
  const start = span.start + (raw.length - raw.trimStart().length);
  return { start, end: Math.max(start, span.start + raw.trimEnd().length) };
}
