import type { Catalog } from "../dialect/catalog.js";
import type { Session } from "../dialect/session.js";
import { count } from "../dialect/counts.js";
import type { StoredTable } from "../work/undo-conditions.js";

/**
 * How many rows would still refer to a row of a small table, once a rollback has undone what came
 * before: what refers to it now, less what goes, plus what comes back.
 */
export class ReferenceCensus {
  readonly #moved = new Map<string, number>();

  constructor(
    private readonly session: Session,
    private readonly catalog: Catalog,
  ) {}

  /** `rows` rows refer to another id by that column, or to none. */
  move(column: string, from: number | undefined, to: number | null, rows: number): void {
    if (from !== undefined) this.#add(column, from, -rows);
    if (to !== null) this.#add(column, to, rows);
  }

  /** Whether anything would refer to that row of the table. @throws DatabaseError */
  async isUsed(stored: StoredTable, id: number | null): Promise<boolean> {
    if (id === null) return false;
    const { sql, identifier } = this.session.dialect;
    let rows = 0;
    const referring = stored.referringColumns();
    for (const { table, column } of referring) {
      const [counted] = await this.session.query<{ n: unknown }>(
        sql`SELECT COUNT(*) AS n FROM ${identifier(this.catalog.schema, table)} WHERE ${identifier(column)} = ${id}`,
      );
      rows += count(counted?.n);
    }
    const [first] = referring;
    return rows + (first === undefined ? 0 : (this.#moved.get(`${first.column.toLowerCase()} ${id}`) ?? 0)) > 0;
  }

  #add(column: string, id: number, rows: number): void {
    const name = `${column.toLowerCase()} ${id}`;
    this.#moved.set(name, (this.#moved.get(name) ?? 0) + rows);
  }
}
