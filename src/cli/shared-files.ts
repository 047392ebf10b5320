import { realpathSync, statSync } from "node:fs";
import { basename, dirname, join, resolve } from "node:path";
import { DEFAULT_CONFIGURATION_FILE } from "../config/configuration-file.js";
import { UsageError } from "../errors.js";
import { longOption, type Option, type RawOptions } from "../commands/option.js";
import { COMMON_OPTIONS, OPTIONS, type Verb } from "../commands/options.js";

/**
 * Refuses two options that name one file, where one is written: what one writes the other would overwrite, or mix with its own.
 * @throws UsageError (64)
 */
export function refuseSharedFiles(verb: Verb, raw: RawOptions, workingDirectory: string, configurationIsRead: boolean): void {
  const options = Object.entries<Option<unknown>>({ ...COMMON_OPTIONS, ...OPTIONS[verb] });
  const named = (how: "read" | "written"): readonly (readonly [option: string, file: string, how: string])[] =>
    options
      .filter(([, { file }]) => file === how)
      .flatMap(([name, { read }]) =>
        [read(raw[name], name, raw) ?? []].flat().map((file) => [longOption(name), String(file), how]),
      );
  const config =
    configurationIsRead && raw["config"] === undefined ? [["the configuration", DEFAULT_CONFIGURATION_FILE, "read"]] : [];
  const first = new Map<string, string>();
  for (const [option, file, how] of [...config, ...named("read"), ...named("written")]) {
    const place = placeOf(file, workingDirectory);
    if (place === undefined) continue;
    const other = first.get(place);
    if (other !== undefined && how === "written") {
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
