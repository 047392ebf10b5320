import { plainKey } from "./keys.js";
import type { Reference, ReferenceRow } from "./reference.js";

/** The preferences that say what new contacts get (vendor's reference). */
export const GDPR_SECTION = "GDPR";
export const DEFAULT_LEGAL_BASE = "GdprDefaultLegalBase";
const USE_DEFAULTS = "GdprUseDefaultsForNew";

/** The preferences of that section that the upgrade reads. */
export const NEW_CONTACT_KEYS = [DEFAULT_LEGAL_BASE, USE_DEFAULTS] as const;

/**
 * UserPreference.deflevel and maxlevel: 1 hard default, 2 system-wide, 3 database, 4 group, 5 user; the more specific one goes
 * before the more general one (vendor's reference).
 */
export const SYSTEM_WIDE = 2;

/** Why new contacts will come without a legal basis by what is set for everybody; undefined where they get one. */
export function whyNewContactsLackBasis(reference: Reference): "no-default" | "switched-off" | undefined {
  if (isOff(valueOf(reference, USE_DEFAULTS))) return "switched-off";
  return valueOf(reference, DEFAULT_LEGAL_BASE) === "" ? "no-default" : undefined;
}

/** The preferences of one database, group or user that give its new contacts something else than everybody's. */
export function preferencesOfSome(reference: Reference): readonly ReferenceRow[] {
  const meaning = { [DEFAULT_LEGAL_BASE]: plainKey, [USE_DEFAULTS]: isOff };
  return NEW_CONTACT_KEYS.flatMap((key) => {
    const everybodys = meaning[key](valueOf(reference, key));
    return rowsOf(reference, key).filter((row) => levelOf(row) > SYSTEM_WIDE && meaning[key](textOf(row)) !== everybodys);
  });
}

/** The system-wide row of that preference; undefined where there is none. */
export function systemWideRow(reference: Reference, key: string): ReferenceRow | undefined {
  return rowsOf(reference, key).find((row) => levelOf(row) === SYSTEM_WIDE);
}

function valueOf(reference: Reference, key: string): string {
  return textOf(systemWideRow(reference, key) ?? rowsOf(reference, key).find((row) => levelOf(row) < SYSTEM_WIDE));
}

function levelOf(row: ReferenceRow): number {
  return Number(row["deflevel"]);
}

function textOf(row: ReferenceRow | undefined): string {
  return String(row?.["prefvalue"] ?? "").trim();
}

function isOff(value: string): boolean {
  return /^(0|false|no|n)$/i.test(value);
}

function rowsOf(reference: Reference, key: string): readonly ReferenceRow[] {
  const wanted = key.toLowerCase();
  return reference.rows("UserPreference").filter((row) => String(row["prefkey"]).trim().toLowerCase() === wanted);
}
