import type { ConsentUpgradeError } from "../errors.js";
import type { Language } from "../language.js";
import type { Session } from "../dialect/session.js";
import { attention } from "../report/attention.js";
import { databaseFacts, type ReportFrame } from "../report/build-report.js";
import type { Attention, CommandName, ReportError } from "../report/report.js";
import type { Finding } from "../steps/finding.js";
import type { CommandContext } from "./command.js";

/** Of a command that ends now. @param session absent where no database was asked */
export function frameOf(
  command: CommandName,
  { toolVersion, now }: Pick<CommandContext, "toolVersion" | "now">,
  startedAt: Date,
  session?: Session,
): ReportFrame {
  return { command, toolVersion, startedAt, finishedAt: now(), database: session === undefined ? null : databaseFacts(session) };
}

/** Findings in the reader's words. */
export function attentionOf(findings: readonly Finding[], lang: Language): Attention[] {
  return findings.map((finding) => attention(finding, lang));
}

/** An error as reports carry it. */
export function errorOf(error: ConsentUpgradeError): ReportError {
  return { code: error.code, message: error.message, hint: error.hint ?? null };
}
