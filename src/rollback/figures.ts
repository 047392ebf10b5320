import { count } from "../dialect/counts.js";
import { identifier, sql, type Sql } from "../dialect/sql.js";
import type { CrmTable } from "../crm/tables.js";
import type { ObjectRow } from "../ledger/created-objects.js";
import type { Ledger } from "../ledger/ledger.js";
import type { LedgerState, RunRow } from "../ledger/step-states.js";
import { MOST_ITEMS, type AttentionItem, type Finding } from "../steps/finding.js";
import { hasColumnsOfOthers, holdsOnlyOurs, inUseFinding, standingObjects } from "../steps/schema/undo.js";
import type { StepDefinition, StepId } from "../steps/step.js";
import { isReferredTo, StoredTable } from "../work/undo-conditions.js";
import { piecesWithLeftRows } from "../work/undo-left.js";
import { isCrmTable } from "../work/undo-work.js";
import type { UpgradeContext } from "../work/upgrade-context.js";
import { AsWeLeftIt, type ValuesOfStep } from "./as-we-left-it.js";
import { stepsToUndo, stepsWithLeftOvers } from "./run.js";
import { valuesOfStep } from "./step.js";
import { figureTexts, type UndoneText } from "./text-figures.js";

/** What a rollback would do of a step, over all of its runs. */
export interface StepToUndo {
  readonly stepId: StepId;
  readonly deleted: number;
  readonly updated: number;
  readonly counts: Readonly<Record<string, number>>;
}

export interface RollbackFigures {
  readonly steps: readonly StepToUndo[];
  /** Rows that would stay. */
  readonly left: Finding | undefined;
  /** Tables and columns that would stay. */
  readonly inUse: Finding | undefined;
  /** Tables in which rows would go or change. */
  readonly tables: readonly CrmTable[];
}

/**
 * What a rollback of these runs would delete, give back and leave; writes nothing. The ledger says which rows are ours; each
 * table is asked once which of them somebody changed since.
 * @param runs newest first
 * @param leftOver runs that are rolled back, and whose remains are tried again
 * @throws DatabaseError
 */
export async function figureRollback(
  upgrade: UpgradeContext,
  ledger: Ledger,
  state: LedgerState,
  runs: readonly RunRow[],
  leftOver: readonly RunRow[],
  definitions: readonly StepDefinition[],
): Promise<RollbackFigures> {
  const values = runs.flatMap((run) =>
    stepsToUndo(state, run).map(({ step_id: stepId }): ValuesOfStep => {
      const definition = definitions.find(({ id }) => id === stepId);
      return { runId: run.run_id, stepId, ours: valuesOfStep(upgrade, run, definition) };
    }),
  );
  const figures = new Figures(upgrade, ledger, new AsWeLeftIt(ledger, values));
  for (const run of runs) for (const { step_id: stepId } of stepsToUndo(state, run)) figures.add(stepId, 0, 0, {});
  if (values.length > 0) {
    const ofRuns = sql`${[...new Set(values.map(({ runId }) => runId))]}`;
    await figures.changed(ofRuns);
    await figures.texts(values);
    await figures.inserted(sql`made.undone_at IS NULL AND made.run_id IN (${ofRuns})`);
  }
  for (const { run_id: runId } of leftOver) {
    const left = await piecesWithLeftRows(upgrade.session, ledger, [runId]);
    const batches = left
      .filter(({ table_name }) => isReferredTo(table_name))
      .map(({ step_id, batch_no }) => sql`(made.step_id = ${step_id} AND made.batch_no = ${batch_no})`);
    if (batches.length > 0) await figures.inserted(sql`made.run_id = ${runId} AND ${sql.or(batches)}`);
  }
  const created = definitions.filter(({ kind }) => kind === "schema").map(({ id }) => id);
  for (const [run, steps] of [
    ...runs.map((each) => [each, stepsToUndo(state, each)] as const),
    ...leftOver.map((each) => [each, stepsWithLeftOvers(state, each, definitions)] as const),
  ]) {
    for (const { step_id: stepId } of steps) if (created.includes(stepId)) await figures.objects(run.run_id, stepId);
  }
  return figures.all();
}

/** The small tables come last: what refers to their rows goes first. */
const SMALL_LAST = (a: CrmTable, b: CrmTable): number => Number(isReferredTo(a)) - Number(isReferredTo(b));

/** Rows that are alike, and how many they are. Counts and flags come as the engine gives them. */
type Group = Readonly<Record<"own" | "n", unknown>> & { readonly step: StepId };

class Figures {
  readonly #steps = new Map<StepId, StepToUndo>();
  readonly #items: AttentionItem[] = [];
  #left = 0;
  readonly #inUse: ObjectRow[] = [];
  /** Rows that would go, by table. */
  readonly #gone = new Map<string, number>();
  readonly #tables = new Set<CrmTable>();
  /** How many rows would no longer refer to a row of a small table, by column and id. */
  readonly #released = new Map<string, number>();

  constructor(
    private readonly upgrade: UpgradeContext,
    private readonly ledger: Ledger,
    private readonly asWeLeftIt: AsWeLeftIt,
  ) {}

  /** Customers' consents that get their old values back, and those that keep what they have. @param ofRuns a condition on the entry `o` */
  async changed(ofRuns: Sql): Promise<void> {
    const { session, catalog } = this.upgrade;
    const { top, limit } = session.dialect;
    const stored = StoredTable.find(session.dialect, catalog, "ConsentPerson");
    const own = stored === undefined ? sql`1 = 0` : this.asWeLeftIt.changed(stored);
    const row = stored === undefined ? sql`` : sql`LEFT JOIN ${stored.target.name} ON ${stored.key} = o.consent_id`;
    const open = sql`o.undone_piece IS NULL AND o.run_id IN (${ofRuns})`;
    // A row that one of these runs inserted is counted with the inserted ones.
    const inserted = sql`EXISTS (SELECT 1 FROM ${this.ledger.table("batch")} i
      WHERE i.table_name = ${"ConsentPerson"} AND i.run_id IN (${ofRuns}) AND o.consent_id BETWEEN i.first_id AND i.last_id)`;
    const refers = (column: string): Sql =>
      stored === undefined
        ? sql`0`
        : sql`CASE WHEN COALESCE(${stored.column("updatedCount")}, 0) = COALESCE(o.updated_count, 0) + 1 THEN ${stored.column(column)} ELSE 0 END`;
    const groups = await session.query<Group & Record<"inserted" | "basis" | "source", unknown>>(sql`
      SELECT e.step, e.own, e.inserted, e.basis, e.source, COUNT(*) AS n FROM (
        SELECT o.step_id AS step, CASE WHEN ${own} THEN 1 ELSE 0 END AS own, CASE WHEN ${inserted} THEN 1 ELSE 0 END AS inserted,
          ${refers("legalBase_id")} AS basis, ${refers("consentSource_id")} AS source
        FROM ${this.ledger.table("oldConsent")} o ${row} WHERE ${open}) e
      GROUP BY e.step, e.own, e.inserted, e.basis, e.source`);
    let stay = 0;
    for (const group of groups) {
      const isOurs = count(group.own) === 1;
      if (isOurs) this.addRows(group.step, "ConsentPerson", 0, count(group.n));
      if (count(group.inserted) === 1) continue;
      if (isOurs) {
        this.release("legalbase_id", group.basis, count(group.n));
        this.release("consentsource_id", group.source, count(group.n));
      } else stay += count(group.n);
    }
    if (stay === 0) return;
    const rows = await session.query<{ id: number }>(sql`
      SELECT ${top(MOST_ITEMS)} o.consent_id AS id FROM ${this.ledger.table("oldConsent")} o ${row}
      WHERE ${open} AND CASE WHEN ${own} THEN 1 ELSE 0 END = 0 AND NOT ${inserted} ORDER BY o.consent_id ${limit(MOST_ITEMS)}`);
    this.leave("ConsentPerson", stay, rows);
  }

  /** Rows of these batches that are deleted, and those that stay. @param batches a condition on the batch `made` */
  async inserted(batches: Sql): Promise<void> {
    const { session, catalog } = this.upgrade;
    const tables = await session.query<{ name: string }>(
      sql`SELECT DISTINCT made.table_name AS name FROM ${this.ledger.table("batch")} made WHERE ${batches}`,
    );
    for (const name of tables
      .map((table) => table.name)
      .filter(isCrmTable)
      .toSorted(SMALL_LAST)) {
      const stored = StoredTable.find(session.dialect, catalog, name);
      if (stored !== undefined) await this.ofTable(stored, batches);
    }
  }

  private async ofTable(stored: StoredTable, batches: Sql): Promise<void> {
    const { session } = this.upgrade;
    const { top, limit } = session.dialect;
    const name = stored.target.logicalName;
    const isSmall = isReferredTo(name);
    const own = this.asWeLeftIt.inserted(stored);
    const from = sql`${this.ledger.table("batch")} made
      JOIN ${stored.target.name} ON ${stored.key} BETWEEN made.first_id AND made.last_id
      WHERE made.table_name = ${name} AND ${batches}`;
    const columns = isSmall ? [stored.target.primaryKey.toLowerCase()] : stored.columnsThatRefer();
    const refers = columns.map((column) => sql`, ${stored.column(column)} AS ${identifier(column)}`);
    const all = sql`${["step", "own", ...columns].map((column) => identifier("r", column))}`;
    const groups = await session.query<Group & Record<string, unknown>>(sql`
      SELECT ${all}, COUNT(*) AS n
      FROM (SELECT made.step_id AS step, CASE WHEN ${own} THEN 1 ELSE 0 END AS own ${sql.join(refers, " ")} FROM ${from}) r
      GROUP BY ${all}`);
    let stay = 0;
    for (const group of groups) {
      const n = count(group.n);
      if (count(group.own) === 0 || (isSmall && (await this.isUsed(stored, group[columns[0] ?? ""])))) {
        stay += n;
        continue;
      }
      this.addRows(group.step, name, n, 0);
      this.#gone.set(name, (this.#gone.get(name) ?? 0) + n);
      for (const column of columns) this.release(column, group[column], n);
    }
    if (stay === 0) return;
    const rows = await session.query<{ id: number }>(sql`
      SELECT ${top(MOST_ITEMS)} ${stored.key} AS id FROM ${from} AND NOT (${own}) ORDER BY ${stored.key} ${limit(MOST_ITEMS)}`);
    this.leave(name, stay, rows);
  }

  /** Records of texts that get their old texts back, and those that stay. @param steps newest first */
  async texts(steps: readonly ValuesOfStep[]): Promise<void> {
    const seen = new Map<string, UndoneText>();
    for (const { runId, stepId } of steps) {
      const { restored, left } = await figureTexts(this.upgrade, this.ledger, runId, stepId, seen);
      this.add(stepId, 0, 0, {});
      for (const table of restored) this.addRows(stepId, table, 0, 1);
      this.#left += left.length;
      this.#items.push(...left.slice(0, MOST_ITEMS));
    }
  }

  /** Tables and columns of a run that are dropped, once their rows are gone. */
  async objects(runId: string, stepId: StepId): Promise<void> {
    const { session, catalog } = this.upgrade;
    const objects = await standingObjects(session, this.ledger, runId);
    const counts = { tables: 0, columns: 0, indexes: 0 };
    for (const object of objects) {
      const stored = StoredTable.find(session.dialect, catalog, object.table_name);
      if (stored === undefined || (object.kind !== "table" && object.kind !== "column")) continue;
      if (!(await this.wouldGo(object, stored))) {
        this.#inUse.push(object);
      } else if (object.kind === "column") {
        counts.columns += 1;
      } else {
        counts.tables += 1;
        counts.indexes += objects.filter((other) => other.kind === "index" && other.table_name === object.table_name).length;
      }
    }
    this.add(stepId, 0, 0, counts);
  }

  private addRows(stepId: StepId, table: CrmTable, deleted: number, updated: number): void {
    this.add(stepId, deleted, updated, {});
    this.#tables.add(table);
  }

  add(stepId: StepId, deleted: number, updated: number, counts: Readonly<Record<string, number>>): void {
    const before = this.#steps.get(stepId) ?? { deleted: 0, updated: 0, counts: {} };
    const names = [...new Set([...Object.keys(before.counts), ...Object.keys(counts)])];
    const old: Readonly<Record<string, number>> = before.counts;
    this.#steps.set(stepId, {
      stepId,
      deleted: before.deleted + deleted,
      updated: before.updated + updated,
      counts: Object.fromEntries(names.map((name) => [name, (old[name] ?? 0) + (counts[name] ?? 0)])),
    });
  }

  all(): RollbackFigures {
    const left =
      this.#left === 0 ? undefined : { code: "CHANGED_SINCE", count: this.#left, items: this.#items.slice(0, MOST_ITEMS) };
    return { steps: [...this.#steps.values()], left, inUse: inUseFinding(this.#inUse), tables: [...this.#tables] };
  }

  private async wouldGo(object: ObjectRow, stored: StoredTable): Promise<boolean> {
    const { session, catalog } = this.upgrade;
    if (object.kind === "column") return holdsOnlyOurs(session, catalog, object);
    if (hasColumnsOfOthers(catalog, object)) return false;
    const [row] = await session.query<{ n: unknown }>(sql`SELECT COUNT(*) AS n FROM ${stored.target.name}`);
    return count(row?.n) <= (this.#gone.get(object.table_name) ?? 0);
  }

  /** Whether anything would still refer to a row of a small table. */
  private async isUsed(stored: StoredTable, id: unknown): Promise<boolean> {
    const { session, catalog } = this.upgrade;
    let rows = -(this.#released.get(`${stored.target.primaryKey.toLowerCase()} ${String(id)}`) ?? 0);
    for (const { table, column } of stored.referringColumns()) {
      const [counted] = await session.query<{ n: unknown }>(
        sql`SELECT COUNT(*) AS n FROM ${identifier(catalog.schema, table)} WHERE ${identifier(column)} = ${Number(id)}`,
      );
      rows += count(counted?.n);
    }
    return rows > 0;
  }

  private release(column: string, id: unknown, rows: number): void {
    const name = `${column} ${String(id)}`;
    this.#released.set(name, (this.#released.get(name) ?? 0) + rows);
  }

  private leave(table: CrmTable, rows: number, first: readonly { readonly id: number }[]): void {
    this.#left += rows;
    this.#items.push(...first.map((row) => ({ table, id: String(row.id), detail: "" })));
  }
}
