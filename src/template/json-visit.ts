import { visit } from "jsonc-parser";
import type { JsonString } from "./json-string.js";

/** Designs nest a dozen levels deep; this many are made by an attacker or an accident. */
const DEEPEST = 500;

/** What `visitStrings` tells, in the order of the document. Arrays pass their key on to what is in them. */
export interface JsonStringVisitor {
  beginObject(key: string): void;
  string(key: string, string: JsonString): void;
  endObject(): void;
}

/** Why a document cannot be read; caught in this file alone, as `visit` cannot be stopped otherwise. */
class TooDeep extends Error {}

/**
 * Tells a visitor the strings of a JSON document (RFC 8259, strictly; a byte order mark is allowed), with their places.
 * @returns why the document cannot be read, or undefined; where it cannot, the visitor may have been told a part
 */
export function visitStrings(document: string, visitor: JsonStringVisitor): string | undefined {
  const base = document.startsWith("\ufeff") ? 1 : 0;
  const text = document.slice(base);
  const problem = problemOf(text);
  if (problem !== undefined) {
    return problem;
  }
  const keys = [""];
  let key = "";
  const enter = (): void => {
    keys.push(key);
    if (keys.length > DEEPEST) {
      throw new TooDeep();
    }
  };
  const leave = (): void => {
    key = keys.pop() ?? "";
  };
  try {
    visit(text, {
      onObjectBegin: () => {
        visitor.beginObject(key);
        enter();
      },
      onObjectEnd: () => {
        leave();
        visitor.endObject();
      },
      onArrayBegin: enter,
      onArrayEnd: leave,
      onObjectProperty: (name) => {
        key = name;
      },
      onLiteralValue: (value: unknown, offset, length) => {
        if (typeof value === "string") {
          const start = base + offset + 1;
          visitor.string(key, { value, start, end: start + length - 2 });
        }
      },
    });
    return undefined;
  } catch (error) {
    if (error instanceof TooDeep) {
      return `its JSON nests more than ${DEEPEST} levels deep`;
    }
    throw error;
  }
}

/** JSON.parse knows exactly what is JSON; its messages quote the document, so only the fact is told. */
function problemOf(text: string): string | undefined {
  try {
    JSON.parse(text);
    return undefined;
  } catch {
    return "it is not valid JSON";
  }
}
