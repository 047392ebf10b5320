import type { Language } from "../language.js";
import { BAR_PARTS, hasBars, NO_BAR } from "./bars.js";
import { compose } from "./compose.js";
import type { Advice, Bar, Block, Column, Fact, Legend, Notice, ReportDocument, Row, Tone } from "./document.js";
import { REPORT_STYLE } from "./html-style.js";
import { printable } from "../printable.js";
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

/** On a phone a row's cells stand below each other, each behind its column's title. */
function cell(text: string, { title, align }: Column): string {
  return `<td${align === "right" ? ' class="number"' : ""} data-title="${escaped(title)}">${text}</td>`;
}

/** For the eye alone: the numbers stand in the row. */
function barHtml(bar: Bar): string {
  const parts = BAR_PARTS.map((part) =>
    bar[part] === 0 ? "" : `<i class="${part}" style="width:${(bar[part] * 100).toFixed(1)}%"></i>`,
  );
  return `<td class="bar" aria-hidden="true"><div>${parts.join("")}</div></td>`;
}

/** @param withBars whether the table has a column for them: a row without one has an empty cell, so that its rule is as long */
function rowHtml(row: Row, columns: readonly Column[], withBars: boolean): string {
  const notes = row.notes.map((note) => `<br><small>${escaped(note)}</small>`).join("");
  const [name = "", ...others] = row.cells;
  const cells = columns.slice(1).map((column, index) => cell(escaped(others[index] ?? ""), column));
  const head = `<th scope="row">${escaped(name)}${notes}</th>`;
  return element("tr", [head, ...cells, withBars ? barHtml(row.bar ?? NO_BAR) : ""].join(""), row.tone);
}

function tableHtml({ columns, rows, total, legend }: Block & { readonly kind: "table" }): string {
  const titles = columns.map(
    ({ title, align }) => `<th scope="col"${align === "right" ? ' class="number"' : ""}>${escaped(title)}</th>`,
  );
  const withBars = hasBars(rows);
  const head = element("tr", [...titles, withBars ? '<td class="bar"></td>' : ""].join(""));
  const foot = total === undefined ? "" : element("tfoot", rowHtml(total, columns, withBars));
  const table = element(
    "table",
    `${element("thead", head)}\n${element("tbody", rows.map((row) => rowHtml(row, columns, withBars)).join("\n"))}${foot}`,
  );
  return withBars && legend !== undefined ? `${table}\n${legendHtml(legend)}` : table;
}

function legendHtml(legend: Legend): string {
  const words = BAR_PARTS.flatMap((part) => {
    const word = legend[part];
    return word === undefined ? [] : [`<i class="${part}"></i> ${escaped(word)}`];
  });
  return `<p class="quiet bar" aria-hidden="true">${words.join(" &nbsp; ")}</p>`;
}

function noticesHtml({ heading, notices, folded }: Block & { readonly kind: "notices" }): string {
  const items = element("ul", notices.map(noticeHtml).join("\n"));
  const title = element("h2", escaped(heading));
  return folded ? `<details><summary>${title} (${notices.length})</summary>\n${items}</details>` : `${title}\n${items}`;
}

function noticeHtml(notice: Notice): string {
  const name = notice.name === "" ? "" : ` <code>${escaped(notice.name)}</code>`;
  const [first = "", ...rest] = notice.text.split("\n").map((line) => line.trim());
  const mark = notice.mark === "" ? "" : `${element("strong", `${escaped(notice.mark)}:`, notice.tone)} `;
  const hint = notice.hint === null ? "" : element("p", notice.hint.split("\n").map(escaped).join("<br>"));
  return element("li", `${mark}${escaped(first)}${name}${list(rest)}${hint}${list(notice.items)}`);
}

function adviceHtml({ text, command }: Advice): string {
  return element("li", `${escaped(text)}<br><code>${escaped(command)}</code>`);
}

function blockHtml(block: Block): string {
  switch (block.kind) {
    case "summary":
      return `<div class="summary ${block.tone}">${block.lines.map((line) => element("p", withFigures(line))).join("")}</div>`;
    case "facts":
      return factsHtml(block.facts);
    case "paragraph":
      return element("p", escaped(block.text));
    case "table":
      return `${element("h2", escaped(block.heading))}\n${tableHtml(block)}`;
    case "notices":
      return noticesHtml(block);
    case "advice":
      return `${element("h2", escaped(block.heading))}\n${element("ol", block.advice.map(adviceHtml).join("\n"))}`;
  }
}

/** The figures stand out: they are what is read first. */
function withFigures(line: string): string {
  const parts = line.split(/(\d+(?:[.,\u00a0\u202f]\d+)*)/u);
  return parts.map((part, index) => (index % 2 === 1 ? element("b", escaped(part)) : escaped(part))).join("");
}

function articleHtml(document: ReportDocument): string {
  return element("article", `<h1>${escaped(document.title)}</h1>\n${document.blocks.map(blockHtml).join("\n")}\n`);
}

/** One page that needs nothing else: no scripts, no fonts, no network; printed on A4 or Letter. */
export function renderHtml(reports: readonly Report[], lang: Language): string {
  const documents = reports.map((report) => compose(report, lang, true));
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
