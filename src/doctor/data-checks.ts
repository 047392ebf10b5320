import type { Settings } from "../config/settings.js";
import { findTable } from "../dialect/catalog.js";
import { doubtful, fine, wrong, type Observation } from "../dialect/observation.js";
import { readCreatedObjects } from "../ledger/created-objects.js";
import { damagedSequenceRows, hasReplicas, refuseDuplicateConsents, refuseWhereTravelling } from "../preconditions/guards.js";
import { SequenceTable } from "../crm/sequence.js";
import { refuseScarceIds } from "../preconditions/id-room.js";
import { logSequenceRow } from "../preconditions/ready-database.js";
import { tablesWritten, type StepDefinition } from "../steps/step.js";
import type { UpgradeContext } from "../work/upgrade-context.js";
import { CONSENT_TABLES, type CrmTable } from "../crm/tables.js";
import { CONSENT_SOURCE_KEYS, LEGAL_BASE_KEYS, PURPOSE_KEYS } from "../crm/seeded-texts.js";

/** Purposes, legal bases and sources, by key. */
export function referenceRows({ reference, relations }: UpgradeContext): readonly Observation[] {
  const tables = [
    ["ConsentPurpose", PURPOSE_KEYS],
    ["LegalBase", LEGAL_BASE_KEYS],
    ["ConsentSource", CONSENT_SOURCE_KEYS],
  ] as const;
  return tables.flatMap(([table, keys]) => {
    if (!relations.has(table)) return [];
    const missing = keys.filter((key) => reference.byKey(table, key) === undefined);
    const rows = reference.rows(table).length;
    const message =
      missing.length === 0
        ? `${table}: all keys are there (${rows} rows).`
        : `${table}: ${rows} rows; apply adds ${missing.join(", ")}.`;
    return [fine(`reference-${table}`, message)];
  });
}

/** `sequence`: a row for every table that apply writes to, and past the greatest id of each. */
export async function sequence(
  { session, catalog, ledger }: UpgradeContext,
  pending: readonly StepDefinition[],
): Promise<readonly Observation[]> {
  const { numbers, tables: ours } = await readCreatedObjects(session, ledger);
  // Tables that opt-in steps alone write to matter where those are configured: as apply sees it.
  const written = tablesWritten(pending, "insert");
  const damaged = await damagedSequenceRows(session, catalog, (table) => numbers.get(table), written);
  const rows = new SequenceTable(session, catalog);
  const without: CrmTable[] = [];
  for (const table of new Set([...CONSENT_TABLES, ...written])) {
    if (findTable(catalog, table) === undefined || ours.has(table)) continue;
    if ((await rows.find(table, numbers.get(table))) === undefined) without.push(table);
  }
  const hint = "Let the vendor's support repair the sequence table.";
  const lines = [
    ...damaged.map(({ table, greatest, next }) =>
      wrong(
        `sequence-${table}`,
        `sequence is behind ${table}: next_id is ${next}, the greatest id in use ${greatest}. The CRM would hand out ids twice.`,
        hint,
      ),
    ),
    ...without.map((table) =>
      wrong(`sequence-${table}`, `sequence has no row for ${table}: nobody knows its next free id and its table number.`, hint),
    ),
  ];
  return lines.length > 0 ? lines : [fine("sequence", "sequence is past the greatest id of every table that apply writes to.")];
}

/** Whether the ids that apply takes are there. @throws RefusedError, in the words of apply */
export async function idRoom(upgrade: UpgradeContext, pending: readonly StepDefinition[]): Promise<readonly Observation[]> {
  const selected = pending.map((step) => ({ step, choice: "run" }) as const);
  await refuseScarceIds(upgrade, selected, await logSequenceRow(upgrade));
  return [fine("sequence-room", "There are ids enough for what apply writes.")];
}

/** Two rows for one contact and purpose. @throws RefusedError, in the words of apply */
export async function duplicates({ session, catalog, relations }: UpgradeContext): Promise<readonly Observation[]> {
  await refuseDuplicateConsents(session, catalog, relations);
  return [fine("duplicates", "No contact has two consent rows for one purpose.")];
}

/** Satellites and travellers. @throws RefusedError, in the words of apply */
export async function travellers({ session, relations }: UpgradeContext, { run }: Settings): Promise<readonly Observation[]> {
  await refuseWhereTravelling(session, relations);
  const replicated = await hasReplicas(session, relations);
  if (!replicated)
    return [
      fine(
        "travellers",
        `This is the central database; nobody travels, and there are no satellites${run.replicationLog === "always" ? " (changes are logged all the same)" : ""}.`,
      ),
    ];
  if (run.replicationLog === "never") {
    return [
      doubtful(
        "travellers",
        "Satellites or travellers exist, and run.replicationLog is never: they will miss the changes.",
        "Leave run.replicationLog at auto.",
      ),
    ];
  }
  if (!relations.has("traveltransactionlog")) {
    return [
      wrong(
        "travellers",
        "Satellites or travellers exist, but the table traveltransactionlog is missing.",
        "Check that the schema is the CRM's.",
      ),
    ];
  }
  return [
    fine(
      "travellers",
      "This is the central database, and all travellers are home; changes are logged for satellites and travellers.",
    ),
  ];
}
