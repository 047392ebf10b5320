import { countRows } from "../dialect/counts.js";
import { sql } from "../dialect/sql.js";
import { isReplicated, type CrmTable } from "../crm/tables.js";
import { FIRST_SATELLITE_ID, SequenceTable, type SequenceRow } from "../crm/sequence.js";
import { readCreatedObjects } from "../ledger/created-objects.js";
import type { StepDefinition } from "../steps/step.js";
import { NO_RUN, stepContext, type UpgradeContext } from "../work/upgrade-context.js";

/** A table whose ids do not suffice. */
export interface ScarceIds {
  readonly table: CrmTable;
  readonly needed: number;
  readonly left: number;
}

/**
 * Tables of which `apply` would reserve more ids than are left, of int or of the central database's range, behind which
 * satellites begin: one for each contact, whether it gets a row or not.
 * @param logRow the row of the replication log, where changes are logged
 * @throws DatabaseError
 */
export async function scarceIds(
  upgrade: UpgradeContext,
  steps: readonly StepDefinition[],
  logRow: SequenceRow | undefined,
): Promise<readonly ScarceIds[]> {
  const { session, catalog, ledger } = upgrade;
  const { numbers } = await readCreatedObjects(session, ledger);
  const sequence = new SequenceTable(session, catalog);
  const scarce: ScarceIds[] = [];
  let most: number | undefined;
  for (const [table, ids] of demandsOf(upgrade, steps, logRow !== undefined)) {
    const row = table === "traveltransactionlog" ? logRow : await sequence.find(table, numbers.get(table));
    if (row === undefined) continue;
    const left = Math.max(0, FIRST_SATELLITE_ID - (await sequence.nextId(row)));
    // Counting the contacts takes its time in a large database; the greatest id tells that nobody has to.
    if (ids.steps.length > 0) most ??= await mostPersons(upgrade);
    const rows = ids.steps.reduce((sum, { rowsPerPerson }) => sum + rowsPerPerson, 0);
    if (left >= ids.fixed + rows * (most ?? 0)) continue;
    let needed = ids.fixed;
    for (const step of ids.steps) needed += step.rowsPerPerson * (await personsAhead(upgrade, step.id));
    if (needed > left) scarce.push({ table, needed, left });
  }
  return scarce;
}

/** Ids that steps reserve of one table: so many at all events, and so many for each contact. */
export interface Demand {
  fixed: number;
  readonly steps: { readonly id: string; readonly rowsPerPerson: number }[];
}

/**
 * Which ids the steps reserve, by table. Builds every step's description, so that a mistake in the configuration (an unknown
 * interest, a taken name) is refused before the first write.
 * @param logged whether changes are logged for satellites and travellers
 * @throws RefusedError (4), UsageError (64)
 */
export function demandsOf(
  upgrade: UpgradeContext,
  steps: readonly StepDefinition[],
  logged: boolean,
): ReadonlyMap<CrmTable, Demand> {
  const found = new Map<CrmTable, Demand>();
  const of = (table: CrmTable): Demand => {
    const demand = found.get(table) ?? { fixed: 0, steps: [] };
    found.set(table, demand);
    return demand;
  };
  let { reference } = upgrade;
  for (const step of steps) {
    const context = stepContext(upgrade, reference, NO_RUN);
    if (step.kind === "seed") {
      const { inserts, updates } = step.change(context);
      reference = reference.with(inserts);
      for (const { table } of inserts) of(table).fixed += 1;
      if (logged) of("traveltransactionlog").fixed += [...inserts, ...updates].filter(({ table }) => isReplicated(table)).length;
    }
    if (step.kind === "persons") {
      const { table, rowsPerPerson } = step.rows(context);
      for (const name of logged ? [table, "traveltransactionlog" as const] : [table])
        of(name).steps.push({ id: step.id, rowsPerPerson });
    }
  }
  return found;
}

/** At most so many contacts there are, by two looks into the index of their ids. */
async function mostPersons({ session, relations }: UpgradeContext): Promise<number> {
  const [row] = await session.query<{ least: number | null; greatest: number | null }>(
    sql`SELECT MIN(p.person_id) AS least, MAX(p.person_id) AS greatest FROM ${relations.of("person")} p`,
  );
  return row === undefined || row.least === null || row.greatest === null ? 0 : row.greatest - row.least + 1;
}

/** The contacts that a step has before it: all, or those behind its last batch. */
async function personsAhead({ session, relations, ledger }: UpgradeContext, stepId: string): Promise<number> {
  const behind =
    ledger === undefined
      ? sql``
      : sql` WHERE p.person_id > COALESCE((
          SELECT MAX(b.last_key) FROM ${ledger.table("batch")} b
          JOIN ${ledger.table("step")} s ON s.run_id = b.run_id AND s.step_id = b.step_id
          WHERE b.step_id = ${stepId} AND b.undone_at IS NULL AND s.status = 'running'), -2147483648)`;
  return countRows(session, sql`FROM ${relations.of("person")} p${behind}`);
}
