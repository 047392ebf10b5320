import { once } from "node:events";
import { createWriteStream } from "node:fs";
import { rename, rm } from "node:fs/promises";
import { finished } from "node:stream/promises";
import { fileErrorWords } from "../config/configuration-file.js";
import { UsageError } from "../errors.js";
import { OWNER_ONLY } from "../owner-only.js";
import { csvEvidence, jsonEvidence, type EvidenceForm } from "./evidence-lines.js";
import { evidencePages, type EvidenceInput } from "./evidence-rows.js";

/**
 * The form that a file's name asks for.
 * @throws UsageError (64) for any other ending than .csv or .jsonl
 */
export function evidenceForm(file: string, includePersonalData: boolean): EvidenceForm {
  if (/\.csv$/i.test(file)) return csvEvidence(includePersonalData);
  if (/\.jsonl$/i.test(file)) return jsonEvidence();
  throw new UsageError("EVIDENCE_FORMAT", `--evidence: ${file} ends neither in .csv nor in .jsonl.`, {
    hint: "The ending decides about the form: --evidence evidence.csv or --evidence evidence.jsonl",
  });
}

/**
 * Writes the evidence, a page at a time: memory does not grow with the data. The file gets its name when
 * it is whole.
 * @param path absolute
 * @returns the number of consent rows
 * @throws UsageError (64) where the file cannot be written, DatabaseError
 */
export async function writeEvidence(path: string, form: EvidenceForm, input: EvidenceInput): Promise<number> {
  const partial = `${path}.part`;
  const stream = createWriteStream(partial, { encoding: "utf8", mode: OWNER_ONLY });
  try {
    await once(stream, "open");
    await write(stream, form.head);
    let rows = 0;
    for await (const page of evidencePages(input)) {
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
