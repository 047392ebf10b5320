import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import type { DatabaseAddress } from "../dialect/connection-target.js";
import { UsageError } from "../errors.js";
import { fileErrorWords } from "./configuration-file.js";
import type { Environment } from "./environment-values.js";
import type { DatabaseSettings, Settings } from "./settings.js";
import { decodeText, SAVE_AS_UTF8 } from "./text-file.js";

const URL_VARIABLE = "CONSENT_UPGRADE_DATABASE_URL";
const PASSWORD_VARIABLE = "CONSENT_UPGRADE_DATABASE_PASSWORD";

/** What the command line says about the database. */
export interface DatabaseFlags {
  readonly databaseUrl?: string | undefined;
  readonly passwordFile?: string | undefined;
}

/** A variable that is set to nothing counts as not set: that is how scripts clear one. */
function set(value: string | undefined): string | undefined {
  return value === undefined || value.trim() === "" ? undefined : value.trim();
}

/** The first line; editors and `echo` leave a line end behind it. */
function passwordFrom(file: string, workingDirectory: string): string {
  const mistake = (what: string, hint = "Give a file that holds the password alone, on its first line.", cause?: unknown) =>
    new UsageError("PASSWORD_FILE", `The password file ${file} ${what}.`, { hint, cause });
  let text: string | undefined;
  try {
    text = decodeText(readFileSync(resolve(workingDirectory, file)));
  } catch (cause) {
    throw mistake(fileErrorWords(cause), undefined, cause);
  }
  if (text === undefined) throw mistake("is not text in UTF-8", SAVE_AS_UTF8);
  const [password = ""] = text.split(/\r?\n/);
  if (password === "") throw mistake("has nothing on its first line");
  return password;
}

/**
 * The database's address and password: flag before environment before file.
 * @throws UsageError (64) where the password file cannot be read
 */
export function databaseSettings(
  fromFile: Omit<DatabaseSettings, "password">,
  flags: DatabaseFlags,
  environment: Environment,
  workingDirectory: string,
): DatabaseSettings {
  const password =
    flags.passwordFile === undefined
      ? (environment[PASSWORD_VARIABLE] ?? "")
      : passwordFrom(flags.passwordFile, workingDirectory);
  return {
    ...fromFile,
    url: set(flags.databaseUrl) ?? set(environment[URL_VARIABLE]) ?? fromFile.url,
    password: password === "" ? null : password,
  };
}

/**
 * What to connect to.
 * @throws UsageError (64) where no address was given, naming the three ways
 */
export function databaseAddress(settings: Settings): DatabaseAddress {
  const { url, password, schema, tls } = settings.database;
  if (url === null) {
    throw new UsageError("NO_DATABASE_URL", "No database was named.", {
      hint:
        `Set the environment variable ${URL_VARIABLE}, or give --database-url URL, or write database.url into consent-upgrade.yaml. ` +
        "Example: mssql://user@host:1433/crm?schema=crm7",
    });
  }
  return { url, password: password ?? undefined, schema: schema ?? undefined, tls: tls ?? undefined };
}
