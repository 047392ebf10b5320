import type { Edit } from "./findings.js";
import type { TextRun } from "./html-link.js";
import { collapse, readRuns, textEdits } from "./standard-text.js";
import { walkHtml } from "./walk-html.js";

/** A longer text beside a target is a paragraph, not the link's text. */
const LONGEST_LABEL = 300;

/**
 * The text of a link object, as a reader sees it.
 * @param label what the design holds: plain text or HTML
 * @returns undefined where there is none, or too much
 */
export function readLabel(label: string): string | undefined {
  const text = collapse(readRuns(label, labelRuns(label), LONGEST_LABEL + 1));
  return text === "" || text.length > LONGEST_LABEL ? undefined : text;
}

/** The edits that give a link object its new text, if its old one is standard. */
export function labelEdits(label: string): readonly Edit[] {
  return textEdits(label, labelRuns(label));
}

/** The runs of a text that is HTML inside a link: read as if the link's tag stood before it. */
function labelRuns(html: string): readonly TextRun[] {
  if (!html.includes("<")) return [{ start: 0, end: html.length, afterBreak: false }];
  const tag = "<a href=#>";
  let runs: readonly TextRun[] | undefined;
  walkHtml(tag + html, {
    link: (link) => {
      runs ??= link.runs;
    },
    text: () => {},
    placeholder: () => {},
  });
  return (runs ?? []).map((run) => ({ ...run, start: run.start - tag.length, end: run.end - tag.length }));
}
