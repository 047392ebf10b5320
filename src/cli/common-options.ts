import { Option, type Command } from "commander";
import { LANGUAGES, type Language } from "../language.js";
import { LOG_LEVELS, type LogLevel } from "../log/log-levels.js";
import { FORMATS, type Format } from "../report/formats.js";
import { flag, text, type RawOptions } from "./raw-options.js";

/** The options of every command. */
export interface CommonOptions {
  readonly databaseUrl: string | undefined;
  readonly passwordFile: string | undefined;
  readonly config: string | undefined;
  readonly format: Format;
  readonly output: string | undefined;
  readonly lang: Language;
  readonly logLevel: LogLevel | undefined;
  readonly logFile: string | undefined;
  readonly colour: boolean;
  readonly quiet: boolean;
}

/** Declared on the program: commander then takes them before and after the verb. */
export function declareCommonOptions(program: Command): void {
  program
    .option("--database-url <url>", "the database; better: the variable CONSENT_UPGRADE_DATABASE_URL")
    .option("--password-file <file>", "its first line is the password; or CONSENT_UPGRADE_DATABASE_PASSWORD")
    .option("--config <file>", "configuration (default: consent-upgrade.yaml, if it is there)")
    .addOption(new Option("--format <format>", "of the report (default: text)").choices(FORMATS))
    .option("--output <file>", "write the report there instead of standard output")
    .addOption(new Option("--lang <code>", "of the report (default: en)").choices(LANGUAGES))
    .addOption(new Option("--log-level <level>", "(default: warn on standard error, info in a file)").choices(LOG_LEVELS))
    .option("--log-file <file>", "append the log there, as lines of JSON")
    .option("--no-color", "no colours, as with the variable NO_COLOR")
    .option("--quiet", "no progress; the report stays")
    .option("-V, --version", "print the version")
    .helpOption("-h, --help", "print this help");
}

function oneOf<Value extends string>(raw: RawOptions, name: string, values: readonly Value[]): Value | undefined {
  const given = text(raw, name);
  return values.find((value) => value === given);
}

/** What was given; commander has checked the choices. */
export function readCommonOptions(raw: RawOptions): CommonOptions {
  return {
    databaseUrl: text(raw, "databaseUrl"),
    passwordFile: text(raw, "passwordFile"),
    config: text(raw, "config"),
    format: oneOf(raw, "format", FORMATS) ?? "text",
    output: text(raw, "output"),
    lang: oneOf(raw, "lang", LANGUAGES) ?? "en",
    logLevel: oneOf(raw, "logLevel", LOG_LEVELS),
    logFile: text(raw, "logFile"),
    colour: raw["color"] !== false,
    quiet: flag(raw, "quiet"),
  };
}
