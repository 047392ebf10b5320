import { decodeHTML, decodeHTMLAttribute } from "entities";

/**
 * Decodes the entities of a text (WHATWG HTML, "Character reference state"). Most texts have none, and cost nothing.
 */
export function readEntities(text: string): string {
  return text.includes("&") ? decodeHTML(text) : text;
}

/** Decodes an attribute's value, where `&copy=1` is no entity. */
export function readAttribute(value: string): string {
  return value.includes("&") ? decodeHTMLAttribute(value) : value;
}
