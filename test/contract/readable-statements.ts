import type { Dialect } from "../../src/dialect/dialect.js";
import { compileSql } from "../../src/dialect/sql.js";
import { CRM_TABLES, type CrmTable } from "../../src/crm/tables.js";
import { Relations } from "../../src/crm/relations.js";
import type { Recorded } from "./recording-session.js";

/** Searches for a list of pieces, one after the other: the first says it all. */
const PIECE = String.raw`(?:CHARINDEX|LOCATE)\((?:CAST\([^)]*\)|[^,)]*), [^)\n]*\) > 0`;
const FURTHER_PIECES = new RegExp(` OR ${PIECE}`, "g");
/** Pieces that begin alike, behind a search for their beginning. */
const FURTHER_GROUPS = new RegExp(String.raw` OR \(${PIECE} AND \(${PIECE}\)\)`, "g");

/** The statements of each step, each once, as a person reads them: relations by name instead of all their columns. */
export function readableStatements(dialect: Dialect, schema: string, recorded: readonly Recorded[]): string {
  const seen = new Set<string>();
  const lines: string[] = [];
  let step = "";
  for (const { step: of, text } of recorded) {
    if (seen.has(text)) continue;
    seen.add(text);
    if (of !== step) lines.push(`-- ${of}`, "");
    step = of;
    lines.push(
      `${laidOut(withRelations(dialect, schema, text))
        .replaceAll(FURTHER_PIECES, "")
        .replaceAll(FURTHER_GROUPS, "")};`,
      "",
    );
  }
  return lines.join("\n");
}

function withRelations(dialect: Dialect, schema: string, text: string): string {
  const names = Object.keys(CRM_TABLES) as CrmTable[];
  const tables = new Map(names.map((name) => [name.toLowerCase(), { name, columns: columnsOf(name), indexes: [] }]));
  const relations = new Relations(dialect, { schema, tables, withColumns: new Set() });
  return names.reduce((read, name) => read.replaceAll(compileSql(dialect, relations.of(name)).text, `{${name}}`), text);
}

function columnsOf(name: CrmTable) {
  const columns = CRM_TABLES[name].columns;
  const known = columns.map((column) => ({
    table: name,
    column: column.name,
    type: "",
    nullable: column.nullable,
    hasDefault: false,
  }));
  return new Map(known.map((column) => [column.column.toLowerCase(), column]));
}

/** Without the margin that the steps' files give a statement. */
function laidOut(text: string): string {
  const lines = text.split("\n").filter((line) => line.trim() !== "");
  const margin = Math.min(...lines.slice(1).map((line) => line.length - line.trimStart().length));
  return lines.map((line, position) => (position === 0 ? line.trim() : line.slice(margin).trimEnd())).join("\n");
}
