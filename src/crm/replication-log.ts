import type { Catalog } from "../dialect/catalog.js";
import type { Dialect } from "../dialect/dialect.js";
import { sql, type Sql } from "../dialect/sql.js";
import { RefusedError } from "../errors.js";
import { TargetTable } from "./target-table.js";

/** Types of logged changes (vendor's reference, traveltransactionlog.type). */
export const LOGGED_AS = { insert: 4352, update: 4608, delete: 4864 } as const;

/** What a log statement needs besides the records. */
export interface LogEntry {
  readonly type: keyof typeof LOGGED_AS;
  readonly tableNumber: Sql;
  readonly associateId: Sql;
  /** The server's local time, typed. */
  readonly at: Sql;
  /** The first id that was reserved for the log. */
  readonly firstId: Sql;
}

/** `traveltransactionlog`: what satellites and travellers are told. Written set-based, like everything. */
export class ReplicationLog {
  private constructor(
    private readonly dialect: Dialect,
    private readonly target: TargetTable,
  ) {}

  /** @throws RefusedError (4) where the table is missing although satellites or travellers exist */
  static of(dialect: Dialect, catalog: Catalog): ReplicationLog {
    const target = TargetTable.find(dialect, catalog, "traveltransactionlog");
    if (target === undefined) {
      throw new RefusedError(
        "NO_REPLICATION_LOG",
        "Satellites or travellers exist, but the table traveltransactionlog is missing.",
        {
          hint: "Check that the schema is the CRM's; run.replicationLog: never does without the log, and satellites will miss the changes.",
        },
      );
    }
    return new ReplicationLog(dialect, target);
  }

  /** Logs records given by a SELECT of one column `record_id`. */
  log(records: Sql, entry: LogEntry): Sql {
    const values = {
      traveltransactionlog_id: sql`${entry.firstId} - 1 + ROW_NUMBER() OVER (ORDER BY r.record_id)`,
      ttime: entry.at,
      prev_record_id: sql`0`,
      type: this.dialect.cast(LOGGED_AS[entry.type], { kind: "int" }),
      associate_id: entry.associateId,
      tablenumber: entry.tableNumber,
      record_id: sql`r.record_id`,
      // A mass operation (vendor's reference, traveltransactionlog.flags).
      flags: sql`2`,
      application_id: sql`0`,
    };
    return this.target.insert(values, sql`FROM (${records}) r`);
  }
}
