import { writeWholeFile, type OutputFile } from "../config/output-file.js";
import { UsageError } from "../errors.js";
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
 * Writes the evidence, a page at a time.
 * @returns the number of consent rows
 * @throws UsageError (64) where the file cannot be written, DatabaseError
 */
export async function writeEvidence(output: OutputFile, form: EvidenceForm, input: EvidenceInput): Promise<number> {
  let rows = 0;
  const texts = async function* (): AsyncGenerator<string> {
    yield form.head;
    for await (const page of evidencePages(input)) {
      rows += page.length;
      yield form.lines(page);
    }
  };
  await writeWholeFile(output, texts());
  return rows;
}
