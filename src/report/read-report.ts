import { readFileSync } from "node:fs";
import { z } from "zod";
import { decodeText } from "../config/text-file.js";
import { UsageError } from "../errors.js";
import { Report } from "./report.js";

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
    throw new UsageError("NOT_A_REPORT", `${name} is no report of consent-upgrade${where}.`, {
      hint: "Write one with: consent-upgrade plan --format json --output PLAN.json",
      cause,
    });
  }
}

/**
 * The report in a file, for `apply --expect`.
 * @param file an absolute path, or one from the working directory
 * @throws UsageError (64) where it cannot be read
 */
export function readReportFile(file: string): Report {
  let bytes: Buffer;
  try {
    bytes = readFileSync(file);
  } catch (cause) {
    throw new UsageError("NOT_A_REPORT", `The report ${file} cannot be read.`, {
      hint: "Write one with: consent-upgrade plan --format json --output PLAN.json",
      cause,
    });
  }
  return parseReport(decodeText(bytes) ?? "", file);
}
