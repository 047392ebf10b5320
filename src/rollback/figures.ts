import { count, countRows } from "../dialect/counts.js";
import { identifier, sql, type Sql } from "../dialect/sql.js";
import { REFERRED_TO, type CrmTable } from "../crm/tables.js";
import type { ObjectRow } from "../ledger/created-objects.js";
import type { Ledger } from "../ledger/ledger.js";
import type { LedgerState, RunRow } from "../ledger/step-states.js";
import { MOST_ITEMS, type AttentionItem, type Finding } from "../steps/finding.js";
import { countObjects, holdsOnlyOurs, inUseFinding, standingObjects } from "../steps/schema/undo.js";
import type { StepDefinition, StepId } from "../steps/step.js";
import { isReferredTo, StoredTable } from "../work/undo-conditions.js";
import { isCrmTable } from "../work/undo-work.js";
import type { UpgradeContext } from "../work/upgrade-context.js";
import { AsWeLeftIt, type ValuesOfStep } from "./as-we-left-it.js";
import { stepsToUndo, stepsWithLeftOvers } from "./run.js";
import { valuesOfStep } from "./step.js";
import { figureTexts } from "./text-figures.js";

/** What a rollback would do of a step, over all of its runs. */
export interface StepToUndo {
  readonly stepId: StepId;
  deleted: number;
  updated: number;
  readonly counts: Record<string, number>;
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
  for (const { stepId } of values) figures.step(stepId);
  const runIds = [...new Set(values.map(({ runId }) => runId))];
  const again = leftOver.map((run) => run.run_id);
  const batches: Sql[] = [];
  if (runIds.length > 0) {
    await figures.changed(runIds);
    await figures.texts(runIds);
    batches.push(sql`made.undone_at IS NULL AND made.run_id IN (${runIds})`);
  }
  if (again.length > 0) {
    batches.push(sql`made.run_id IN (${again}) AND made.table_name IN (${REFERRED_TO}) AND EXISTS (
      SELECT 1 FROM ${ledger.table("undo")} u
      WHERE u.run_id = made.run_id AND u.step_id = made.step_id AND u.batch_no = made.batch_no AND u.left_behind > 0)`);
  }
  if (batches.length > 0) await figures.inserted(sql.or(batches));
  for (const run of [...runs, ...leftOver]) {
    const steps = leftOver.includes(run) ? stepsWithLeftOvers(state, run, definitions) : stepsToUndo(state, run);
    for (const { step_id: stepId } of steps) {
      if (definitions.some(({ id, kind }) => id === stepId && kind === "schema")) await figures.objects(run.run_id, stepId);
    }
  }
  return figures.all();
}

/** Rows that are alike, and how many they are. Counts and flags come as the engine gives them. */
type Group = Readonly<Record<string, unknown> & Record<"own" | "inserted" | "n", unknown>> & { readonly step: StepId };

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

  /** Customers' consents that get their old values back, and those that keep what they have. */
  async changed(runIds: readonly string[]): Promise<void> {
    const stored = StoredTable.find(this.upgrade.session.dialect, this.upgrade.catalog, "ConsentPerson");
    if (stored === undefined) return;
    // A row that one of these runs inserted is counted with the inserted ones.
    const inserted = sql`EXISTS (SELECT 1 FROM ${this.ledger.table("batch")} i
      WHERE i.table_name = ${"ConsentPerson"} AND i.run_id IN (${runIds}) AND o.consent_id BETWEEN i.first_id AND i.last_id)`;
    const isNewest = sql`COALESCE(${stored.column("updatedCount")}, 0) = COALESCE(o.updated_count, 0) + 1`;
    const columns = ["legalbase_id", "consentsource_id"];
    const refers = columns.map(
      (name) => sql`CASE WHEN ${isNewest} THEN ${stored.column(name)} ELSE 0 END AS ${identifier(name)}`,
    );
    const rows = sql`
      SELECT o.step_id AS step, o.consent_id AS id, CASE WHEN ${this.asWeLeftIt.changed(stored)} THEN 1 ELSE 0 END AS own,
        CASE WHEN ${inserted} THEN 1 ELSE 0 END AS inserted, ${refers}
      FROM ${this.ledger.table("oldConsent")} o LEFT JOIN ${stored.target.name} ON ${stored.key} = o.consent_id
      WHERE o.undone_piece IS NULL AND o.run_id IN (${runIds})`;
    await this.ask(stored, "updated", rows, columns);
  }

  /** Rows of these batches that are deleted, and those that stay. @param batches a condition on the batch `made` */
  async inserted(batches: Sql): Promise<void> {
    const { session, catalog } = this.upgrade;
    const made = await session.query<{ name: string }>(
      sql`SELECT DISTINCT made.table_name AS name FROM ${this.ledger.table("batch")} made WHERE ${batches}`,
    );
    // The small tables come last: what refers to their rows goes first.
    const tables = made.map(({ name }) => name).filter(isCrmTable);
    for (const name of tables.toSorted((a, b) => Number(isReferredTo(a)) - Number(isReferredTo(b)))) {
      const stored = StoredTable.find(session.dialect, catalog, name);
      if (stored === undefined) continue;
      const columns = isReferredTo(name) ? [stored.target.primaryKey.toLowerCase()] : stored.columnsThatRefer();
      const refers = columns.map((column) => sql`, ${stored.column(column)} AS ${identifier(column)}`);
      const rows = sql`
        SELECT made.step_id AS step, ${stored.key} AS id, CASE WHEN ${this.asWeLeftIt.inserted(stored)} THEN 1 ELSE 0 END AS own,
          0 AS inserted ${sql.join(refers, " ")}
        FROM ${this.ledger.table("batch")} made JOIN ${stored.target.name} ON ${stored.key} BETWEEN made.first_id AND made.last_id
        WHERE made.table_name = ${name} AND ${batches}`;
      await this.ask(stored, "deleted", rows, columns);
    }
  }

  /** Asks a table which rows of ours are as we left them. @param columns by which they refer to rows of small tables */
  private async ask(stored: StoredTable, change: "deleted" | "updated", rows: Sql, columns: readonly string[]): Promise<void> {
    const { session } = this.upgrade;
    const { top, limit } = session.dialect;
    const table = stored.target.logicalName;
    const alike = sql`${["step", "own", "inserted", ...columns].map((column) => identifier("r", column))}`;
    const groups = await session.query<Group>(sql`SELECT ${alike}, COUNT(*) AS n FROM (${rows}) r GROUP BY ${alike}`);
    let stay = 0;
    for (const group of groups) {
      const n = count(group.n);
      const goes = count(group.own) === 1 && !(await this.isUsed(stored, group));
      if (goes) this.tally(group.step, table, change, n);
      if (count(group.inserted) === 1) continue;
      if (!goes) stay += n;
      for (const id of goes ? columns.map((column) => `${column} ${String(group[column])}`) : [])
        this.#released.set(id, (this.#released.get(id) ?? 0) + n);
    }
    if (stay === 0) return;
    this.#left += stay;
    const first = await session.query<{ id: number }>(sql`
      SELECT ${top(MOST_ITEMS)} r.id FROM (${rows}) r WHERE r.own = 0 AND r.inserted = 0 ORDER BY r.id ${limit(MOST_ITEMS)}`);
    this.#items.push(...first.map(({ id }) => ({ table, id: String(id), detail: "" })));
  }

  /** Records of texts that get their old texts back, and those that stay. @param runIds newest first */
  async texts(runIds: readonly string[]): Promise<void> {
    for (const { table, id, stepId, isRestored } of await figureTexts(this.upgrade, this.ledger, runIds)) {
      if (isRestored) this.tally(stepId, table, "updated", 1);
      else if ((this.#left += 1) <= MOST_ITEMS) this.#items.push({ table, id: String(id), detail: "" });
    }
  }

  /** Tables and columns of a run that are dropped, once their rows are gone. */
  async objects(runId: string, stepId: StepId): Promise<void> {
    const { session, catalog } = this.upgrade;
    const { counts } = this.step(stepId);
    const objects = await standingObjects(session, this.ledger, runId);
    const dropped: ObjectRow[] = [];
    for (const object of objects.filter(({ kind }) => kind === "table" || kind === "column")) {
      const goes = await holdsOnlyOurs(session, catalog, object, this.#gone.get(object.table_name));
      (goes ? dropped : this.#inUse).push(object);
    }
    for (const [name, n] of Object.entries(countObjects(objects, dropped))) counts[name] = (counts[name] ?? 0) + n;
  }

  /** What is counted of a step. */
  step(stepId: StepId): StepToUndo {
    const found = this.#steps.get(stepId) ?? { stepId, deleted: 0, updated: 0, counts: {} };
    this.#steps.set(stepId, found);
    return found;
  }

  private tally(stepId: StepId, table: CrmTable, change: "deleted" | "updated", rows: number): void {
    this.step(stepId)[change] += rows;
    this.#tables.add(table);
    if (change === "deleted") this.#gone.set(table, (this.#gone.get(table) ?? 0) + rows);
  }

  all(): RollbackFigures {
    const left =
      this.#left === 0 ? undefined : { code: "CHANGED_SINCE", count: this.#left, items: this.#items.slice(0, MOST_ITEMS) };
    return { steps: [...this.#steps.values()], left, inUse: inUseFinding(this.#inUse), tables: [...this.#tables] };
  }

  /** Whether anything would still refer to a row of a small table. */
  private async isUsed(stored: StoredTable, group: Group): Promise<boolean> {
    const { session, catalog } = this.upgrade;
    const key = stored.target.primaryKey.toLowerCase();
    const id = Number(group[key]);
    let rows = -(this.#released.get(`${key} ${id}`) ?? 0);
    for (const { table, column } of stored.referringColumns()) {
      rows += await countRows(session, sql`FROM ${identifier(catalog.schema, table)} WHERE ${identifier(column)} = ${id}`);
    }
    return rows > 0;
  }
}
