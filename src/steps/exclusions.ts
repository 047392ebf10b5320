import { identifier, sql, type Sql } from "../dialect/sql.js";
import type { StepContext } from "./step.js";

/**
 * Whether the configuration leaves a person, under an alias, out of points 1 and 2: by its own id, its company's, or as a
 * member of a static selection. A member without a person stands for all contacts of its company.
 */
export function isExcluded(context: Pick<StepContext, "dialect" | "relations" | "settings">, alias: string): Sql {
  const { dialect, relations, settings } = context;
  const { persons, companies, selections } = settings.exclude;
  const ids = (list: readonly number[]): Sql => sql`${list.map((id) => dialect.cast(id, { kind: "int" }))}`;
  const person = identifier(alias, "person_id");
  const company = identifier(alias, "contact_id");
  const members = (column: Sql, condition: Sql): Sql => sql`
    SELECT ${column} FROM ${relations.of("selectionmember")} m
    WHERE m.selection_id IN (${ids(selections)}) AND ${condition}`;
  const conditions: Sql[] = [];
  if (persons.length > 0) conditions.push(sql`${person} IN (${ids(persons)})`);
  if (companies.length > 0) conditions.push(sql`(${company} IS NOT NULL AND ${company} IN (${ids(companies)}))`);
  if (selections.length > 0) {
    conditions.push(sql`${person} IN (${members(sql`m.person_id`, sql`m.person_id > 0`)})`);
    const ofCompany = members(sql`m.contact_id`, sql`m.contact_id > 0 AND (m.person_id IS NULL OR m.person_id = 0)`);
    conditions.push(sql`(${company} IS NOT NULL AND ${company} IN (${ofCompany}))`);
  }
  return sql.or(conditions);
}

/** The opposite; no condition at all where nobody is excluded. */
export function isNotExcluded(context: Pick<StepContext, "dialect" | "relations" | "settings">, alias: string): Sql {
  const { persons, companies, selections } = context.settings.exclude;
  if (persons.length + companies.length + selections.length === 0) return sql`1 = 1`;
  return sql`NOT ${isExcluded(context, alias)}`;
}
