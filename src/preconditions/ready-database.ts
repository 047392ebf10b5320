import type { Settings } from "../config/settings.js";
import type { Session } from "../dialect/session.js";
import { RefusedError } from "../errors.js";
import { hasReplicas, refuseOtherDatabases, refuseWhereTravelling } from "./guards.js";
import { SequenceTable, type SequenceRow } from "../crm/sequence.js";
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
  return new SequenceTable(session, catalog).row("traveltransactionlog");
}
