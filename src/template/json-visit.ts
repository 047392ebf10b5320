import type { JsonString } from "./json-string.js";

/** Designs nest a dozen levels deep; this many are made by an attacker or an accident. */
const DEEPEST = 500;

/** What `visitStrings` tells, in the order of the document. Arrays pass their key on to what is in them. */
export interface JsonStringVisitor {
  beginObject(key: string): void;
  string(key: string, string: JsonString): void;
  endObject(): void;
}

/** What begins and ends in a valid document; numbers, literals and commas tell nothing. */
const MARK = /["{}[\]]/g;
const IS_KEY = /\s*:/y;

/**
 * Tells a visitor the strings of a JSON document (RFC 8259, strictly; a byte order mark is allowed), with their places.
 * @returns why the document cannot be read, or undefined; where it cannot, the visitor may have been told a part
 */
export function visitStrings(document: string, visitor: JsonStringVisitor): string | undefined {
  const base = document.startsWith("\ufeff") ? 1 : 0;
  const problem = problemOf(document.slice(base));
  if (problem !== undefined) {
    return problem;
  }
  const keys: string[] = [];
  let key = "";
  // A visitor may read a document in a string of this one: each call keeps its own place.
  let at = base;
  for (;;) {
    MARK.lastIndex = at;
    const mark = MARK.exec(document);
    if (mark === null) {
      return undefined;
    }
    const start = mark.index + 1;
    at = start;
    switch (mark[0]) {
      case '"': {
        const end = endOfString(document, start);
        at = end + 1;
        const value = JSON.parse(document.slice(mark.index, at)) as string;
        IS_KEY.lastIndex = at;
        if (IS_KEY.test(document)) {
          key = value;
        } else {
          visitor.string(key, { value, start, end });
        }
        break;
      }
      case "{":
        visitor.beginObject(key);
        keys.push(key);
        break;
      case "[":
        keys.push(key);
        break;
      default:
        key = keys.pop() ?? "";
        if (mark[0] === "}") {
          visitor.endObject();
        }
    }
    if (keys.length >= DEEPEST) {
      return `its JSON nests more than ${DEEPEST} levels deep`;
    }
  }
}

/** @returns where the quote stands that ends a string of a valid document */
function endOfString(document: string, start: number): number {
  let end = document.indexOf('"', start);
  while (isEscaped(document, end, start)) {
    end = document.indexOf('"', end + 1);
  }
  return end;
}

/** Whether an odd number of backslashes stands before a place. */
function isEscaped(document: string, place: number, start: number): boolean {
  let first = place;
  while (first > start && document[first - 1] === "\\") {
    first -= 1;
  }
  return (place - first) % 2 === 1;
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
