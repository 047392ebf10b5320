import type { Catalog } from "../dialect/catalog.js";
import type { Dialect } from "../dialect/dialect.js";
import { sql, type Sql } from "../dialect/sql.js";
import { TargetTable } from "./target-table.js";

/** Types of logged changes (vendor's reference, traveltransactionlog.type). */
export const LOGGED_AS = { insert: 4352, update: 4608, delete: 4864 } as const;

/** What a log statement needs besides the records. */
export interface LogEntry {
  readonly type: keyof typeof LOGGED_AS;
  readonly tableNumber: Sql;
  readonly associateId: number;
  /** The server's local time, typed. */
  readonly at: Sql;
  /** The first id that was reserved for the log. */
  readonly firstId: Sql;
}

/**
 * INSERT into `traveltransactionlog`: what satellites and travellers are told. Written set-based, like everything.
 * @param records a SELECT of one column `record_id`
 * @throws RefusedError (4) where the table is missing: then nothing is to be logged
 */
export function logStatement(dialect: Dialect, catalog: Catalog, records: Sql, entry: LogEntry): Sql {
  const values = {
    traveltransactionlog_id: sql`${entry.firstId} - 1 + ROW_NUMBER() OVER (ORDER BY r.record_id)`,
    ttime: entry.at,
    prev_record_id: sql`0`,
    type: dialect.cast(LOGGED_AS[entry.type], { kind: "int" }),
    associate_id: dialect.cast(entry.associateId, { kind: "int" }),
    tablenumber: entry.tableNumber,
    record_id: sql`r.record_id`,
    // A mass operation (vendor's reference, traveltransactionlog.flags).
    flags: sql`2`,
    application_id: sql`0`,
  };
  return TargetTable.of(dialect, catalog, "traveltransactionlog").insert(values, sql`FROM (${records}) r`);
}
