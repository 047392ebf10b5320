import { readFileSync } from "node:fs";
import { z } from "zod";
import { decodeText } from "../config/text-file.js";
import { UsageError } from "../errors.js";
import { Report } from "./report.js";

/** What to do where a file is no report, or no plan. */
export const WRITE_A_PLAN = "Write one with: consent-upgrade plan --format json --output PLAN.json";

/**
 * A report as `--format json` wrote it.
 * @param name what messages call it: a file, or a run of the ledger
 * @throws UsageError (64) where it is no report of this version
 */
export function parseReport(text: string, name: string): Report {
  try {
    return Report.parse(JSON.parse(text.replace(/^\uFEFF/, "")));
  } catch (cause) {
    const where = cause instanceof z.ZodError ? ` (${cause.issues[0]?.path.join(".") ?? ""})` : "";
    throw new UsageError("NOT_A_REPORT", `${name} is no report of consent-upgrade${where}.`, { hint: WRITE_A_PLAN, cause });
  }
}

/**
 * The report in a file, for `apply --expect`.
 * @param file an absolute path, or one from the working directory
 * @throws UsageError (64) where it cannot be read
 */
export function readReportFile(file: string): Report {
  let text: string | undefined;
  try {
    text = decodeText(readFileSync(file));
  } catch (cause) {
    throw new UsageError("NOT_A_REPORT", `The report ${file} cannot be read.`, { hint: WRITE_A_PLAN, cause });
  }
  return parseReport(text ?? "", file);
}
