import type { Edit } from "./findings.js";

/** An edit together with what it replaced. */
export interface AppliedEdit extends Edit {
  readonly before: string;
}

/**
 * Puts edits into a text. They may come in any order, and must not overlap.
 * @returns the text itself where nothing changes, and the edits in the order of the text
 */
export function applyEdits(
  text: string,
  edits: readonly Edit[],
): { readonly text: string; readonly replacements: readonly AppliedEdit[] } {
  if (edits.length === 0) {
    return { text, replacements: [] };
  }
  const parts: string[] = [];
  const replacements: AppliedEdit[] = [];
  let at = 0;
  for (const edit of [...edits].sort((one, other) => one.start - other.start)) {
    parts.push(text.slice(at, edit.start), edit.after);
    replacements.push({ ...edit, before: text.slice(edit.start, edit.end) });
    at = edit.end;
  }
  parts.push(text.slice(at));
  return { text: parts.join(""), replacements };
}
