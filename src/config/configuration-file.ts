import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { UsageError } from "../errors.js";
import { decodeText, SAVE_AS_UTF8 } from "./text-file.js";

/** The file that is read without being asked for, if it is there. */
export const DEFAULT_CONFIGURATION_FILE = "consent-upgrade.yaml";

const REASONS: Readonly<Record<string, string>> = {
  ENOENT: "is not there",
  EISDIR: "is a directory",
  EACCES: "may not be read by this user",
  EPERM: "may not be read by this user",
};

/** The code of a file system error (`ENOENT`), or undefined. */
export function fileErrorCode(error: unknown): string | undefined {
  return error instanceof Error && "code" in error && typeof error.code === "string" ? error.code : undefined;
}

/** "is not there", "is a directory", …: what a file system error means, to be put behind the file's name. */
export function fileErrorWords(error: unknown): string {
  const code = fileErrorCode(error) ?? "";
  return REASONS[code] ?? `cannot be read (${code === "" ? String(error) : code})`;
}

/** The same of a file that was to be written. */
export function writeErrorWords(error: unknown): string {
  if (fileErrorCode(error) === "ENOENT") return "cannot be written: its directory is not there";
  return fileErrorWords(error).replace("read", "written");
}

/**
 * The text of a configuration file.
 * @param asked the file that the user named; undefined: the default one, if it is there
 * @returns undefined where nothing was asked for and nothing is there
 * @throws UsageError (64) where it cannot be read
 */
export function readConfigurationFile(asked: string | undefined, workingDirectory: string): string | undefined {
  const file = asked ?? DEFAULT_CONFIGURATION_FILE;
  let text: string | undefined;
  try {
    text = decodeText(readFileSync(resolve(workingDirectory, file)));
  } catch (cause) {
    if (asked === undefined && fileErrorCode(cause) === "ENOENT") return undefined;
    throw new UsageError("CONFIGURATION", `The configuration file ${file} ${fileErrorWords(cause)}.`, {
      hint: "Give another one with --config FILE, or write one with: consent-upgrade init",
      cause,
    });
  }
  if (text === undefined) throw new UsageError("CONFIGURATION", `${file} is not text in UTF-8.`, { hint: SAVE_AS_UTF8 });
  return text;
}
