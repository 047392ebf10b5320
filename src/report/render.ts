import type { Report } from "./report.js";
import { renderHtml } from "./render-html.js";
import { renderMarkdown } from "./render-markdown.js";
import { renderText, type TextLook } from "./render-text.js";

export const FORMATS = ["text", "json", "markdown", "html"] as const;

export type Format = (typeof FORMATS)[number];

/** The document that scripts read. Ends with a line feed. */
export function renderJson(report: Report | readonly Report[]): string {
  return `${JSON.stringify(report, undefined, 2)}\n`;
}

/** A report in the asked form; `look` matters to text, and its language to all but JSON. */
export function render(report: Report, format: Format, look: TextLook): string {
  switch (format) {
    case "json":
      return renderJson(report);
    case "markdown":
      return renderMarkdown(report, look.lang);
    case "html":
      return renderHtml(report, look.lang);
    case "text":
      return renderText(report, look);
  }
}
