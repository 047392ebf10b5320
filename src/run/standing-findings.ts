import { isEmarketingPrivacyOn } from "../crm/emarketing-privacy.js";
import { preferencesOfSome, whyNewContactsLackBasis } from "../crm/new-contacts.js";
import { idOfRow, type Reference } from "../crm/reference.js";
import type { Relations } from "../crm/relations.js";
import type { Finding } from "../steps/finding.js";
import type { Reach } from "../report/report.js";

/**
 * How the CRM's own settings stand once the steps are done, and what that means: whom mailings reach, and what
 * contacts get that users add from then on.
 * @param wasOn whether E-marketing privacy was on before them
 */
export function findingsOfSettings(reach: Reach, wasOn: boolean, reference: Reference, relations: Relations): readonly Finding[] {
  const params = { reached: reach.after, privacy: reach.afterWithPrivacy };
  const on = wasOn ? "EMARKETING_PRIVACY_ON" : "EMARKETING_PRIVACY_SWITCHED_ON";
  const privacy = isEmarketingPrivacyOn(reference) ? on : "EMARKETING_PRIVACY_OFF";
  const findings: Finding[] = relations.has("registry") ? [{ code: privacy, params }] : [];
  if (!relations.has("UserPreference")) return findings;
  const why = whyNewContactsLackBasis(reference);
  if (why !== undefined) findings.push({ code: NEW_CONTACT_CODES[why] });
  const ofSome = preferencesOfSome(reference).map((row) => ({
    table: "UserPreference",
    id: String(idOfRow("UserPreference", row)),
    detail: `${String(row["prefkey"])}, deflevel ${String(row["deflevel"])}, owner_id ${String(row["owner_id"])}`,
  }));
  if (ofSome.length > 0) findings.push({ code: "NEW_CONTACTS_BY_GROUP", items: ofSome });
  return findings;
}

const NEW_CONTACT_CODES = {
  "no-default": "NEW_CONTACTS_WITHOUT_BASIS",
  "switched-off": "NEW_CONTACTS_DEFAULTS_OFF",
} as const satisfies Readonly<Record<NonNullable<ReturnType<typeof whyNewContactsLackBasis>>, string>>;
