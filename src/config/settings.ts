import type { z } from "zod";
import type { settingsSchema } from "./settings-schema.js";

type Frozen<Value> = Value extends object ? { readonly [Key in keyof Value]: Frozen<Value[Key]> } : Value;

type OfFile = z.infer<typeof settingsSchema>;

export type DatabaseSettings = Frozen<OfFile["database"]> & {
  /** From the environment or a file; overrides the one in the URL. */
  readonly password: string | null;
};

/** The configuration with every default filled in; null means "found out later" or "not asked for". Deeply frozen. */
export type Settings = Frozen<Omit<OfFile, "database">> & { readonly database: DatabaseSettings };
