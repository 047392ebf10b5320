import { findTable, type Catalog } from "../dialect/catalog.js";
import type { Dialect } from "../dialect/dialect.js";
import { identifier, sql, type Sql } from "../dialect/sql.js";
import { REFERRED_TO, REFERRING_COLUMNS, type CrmTable } from "../crm/tables.js";
import { SWITCHED_ON } from "../crm/emarketing-privacy.js";
import { TargetTable } from "../crm/target-table.js";
import type { Ledger } from "../ledger/ledger.js";

/** Values that a step gave to all consents it wrote, by column. */
export type OurValues = Readonly<Record<string, Sql>>;

/**
 * Conditions that a stored row is still as we wrote it. Columns are qualified by the table's own name,
 * without the schema: that name stands in UPDATE and DELETE on every engine, and keeps apart the
 * ledger's columns of the same names in subqueries.
 */
export class StoredTable {
  private constructor(
    private readonly dialect: Dialect,
    private readonly catalog: Catalog,
    readonly target: TargetTable,
    /** The table's name as the catalog gives it. */
    readonly alias: string,
  ) {}

  /** Undefined where the table is not there (any more). */
  static find(dialect: Dialect, catalog: Catalog, name: CrmTable): StoredTable | undefined {
    const target = TargetTable.find(dialect, catalog, name);
    const alias = findTable(catalog, name)?.name;
    return target === undefined || alias === undefined ? undefined : new StoredTable(dialect, catalog, target, alias);
  }

  column(name: string): Sql {
    return this.target.column(name, this.alias);
  }

  get key(): Sql {
    return this.column(this.target.primaryKey);
  }

  /** Rows by id. */
  within(firstId: number, lastId: number): Sql {
    return sql`${this.key} BETWEEN ${firstId} AND ${lastId}`;
  }

  /** A row that we inserted at that time (an expression) and that nobody changed. */
  asInserted(writtenAt: Sql, ours: OurValues): Sql {
    if (!this.target.has("updatedCount")) {
      const given = Object.entries(GIVEN[this.target.logicalName] ?? {});
      const same = given.map(([column, value]) => sql`${this.column(column)} = ${this.target.typed(column, value)}`);
      return sql.and(same);
    }
    return sql.and([
      sql`COALESCE(${this.column("updatedCount")}, 0) = 0`,
      sql`${this.column("updated")} = ${writtenAt}`,
      ...this.hasValues(ours),
    ]);
  }

  /** A consent row that we changed, as its entry `o` of old values and the entry's batch `b` say, and that nobody changed since. */
  asChanged(ours: OurValues): Sql {
    const { dialect } = this;
    return sql.and([
      sql`COALESCE(${this.column("updatedCount")}, 0) = COALESCE(o.updated_count, 0) + 1`,
      sql`${this.column("updated")} = b.written_at`,
      sql`(${dialect.sameBytes(this.column("comment"), sql`o.new_comment`)})`,
      ...this.hasValues(ours),
    ]);
  }

  /**
   * No row of any table refers to the row: reference rows and types stay otherwise. A column refers to a
   * table when it has the name of that table's key.
   */
  unreferenced(): Sql {
    const conditions = this.referringColumns().map(
      ({ table, column }) =>
        sql`NOT EXISTS (SELECT 1 FROM ${identifier(this.catalog.schema, table)} r WHERE ${identifier("r", column)} = ${this.key})`,
    );
    return sql.and(conditions);
  }

  /**
   * Columns of other tables that refer to this one, as the catalog names them.
   * @throws TypeError where the catalog was not read for it: a table that refers to a row must not be overlooked
   */
  referringColumns(): readonly { readonly table: string; readonly column: string }[] {
    if (!isReferredTo(this.target.logicalName)) return [];
    const key = this.target.primaryKey.toLowerCase();
    if (!this.catalog.withColumns.has(key)) throw new TypeError(`Nobody looked for tables with a column ${key}.`);
    return [...this.catalog.tables].flatMap(([lower, table]) => {
      const column = table.columns.get(key);
      if (column === undefined || table.name === this.alias || lower.startsWith(LEDGER_PREFIX)) return [];
      return [{ table: table.name, column: column.column }];
    });
  }

  /** Columns of this table that refer to a small table, in lower case. */
  columnsThatRefer(): readonly string[] {
    return REFERRING_COLUMNS.map((column) => column.toLowerCase()).filter((column) => this.target.has(column));
  }

  private hasValues(ours: OurValues): readonly Sql[] {
    if (this.target.logicalName !== "ConsentPerson") return [];
    return Object.entries(ours).map(([column, value]) => sql`${this.column(column)} = ${value}`);
  }
}

/** Tables that count no saves: a row that we added is as we wrote it while it has these values. */
const GIVEN: Readonly<Partial<Record<CrmTable, Readonly<Record<string, string>>>>> = { registry: { value: SWITCHED_ON } };

const LEDGER_PREFIX = "consent_upgrade_";

export function isReferredTo(table: CrmTable): boolean {
  return REFERRED_TO.includes(table);
}

/** The entries of old values with the batches that they belong to, aliases `o` and `b`. */
export function entriesWithBatches(ledger: Ledger): Sql {
  return sql`${ledger.table("oldConsent")} o
    JOIN ${ledger.table("batch")} b ON b.run_id = o.run_id AND b.step_id = o.step_id AND b.batch_no = o.batch_no`;
}
