import { realpathSync, statSync } from "node:fs";
import { basename, dirname, join, resolve } from "node:path";
import { DEFAULT_CONFIGURATION_FILE } from "../config/configuration-file.js";
import { UsageError } from "../errors.js";
import { files, text, type RawOptions } from "./raw-options.js";

const WRITTEN = {
  output: "--output",
  logFile: "--log-file",
  sql: "--sql",
  evidence: "--evidence",
  support: "--support",
} as const;
const READ = {
  config: "--config",
  expect: "--expect",
  compare: "--compare",
  summary: "--summary",
  passwordFile: "--password-file",
} as const;

/**
 * Refuses two options that name one file, where one is written: what one writes the other would overwrite, or mix with its own.
 * @throws UsageError (64)
 */
export function refuseSharedFiles(raw: RawOptions, workingDirectory: string, configurationIsRead: boolean): void {
  const named = (options: Readonly<Record<string, string>>): readonly (readonly [string, string])[] =>
    Object.entries(options).flatMap(([name, option]) => {
      const file = text(raw, name);
      return [...(file === undefined ? [] : [file]), ...files(raw, name)].map((each) => [option, each] as const);
    });
  const config =
    configurationIsRead && text(raw, "config") === undefined ? [["the configuration", DEFAULT_CONFIGURATION_FILE] as const] : [];
  const first = new Map<string, string>();
  for (const [option, file] of [...config, ...named(READ), ...named(WRITTEN)]) {
    const place = placeOf(file, workingDirectory);
    if (place === undefined) continue;
    const other = first.get(place);
    const bothRead = other !== undefined && Object.values(READ).some((name) => name === option);
    if (other !== undefined && !bothRead) {
      throw new UsageError("SAME_FILE", `${other} and ${option} name the same file: ${file}.`, {
        hint: "Give each a file of its own.",
      });
    }
    first.set(place, option);
  }
}

/** Where a file is, links followed; undefined for what is no file, like /dev/null. */
function placeOf(file: string, workingDirectory: string): string | undefined {
  const path = resolve(workingDirectory, file);
  try {
    if (!statSync(path).isFile()) return undefined;
    return realpathSync.native(path);
  } catch {
    try {
      return join(realpathSync.native(dirname(path)), basename(path));
    } catch {
      return path;
    }
  }
}
