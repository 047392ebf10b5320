import type { TargetTable } from "../crm/target-table.js";
import type { Dialect } from "../dialect/dialect.js";
import { identifier, sql, type Sql, type SqlValue } from "../dialect/sql.js";
import type { Ledger } from "../ledger/ledger.js";

/** A text that is about to change, and what the ledger calls the change. */
export interface KeptText {
  readonly runId: string;
  readonly stepId: string;
  readonly batchNo: Sql;
  readonly column: string;
  /** Of the new text. */
  readonly newHash: SqlValue;
}

/**
 * INSERT that copies old texts into the ledger within the database, their rows locked for the UPDATE that follows.
 * @param where which rows of the table `e`
 */
export function keepOldText(dialect: Dialect, ledger: Ledger, target: TargetTable, kept: KeptText, where: Sql): Sql {
  const { cast, rowLock } = dialect;
  const e = (name: string): Sql => target.column(name, "e");
  const saved = (name: string): Sql => (target.has("updatedCount") ? e(name) : sql`NULL`);
  const lock = rowLock("e");
  const values: Readonly<Record<string, Sql>> = {
    run_id: cast(kept.runId, { kind: "text", length: 36 }),
    table_name: cast(target.logicalName, { kind: "text", length: 128 }),
    row_id: e(target.primaryKey),
    column_name: cast(kept.column, { kind: "text", length: 128 }),
    step_id: cast(kept.stepId, { kind: "text", length: 64 }),
    batch_no: kept.batchNo,
    old_text: e(kept.column),
    new_hash: cast(kept.newHash, { kind: "text", length: 64 }),
    updated: saved("updated"),
    updated_associate_id: saved("updated_associate_id"),
    updated_count: saved("updatedCount"),
  };
  return sql`
      INSERT INTO ${ledger.table("oldText")} (${Object.keys(values).map((name) => identifier(name))})
      SELECT ${Object.values(values)} FROM ${target.name} e ${lock.hint}
      WHERE ${where} ${lock.suffix}`;
}
