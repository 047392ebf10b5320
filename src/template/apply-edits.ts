import type { Edit } from "./findings.js";

/** Puts edits into a text. @param edits in the order of the text, without overlaps */
export function applyEdits(text: string, edits: readonly Pick<Edit, "start" | "end" | "after">[]): string {
  const parts: string[] = [];
  let at = 0;
  for (const { start, end, after } of edits) {
    parts.push(text.slice(at, start), after);
    at = end;
  }
  parts.push(text.slice(at));
  return parts.join("");
}
