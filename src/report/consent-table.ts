import { plainKey } from "../crm/keys.js";
import type { Session } from "../dialect/session.js";
import type { ConsentCount } from "../report/report.js";
import { idOfRow, keyOfId, type Reference } from "../crm/reference.js";
import type { Relations } from "../crm/relations.js";
import { count } from "../dialect/counts.js";
import { sql } from "../dialect/sql.js";
import type { ConsentMove } from "./step-figures.js";

/** How many consent rows stand per purpose and legal basis, by key (`#id` where a row has none; null: blank). */
export interface ConsentGroup {
  readonly purpose: string;
  readonly legalBasis: string | null;
  readonly rows: number;
  /** Where the row has no key: as the CRM has it, in several languages perhaps. */
  readonly purposeName?: string | undefined;
  readonly legalBasisName?: string | undefined;
}

/** Counts the consent rows that stand. @throws DatabaseError */
export async function countConsents(
  session: Session,
  relations: Relations,
  reference: Reference,
): Promise<readonly ConsentGroup[]> {
  const rows = await session.query<{ purpose: number | null; basis: number | null; n: unknown }>(sql`
    SELECT g.purpose, g.basis, COUNT(*) AS n
    FROM (SELECT c.consentpurpose_id AS purpose, NULLIF(c.legalbase_id, 0) AS basis FROM ${relations.of("ConsentPerson")} c) g
    GROUP BY g.purpose, g.basis`);
  return rows.map((row) => ({
    purpose: keyOfId(reference, "ConsentPurpose", row.purpose) ?? "#0",
    legalBasis: keyOfId(reference, "LegalBase", row.basis),
    rows: count(row.n),
    ...nameOf("purposeName", reference, "ConsentPurpose", row.purpose),
    ...nameOf("legalBasisName", reference, "LegalBase", row.basis),
  }));
}

/** With the names of rows without a key, which a run of the SQL script does not store. */
export function namedConsents(groups: readonly ConsentGroup[], reference: Reference): readonly ConsentGroup[] {
  const idOf = (key: string | null): number | null => (key?.startsWith("#") === true ? Number(key.slice(1)) : null);
  return groups.map((group) => ({
    ...nameOf("purposeName", reference, "ConsentPurpose", idOf(group.purpose)),
    ...nameOf("legalBasisName", reference, "LegalBase", idOf(group.legalBasis)),
    ...group,
  }));
}

/** The contacts who have E-marketing, with a basis other than blank and Withdrawn. */
export function withEmarketing(groups: readonly ConsentGroup[]): number {
  return groups
    .filter(({ purpose, legalBasis }) => purpose === "EMARKETING" && legalBasis !== null && legalBasis !== "WITHDRAWN")
    .reduce((sum, { rows }) => sum + rows, 0);
}

/** The groups after the moves that a dry run found. */
export function movedConsents(
  before: readonly ConsentGroup[],
  moves: readonly ConsentMove[],
  reference: Reference,
): readonly ConsentGroup[] {
  const groups = new Map(before.map((group) => [groupName(group), group]));
  const add = (purpose: string, legalBasis: string | null, rows: number): void => {
    const name = groupName({ purpose, legalBasis });
    const group = groups.get(name) ?? { purpose, legalBasis, rows: 0 };
    groups.set(name, { ...group, rows: group.rows + rows });
  };
  for (const move of moves) {
    add(move.purpose, move.toKey, move.rows);
    if (move.from !== undefined) {
      add(move.purpose, move.from === 0 ? null : keyOfId(reference, "LegalBase", move.from), -move.rows);
    }
  }
  return [...groups.values()];
}

/** Before and after side by side, sorted by purpose and legal basis, blank last. */
export function consentTable(before: readonly ConsentGroup[], after: readonly ConsentGroup[]): ConsentCount[] {
  const rows = new Map<string, ConsentCount>();
  for (const group of before) rows.set(groupName(group), { ...named(group), before: group.rows, after: 0 });
  for (const group of after)
    rows.set(groupName(group), { before: 0, ...rows.get(groupName(group)), ...named(group), after: group.rows });
  return [...rows.values()]
    .filter((row) => row.before > 0 || row.after > 0)
    .sort((a, b) => order(a.purpose, b.purpose) || order(a.legalBasis ?? "\uffff", b.legalBasis ?? "\uffff"));
}

function named({ purpose, legalBasis, purposeName, legalBasisName }: ConsentGroup) {
  return {
    purpose,
    legalBasis,
    ...(purposeName === undefined ? {} : { purposeName }),
    ...(legalBasisName === undefined ? {} : { legalBasisName }),
  };
}

/** The name of a row without a key. */
function nameOf<Key extends "purposeName" | "legalBasisName">(
  property: Key,
  reference: Reference,
  table: "ConsentPurpose" | "LegalBase",
  id: number | null,
): { readonly [K in Key]?: string } {
  const row = id === null ? undefined : reference.rows(table).find((candidate) => idOfRow(table, candidate) === Number(id));
  const name = row?.["name"];
  if (typeof name !== "string" || name.trim() === "" || plainKey(row?.["key"]) !== "") return {};
  return { [property]: name } as { readonly [K in Key]?: string };
}

function order(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function groupName({ purpose, legalBasis }: Pick<ConsentGroup, "purpose" | "legalBasis">): string {
  return JSON.stringify([purpose, legalBasis]);
}
