/** The languages of reports (`--lang`) and of what is seeded (`language`), by the codes that users write. */
export const LANGUAGES = ["en", "sv", "no", "da", "de", "nl"] as const;

export type Language = (typeof LANGUAGES)[number];
