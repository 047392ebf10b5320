import type { UpgradeContext } from "../work/upgrade-context.js";
import { doubtful, fine, wrong, type Checks } from "../check.js";
import { identifier, sql } from "../dialect/sql.js";
import { type AttentionItem } from "../steps/finding.js";

/** `selection.seltype` of a static one, as of a database that does not say. */
const STATIC = 0;

/** What else there is (the vendor's `selection.seltype`). */
const KINDS: Readonly<Record<number, string>> = { 1: "dynamic", 2: "combined" };

/**
 * That the selections in `exclude` are static: the members of others are worked out by the CRM's client, not stored as rows, so
 * that nobody would be excluded. For ids that are not there nobody is, either: `plan` says so by itself.
 * @throws DatabaseError
 */
export async function staticSelections(upgrade: UpgradeContext): Promise<Checks> {
  const { session, dialect, relations, settings } = upgrade;
  const { persons, companies, selections } = settings.exclude;
  if (persons.length + companies.length + selections.length === 0) return [];
  const { cast } = dialect;
  const rows =
    selections.length === 0
      ? []
      : await session.query<{ id: unknown; kind: unknown }>(sql`
    SELECT s.selection_id AS id, s.seltype AS kind FROM ${relations.of("selection")} s
    WHERE s.selection_id IN (${selections.map((id) => cast(id, { kind: "int" }))}) AND s.seltype <> ${cast(STATIC, { kind: "int" })}
    ORDER BY s.selection_id`);
  if (rows.length > 0) {
    const named = rows.map(({ id, kind }) => `${String(id)} (${KINDS[Number(kind)] ?? `type ${String(kind)}`})`);
    return wrong(
      "exclude",
      `exclude.selections names selections that are not static: ${named.join(", ")}. Their members are not stored, so nobody would be excluded.`,
      "Make a static copy of each in the CRM, and name the copy's id in exclude.selections.",
    );
  }
  const unknown = await unknownExclusions(upgrade);
  if (unknown.length === 0) return fine("exclude", "Whom the configuration excludes is there, and its selections are static.");
  const named = unknown.map(({ table, id }) => `${table} ${id}`).join(", ");
  return doubtful("exclude", `exclude names what is not in this database: ${named}.`, "Correct the ids in exclude.");
}

/** What `exclude` names by ids that are not there: nobody is excluded for those. @throws DatabaseError */
export async function unknownExclusions(upgrade: UpgradeContext): Promise<readonly AttentionItem[]> {
  const { session, dialect, relations, settings } = upgrade;
  const { persons, companies, selections } = settings.exclude;
  const named = [
    ["person", "person_id", relations.of("person"), persons],
    ["contact", "contact_id", relations.of("contact"), companies],
    ["selection", "selection_id", relations.of("selection"), selections],
    ["selection", "selection_id", relations.of("selectionmember"), selections],
  ] as const;
  const there = new Set<string>();
  for (const [table, column, from, ids] of named) {
    if (ids.length === 0) continue;
    const key = identifier("t", column);
    const rows = await session.query<{ id: unknown }>(sql`
      SELECT DISTINCT ${key} AS id FROM ${from} t WHERE ${key} IN (${ids.map((id) => dialect.cast(id, { kind: "int" }))})`);
    for (const { id } of rows) there.add(`${table} ${String(id)}`);
  }
  return named
    .slice(0, 3)
    .flatMap(([table, , , ids]) =>
      ids.filter((id) => !there.has(`${table} ${id}`)).map((id) => ({ table, id: String(id), detail: "" })),
    );
}
