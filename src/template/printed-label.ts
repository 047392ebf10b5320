import type { Span } from "./html-link.js";

/** A label stands close to what it labels. */
const FARTHEST = 200;

/**
 * The words that tell a reader what a printed target is for: those before it on its line, else the line above if that
 * ends with a colon, else those after it on its line. Of several sentences, the nearest.
 * @param room where the label may stand: from the end of the target before this one to the end of the text
 * @returns trimmed; empty where there is none
 */
export function labelOf(text: string, target: Span, room: Span): string {
  const before = text.slice(Math.max(room.start, target.start - FARTHEST), target.start);
  const lines = before.split(/\r\n|[\r\n]/);
  const sameLine = lastSentence(lines.at(-1) ?? "");
  if (sameLine !== "") return sameLine;
  const above = lines
    .slice(0, -1)
    .findLast((line) => line.trim() !== "")
    ?.trim();
  if (above?.endsWith(":")) return lastSentence(above);
  const after = text.slice(target.end, Math.min(room.end, target.end + FARTHEST));
  return worded(/^[^\r\n]*/.exec(after)?.[0].split(/[.!?]\s|\[\[|https?:|www\./i, 1)[0] ?? "");
}

function lastSentence(line: string): string {
  return worded(line.split(/[.!?]\s/).findLast((sentence) => worded(sentence) !== "") ?? "");
}

/** Punctuation alone says nothing. */
function worded(text: string): string {
  return /[\p{L}]/u.test(text) ? text.trim() : "";
}
