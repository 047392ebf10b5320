import type { Format } from "./formats.js";
import { printableJson } from "../printable.js";
import { renderHtml } from "./render-html.js";
import { renderMarkdown } from "./render-markdown.js";
import { renderText, type TextLook } from "./render-text.js";
import type { Report } from "./report.js";

/** Reports in the asked form, several one below the other; `look` matters to text, and its language to all but JSON. */
export function render(report: Report | readonly Report[], format: Format, look: TextLook): string {
  const reports = [report].flat();
  switch (format) {
    case "json":
      return renderJson(report);
    case "markdown":
      return reports.map((one) => renderMarkdown(one, look.lang)).join("\n");
    case "html":
      return renderHtml(reports, look.lang);
    case "text":
      return reports.map((one) => renderText(one, look)).join("\n");
  }
}

/** The document that scripts read; several reports are an array. Ends with a line feed. */
export function renderJson(report: Report | readonly Report[]): string {
  return `${printableJson(JSON.stringify(report, undefined, 2))}\n`;
}
