import { ConsentUpgradeError } from "../errors.js";
import { CRM_TABLES, type CrmTable } from "../crm/tables.js";
import type { Settings } from "../config/settings.js";
import { findTable, type Catalog } from "../dialect/catalog.js";
import { tablesWritten, type SeedChange, type StepDefinition } from "../steps/step.js";
import { readCreatedObjects } from "../ledger/created-objects.js";
import { hasReplicas } from "./guards.js";
import { missingObjects, type MissingObject } from "../steps/missing-objects.js";
import type { PendingWrites } from "./needed-rights.js";
import { NO_RUN, stepContext, type UpgradeContext } from "../work/upgrade-context.js";
import { sql } from "../dialect/sql.js";

/**
 * Looks at what steps would write, as far as rights depend on it: which small tables get rows is known only by
 * looking at them.
 * @param all the steps of earlier runs too, where what those wrote is to be undone
 * @throws DatabaseError
 */
export async function pendingWrites(
  upgrade: UpgradeContext,
  steps: readonly StepDefinition[],
  all: readonly StepDefinition[] = steps,
): Promise<PendingWrites> {
  const { session, catalog, ledger, relations, settings } = upgrade;
  const inserted = new Set<CrmTable>();
  const updated = new Set<CrmTable>();
  const objects: MissingObject[] = [];
  let reference = upgrade.reference;
  const created = await readCreatedObjects(session, ledger);
  const batches =
    ledger === undefined
      ? []
      : await session.query<{ table_name: string | null }>(
          sql`SELECT DISTINCT b.table_name FROM ${ledger.table("batch")} b WHERE b.undone_at IS NULL`,
        );
  for (const step of steps) {
    if (step.kind === "schema") {
      objects.push(...(await missingObjects(session, catalog, step, created.numbers, created.tables)));
    }
    if (step.kind !== "seed") continue;
    const change = wantedChange(() => step.change(stepContext(upgrade, reference, NO_RUN)));
    for (const { table } of change.inserts) inserted.add(table);
    for (const { table } of change.updates) updated.add(table);
    reference = reference.with(change.inserts);
  }
  const { replicationLog } = settings.run;
  const logged = replicationLog === "always" || (replicationLog === "auto" && (await hasReplicas(session, relations)));
  return {
    steps,
    all,
    inserted: [...inserted],
    updated: [...updated],
    objects,
    written: crmTables(batches.map((batch) => batch.table_name)),
    created: [...created.tables],
    widened: crmTables(
      created.rows.filter((row) => row.kind === "column" && row.status !== "dropped").map((row) => row.table_name),
    ),
    logged,
  };
}

/**
 * The most that steps may write, of a database that the login may not read yet: every small table, and the log for
 * satellites. What is to be created stays out: where consent tables are missing is work for their owner.
 */
export function possibleWrites(catalog: Catalog, settings: Settings, steps: readonly StepDefinition[]): PendingWrites {
  const seeds = steps.filter(({ kind }) => kind === "seed");
  const isThere = (table: CrmTable): boolean => findTable(catalog, table) !== undefined;
  const maybeReplicas = isThere("traveltransactionlog") && (isThere("satellite") || isThere("traveller"));
  const { replicationLog } = settings.run;
  return {
    steps,
    all: steps,
    inserted: tablesWritten(seeds, "insert"),
    updated: tablesWritten(seeds, "update"),
    objects: [],
    written: [],
    created: [],
    widened: [],
    logged: replicationLog === "always" || (replicationLog === "auto" && maybeReplicas),
  };
}

/** A step that cannot be planned (a name is taken) is refused by others, with its own words. */
export function wantedChange(change: () => SeedChange): SeedChange {
  try {
    return change();
  } catch (error) {
    if (error instanceof ConsentUpgradeError) return { inserts: [], updates: [], counts: {} };
    throw error;
  }
}

function crmTables(names: readonly (string | null)[]): readonly CrmTable[] {
  return (Object.keys(CRM_TABLES) as CrmTable[]).filter((table) => names.includes(table));
}
