import type { Reference } from "./reference.js";

/** registry.reg_id of the setting "E-marketing privacy" (vendor's reference). */
export const EMARKETING_PRIVACY = 342;

/** Its value while it is on: ours, since none is published. */
export const SWITCHED_ON = "1";

/** Whether mailings reach only contacts with a legal basis for E-marketing. Without an entry, or with any other value, it is off. */
export function isEmarketingPrivacyOn(reference: Reference): boolean {
  return reference.rows("registry").some((row) => String(row["value"] ?? "").trim() === SWITCHED_ON);
}
