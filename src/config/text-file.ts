const MARKS = [
  { encoding: "utf-8", bytes: [0xef, 0xbb, 0xbf] },
  { encoding: "utf-16le", bytes: [0xff, 0xfe] },
  { encoding: "utf-16be", bytes: [0xfe, 0xff] },
] as const;

/**
 * The text of a file that a person wrote: UTF-8, or UTF-16 in either order with the mark that Notepad and PowerShell 5 put
 * first.
 * @returns undefined where it is neither
 */
export function decodeText(bytes: Buffer): string | undefined {
  const mark = MARKS.find((candidate) => candidate.bytes.every((byte, position) => bytes[position] === byte));
  // In UTF-16 every other byte of a Latin letter is zero, which no text in UTF-8 has.
  if (mark === undefined && bytes.includes(0)) return undefined;
  try {
    return new TextDecoder(mark?.encoding ?? "utf-8", { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

/** What to do with a file that is in no encoding of these. */
export const SAVE_AS_UTF8 = "Open it in an editor and save it with the encoding UTF-8.";
