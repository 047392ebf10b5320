import { z } from "zod";
import { settingsSchema } from "../config/settings-schema.js";
import type { JsonGroup } from "../config/settings-compared.js";
import type { Settings } from "../config/settings.js";
import { RefusedError } from "../errors.js";
import type { ConsentGroup } from "../report/consent-table.js";
import type { Finding } from "../steps/finding.js";

/** @param what is not as the tool left it */
export function damaged(what: string): RefusedError {
  return new RefusedError("LEDGER_DAMAGED", `The ledger (tables consent_upgrade_*) is not whole: ${what}.`, {
    hint: "Bring its tables back from a backup of this database: they say which rows are the upgrade's, and rollback goes by them.",
  });
}

/**
 * Reads a column of JSON.
 * @param missing instead of NULL
 * @returns a function that throws RefusedError (4) where somebody changed what the ledger holds
 */
function stored<T>(what: string, type: z.ZodType<T>, missing: T): (text: string | null | undefined) => T {
  return (text) => {
    if (text === null || text === undefined) return missing;
    try {
      return type.parse(JSON.parse(text));
    } catch {
      throw damaged(`${what} cannot be read`);
    }
  };
}

/** A step's own figures. */
export const storedCounts = stored<Readonly<Record<string, number>>>("a step's counts", z.record(z.string(), z.number()), {});

const FINDING = z.object({
  code: z.string(),
  count: z.number().exactOptional(),
  items: z.array(z.object({ table: z.string(), id: z.string(), detail: z.string() })).exactOptional(),
  params: z.record(z.string(), z.union([z.string(), z.number(), z.array(z.string())])).exactOptional(),
});

/** What a step found. */
export const storedFindings = stored<readonly Finding[]>("what a step found", z.array(FINDING), []);

/** Not every server's collation knows the capitals of all letters: the script leaves some to us. */
const KEY = z.string().toUpperCase();
const GROUP = z.object({
  purpose: KEY,
  legalBasis: KEY.nullable(),
  rows: z.number(),
  purposeName: z.string().optional(),
  legalBasisName: z.string().optional(),
});

/** The consents before a run. */
export const storedConsents = stored<readonly ConsentGroup[]>("the consents before a run", z.array(GROUP), []);

/** A run's settings. */
export const storedSettings = stored<JsonGroup>("a run's settings", z.record(z.string(), z.json()), {});

/** What a run was configured with; what does not decide about rows is as it is now. */
export function settingsOfRun({ row_settings: text }: { readonly row_settings: string | null }, current: Settings): Settings {
  const { success, data } = settingsSchema.safeParse(text === null ? null : storedSettings(text));
  if (!success) return current;
  return { ...data, database: current.database, run: { ...current.run, replicationLog: data.run.replicationLog } };
}
