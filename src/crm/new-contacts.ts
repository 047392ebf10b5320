import type { Reference, ReferenceRow } from "./reference.js";

/** The preferences that say what new contacts get (vendor's reference). */
export const GDPR_SECTION = "GDPR";
export const DEFAULT_LEGAL_BASE = "GdprDefaultLegalBase";
const USE_DEFAULTS = "GdprUseDefaultsForNew";

/** The preferences of that section that the upgrade reads. */
export const NEW_CONTACT_KEYS = [DEFAULT_LEGAL_BASE, USE_DEFAULTS] as const;

/** UserPreference.deflevel and maxlevel: 2 is system-wide; 1, the hard default, is overridden by it (vendor's reference). */
export const SYSTEM_WIDE = 2;

/** Why new contacts will come without a legal basis; undefined where they get one. Levels of groups and users are not looked at. */
export function whyNewContactsLackBasis(reference: Reference): "no-default" | "switched-off" | undefined {
  if (/^(0|false|no|n)$/i.test(valueOf(reference, USE_DEFAULTS))) return "switched-off";
  return valueOf(reference, DEFAULT_LEGAL_BASE) === "" ? "no-default" : undefined;
}

/** The system-wide row of that preference; undefined where there is none. */
export function systemWideRow(reference: Reference, key: string): ReferenceRow | undefined {
  return rowsOf(reference, key).find((row) => Number(row["deflevel"]) === SYSTEM_WIDE);
}

function valueOf(reference: Reference, key: string): string {
  const row = systemWideRow(reference, key) ?? rowsOf(reference, key)[0];
  return String(row?.["prefvalue"] ?? "").trim();
}

function rowsOf(reference: Reference, key: string): readonly ReferenceRow[] {
  const wanted = key.toLowerCase();
  return reference.rows("UserPreference").filter((row) => String(row["prefkey"]).trim().toLowerCase() === wanted);
}
