import { findTable, hasIndexLike, type Catalog } from "../dialect/catalog.js";
import type { Dialect } from "../dialect/dialect.js";
import { inTransaction, type Session } from "../dialect/session.js";
import { identifier, sql, type Sql, type SqlValue } from "../dialect/sql.js";
import { RefusedError } from "../errors.js";
import { createEmptyTableStatements, createIndexStatement } from "../dialect/create-table.js";
import type { ColumnDefinition, TableDefinition } from "../dialect/table-definition.js";
import { LEDGER, LEDGER_VERSION, type LedgerRow, type LedgerTable } from "./tables.js";

/** Values of a ledger row by column. */
export type LedgerValues = Readonly<Record<string, SqlValue>>;

/** A row of one table: columns without a value are NULL. */
type RowValues<Table extends LedgerTable> = Readonly<Partial<Record<keyof LedgerRow<Table>, SqlValue>>>;

/** The ledger of one schema: the names of its tables, and the few statements that all of its parts use. */
export class Ledger {
  constructor(
    private readonly dialect: Dialect,
    private readonly schema: string,
  ) {}

  /** The qualified name of a ledger table. */
  table(table: LedgerTable): Sql {
    return identifier(this.schema, LEDGER[table].name);
  }

  /** @throws DatabaseError */
  async insert<Table extends LedgerTable>(session: Session, table: Table, values: RowValues<Table>): Promise<void> {
    await session.execute(this.insertStatement(table, values));
  }

  /** @returns the number of rows that matched. @throws DatabaseError */
  update(session: Session, table: LedgerTable, values: LedgerValues, where: LedgerValues): Promise<number> {
    return session.execute(this.updateStatement(table, values, where));
  }

  /** `INSERT` of one row. */
  insertStatement<Table extends LedgerTable>(table: Table, values: RowValues<Table>): Sql {
    const columns: readonly ColumnDefinition[] = LEDGER[table].columns;
    const given: Readonly<Partial<Record<string, SqlValue>>> = values;
    return sql`
      INSERT INTO ${this.table(table)} (${columns.map(({ name }) => identifier(name))})
      VALUES (${columns.map(({ name, type }) => this.dialect.cast(given[name] ?? null, type))})`;
  }

  /** `UPDATE` of the rows that match. */
  updateStatement(table: LedgerTable, values: LedgerValues, where: LedgerValues): Sql {
    const set = Object.entries(values).map(
      ([column, value]) => sql`${identifier(column)} = ${this.typed(LEDGER[table], column, value)}`,
    );
    return sql`UPDATE ${this.table(table)} SET ${set} WHERE ${this.matching(where)}`;
  }

  /** Rows in the order of the primary key, whole or only some columns. @throws DatabaseError */
  select<Row extends object>(
    session: Session,
    table: LedgerTable,
    where: LedgerValues = {},
    columns: readonly string[] = LEDGER[table].columns.map((column) => column.name),
  ): Promise<readonly Row[]> {
    return session.query<Row>(sql`
      SELECT ${columns.map((column) => identifier(column))}
      FROM ${this.table(table)} WHERE ${this.matching(where)}
      ORDER BY ${LEDGER[table].primaryKey.map((column) => identifier(column))}`);
  }

  matching(where: LedgerValues): Sql {
    return sql.and([sql`1 = 1`, ...Object.entries(where).map(([column, value]) => sql`${identifier(column)} = ${value}`)]);
  }

  private typed(table: TableDefinition, name: string, value: SqlValue): SqlValue {
    const definition = table.columns.find((column) => column.name === name);
    return definition === undefined ? value : this.dialect.cast(value, definition.type);
  }
}

/** Whether all tables of the ledger are there, some, or none. */
export function ledgerPresence(catalog: Catalog): "whole" | "partial" | "missing" {
  const there = Object.values(LEDGER).filter((table) => findTable(catalog, table.name) !== undefined);
  if (there.length === 0) return "missing";
  return there.length === Object.keys(LEDGER).length ? "whole" : "partial";
}

/**
 * Refuses a ledger that a newer version of the program wrote.
 * @throws RefusedError (4)
 */
export async function checkLedgerVersion(session: Session, ledger: Ledger): Promise<void> {
  const rows = await ledger.select<{ ledger_version: number }>(session, "run", {}, ["run_id", "ledger_version"]);
  const newest = Math.max(0, ...rows.map((row) => Number(row.ledger_version)));
  if (newest > LEDGER_VERSION) {
    throw new RefusedError(
      "LEDGER_TOO_NEW",
      `The ledger in this database has version ${newest}; this program knows ${LEDGER_VERSION}.`,
      {
        hint: "Use the version of consent-upgrade that wrote it, or a newer one.",
      },
    );
  }
}

/**
 * Creates the ledger's tables that are missing. Safe to repeat after a kill.
 * @throws DatabaseError
 */
export async function createLedger(session: Session, catalog: Catalog): Promise<void> {
  const { dialect } = session;
  const create = async (): Promise<void> => {
    for (const table of Object.values(LEDGER)) {
      const stored = findTable(catalog, table.name);
      // Where each statement is a commit, a kill between a table and its index leaves the table alone.
      const statements =
        stored === undefined
          ? createEmptyTableStatements(dialect, catalog.schema, table)
          : table.indexes
              .filter((index) => !hasIndexLike(stored, index))
              .map((index) => createIndexStatement(catalog.schema, table.name, index));
      for (const statement of statements) await session.execute(statement);
    }
  };
  await (dialect.transactionalDdl ? inTransaction(session, "write", create) : create());
}
