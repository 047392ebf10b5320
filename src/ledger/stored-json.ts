import { z } from "zod";
import { settingsSchema } from "../config/settings-schema.js";
import type { JsonGroup } from "../config/settings-compared.js";
import type { Settings } from "../config/settings.js";
import { RefusedError } from "../errors.js";
import type { ConsentGroup } from "../report/consent-table.js";
import type { Finding } from "../steps/finding.js";

const Counts = z.record(z.string(), z.number());
const Findings = z.array(
  z.object({
    code: z.string(),
    count: z.number().exactOptional(),
    items: z.array(z.object({ table: z.string(), id: z.string(), detail: z.string() })).exactOptional(),
    params: z.record(z.string(), z.union([z.string(), z.number(), z.array(z.string())])).exactOptional(),
  }),
);
const Groups = z.array(
  z.object({
    purpose: z.string(),
    legalBasis: z.string().nullable(),
    rows: z.number(),
    purposeName: z.string().optional(),
    legalBasisName: z.string().optional(),
  }),
);
const SettingsGroup = z.record(z.string(), z.json());

function read<T>(what: string, type: z.ZodType<T>, text: string | null | undefined, missing: T): T {
  if (text === null || text === undefined) return missing;
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw damaged(`${what} cannot be read`);
  }
  const parsed = type.safeParse(value);
  if (!parsed.success) throw damaged(`${what} cannot be read`);
  return parsed.data;
}

/** @param what is not as the tool left it */
export function damaged(what: string): RefusedError {
  return new RefusedError("LEDGER_DAMAGED", `The ledger (tables consent_upgrade_*) is not whole: ${what}.`, {
    hint: "Bring its tables back from a backup of this database: they say which rows are the upgrade's, and rollback goes by them.",
  });
}

/** A step's own figures. @throws RefusedError (4) as all of these, where somebody changed what the ledger holds */
export function storedCounts(text: string | null | undefined): Readonly<Record<string, number>> {
  return read("a step's counts", Counts, text, {});
}

/** What a step found. */
export function storedFindings(text: string | null | undefined): readonly Finding[] {
  return read("what a step found", Findings, text, []);
}

/** The consents before a run. Not every server's collation knows the capitals of all letters: the script leaves some to us. */
export function storedConsents(text: string | null | undefined): readonly ConsentGroup[] {
  return read("the consents before a run", Groups, text, []).map((group) => ({
    ...group,
    purpose: group.purpose.toUpperCase(),
    legalBasis: group.legalBasis?.toUpperCase() ?? null,
  }));
}

/** A run's settings. */
export function storedSettings(text: string | null | undefined): JsonGroup {
  return read("a run's settings", SettingsGroup, text, {});
}

/** What a run was configured with; what does not decide about rows is as it is now. */
export function settingsOfRun({ row_settings: text }: { readonly row_settings: string | null }, current: Settings): Settings {
  const { success, data } = settingsSchema.safeParse(text === null ? null : storedSettings(text));
  if (!success) return current;
  return { ...data, database: current.database, run: { ...current.run, replicationLog: data.run.replicationLog } };
}
