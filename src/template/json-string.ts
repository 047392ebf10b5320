/** A string of a JSON document: what it says, and where it stands. */
export interface JsonString {
  readonly value: string;
  /** Offset of its first character behind the opening quote. */
  readonly start: number;
  /** Offset of the closing quote. */
  readonly end: number;
}

/** An escape as JSON has it (RFC 8259, 7), or a UTF-16 unit that stands for itself. */
const UNIT = /\\(?:u[0-9a-f]{4}|.)|[^]/giy;

/**
 * Converts offsets in a string's value into offsets in the document.
 * @returns a function for offsets from 0 to the value's length
 */
export function offsetsOf(document: string, string: JsonString): (offset: number) => number {
  if (string.end - string.start === string.value.length) {
    return (offset) => string.start + offset;
  }
  const offsets = new Uint32Array(string.value.length + 1);
  let at = string.start;
  for (let offset = 0; offset <= string.value.length; offset += 1) {
    offsets[offset] = at;
    UNIT.lastIndex = at;
    at += UNIT.exec(document)?.[0].length ?? 0;
  }
  return (offset) => offsets[offset] ?? string.end;
}

/** Writes a text so that it can stand inside a JSON string. */
export function encodeInJson(text: string): string {
  return JSON.stringify(text).slice(1, -1);
}
