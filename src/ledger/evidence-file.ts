import { writeWholeFile, type OutputFile } from "../config/output-file.js";
import { UsageError } from "../errors.js";
import { csvEvidence, jsonEvidence, type EvidenceForm, type EvidenceWish } from "./evidence-lines.js";
import type { EvidenceRow } from "./evidence-rows.js";

/**
 * The form of a command's `--evidence`, by the file's name; undefined where none is asked for.
 * @throws UsageError (64) for any other ending than .csv or .jsonl, and where personal data are asked for without a file
 */
export function wantedEvidence(file: string | undefined, wish: EvidenceWish): EvidenceForm | undefined {
  if (file === undefined) {
    if (!wish.includePersonalData) return undefined;
    throw new UsageError(
      "PERSONAL_DATA_WITHOUT_EVIDENCE",
      "--include-personal-data is for the evidence: the report itself has ids only.",
      { hint: "Give the file as well: --evidence evidence.csv --include-personal-data" },
    );
  }
  if (/\.csv$/i.test(file)) return csvEvidence(wish);
  if (/\.jsonl$/i.test(file)) return jsonEvidence();
  throw new UsageError("EVIDENCE_FORMAT", `--evidence: ${file} ends neither in .csv nor in .jsonl.`, {
    hint: "The ending decides about the form: --evidence evidence.csv or --evidence evidence.jsonl",
  });
}

/** Reads one page ahead: the database finds the next one while the one before it is written. */
async function* oneAhead<Page>(pages: AsyncGenerator<Page>): AsyncGenerator<Page> {
  let next = pages.next();
  try {
    for (;;) {
      const page = await next;
      if (page.done === true) return;
      next = pages.next();
      // Waited for above, unless nobody wants more.
      next.catch(() => undefined);
      yield page.value;
    }
  } finally {
    await next.catch(() => undefined);
    await pages.return(undefined);
  }
}

/**
 * Writes the evidence, a page at a time.
 * @returns the number of lines
 * @throws UsageError (64) where the file cannot be written, DatabaseError
 */
export async function writeEvidence(
  output: OutputFile,
  form: EvidenceForm,
  pages: AsyncGenerator<readonly EvidenceRow[]>,
): Promise<number> {
  let rows = 0;
  const texts = async function* (): AsyncGenerator<string> {
    yield form.head;
    for await (const page of oneAhead(pages)) {
      rows += page.length;
      yield form.lines(page);
    }
  };
  await writeWholeFile(output, texts());
  return rows;
}
