import type { Language } from "../language.js";
import { compose } from "./compose.js";
import type { Advice, Block, Column, Fact, Notice, ReportDocument, Row, Tone } from "./document.js";
import { REPORT_STYLE } from "./html-style.js";
import { printable } from "./printable.js";
import type { Report } from "./report.js";

const ENTITIES: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};

function escaped(text: string): string {
  return printable(text).replaceAll(/[&<>"']/g, (character) => ENTITIES[character] ?? "");
}

function element(name: string, content: string, tone: Tone = "plain"): string {
  return `<${name}${tone === "plain" ? "" : ` class="${tone}"`}>${content}</${name}>`;
}

function list(items: readonly string[]): string {
  return items.length === 0 ? "" : element("ul", items.map((item) => element("li", escaped(item))).join(""));
}

function factsHtml(facts: readonly Fact[]): string {
  const pairs = facts.map(({ label, value, tone }) => element("dt", escaped(label)) + element("dd", escaped(value), tone));
  return element("dl", pairs.join("\n"));
}

function cell(name: "td" | "th", text: string, column: Column | undefined): string {
  return `<${name}${column?.align === "right" ? ' class="number"' : ""}>${text}</${name}>`;
}

function rowHtml(row: Row, columns: readonly Column[]): string {
  const notes = row.notes.map((note) => `<br><small>${escaped(note)}</small>`).join("");
  const cells = columns.map((column, index) => cell("td", escaped(row.cells[index] ?? "") + (index === 0 ? notes : ""), column));
  return element("tr", cells.join(""), row.tone);
}

function tableHtml(block: Block & { readonly kind: "table" }): string {
  const head = element("tr", block.columns.map((column) => cell("th", escaped(column.title), column)).join(""));
  const rows = block.rows.map((row) => rowHtml(row, block.columns)).join("\n");
  const foot = block.total === undefined ? "" : element("tfoot", rowHtml(block.total, block.columns));
  return element("table", `${element("thead", head)}\n${element("tbody", rows)}${foot}`);
}

function noticeHtml(notice: Notice): string {
  const name = notice.name === "" ? "" : ` <code>${escaped(notice.name)}</code>`;
  const [first = "", ...rest] = notice.text.split("\n").map((line) => line.trim());
  const mark = element("strong", `${escaped(notice.mark)}:`, notice.tone);
  const hint = notice.hint === undefined ? "" : element("p", escaped(notice.hint));
  return element("li", `${mark} ${escaped(first)}${name}${list(rest)}${hint}${list(notice.items)}`);
}

function adviceHtml({ text, command }: Advice): string {
  return element("li", `${escaped(text)}<br><code>${escaped(command)}</code>`);
}

function blockHtml(block: Block): string {
  switch (block.kind) {
    case "facts":
      return factsHtml(block.facts);
    case "paragraph":
      return element("p", escaped(block.text));
    case "table":
      return `${element("h2", escaped(block.heading))}\n${tableHtml(block)}`;
    case "notices":
      return `${element("h2", escaped(block.heading))}\n${element("ul", block.notices.map(noticeHtml).join("\n"))}`;
    case "advice":
      return `${element("h2", escaped(block.heading))}\n${element("ol", block.advice.map(adviceHtml).join("\n"))}`;
  }
}

function articleHtml(document: ReportDocument): string {
  return element("article", `<h1>${escaped(document.title)}</h1>\n${document.blocks.map(blockHtml).join("\n")}\n`);
}

/** One page that needs nothing else: no scripts, no fonts, no network; printed on A4 or Letter. */
export function renderHtml(reports: readonly Report[], lang: Language): string {
  const documents = reports.map((report) => compose(report, lang));
  const [first] = documents;
  return `<!doctype html>
<html lang="${first?.locale ?? lang}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>${escaped(first === undefined ? "" : `${first.program}: ${first.title}`)}</title>
<style>${REPORT_STYLE}</style>
</head>
<body>
${documents.map(articleHtml).join("\n")}
<footer>${escaped(first?.program ?? "")}</footer>
</body>
</html>
`;
}
