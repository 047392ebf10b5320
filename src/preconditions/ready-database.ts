import { refuseScarceIds } from "./id-room.js";
import { refuseShortColumns } from "./short-columns.js";
import { findTable } from "../dialect/catalog.js";
import type { Settings } from "../config/settings.js";
import type { Session } from "../dialect/session.js";
import { RefusedError } from "../errors.js";
import { CONSENT_TABLES, type CrmTable } from "../crm/tables.js";
import { readCreatedObjects } from "../ledger/created-objects.js";
import {
  hasReplicas,
  refuseDamagedSequence,
  refuseDuplicateConsents,
  refuseOtherDatabases,
  refuseWhereTravelling,
} from "./guards.js";
import { SequenceTable, sequenceRowOrRefuse, type SequenceRow } from "../crm/sequence.js";
import type { SelectedStep } from "../work/select-steps.js";
import type { LedgerState } from "../ledger/step-states.js";
import { readUpgradeContext, type Reading, type UpgradeContext } from "../work/upgrade-context.js";
import { readLedger } from "../ledger/whole-ledger.js";

/** A database that may be upgraded, as far as reading can tell. */
export interface ReadyDatabase {
  readonly upgrade: UpgradeContext;
  readonly state: LedgerState;
}

/**
 * Reads what a database holds, and refuses one that is not to be upgraded.
 * @throws RefusedError (4)
 * @throws DatabaseError
 */
export async function readDatabase(session: Session, settings: Settings, reading?: Reading): Promise<ReadyDatabase> {
  const upgrade = await readUpgradeContext(session, settings, reading);
  await refuseOtherDatabases(session, upgrade.catalog);
  await refuseWhereTravelling(session, upgrade.relations);
  const { state } = await readLedger(session, upgrade.catalog);
  return { upgrade, state };
}

/**
 * Refuses damage that writing would make worse: a `sequence` that is behind or lacks a row, duplicate
 * consents, a replication log that is missing where satellites wait for it, ids or columns that would not suffice.
 * @throws RefusedError (4)
 */
export async function refuseDamage({ upgrade }: ReadyDatabase, selected: readonly SelectedStep[]): Promise<void> {
  const { session, catalog, relations, ledger } = upgrade;
  const { numbers, tables: ours } = await readCreatedObjects(session, ledger);
  const written = writtenTables(selected);
  await refuseDamagedSequence(session, catalog, (table) => numbers.get(table), written);
  await refuseDuplicateConsents(session, catalog, relations);
  const sequence = new SequenceTable(session, catalog);
  const logRow = written.length > 0 ? await logSequenceRow(upgrade) : undefined;
  for (const table of written) {
    if (findTable(catalog, table) === undefined && !CONSENT_TABLES.includes(table)) {
      throw new RefusedError(
        "TABLE_MISSING",
        `The table ${table} is missing, and a step that the configuration turns on writes to it.`,
        {
          hint: "Take the step out of the configuration, or check that the schema is the CRM's.",
        },
      );
    }
    // A table that is missing, or that an interrupted run of ours created, gets its row from consent-schema.
    if (findTable(catalog, table) === undefined || ours.has(table)) continue;
    sequenceRowOrRefuse(await sequence.find(table, numbers.get(table)), table);
  }
  await refuseShortColumns(upgrade, selected);
  await refuseScarceIds(upgrade, selected, logRow);
}

const SEEDED: Readonly<Record<string, readonly CrmTable[]>> = {
  "reference-data": ["ConsentPurpose", "LegalBase", "ConsentSource"],
  "subscription-types": ["ShipmentType"],
  "interests-to-subscriptions": ["ShipmentTypeReservation"],
  "default-legal-basis": ["UserPreference"],
  "emarketing-privacy": ["registry"],
};

function writtenTables(selected: readonly SelectedStep[]): readonly CrmTable[] {
  const tables = selected
    .filter(({ choice }) => choice === "run")
    .flatMap(({ step }) => SEEDED[step.id] ?? (step.kind === "persons" ? (["ConsentPerson"] as const) : []));
  return [...new Set(tables)];
}

/**
 * The row of `sequence` for the replication log, where changes have to be logged.
 * @throws RefusedError (4) where they have to be, and the row is missing
 */
export async function logSequenceRow(upgrade: UpgradeContext): Promise<SequenceRow | undefined> {
  const { session, catalog, relations, settings } = upgrade;
  const { replicationLog } = settings.run;
  if (replicationLog === "never") return undefined;
  if (replicationLog === "auto" && !(await hasReplicas(session, relations))) return undefined;
  if (!relations.has("traveltransactionlog")) {
    throw new RefusedError(
      "NO_REPLICATION_LOG",
      "Changes have to be logged for satellites or travellers, but the table traveltransactionlog is missing.",
      {
        hint: "Check that the schema is the CRM's; with run.replicationLog: never nothing is logged, and satellites miss the changes.",
      },
    );
  }
  return sequenceRowOrRefuse(await new SequenceTable(session, catalog).find("traveltransactionlog"), "traveltransactionlog");
}
