/** A string of a JSON document: what it says, and where it stands. */
export interface JsonString {
  readonly value: string;
  /** Offset of its first character behind the opening quote. */
  readonly start: number;
  /** Offset of the closing quote. */
  readonly end: number;
}

const SMALL_U = 0x75;

/**
 * Converts offsets in a string's value into offsets in the document.
 * @returns a function for offsets from 0 to the value's length
 */
export function offsetsOf(document: string, string: JsonString): (offset: number) => number {
  const raw = document.slice(string.start, string.end);
  // Behind which offset of the value the document is ahead of it, and by how much.
  const behind: number[] = [];
  const ahead: number[] = [];
  let surplus = 0;
  let at = raw.indexOf("\\");
  while (at !== -1) {
    // An escape, `\n` or `\u000a` (RFC 8259, 7), stands for one UTF-16 unit, as does everything else.
    const length = raw.charCodeAt(at + 1) === SMALL_U ? 6 : 2;
    behind.push(at - surplus);
    surplus += length - 1;
    ahead.push(surplus);
    at = raw.indexOf("\\", at + length);
  }
  return (offset) => string.start + offset + (ahead[countBelow(behind, offset) - 1] ?? 0);
}

/** How many of the ascending numbers are below the limit. */
function countBelow(ascending: readonly number[], limit: number): number {
  let low = 0;
  let high = ascending.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((ascending[middle] ?? limit) < limit) {
      low = middle + 1;
    } else {
      high = middle;
    }
  }
  return low;
}

/** Writes a text so that it can stand inside a JSON string. */
export function encodeInJson(text: string): string {
  return JSON.stringify(text).slice(1, -1);
}
