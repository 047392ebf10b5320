import { once } from "node:events";
import { createWriteStream } from "node:fs";
import { rename, rm, writeFile } from "node:fs/promises";
import { finished } from "node:stream/promises";
import { fileErrorWords } from "../config/configuration-file.js";
import { UsageError } from "../errors.js";
import { OWNER_ONLY } from "../owner-only.js";
import { csvEvidence, jsonEvidence, type EvidenceForm, type EvidenceWish } from "./evidence-lines.js";
import type { EvidenceRow } from "./evidence-rows.js";

/**
 * The form that a file's name asks for.
 * @throws UsageError (64) for any other ending than .csv or .jsonl
 */
function evidenceForm(file: string, wish: EvidenceWish): EvidenceForm {
  if (/\.csv$/i.test(file)) return csvEvidence(wish);
  if (/\.jsonl$/i.test(file)) return jsonEvidence();
  throw new UsageError("EVIDENCE_FORMAT", `--evidence: ${file} ends neither in .csv nor in .jsonl.`, {
    hint: "The ending decides about the form: --evidence evidence.csv or --evidence evidence.jsonl",
  });
}

/**
 * The form of a command's `--evidence`; undefined where none is asked for.
 * @throws UsageError (64) for another ending, and where personal data are asked for without a file
 */
export function wantedEvidence(file: string | undefined, wish: EvidenceWish): EvidenceForm | undefined {
  if (file !== undefined) return evidenceForm(file, wish);
  if (!wish.includePersonalData) return undefined;
  throw new UsageError(
    "PERSONAL_DATA_WITHOUT_EVIDENCE",
    "--include-personal-data is for the evidence: the report itself has ids only.",
    { hint: "Give the file as well: --evidence evidence.csv --include-personal-data" },
  );
}

/**
 * Writes the evidence, a page at a time: memory does not grow with the data. The file gets its name when
 * it is whole.
 * @param path absolute
 * @returns the number of lines
 * @throws UsageError (64) where the file cannot be written, DatabaseError
 */
export async function writeEvidence(
  path: string,
  form: EvidenceForm,
  pages: AsyncIterable<readonly EvidenceRow[]>,
): Promise<number> {
  const partial = `${path}.part`;
  const stream = createWriteStream(partial, { encoding: "utf8", mode: OWNER_ONLY });
  try {
    await once(stream, "open");
    await write(stream, form.head);
    let rows = 0;
    for await (const page of pages) {
      rows += page.length;
      await write(stream, form.lines(page));
    }
    stream.end();
    await finished(stream);
    await rename(partial, path);
    return rows;
  } catch (error) {
    stream.destroy();
    await rm(partial, { force: true }).catch(() => undefined);
    throw isFileError(error) ? notWritable(path, error) : error;
  }
}

/** Says before the plan that the evidence cannot be written, not after it. @throws UsageError (64) */
export async function refuseUnwritableEvidence(path: string): Promise<void> {
  const partial = `${path}.part`;
  try {
    await writeFile(partial, "", { mode: OWNER_ONLY });
    await rm(partial);
  } catch (error) {
    throw isFileError(error) ? notWritable(path, error) : error;
  }
}

async function write(stream: ReturnType<typeof createWriteStream>, text: string): Promise<void> {
  if (text !== "" && !stream.write(text)) await once(stream, "drain");
}

function isFileError(error: unknown): error is NodeJS.ErrnoException {
  return error instanceof Error && "syscall" in error && "path" in error;
}

function notWritable(path: string, cause: NodeJS.ErrnoException): UsageError {
  const words =
    cause.code === "ENOENT" ? "cannot be written: its directory is not there" : fileErrorWords(cause).replace("read", "written");
  return new UsageError("FILE_NOT_WRITABLE", `--evidence: ${path} ${words}.`, { cause, hint: "Give another file." });
}
