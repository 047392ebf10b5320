import type { Catalog } from "../dialect/catalog.js";
import type { Session } from "../dialect/session.js";
import { sql } from "../dialect/sql.js";
import { RefusedError } from "../errors.js";
import { OLD_TABLE_NUMBERS, type CrmTable } from "./tables.js";
import { TargetTable } from "./target-table.js";
import { count } from "../dialect/counts.js";

/** The first id of satellites; the central database's own ids are below it. */
export const FIRST_SATELLITE_ID = 16_777_216;

/** A row of `sequence`: which one, and the table's number in this database. */
export interface SequenceRow {
  readonly id: number;
  readonly tableNumber: number;
}

/** Ids that were taken: `first` to `last`, both included. */
export interface ReservedIds {
  readonly first: number;
  readonly last: number;
}

/** A row of `sequence` has the id table number + 10 (vendor's database reference). */
export const ID_OFFSET = 10;

/** `sequence` with the names that this database gives. */
export class SequenceTable {
  private readonly target: TargetTable;

  /** @throws RefusedError (4) where the table is missing */
  constructor(
    private readonly session: Session,
    catalog: Catalog,
  ) {
    this.target = TargetTable.of(session.dialect, catalog, "sequence");
  }

  /**
   * The row of a table: by TableName, else by the vendor's number for tables older than the consent
   * tables, else by the number that the ledger kept for a table of ours. Undefined where there is none.
   */
  async find(table: CrmTable, numberFromLedger?: number): Promise<SequenceRow | undefined> {
    const { folded } = this.session.dialect;
    const id = this.target.column("id");
    if (this.target.has("TableName")) {
      const number = this.target.has("TableNumber") ? this.target.column("TableNumber") : sql`${id} - ${ID_OFFSET}`;
      const [row] = await this.session.query<{ id: number; number: number | null }>(sql`
        SELECT ${id} AS id, ${number} AS number FROM ${this.target.name}
        WHERE ${folded(this.target.column("TableName"))} = ${table.toLowerCase()}`);
      if (row !== undefined) return { id: row.id, tableNumber: row.number ?? row.id - ID_OFFSET };
    }
    const known = numberFromLedger ?? OLD_TABLE_NUMBERS[table];
    if (known === undefined) return undefined;
    const [row] = await this.session.query<{ id: number }>(
      sql`SELECT ${id} AS id FROM ${this.target.name} WHERE ${id} = ${known + ID_OFFSET}`,
    );
    return row === undefined ? undefined : { id: row.id, tableNumber: known };
  }

  /** The row of a table that we are about to write. @throws RefusedError (4) where there is none */
  async row(table: CrmTable, numberFromLedger?: number): Promise<SequenceRow> {
    const found = await this.find(table, numberFromLedger);
    if (found !== undefined) return found;
    throw new RefusedError(
      "SEQUENCE_ROW_MISSING",
      `The table sequence has no row for ${table}: nobody knows its next free id and its table number.`,
      { hint: "Let the vendor's support repair the sequence table, then run again." },
    );
  }

  /** The greatest table number in use. */
  async greatestNumber(): Promise<number> {
    const id = this.target.column("id");
    const byId = sql`${id} - ${ID_OFFSET}`;
    const own = this.target.has("TableNumber") ? this.target.column("TableNumber") : byId;
    const rows = await this.session.query<{ n: number | null }>(
      sql`SELECT MAX(CASE WHEN ${own} > ${byId} THEN ${own} ELSE ${byId} END) AS n FROM ${this.target.name}`,
    );
    return count(rows[0]?.n);
  }

  /** Adds the row of a new table. @throws DatabaseError */
  async add(table: CrmTable, tableNumber: number): Promise<void> {
    const { target } = this;
    const values = {
      id: target.typed("id", tableNumber + ID_OFFSET),
      next_id: target.typed("next_id", 1),
      TableName: target.typed("TableName", table),
      TableNumber: target.typed("TableNumber", tableNumber),
    };
    await this.session.execute(target.insert(values));
  }

  /** The next free id of a row. */
  async nextId(row: SequenceRow): Promise<number> {
    const rows = await this.session.query<{ next_id: number | null }>(
      sql`SELECT ${this.target.column("next_id")} AS next_id FROM ${this.target.name} WHERE ${this.target.column("id")} = ${row.id}`,
    );
    return count(rows[0]?.next_id);
  }

  /**
   * Takes `ids` ids; must run in a transaction. The other order, read first, is not safe with other users at work.
   * @throws RefusedError (4) where they would reach into the satellites' range
   * @throws DatabaseError
   */
  async take(row: SequenceRow, ids: number): Promise<ReservedIds> {
    const { dialect } = this.session;
    const column = this.target.column("next_id");
    const more = dialect.cast(ids, { kind: "int" });
    const taken = await this.session.execute(
      sql`UPDATE ${this.target.name} SET ${column} = ${column} + ${more} WHERE ${this.target.column("id")} = ${row.id} AND ${column} <= ${FIRST_SATELLITE_ID - ids}`,
    );
    const next = await this.nextId(row);
    if (taken === 0) {
      throw new RefusedError(
        "IDS_EXHAUSTED",
        `Table number ${row.tableNumber} has no ${ids} ids left below ${FIRST_SATELLITE_ID}.`,
        {
          hint: "Ask the vendor's support: the central database's range of ids is used up.",
        },
      );
    }
    return { first: next - ids, last: next - 1 };
  }
}
