import type { Format } from "./formats.js";
import { printableJson } from "../printable.js";
import { renderHtml } from "./render-html.js";
import { renderMarkdown } from "./render-markdown.js";
import { renderText, type TextLook } from "./render-text.js";
import type { Report } from "./report.js";

/** A report in the asked form; `look` matters to text, and its language to all but JSON. */
export function render(report: Report, format: Format, look: TextLook): string {
  switch (format) {
    case "json":
      return renderJson(report);
    case "markdown":
      return renderMarkdown(report, look.lang);
    case "html":
      return renderHtml([report], look.lang);
    case "text":
      return renderText(report, look);
  }
}

/** The document that scripts read; several reports are an array. Ends with a line feed. */
export function renderJson(report: Report | readonly Report[]): string {
  return `${printableJson(JSON.stringify(report, undefined, 2))}\n`;
}
