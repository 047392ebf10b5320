import type { Session } from "../dialect/session.js";
import { identifier, sql } from "../dialect/sql.js";
import type { Relations } from "../crm/relations.js";
import type { KeyedTable } from "../crm/reference.js";
import { keyColumn } from "../crm/tables.js";

/** An id that no row has: what a missing key compares with. */
const NOBODY = -2_147_483_648;

/** Early releases put a # before keys (domain.md, "Keys and names"); it and case tell no keys apart. */
function bare(key: string): string {
  const trimmed = key.trim().toLowerCase();
  return trimmed.startsWith("#") ? trimmed.slice(1) : trimmed;
}

/** Purposes, legal bases and sources, known by key: case, outer blanks and a leading # do not matter, names and ids neither. */
export class KeyedRows {
  /** @param idsByKey by table and key */
  private constructor(private readonly idsByKey: ReadonlyMap<string, readonly number[]>) {}

  /** @throws DatabaseError */
  static async read(session: Session, relations: Relations): Promise<KeyedRows> {
    const idsByKey = new Map<string, number[]>();
    for (const table of ["ConsentPurpose", "LegalBase", "ConsentSource"] as const) {
      const id = identifier("r", keyColumn(table));
      const rows = await session.query<{ id: number; key_text: string | null }>(
        sql`SELECT ${id} AS id, ${identifier("r", "key")} AS key_text FROM ${relations.of(table)} r ORDER BY ${id}`,
      );
      for (const row of rows) {
        const key = bare(row.key_text ?? "");
        if (key !== "") idsByKey.set(`${table} ${key}`, [...(idsByKey.get(`${table} ${key}`) ?? []), Number(row.id)]);
      }
    }
    return new KeyedRows(idsByKey);
  }

  /** Ids of the rows with a key; there should be one. */
  ids(table: KeyedTable, key: string): readonly number[] {
    return this.idsByKey.get(`${table} ${bare(key)}`) ?? [];
  }

  /** The id of a key; one that no row has where the key is missing. */
  id(table: KeyedTable, key: string): number {
    return this.ids(table, key)[0] ?? NOBODY;
  }
}
