import type { Format } from "./formats.js";
import { renderHtml } from "./render-html.js";
import { renderJson } from "./render-json.js";
import { renderMarkdown } from "./render-markdown.js";
import { renderText, type TextLook } from "./render-text.js";
import type { Report } from "./report.js";

export { renderJson, renderMarkdown, renderText };

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
