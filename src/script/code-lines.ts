import { linesOf, type Code, type ScriptVariable } from "../dialect/script-language.js";
import { literalSql, type Sql } from "../dialect/sql.js";
import { printable } from "../printable.js";
import type { ScriptPlan } from "./script-plan.js";

/** A statement with its values in it, in lines. */
export function statement({ dialect }: ScriptPlan, piece: Sql): Code {
  return linesOf(literalSql(dialect, piece), ";");
}

/** Comment lines. Apostrophes, semicolons and `$(` are left out: some clients stumble over them. */
export function comment(...lines: readonly string[]): Code {
  return lines.map((line) => `-- ${printable(line).replaceAll("'", "").replaceAll("$(", "$ (").replaceAll(";", ",")}`.trimEnd());
}

export function ints(...names: readonly string[]): readonly ScriptVariable[] {
  return names.map((name) => ({ name, type: "int" }));
}

export function times(...names: readonly string[]): readonly ScriptVariable[] {
  return names.map((name) => ({ name, type: "timestamp" }));
}
