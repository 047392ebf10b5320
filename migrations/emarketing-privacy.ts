import { idOfRow } from "../src/crm/reference.js";
import type { SeedStep } from "../src/steps/step.js";

/** UserPreference.deflevel and maxlevel: 2 is system-wide (vendor's reference). */
const SYSTEM_WIDE = 2;

/**
 * Opt-in: switches the setting "E-marketing privacy" on, so that mailings to contacts without a legal
 * basis are blocked. Its keys come from the configuration; there is no default.
 *
 * Undone by giving the preference its old value, or deleting the added row.
 */
export const emarketingPrivacy: SeedStep = {
  kind: "seed",
  id: "emarketing-privacy",
  requires: [],
  isConfigured: (settings) => settings.emarketingPrivacy !== null,
  change: ({ settings, reference }) => {
    const wanted = settings.emarketingPrivacy;
    if (wanted === null) return { inserts: [], updates: [], counts: {} };
    const [stored] = reference.rows("UserPreference");
    const counts = { preferences: 1 };
    if (stored === undefined) {
      const values = { deflevel: SYSTEM_WIDE, maxlevel: SYSTEM_WIDE, owner_id: 0, ...wanted };
      return { inserts: [{ table: "UserPreference", values }], updates: [], counts };
    }
    const before = stored["prefvalue"] ?? null;
    if (before === wanted.prefvalue) return { inserts: [], updates: [], counts };
    return {
      inserts: [],
      updates: [
        {
          table: "UserPreference",
          id: idOfRow("UserPreference", stored),
          column: "prefvalue",
          before: before === null ? null : String(before),
          after: wanted.prefvalue,
        },
      ],
      counts,
    };
  },
};
