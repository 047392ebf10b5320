import { EMARKETING_PRIVACY, SWITCHED_ON } from "../src/crm/emarketing-privacy.js";
import { updateOf } from "../src/crm/reference.js";
import type { SeedStep } from "../src/steps/step.js";

/** registry.name of an entry that we add: ours, since none is published. */
const NAME = "EmarketingPrivacy";

/**
 * Opt-in: switches the CRM's setting "E-marketing privacy" on, so that mailings reach only contacts with a legal basis for
 * E-marketing. That is the administrator's choice, never a default.
 *
 * Undone by giving the entry its old value, or deleting the added one.
 */
export const emarketingPrivacy: SeedStep = {
  kind: "seed",
  id: "emarketing-privacy",
  requires: [],
  writes: { registry: ["insert", "update"] },
  isConfigured: (settings) => settings.emarketingPrivacy,
  change: ({ reference }) => {
    const stored = reference.rows("registry");
    const values = { reg_id: EMARKETING_PRIVACY, name: NAME, value: SWITCHED_ON };
    const updates = stored.map((row) => updateOf("registry", row, "value", SWITCHED_ON));
    return {
      inserts: stored.length === 0 ? [{ table: "registry", values }] : [],
      updates: updates.filter(({ before, after }) => before?.trim() !== after),
      counts: { settings: 1 },
    };
  },
};
