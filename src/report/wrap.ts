/** The longest piece of text that fits in front of `limit`, broken at a blank if there is one. */
function breakAt(text: string, limit: number): number {
  if (text.length <= limit) return text.length;
  const blank = text.lastIndexOf(" ", limit);
  return blank > 0 ? blank : limit;
}

/**
 * Breaks a text into lines, at blanks where possible; words longer than a line are cut.
 * @param width columns of a line, at least 1
 */
export function wrap(text: string, width: number): readonly string[] {
  const lines: string[] = [];
  let rest = text.trim();
  while (rest.length > 0) {
    const end = breakAt(rest, Math.max(width, 1));
    lines.push(rest.slice(0, end).trimEnd());
    rest = rest.slice(end).trimStart();
  }
  return lines;
}

/** Lines of which the first begins with `first` and the others with as many blanks. */
export function hanging(first: string, text: string, width: number): readonly string[] {
  const indent = " ".repeat(first.length);
  const lines = wrap(text, width - first.length);
  return lines.length === 0 ? [first.trimEnd()] : lines.map((line, index) => `${index === 0 ? first : indent}${line}`);
}
