import { identifier, sql, type Sql } from "../dialect/sql.js";
import type { StepId } from "../steps/step.js";
import type { Ledger } from "../ledger/ledger.js";
import { entriesWithBatches, type OurValues, type StoredTable } from "../work/undo-conditions.js";

/** Values that a step of a run gave to all consents it wrote. */
export interface ValuesOfStep {
  readonly runId: string;
  readonly stepId: StepId;
  readonly ours: OurValues;
}

/**
 * Conditions that nobody but later steps and runs of ours changed what a step wrote, told from the row as it is: each change of
 * ours raises updatedCount by one, so the old values in the ledger account for the whole difference.
 */
export class AsWeLeftIt {
  constructor(
    private readonly ledger: Ledger,
    private readonly values: readonly ValuesOfStep[],
  ) {}

  /** A row that the batch `made` inserted. */
  inserted(stored: StoredTable): Sql {
    const untouched = stored.asInserted(sql`made.written_at`, {});
    if (stored.target.logicalName !== "ConsentPerson") return untouched;
    const changes = sql`(SELECT COUNT(*) FROM ${this.ledger.table("oldConsent")} e WHERE e.consent_id = ${stored.key} AND e.undone_piece IS NULL)`;
    return sql`((${untouched} AND ${this.hasOurValues(stored, "made")})
      OR (${counter(stored)} > 0 AND ${counter(stored)} = ${changes} AND ${this.newestIsOurs(stored)}))`;
  }

  /** A consent row that gets the old values of the entry `o` back: the newest change is ours, and so are all since `o`. */
  changed(stored: StoredTable): Sql {
    return sql`(${counter(stored)} = COALESCE(o.updated_count, 0) + 1 + (
        SELECT COUNT(*) FROM ${this.ledger.table("oldConsent")} l
        WHERE l.consent_id = o.consent_id AND l.undone_piece IS NULL AND COALESCE(l.updated_count, 0) > COALESCE(o.updated_count, 0))
      AND ${this.newestIsOurs(stored)})`;
  }

  private newestIsOurs(stored: StoredTable): Sql {
    return sql`EXISTS (
      SELECT 1 FROM ${entriesWithBatches(this.ledger)}
      WHERE o.consent_id = ${stored.key} AND o.undone_piece IS NULL AND ${stored.asChanged({})} AND ${this.hasOurValues(stored, "o")})`;
  }

  /** The row has what the step gave it that the alias names. */
  private hasOurValues(stored: StoredTable, alias: string): Sql {
    const steps = this.values.map(({ runId, stepId, ours }) => {
      const same = Object.entries(ours).map(([column, value]) => sql`${stored.column(column)} = ${value}`);
      const step = [sql`${identifier(alias, "run_id")} = ${runId}`, sql`${identifier(alias, "step_id")} = ${stepId}`];
      return sql`(${sql.and([...step, ...same])})`;
    });
    return sql.or(steps);
  }
}

function counter(stored: StoredTable): Sql {
  return sql`COALESCE(${stored.column("updatedCount")}, 0)`;
}
