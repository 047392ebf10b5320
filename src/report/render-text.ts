import type { Language } from "../language.js";
import { compose } from "./compose.js";
import type { Block, Fact, Notice, Row } from "./document.js";
import { inEveryCodePage } from "./phrase.js";
import { painter, type Paint } from "./paint.js";
import { printable } from "../printable.js";
import type { Report } from "./report.js";
import { tableLines } from "./text-table.js";
import { hanging, wrap } from "./wrap.js";

/** Where the text below a mark stands. */
const BODY = "    ";

export interface TextLook {
  readonly lang: Language;
  readonly colour: boolean;
  /** Columns of the page; 80 where nobody knows. */
  readonly width: number;
}

function factLines(facts: readonly Fact[], width: number, paint: Paint): readonly string[] {
  const labelWidth = Math.max(...facts.map(({ label }) => label.length)) + 2;
  return facts.flatMap(({ label, value, tone }) => {
    const [first = "", ...rest] = hanging(label.padEnd(labelWidth), printable(value), width);
    const painted = `${first.slice(0, labelWidth)}${paint(first.slice(labelWidth), tone)}`;
    return [painted, ...rest];
  });
}

/** A message of several lines is laid out already: the mistakes of a configuration file. */
function messageLines(mark: string, text: string, width: number): readonly string[] {
  const [first = "", ...rest] = text.split("\n").map((line) => line.trimEnd());
  const [opening = "", ...wrapped] = hanging(mark, printable(first), width);
  const flush =
    wrapped.length === 0
      ? []
      : wrap(wrapped.map((line) => line.trimStart()).join(" "), width - BODY.length).map((line) => `${BODY}${line}`);
  return [opening, ...flush, ...rest.flatMap((line) => hanging(BODY + (/^ */.exec(line)?.[0] ?? ""), printable(line), width))];
}

function noticeLines(notice: Notice, width: number, paint: Paint): readonly string[] {
  const mark = notice.mark === "" ? "  - " : `  ${notice.mark}: `;
  const [first = "", ...rest] = messageLines(mark, notice.text, width);
  return [
    `${paint(first.slice(0, mark.length), notice.tone)}${first.slice(mark.length)}`,
    ...rest,
    ...(notice.hint === null ? [] : notice.hint.split("\n").flatMap((line) => hanging(BODY, printable(line), width))),
    ...notice.items.flatMap((item) => hanging(`${BODY}- `, printable(item), width)),
    ...(notice.name === "" ? [] : [paint(`${BODY}[${notice.name}]`, "quiet")]),
  ];
}

/** Notices with a name are long: a blank line keeps them apart. */
function noticesLines(notices: readonly Notice[], width: number, paint: Paint): readonly string[] {
  return notices.flatMap((notice, index) => [
    ...(index > 0 && notice.name !== "" ? [""] : []),
    ...noticeLines(notice, width, paint),
  ]);
}

function tableBlock(block: Block & { readonly kind: "table" }, width: number, paint: Paint): readonly string[] {
  const clean = (row: Row): Row => ({ ...row, cells: row.cells.map(printable), notes: row.notes.map(printable) });
  return tableLines({ ...block, rows: block.rows.map(clean) }, width, paint);
}

function blockLines(block: Block, width: number, paint: Paint): readonly string[] {
  switch (block.kind) {
    case "summary":
      return block.lines.flatMap((line) => wrap(line, width)).map((line) => paint(line, block.tone));
    case "facts":
      return factLines(block.facts, width, paint);
    case "paragraph":
      return wrap(block.text, width);
    case "table":
      return [paint(block.heading, "heading"), "", ...tableBlock(block, width, paint)];
    case "notices":
      return [paint(block.heading, "heading"), "", ...noticesLines(block.notices, width, paint)];
    case "advice":
      return [
        paint(block.heading, "heading"),
        "",
        ...block.advice.flatMap(({ text, command }) => [...hanging("  ", text, width), `    ${command}`]),
      ];
  }
}

/** The report as an administrator reads it in a terminal. Ends with a line feed. */
export function renderText(report: Report, look: TextLook): string {
  const document = compose(report, look.lang);
  const paint = painter(look.colour);
  const gap = look.width - document.title.length - document.program.length;
  const title = `${paint(document.title, "heading")}${gap < 2 ? "\n" : " ".repeat(gap)}${paint(document.program, "quiet")}`;
  const parts = document.blocks.map((block) => blockLines(block, look.width, paint).join("\n"));
  return `${inEveryCodePage([title, ...parts].join("\n\n"))}\n`;
}
