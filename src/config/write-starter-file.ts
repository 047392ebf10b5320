import { writeFileSync } from "node:fs";
import { resolve } from "node:path";
import { RefusedError, UsageError } from "../errors.js";
import { OWNER_ONLY } from "../owner-only.js";
import { fileErrorCode, writeErrorWords } from "./configuration-file.js";
import { STARTER_FILE } from "./starter-file.js";

/**
 * Writes the commented configuration file.
 * @throws RefusedError (4) where the file exists
 * @throws UsageError (64) where it cannot be written
 */
export function writeStarterFile(file: string, workingDirectory: string): void {
  try {
    writeFileSync(resolve(workingDirectory, file), STARTER_FILE, { encoding: "utf8", flag: "wx", mode: OWNER_ONLY });
  } catch (cause) {
    if (fileErrorCode(cause) === "EEXIST" || fileErrorCode(cause) === "EISDIR") {
      throw new RefusedError("FILE_EXISTS", `${file} exists already; it was not touched.`, {
        hint: "Edit it, or write another one: consent-upgrade init --config OTHER.yaml",
        cause,
      });
    }
    throw new UsageError("CONFIGURATION", `${file} ${writeErrorWords(cause)}.`, {
      hint: "Give another file: consent-upgrade init --config FILE",
      cause,
    });
  }
}
