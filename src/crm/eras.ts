/**
 * Releases of the CRM that a sample can be of: before the consent tables; the first with them, whose keys have a `#`; with
 * them, and nothing migrated; the same once the vendor's own upgrade has migrated; and a recent one.
 */
export const ERAS = ["8.1", "8.2-early", "8.2", "8.2-migrated", "10"] as const;

export type Era = (typeof ERAS)[number];
