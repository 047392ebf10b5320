import { plainKey, sameKey } from "../src/crm/keys.js";
import { DEFAULT_LEGAL_BASE, GDPR_SECTION, SYSTEM_WIDE, systemWideRow } from "../src/crm/new-contacts.js";
import { updateOf } from "../src/crm/reference.js";
import { LEGAL_BASE_KEYS } from "../src/crm/seeded-texts.js";
import { UsageError } from "../src/errors.js";
import type { SeedStep } from "../src/steps/step.js";

/**
 * Opt-in: the legal basis that the CRM gives to new contacts, for everybody, as the vendor's own upgrade sets it. Without
 * one, contacts that users add from then on have no legal basis.
 *
 * Undone by giving the preference its old value, or deleting the added row.
 */
export const defaultLegalBasis: SeedStep = {
  kind: "seed",
  id: "default-legal-basis",
  requires: ["consent-schema", "reference-data"],
  writes: { UserPreference: ["insert", "update"] },
  isConfigured: (settings) => settings.defaultLegalBasis !== null,
  change: ({ settings, reference }) => {
    const wanted = settings.defaultLegalBasis;
    if (wanted === null) return { inserts: [], updates: [], counts: {} };
    const isSeeded = LEGAL_BASE_KEYS.some((key) => sameKey(key, wanted));
    if (!isSeeded && reference.byKey("LegalBase", wanted) === undefined) {
      throw new UsageError("UNKNOWN_LEGAL_BASIS", `defaultLegalBasis: the database has no LegalBase with the key ${wanted}.`, {
        hint: `Use one of its own keys or one of ${LEGAL_BASE_KEYS.filter((key) => key !== "WITHDRAWN").join(", ")}.`,
      });
    }
    const counts = { preferences: 1 };
    const after = plainKey(wanted);
    const stored = systemWideRow(reference, DEFAULT_LEGAL_BASE);
    if (stored === undefined) {
      const place = { deflevel: SYSTEM_WIDE, maxlevel: SYSTEM_WIDE, owner_id: 0 };
      const values = { ...place, prefsection: GDPR_SECTION, prefkey: DEFAULT_LEGAL_BASE, prefvalue: after };
      return { inserts: [{ table: "UserPreference", values }], updates: [], counts };
    }
    const update = updateOf("UserPreference", stored, "prefvalue", after);
    return { inserts: [], updates: sameKey(update.before, after) ? [] : [update], counts };
  },
};
