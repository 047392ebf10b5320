import type { UpgradeContext } from "../work/upgrade-context.js";
import { fine, wrong, type Checks } from "../check.js";
import { sql } from "../dialect/sql.js";

/** `selection.seltype` of a static one, as of a database that does not say. */
const STATIC = 0;

/** What else there is (the vendor's `selection.seltype`). */
const KINDS: Readonly<Record<number, string>> = { 1: "dynamic", 2: "combined" };

/**
 * That the selections in `exclude` are static: the members of others are worked out by the CRM's client, not stored as rows, so
 * that nobody would be excluded.
 * @throws DatabaseError
 */
export async function staticSelections({ session, dialect, relations, settings }: UpgradeContext): Promise<Checks> {
  const { selections } = settings.exclude;
  if (selections.length === 0) return [];
  const { cast } = dialect;
  const rows = await session.query<{ id: unknown; kind: unknown }>(sql`
    SELECT s.selection_id AS id, s.seltype AS kind FROM ${relations.of("selection")} s
    WHERE s.selection_id IN (${selections.map((id) => cast(id, { kind: "int" }))}) AND s.seltype <> ${cast(STATIC, { kind: "int" })}
    ORDER BY s.selection_id`);
  if (rows.length === 0) return fine("exclude", "The selections that the configuration excludes are static.");
  const named = rows.map(({ id, kind }) => `${String(id)} (${KINDS[Number(kind)] ?? `type ${String(kind)}`})`);
  return wrong(
    "exclude",
    `exclude.selections names selections that are not static: ${named.join(", ")}. Their members are not stored, so nobody would be excluded.`,
    "Make a static copy of each in the CRM, and name the copy's id in exclude.selections.",
  );
}
