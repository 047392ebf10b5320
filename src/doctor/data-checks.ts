import type { Settings } from "../config/settings.js";
import { doubtful, fine, wrong, type Checks } from "../check.js";
import { hasReplicas } from "../preconditions/guards.js";
import { central } from "../preconditions/ready-database.js";
import type { UpgradeContext } from "../work/upgrade-context.js";
import { CONSENT_SOURCE_KEYS, LEGAL_BASE_KEYS, PURPOSE_KEYS } from "../crm/seeded-texts.js";

/** Purposes, legal bases and sources, by key. */
export function referenceRows({ reference, relations }: UpgradeContext): Checks {
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
    return fine(`reference-${table}`, message);
  });
}

/** Satellites and travellers; in the words of apply where it refuses. */
export async function travellers({ session, relations }: UpgradeContext, { run }: Settings): Promise<Checks> {
  const unmet = [await central.check({ session, relations })].flat();
  if (unmet.length > 0) return unmet;
  const replicated = await hasReplicas(session, relations);
  if (!replicated)
    return fine(
      "travellers",
      `This is the central database; nobody travels, and there are no satellites${run.replicationLog === "always" ? " (changes are logged all the same)" : ""}.`,
    );
  if (run.replicationLog === "never") {
    return doubtful(
      "travellers",
      "Satellites or travellers exist, and run.replicationLog is never: they will miss the changes.",
      "Leave run.replicationLog at auto.",
    );
  }
  if (!relations.has("traveltransactionlog")) {
    return wrong(
      "travellers",
      "Satellites or travellers exist, but the table traveltransactionlog is missing.",
      "Check that the schema is the CRM's.",
    );
  }
  return fine(
    "travellers",
    "This is the central database, and all travellers are home; changes are logged for satellites and travellers.",
  );
}
