import { RefusedError, UsageError } from "../src/errors.js";
import { plainKey, sameKey } from "../src/crm/keys.js";
import { sameName } from "../src/crm/names.js";
import { type SeedRow } from "../src/crm/reference.js";
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
    const purposes = missingPurposes(context);
    const legalBases = missingLegalBases(context);
    const sources = missingSources(context);
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

function missingPurposes({ reference, texts }: StepContext): readonly SeedRow[] {
  return PURPOSE_KEYS.filter((key) => reference.byKey("ConsentPurpose", key) === undefined).map((key, position) => {
    const { name, tooltip, consentText } = texts.purposes[key];
    const taken = reference.rows("ConsentPurpose").find((row) => sameName(row["name"], name));
    if (taken !== undefined) {
      throw new RefusedError(
        "NAME_TAKEN",
        `The purpose ${key} is missing, and its name "${name}" is taken by ConsentPurpose ${taken["consentpurpose_id"]} (key ${taken["key"] ?? "none"}).`,
        { hint: "Rename that purpose in the CRM's settings, or give it the right key, then run again." },
      );
    }
    return {
      table: "ConsentPurpose",
      values: {
        name,
        tooltip,
        key,
        consentText,
        rank: nextRank(reference.rows("ConsentPurpose")) + position,
        deleted: 0,
        active: 1,
        formText: "",
        privacyStatementDesc: "",
        privacyStatementUrl: "",
      },
    };
  });
}

function missingLegalBases({ reference, texts }: StepContext): readonly SeedRow[] {
  return LEGAL_BASE_KEYS.filter((key) => reference.byKey("LegalBase", key) === undefined).map((key, position) => ({
    table: "LegalBase",
    values: { ...texts.legalBases[key], key, rank: nextRank(reference.rows("LegalBase")) + position, deleted: 0 },
  }));
}

function missingSources({ reference, texts, settings }: StepContext): readonly SeedRow[] {
  for (const [step, wanted] of Object.entries(settings.consentSource)) {
    if (CONSENT_SOURCE_KEYS.some((key) => sameKey(key, wanted)) || reference.byKey("ConsentSource", wanted) !== undefined)
      continue;
    throw new UsageError(
      "UNKNOWN_CONSENT_SOURCE",
      `consentSource.${step}: the database has no ConsentSource with the key ${wanted}.`,
      {
        hint: `Use one of its own keys or one of ${CONSENT_SOURCE_KEYS.join(", ")}.`,
      },
    );
  }
  return CONSENT_SOURCE_KEYS.filter((key) => reference.byKey("ConsentSource", key) === undefined).map((key, position) => ({
    table: "ConsentSource",
    values: { ...texts.consentSources[key], key, rank: nextRank(reference.rows("ConsentSource")) + position, deleted: 0 },
  }));
}

function nextRank(rows: readonly Readonly<Record<string, string | number | null>>[]): number {
  return Math.max(0, ...rows.map((row) => Number(row["rank"] ?? 0))) + 1;
}
