import type { Edit } from "./findings.js";

/** An edit together with what it replaced. */
export interface AppliedEdit extends Edit {
  readonly before: string;
}

/** Edits, which may come in any order and must not overlap, in the order of the text. */
export function placeEdits(text: string, edits: readonly Edit[]): readonly AppliedEdit[] {
  return [...edits]
    .sort((one, other) => one.start - other.start)
    .map((edit) => ({ ...edit, before: text.slice(edit.start, edit.end) }));
}

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
