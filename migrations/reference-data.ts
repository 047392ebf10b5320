import { RefusedError, UsageError } from "../src/errors.js";
import { plainKey, sameKey } from "../src/crm/keys.js";
import { sameName } from "../src/crm/names.js";
import type { KeyedTable, SeedRow } from "../src/crm/reference.js";
import { CONSENT_SOURCE_KEYS, LEGAL_BASE_KEYS, PURPOSE_KEYS } from "../src/crm/seeded-texts.js";
import type { SeedStep, StepContext } from "../src/steps/step.js";
import type { Finding } from "../src/steps/finding.js";

/**
 * Purposes, legal bases and sources that the upgrade refers to. They are known by key: a row that has
 * the key is used as it is, whatever its name, deleted or inactive ones too. Only missing keys are
 * added, named in the installation's language.
 *
 * Undone by deleting the added rows, unless somebody's rows refer to them by then.
 */
export const referenceData: SeedStep = {
  kind: "seed",
  id: "reference-data",
  requires: ["consent-schema"],
  writes: { ConsentPurpose: ["insert"], LegalBase: ["insert"], ConsentSource: ["insert"] },
  change(context) {
    const { texts } = context;
    const purposes = missingRows(context, "ConsentPurpose", PURPOSE_KEYS, (key) => newPurpose(context, key));
    const legalBases = missingRows(context, "LegalBase", LEGAL_BASE_KEYS, (key) => ({ ...texts.legalBases[key] }));
    refuseUnknownSources(context);
    const sources = missingRows(context, "ConsentSource", CONSENT_SOURCE_KEYS, (key) => ({ ...texts.consentSources[key] }));
    return {
      inserts: [...purposes, ...legalBases, ...sources],
      updates: [],
      counts: { purposes: purposes.length, legalBases: legalBases.length, sources: sources.length },
    };
  },
  notes: (context) =>
    PURPOSE_KEYS.map((key) => context.reference.byKey("ConsentPurpose", key))
      .filter((row) => row !== undefined)
      .filter((row) => Number(row["deleted"] ?? 0) !== 0 || Number(row["active"] ?? 0) === 0)
      .map(
        (row): Finding => ({
          code: "PURPOSE_INACTIVE",
          params: { purpose: plainKey(row["key"]) },
          items: [{ table: "ConsentPurpose", id: String(row["consentpurpose_id"]), detail: plainKey(row["key"]) }],
        }),
      ),
};

/** Rows for the keys that none has, ranked behind all others. @param values what they hold besides */
function missingRows<Key extends string>(
  { reference }: StepContext,
  table: KeyedTable,
  keys: readonly Key[],
  values: (key: Key) => SeedRow["values"],
): readonly SeedRow[] {
  const rank = reference.nextRank(table);
  return keys
    .filter((key) => reference.byKey(table, key) === undefined)
    .map((key, position) => ({ table, values: { ...values(key), key, rank: rank + position, deleted: 0 } }));
}

/** @throws RefusedError (4) where another purpose has the name */
function newPurpose({ reference, texts }: StepContext, key: (typeof PURPOSE_KEYS)[number]): SeedRow["values"] {
  const { name } = texts.purposes[key];
  const taken = reference.rows("ConsentPurpose").find((row) => sameName(row["name"], name));
  if (taken !== undefined) {
    throw new RefusedError(
      "NAME_TAKEN",
      `The purpose ${key} is missing, and its name "${name}" is taken by ConsentPurpose ${taken["consentpurpose_id"]} (key ${taken["key"] ?? "none"}).`,
      { hint: "Rename that purpose in the CRM's settings, or give it the right key, then run again." },
    );
  }
  const empty = { formText: "", privacyStatementDesc: "", privacyStatementUrl: "" };
  return { ...texts.purposes[key], active: 1, ...empty };
}

/** @throws UsageError (64) where a source is configured that neither is there nor would be added */
function refuseUnknownSources({ reference, settings }: StepContext): void {
  for (const [step, wanted] of Object.entries(settings.consentSource)) {
    if (CONSENT_SOURCE_KEYS.some((key) => sameKey(key, wanted)) || reference.byKey("ConsentSource", wanted) !== undefined)
      continue;
    throw new UsageError(
      "UNKNOWN_CONSENT_SOURCE",
      `consentSource.${step}: the database has no ConsentSource with the key ${wanted}.`,
      { hint: `Use one of its own keys or one of ${CONSENT_SOURCE_KEYS.join(", ")}.` },
    );
  }
}
