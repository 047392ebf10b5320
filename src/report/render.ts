import type { Format } from "./formats.js";
import { printableJson } from "../printable.js";
import { renderHtml } from "./render-html.js";
import { renderMarkdown } from "./render-markdown.js";
import { renderText, type TextLook } from "./render-text.js";
import type { Report } from "./report.js";

/**
 * Reports in the asked form, several one below the other, or in an array of JSON; `look` matters to text, and its language to all
 * but JSON. Ends with a line feed.
 */
export function render(report: Report | readonly Report[], format: Format, look: TextLook): string {
  const reports = [report].flat();
  switch (format) {
    case "json":
      return `${printableJson(JSON.stringify(report, undefined, 2))}\n`;
    case "markdown":
      return reports.map((one) => renderMarkdown(one, look.lang)).join("\n");
    case "html":
      return renderHtml(reports, look.lang);
    case "text":
      return reports.map((one) => renderText(one, look)).join("\n");
  }
}
