import type { Session } from "../dialect/session.js";
import { joinSql, type Sql } from "../dialect/sql.js";
import type { AttentionItem } from "../report/report.js";
import type { CrmTable } from "../crm/tables.js";
import type { StepId } from "../steps/step.js";
import { MOST_ITEMS } from "../report/ask-attention.js";
import { readBatches, type BatchRow } from "../ledger/batch-record.js";
import { count } from "../dialect/counts.js";
import type { ObjectRow } from "../ledger/created-objects.js";
import type { Ledger } from "../ledger/ledger.js";
import { ConsentChain, type ValuesOfStep } from "./chain.js";
import { isReferredTo, StoredTable } from "../work/undo-conditions.js";
import { piecesWithLeftRows } from "../work/undo-left.js";
import { hasColumnsOfOthers, holdsOnlyOurs, standingObjects } from "../steps/schema/undo.js";
import { ReferenceCensus } from "./reference-census.js";
import { isCrmTable } from "../work/undo-work.js";
import type { UpgradeContext } from "../work/upgrade-context.js";

/** Rows that would be left: all are counted, some are named. */
export interface LeftTally {
  readonly items: AttentionItem[];
  left: number;
  /** Tables and columns that stay, since they are in use. */
  readonly inUse: ObjectRow[];
}

/** Reads the figures of one step after the other, in the order in which a rollback undoes them. */
export class StepFiguresReader {
  private readonly session: Session;
  private readonly consents: StoredTable | undefined;
  private readonly census: ReferenceCensus;
  /** Rows that steps before would delete, by table. */
  private readonly deleted = new Map<CrmTable, number>();

  constructor(
    private readonly upgrade: UpgradeContext,
    private readonly ledger: Ledger,
    private readonly values: readonly ValuesOfStep[],
    private readonly tally: LeftTally,
  ) {
    this.session = upgrade.session;
    this.consents = StoredTable.find(upgrade.session.dialect, upgrade.catalog, "ConsentPerson");
    this.census = new ReferenceCensus(upgrade.session, upgrade.catalog);
  }

  /** Consent rows that get their old values back. */
  async changed(runId: string, stepId: StepId): Promise<number> {
    const { session, ledger, consents } = this;
    const { sql, top, limit } = session.dialect;
    const open = sql`o.run_id = ${runId} AND o.step_id = ${stepId} AND o.undone_piece IS NULL`;
    const [all] = await session.query<{ n: unknown }>(
      sql`SELECT COUNT(*) AS n FROM ${ledger.table("oldConsent")} o WHERE ${open}`,
    );
    if (count(all?.n) === 0) return 0;
    const restorable =
      consents === undefined
        ? sql`1 = 0`
        : sql`EXISTS (SELECT 1 FROM ${consents.target.name} WHERE ${consents.key} = o.consent_id AND ${this.chain(consents).restorable()})`;
    const groups = await session.query<{ basis: number | null; source: number | null; n: unknown }>(sql`
      SELECT o.legalbase_id AS basis, o.consentsource_id AS source, COUNT(*) AS n
      FROM ${ledger.table("oldConsent")} o WHERE ${open} AND ${restorable}
      GROUP BY o.legalbase_id, o.consentsource_id`);
    let restored = 0;
    const ours = await this.idsOf(runId, stepId);
    for (const group of groups) {
      const n = count(group.n);
      restored += n;
      this.census.move("legalbase_id", ours["legalBase_id"], group.basis, n);
      this.census.move("consentsource_id", ours["consentSource_id"], group.source, n);
    }
    if (restored === count(all?.n)) return restored;
    // A row that one of these runs inserted is counted with the inserted ones.
    const runIds = [...new Set(this.values.map((value) => value.runId))];
    const leftOver = sql`${open} AND NOT (${restorable}) AND NOT EXISTS (
      SELECT 1 FROM ${ledger.table("batch")} i
      WHERE i.table_name = ${"ConsentPerson"} AND i.run_id IN (${joinSql(sql, runIds)}) AND o.consent_id BETWEEN i.first_id AND i.last_id)`;
    const [left] = await session.query<{ n: unknown }>(
      sql`SELECT COUNT(*) AS n FROM ${ledger.table("oldConsent")} o WHERE ${leftOver}`,
    );
    const rows = await session.query<{ id: number }>(sql`
      SELECT ${top(MOST_ITEMS)} o.consent_id AS id FROM ${ledger.table("oldConsent")} o WHERE ${leftOver} ORDER BY o.consent_id ${limit(MOST_ITEMS)}`);
    this.leave("ConsentPerson", count(left?.n), rows);
    return restored;
  }

  /** Rows that are deleted. */
  async inserted(runId: string, stepId: StepId): Promise<number> {
    return this.ofBatches(runId, stepId, await readBatches(this.session, this.ledger, runId, stepId));
  }

  /** Rows that an earlier rollback had to leave because others referred to them, and that are deleted now. */
  async leftBefore(runId: string, stepId: StepId): Promise<number> {
    const left = (await piecesWithLeftRows(this.session, this.ledger, [runId])).filter(({ table_name }) =>
      isReferredTo(table_name),
    );
    const all = await this.ledger.select<BatchRow>(this.session, "batch", { run_id: runId, step_id: stepId });
    return this.ofBatches(
      runId,
      stepId,
      all.filter((batch) =>
        left.some(({ step_id, batch_no }) => step_id === stepId && Number(batch_no) === Number(batch.batch_no)),
      ),
    );
  }

  private async ofBatches(runId: string, stepId: StepId, batches: readonly BatchRow[]): Promise<number> {
    let deleted = 0;
    const ours = await this.idsOf(runId, stepId);
    for (const batch of batches.toReversed()) {
      const table = batch.table_name;
      if (batch.first_id === null || batch.last_id === null || !isCrmTable(table)) continue;
      const stored = StoredTable.find(this.session.dialect, this.upgrade.catalog, table);
      if (stored === undefined) continue;
      const n = await this.batch(batch, stored, this.conditionOf(batch, stored, runId, stepId));
      deleted += n;
      this.deleted.set(table, (this.deleted.get(table) ?? 0) + n);
      if (table === "ConsentPerson") {
        for (const [column, id] of Object.entries(ours)) this.census.move(column.toLowerCase(), id, null, n);
      }
    }
    return deleted;
  }

  /** Tables and columns that are dropped, once their rows are gone. */
  async objects(runId: string): Promise<Readonly<Record<string, number>>> {
    const { session, upgrade } = this;
    const objects = await standingObjects(session, this.ledger, runId);
    const counts = { tables: 0, columns: 0, indexes: 0 };
    for (const object of objects) {
      const stored = StoredTable.find(session.dialect, upgrade.catalog, object.table_name);
      if (stored === undefined || (object.kind !== "table" && object.kind !== "column")) continue;
      if (!(await this.wouldGo(object, stored))) {
        this.tally.inUse.push(object);
      } else if (object.kind === "column") {
        counts.columns += 1;
      } else {
        counts.tables += 1;
        counts.indexes += objects.filter((other) => other.kind === "index" && other.table_name === object.table_name).length;
      }
    }
    return counts;
  }

  private async wouldGo(object: ObjectRow, stored: StoredTable): Promise<boolean> {
    const { session, upgrade } = this;
    const { sql } = session.dialect;
    if (object.kind === "column") return holdsOnlyOurs(session, upgrade.catalog, object);
    if (hasColumnsOfOthers(upgrade.catalog, object)) return false;
    const [row] = await session.query<{ n: unknown }>(sql`SELECT COUNT(*) AS n FROM ${stored.target.name}`);
    return count(row?.n) <= (this.deleted.get(object.table_name) ?? 0);
  }

  private async batch(batch: BatchRow, stored: StoredTable, condition: Sql): Promise<number> {
    const { session } = this;
    const { sql, top, limit } = session.dialect;
    const within = stored.within(Number(batch.first_id), Number(batch.last_id));
    const groups = await this.groups(stored, within, condition);
    let [standing, deletable] = [0, 0];
    for (const { referred, all, own } of groups) {
      const kept = await this.census.isUsed(stored, referred);
      standing += count(all);
      deletable += kept ? 0 : count(own);
      if (stored.target.logicalName === "ShipmentTypeReservation")
        this.census.move("shipmenttype_id", referred ?? undefined, null, count(own));
    }
    if (standing === deletable) return deletable;
    const rows = await session.query<{ id: number }>(sql`
      SELECT ${top(MOST_ITEMS)} ${stored.key} AS id FROM ${stored.target.name} WHERE ${within} AND NOT (${condition})
      ORDER BY ${stored.key} ${limit(MOST_ITEMS)}`);
    this.leave(stored.target.logicalName, standing - deletable, rows);
    return deletable;
  }

  /** Rows of a batch by what refers to them or what they refer to: ids of small tables, types of reservations, else one group. */
  private async groups(
    stored: StoredTable,
    within: Sql,
    condition: Sql,
  ): Promise<readonly { readonly referred: number | null; readonly all: unknown; readonly own: unknown }[]> {
    const { sql, cast } = this.session.dialect;
    const { target } = stored;
    const by =
      stored.referringColumns().length > 0
        ? stored.key
        : target.logicalName === "ShipmentTypeReservation"
          ? stored.column("ShipmentType_id")
          : cast(sql`NULL`, { kind: "int" });
    return this.session.query(sql`
      SELECT r.referred, COUNT(*) AS ${this.session.dialect.identifier("all")}, SUM(r.own) AS own
      FROM (SELECT ${by} AS referred, CASE WHEN ${condition} THEN 1 ELSE 0 END AS own FROM ${target.name} WHERE ${within}) r
      GROUP BY r.referred`);
  }

  private conditionOf(batch: BatchRow, stored: StoredTable, runId: string, stepId: StepId): Sql {
    const writtenAt = this.session.dialect.cast(batch.written_at, { kind: "timestamp" });
    const ours = this.values.find((value) => value.runId === runId && value.stepId === stepId)?.ours ?? {};
    if (stored.target.logicalName !== "ConsentPerson") return stored.asInserted(writtenAt, ours);
    return this.chain(stored).deletable(writtenAt, ours);
  }

  private chain(stored: StoredTable): ConsentChain {
    return new ConsentChain(this.session.dialect, this.ledger, stored, this.values);
  }

  /** The ids of purpose, basis and source that a step wrote, by column. */
  private async idsOf(runId: string, stepId: StepId): Promise<Readonly<Record<string, number>>> {
    const { sql, identifier, fromNothing } = this.session.dialect;
    const ours = Object.entries(this.values.find((value) => value.runId === runId && value.stepId === stepId)?.ours ?? {});
    if (ours.length === 0) return {};
    const [row] = await this.session.query<Record<string, number>>(
      sql`SELECT ${joinSql(
        sql,
        ours.map(([column, value]) => sql`${value} AS ${identifier(column)}`),
      )} ${fromNothing()}`,
    );
    return row ?? {};
  }

  private leave(table: CrmTable, rows: number, first: readonly { readonly id: number }[]): void {
    this.tally.left += rows;
    this.tally.items.push(...first.map((row) => ({ table, id: String(row.id), detail: "" })));
  }
}
