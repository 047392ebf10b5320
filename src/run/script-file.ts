import { createWriteStream } from "node:fs";
import { rename, rm, writeFile } from "node:fs/promises";
import { resolve } from "node:path";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { fileErrorCode, fileErrorWords } from "../config/configuration-file.js";
import { engineOf } from "../dialect/engines.js";
import { UsageError } from "../errors.js";
import { OWNER_ONLY } from "../owner-only.js";
import type { ScriptInput } from "../script/script-plan.js";
import { writeScript } from "./write-script.js";

/**
 * Writes the script. It gets its name when it is whole: half a script never looks like one.
 * @throws UsageError (64) where the file cannot be written; what `writeScript` throws
 */
export async function writeScriptFile(input: ScriptInput, file: string, workingDirectory: string): Promise<void> {
  const path = resolve(workingDirectory, file);
  const partial = `${path}.partial`;
  const { needsByteOrderMark } = engineOf(input.upgrade.session.dialect).script;
  const texts = async function* (): AsyncGenerator<string> {
    if (needsByteOrderMark) yield "\uFEFF";
    for await (const code of writeScript(input, file)) yield code.map((line) => `${line}\n`).join("");
  };
  try {
    await pipeline(Readable.from(texts()), createWriteStream(partial, { encoding: "utf8", mode: OWNER_ONLY }));
    await rename(partial, path);
  } catch (cause) {
    await rm(partial, { force: true });
    // Errors of files name the path; all others are the database's, or ours.
    throw cause instanceof Error && "path" in cause ? notWritable(file, cause) : cause;
  }
}

/** Says before an hour of planning that the script cannot be written, not after it. @throws UsageError (64) */
export async function refuseUnwritableScript(file: string, workingDirectory: string): Promise<void> {
  const partial = `${resolve(workingDirectory, file)}.partial`;
  try {
    await writeFile(partial, "");
    await rm(partial);
  } catch (cause) {
    throw notWritable(file, cause);
  }
}

function notWritable(file: string, cause: unknown): UsageError {
  const words =
    fileErrorCode(cause) === "ENOENT"
      ? "cannot be written: its directory is not there"
      : fileErrorWords(cause).replace("read", "written");
  return new UsageError("FILE_NOT_WRITABLE", `--sql: ${file} ${words}.`, { hint: "Give another file.", cause });
}
