import { configurationError } from "./mistakes.js";
import { databaseSettings, type DatabaseFlags } from "./database-source.js";
import { DEFAULT_CONFIGURATION_FILE, readConfigurationFile } from "./configuration-file.js";
import { parseSettings } from "./parse-settings.js";
import type { Environment } from "./environment-values.js";
import type { Settings } from "./settings.js";

/** Where settings come from: command line, environment, file. */
export interface SettingsSources extends DatabaseFlags {
  /** `--config`; undefined: the default file, if it is there. */
  readonly config?: string | undefined;
  readonly environment: Environment;
  readonly workingDirectory: string;
}

/**
 * The settings of a command: the file's, with the command line and the environment above them.
 * @throws UsageError (64) with every mistake, its file and its line
 */
export function loadSettings(sources: SettingsSources): Settings {
  const text = readConfigurationFile(sources.config, sources.workingDirectory) ?? "";
  const parsed = parseSettings(text, sources.environment);
  if (!parsed.ok) throw configurationError(sources.config ?? DEFAULT_CONFIGURATION_FILE, parsed.mistakes);
  const database = databaseSettings(parsed.settings.database, sources, sources.environment, sources.workingDirectory);
  return frozen({ ...parsed.settings, database });
}

/** Freezes a plain value and everything in it, and returns it. */
function frozen<Value>(value: Value): Value {
  if (value !== null && typeof value === "object" && !Object.isFrozen(value)) {
    Object.freeze(value);
    Object.values(value).forEach((part: unknown) => frozen(part));
  }
  return value;
}
