import type { Code, ScriptVariable } from "../dialect/script-language.js";
import { keySpellings } from "../crm/keys.js";
import { identifier, sql, type Sql } from "../dialect/sql.js";
import { keyColumn } from "../crm/tables.js";
import { idOfRow, type Reference, type ReferenceRow, type ReferenceTable } from "../crm/reference.js";
import { ints } from "./code-lines.js";
import type { ScriptPlan } from "./script-plan.js";

/** The column by which a row is found when the script runs. */
const FOUND_BY: Readonly<Partial<Record<ReferenceTable, string>>> = {
  ConsentPurpose: "key",
  LegalBase: "key",
  ConsentSource: "key",
  ShipmentType: "name",
};

/**
 * Ids of reference rows as variables, which the script fills by key or name when it runs: some of the rows are added by
 * its own earlier steps. A block's statements are made first; then the block begins with `code`.
 */
export class IdsByName {
  readonly #found = new Map<
    string,
    { readonly table: ReferenceTable; readonly by: string; readonly value: string; readonly name: string }
  >();
  #filled = false;

  constructor(private readonly plan: ScriptPlan) {}

  /** The reference whose ids are these variables. */
  reference(reference: Reference): Reference {
    return reference.writingIds((table, row) => this.idOf(table, row));
  }

  get variables(): readonly ScriptVariable[] {
    return ints(...[...this.#found.values()].map(({ name }) => name));
  }

  /** Fills the variables, and stops where a row is missing. To be read after all statements are made. */
  get code(): Code {
    const { language, upgrade } = this.plan;
    this.#filled = true;
    return [...this.#found.values()].flatMap(({ table, by, value, name }) => {
      const id = identifier("r", keyColumn(table));
      const found = sql`(SELECT MIN(${id}) FROM ${upgrade.relations.of(table)} r WHERE ${sameText(this.plan, by, identifier("r", by), value)})`;
      return [
        ...language.assign(name, found),
        ...language.when(sql`${language.variable(name)} IS NULL`, language.stop(`${table} has no row with the ${by} ${value}.`)),
      ];
    });
  }

  private idOf(table: ReferenceTable, row: ReferenceRow): Sql {
    const { dialect, language } = this.plan;
    const by = FOUND_BY[table];
    const value = by === undefined ? undefined : row[by];
    if (by === undefined || value === undefined || value === null) return dialect.cast(idOfRow(table, row), { kind: "int" });
    const key = JSON.stringify([table, String(value).trim().toLowerCase()]);
    let found = this.#found.get(key);
    if (found === undefined) {
      if (this.#filled) throw new TypeError(`${table} ${value} is asked for after the ids were filled.`);
      found = { table, by, value: String(value).trim(), name: `cu_${table.toLowerCase()}_${this.#found.size + 1}` };
      this.#found.set(key, found);
    }
    return language.variable(found.name);
  }
}

/**
 * Whether a text is this one, trimmed and without regard to case; of a key, with the `#` of early releases or without. The server
 * folds both: its locale may not know the capitals of all letters.
 */
export function sameText({ dialect: { cast, folded } }: ScriptPlan, by: string, column: Sql, value: string): Sql {
  const spellings = by === "key" ? [value, ...keySpellings(value)] : [value];
  return sql`${folded(column)} IN (${spellings.map((spelling) => folded(cast(spelling, { kind: "text", length: 255 })))})`;
}
