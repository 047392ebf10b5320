import type { Dialect } from "../../dialect/dialect.js";
import { identifier, sql, type Sql, type SqlValue } from "../../dialect/sql.js";
import type { PersonRange } from "../person-range.js";
import type { RowSet } from "../row-set.js";
import { RowSetWriter, type Stamp } from "../row-set-sql.js";
import type { TargetTable } from "../../crm/target-table.js";
import type { Ledger } from "../../ledger/ledger.js";

/** Pieces of an undoing are numbered from 1 on. */
const NO_PIECE = 0;

/** The batch that changes rows, as the ledger names it. */
export interface ChangingBatch {
  readonly runId: string;
  readonly stepId: string;
  readonly batchNo: SqlValue;
}

/** The two statements by which stored consents give way to ours: their old values are kept, then exactly those rows change. */
export class GivingWay {
  constructor(
    private readonly dialect: Dialect,
    private readonly target: TargetTable,
    private readonly rows: RowSet,
    private readonly ledger: Ledger,
  ) {}

  /** INSERT of the old values into the ledger, the rows locked; undefined where stored rows always stay. */
  keepOldValues(range: PersonRange, source: Sql, batch: ChangingBatch): Sql | undefined {
    const { cast } = this.dialect;
    const e = (column: string): Sql => this.target.column(column, "e");
    const columns: Readonly<Record<string, Sql>> = {
      run_id: cast(batch.runId, { kind: "text", length: 36 }),
      step_id: cast(batch.stepId, { kind: "text", length: 64 }),
      consent_id: e(this.target.primaryKey),
      batch_no: cast(batch.batchNo, { kind: "int" }),
      person_id: e("person_id"),
      legalbase_id: e("legalBase_id"),
      consentsource_id: e("consentSource_id"),
      comment_text: e("comment"),
      updated: e("updated"),
      updated_associate_id: e("updated_associate_id"),
      updated_count: e("updatedCount"),
      new_comment: identifier("w", "comment"),
    };
    const giving = new RowSetWriter(this.dialect, this.target, this.rows).selectGivingWay(range, source, Object.values(columns));
    if (giving === undefined) return undefined;
    return sql`INSERT INTO ${this.ledger.table("oldConsent")} (${Object.keys(columns).map((name) => identifier(name))}) ${giving}`;
  }

  /** UPDATE of the rows whose old values the batch kept. */
  change(range: PersonRange, batch: ChangingBatch, stamp: Stamp): Sql {
    const { target } = this;
    const key = target.column(target.primaryKey);
    const saved = sql`o.run_id = ${batch.runId} AND o.step_id = ${batch.stepId}`;
    const set = [
      ...Object.entries(this.rows.assigned).map(([column, value]) => sql`${target.column(column)} = ${value}`),
      sql`${target.column("comment")} = (
        SELECT o.new_comment FROM ${this.ledger.table("oldConsent")} o WHERE ${saved} AND o.consent_id = ${key})`,
      ...target.saved(stamp.at, stamp.associateId),
    ];
    return sql`
      UPDATE ${target.name} SET ${set}
      WHERE ${range.covers(target.column("person_id"))}
        AND ${key} IN (
          SELECT o.consent_id FROM ${this.ledger.table("oldConsent")} o
          WHERE ${saved} AND o.batch_no = ${batch.batchNo})`;
  }

  /** UPDATE that marks the old values of rows that did not change after all, as a trigger had it otherwise: nothing is to be undone there. */
  forgetUnchanged(range: PersonRange, batch: ChangingBatch): Sql {
    const { target } = this;
    const assigned = Object.entries(this.rows.assigned).map(
      ([column, value]) => sql`(${target.column(column)} IS NULL OR ${target.column(column)} <> ${value})`,
    );
    return sql`
      UPDATE ${this.ledger.table("oldConsent")} SET undone_piece = ${NO_PIECE}
      WHERE run_id = ${batch.runId} AND step_id = ${batch.stepId} AND batch_no = ${batch.batchNo}
        AND consent_id IN (
          SELECT ${target.column(target.primaryKey)} FROM ${target.name}
          WHERE ${range.covers(target.column("person_id"))} AND ${sql.or(assigned)})`;
  }
}
