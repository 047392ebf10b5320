import { closeSync, createWriteStream, openSync } from "node:fs";
import { rename, rm, writeFile } from "node:fs/promises";
import { resolve } from "node:path";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { UsageError } from "../errors.js";
import { OWNER_ONLY } from "../owner-only.js";
import { writeErrorWords } from "./configuration-file.js";

/** A file that an option names. */
export interface OutputFile {
  /** `--sql` */
  readonly option: string;
  /** As the user gave it. */
  readonly file: string;
  readonly workingDirectory: string;
}

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
    throw notWritable({ option, file }, cause);
  }
}

/** The same of a file that is written with `writeWholeFile`, and is not to be there before. @throws UsageError (64) */
export async function refuseUnwritable(output: OutputFile): Promise<void> {
  const partial = partialOf(output);
  try {
    await writeFile(partial, "");
    await rm(partial);
  } catch (cause) {
    throw notWritable(output, cause);
  }
}

/**
 * Writes a file piece by piece: memory does not grow with it. It gets its name when it is whole: half of it never looks like
 * all.
 * @throws UsageError (64) where it cannot be written; what `texts` throws
 */
export async function writeWholeFile(output: OutputFile, texts: AsyncIterable<string>): Promise<void> {
  const partial = partialOf(output);
  try {
    await pipeline(Readable.from(texts), createWriteStream(partial, { encoding: "utf8", mode: OWNER_ONLY }));
    await rename(partial, resolve(output.workingDirectory, output.file));
  } catch (cause) {
    await rm(partial, { force: true }).catch(() => undefined);
    // Errors of files name the path; all others are the database's, or ours.
    throw cause instanceof Error && "path" in cause ? notWritable(output, cause) : cause;
  }
}

function partialOf({ file, workingDirectory }: OutputFile): string {
  return `${resolve(workingDirectory, file)}.partial`;
}

function notWritable({ option, file }: Pick<OutputFile, "option" | "file">, cause: unknown): UsageError {
  return new UsageError("FILE_NOT_WRITABLE", `${option}: ${file} ${writeErrorWords(cause)}.`, {
    hint: "Give another file.",
    cause,
  });
}
