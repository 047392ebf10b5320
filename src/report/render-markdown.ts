import type { Language } from "../language.js";
import { compose } from "./compose.js";
import type { Block, Column, Notice, Row } from "./document.js";
import { printable } from "../printable.js";
import type { Report } from "./report.js";

/** Characters that Markdown, or HTML inside it, would take for its own (CommonMark 0.31, 2.4). */
function escaped(text: string): string {
  return printable(text)
    .replaceAll(/[\\`*_[\]<>|~#]/g, (character) => `\\${character}`)
    .replaceAll("&", "&amp;");
}

/** Code may hold anything but the backticks around it. */
function code(text: string): string {
  const ticks = "`".repeat(Math.max(0, ...[...text.matchAll(/`+/g)].map(([run]) => run.length)) + 1);
  return `${ticks}${printable(text)}${ticks}`;
}

function cellsLine(cells: readonly string[]): string {
  return `| ${cells.join(" | ")} |`;
}

function rowLine(row: Row, columns: readonly Column[], bold: boolean): string {
  const cells = columns.map((_column, index) => escaped(row.cells[index] ?? ""));
  const strong = bold ? cells.map((cell) => (cell === "" ? "" : `**${cell}**`)) : cells;
  const [first = "", ...others] = strong;
  return cellsLine([[first, ...row.notes.map(escaped)].join("<br>"), ...others]);
}

function tableLines(block: Block & { readonly kind: "table" }): readonly string[] {
  return [
    cellsLine(block.columns.map(({ title }) => escaped(title))),
    cellsLine(block.columns.map(({ align }) => (align === "right" ? "---:" : "---"))),
    ...block.rows.map((row) => rowLine(row, block.columns, false)),
    ...(block.total === undefined ? [] : [rowLine(block.total, block.columns, true)]),
  ];
}

function noticeLines(notice: Notice): readonly string[] {
  const name = notice.name === "" ? "" : ` (${code(notice.name)})`;
  const [first = "", ...rest] = notice.text.split("\n").map((line) => escaped(line.trim()));
  return [
    `- ${notice.mark === "" ? "" : `**${escaped(notice.mark)}:** `}${first}${name}`,
    ...[...rest, ...(notice.hint === null ? [] : notice.hint.split("\n").map(escaped)), ...notice.items.map(escaped)].map(
      (line) => `  - ${line}`,
    ),
  ];
}

function blockLines(block: Block): readonly string[] {
  switch (block.kind) {
    case "summary":
      return block.lines.flatMap((line, index) => [...(index === 0 ? [] : [""]), `**${escaped(line)}**`]);
    case "facts":
      return block.facts.map(({ label, value }) => `- **${escaped(label)}:** ${escaped(value)}`);
    case "paragraph":
      return [escaped(block.text)];
    case "table":
      return [`## ${escaped(block.heading)}`, "", ...tableLines(block)];
    case "notices":
      return [`## ${escaped(block.heading)}`, "", ...block.notices.flatMap(noticeLines)];
    case "advice":
      return [
        `## ${escaped(block.heading)}`,
        "",
        ...block.advice.map(({ text, command }) => `- ${escaped(text)} ${code(command)}`),
      ];
  }
}

/** The report for a ticket or a wiki (GitHub's Markdown). Ends with a line feed. */
export function renderMarkdown(report: Report, lang: Language): string {
  const document = compose(report, lang);
  const parts = document.blocks.map((block) => blockLines(block).join("\n"));
  return `${[`# ${escaped(document.title)}`, ...parts, `*${escaped(document.program)}*`].join("\n\n")}\n`;
}
