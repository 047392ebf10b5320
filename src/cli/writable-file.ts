import { closeSync, openSync } from "node:fs";
import { resolve } from "node:path";
import { fileErrorCode, fileErrorWords } from "../config/configuration-file.js";
import { UsageError } from "../errors.js";
import { OWNER_ONLY } from "../owner-only.js";

/**
 * Says before anything is done that a file cannot be written, not after an hour.
 * @returns the absolute path
 * @throws UsageError (64)
 */
export function writableFile(option: string, file: string, workingDirectory: string): string {
  const path = resolve(workingDirectory, file);
  try {
    closeSync(openSync(path, "a", OWNER_ONLY));
    return path;
  } catch (cause) {
    const words =
      fileErrorCode(cause) === "ENOENT"
        ? "cannot be written: its directory is not there"
        : fileErrorWords(cause).replace("read", "written");
    throw new UsageError("FILE_NOT_WRITABLE", `${option}: ${file} ${words}.`, { hint: "Give another file.", cause });
  }
}
