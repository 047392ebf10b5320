import type { Dialect } from "../dialect/dialect.js";
import { joinSql, type Sql } from "../dialect/sql.js";
import type { Ledger } from "../ledger/ledger.js";
import { entriesWithBatches, type OurValues, type StoredTable } from "../work/undo-conditions.js";

/** Values that a step of a run gave to all consents it wrote. */
export interface ValuesOfStep {
  readonly runId: string;
  readonly stepId: string;
  readonly ours: OurValues;
}

/**
 * What a rollback would find in a consent row once it has undone what later steps and runs of ours did
 * to it, told from the row as it is: each change of ours raises updatedCount by one, so an unbroken
 * chain of entries accounts for the whole difference.
 */
export class ConsentChain {
  constructor(
    private readonly dialect: Dialect,
    private readonly ledger: Ledger,
    private readonly stored: StoredTable,
    private readonly values: readonly ValuesOfStep[],
  ) {}

  /** The entry `o` can be undone: the newest change of the row is ours, and so are all since `o`. */
  restorable(): Sql {
    const { sql } = this.dialect;
    return sql`${this.counter()} = COALESCE(o.updated_count, 0) + 1 + (
        SELECT COUNT(*) FROM ${this.ledger.table("oldConsent")} l
        WHERE l.consent_id = o.consent_id AND l.undone_piece IS NULL AND COALESCE(l.updated_count, 0) > COALESCE(o.updated_count, 0))
      AND ${this.newestIsOurs()}`;
  }

  /** A row that we inserted at that time can be deleted: nobody changed it, or only later steps of ours did. */
  deletable(writtenAt: Sql, ours: OurValues): Sql {
    const { sql } = this.dialect;
    const entries = sql`${this.ledger.table("oldConsent")} e WHERE e.consent_id = ${this.stored.key} AND e.undone_piece IS NULL`;
    const kept = Object.entries({ legalBase_id: "e.legalbase_id", consentSource_id: "e.consentsource_id" }).flatMap(
      ([column, old]) => {
        const value = ours[column];
        return value === undefined ? [] : [sql`${this.dialect.identifier(...old.split("."))} = ${value}`];
      },
    );
    const first = joinSql(sql, [sql`COALESCE(e.updated_count, 0) = 0`, sql`e.updated = ${writtenAt}`, ...kept], " AND ");
    return sql`((${this.stored.asInserted(writtenAt, ours)} AND NOT EXISTS (SELECT 1 FROM ${entries}))
      OR (${this.counter()} = (SELECT COUNT(*) FROM ${entries})
        AND EXISTS (SELECT 1 FROM ${entries} AND ${first})
        AND ${this.newestIsOurs()}))`;
  }

  private counter(): Sql {
    return this.dialect.sql`COALESCE(${this.stored.column("updatedCount")}, 0)`;
  }

  private newestIsOurs(): Sql {
    const { sql } = this.dialect;
    const values = this.values.map(({ runId, stepId, ours }) => {
      const same = Object.entries(ours).map(([column, value]) => sql`${this.stored.column(column)} = ${value}`);
      return joinSql(sql, [sql`o.run_id = ${runId}`, sql`o.step_id = ${stepId}`, ...same], " AND ");
    });
    return sql`EXISTS (
      SELECT 1 FROM ${entriesWithBatches(this.dialect, this.ledger)}
      WHERE o.consent_id = ${this.stored.key} AND o.undone_piece IS NULL AND ${this.stored.asChanged({})}
        AND (${values.length === 0 ? sql`1 = 0` : joinSql(sql, values, " OR ")}))`;
  }
}
