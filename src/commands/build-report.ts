import type { ConsentUpgradeError } from "../errors.js";
import type { Language } from "../language.js";
import type { Session } from "../dialect/session.js";
import { attention } from "../report/attention.js";
import type {
  Attention,
  CommandName,
  DatabaseFacts,
  Outcome,
  Report,
  ReportError,
  StepReport,
  StepStatus,
} from "../report/report.js";
import { stepTitle } from "../report/words/step-titles.js";
import type { Finding } from "../steps/finding.js";
import { NO_CHANGES, type StepFigures } from "../report/step-figures.js";
import type { CommandContext } from "./command.js";
import { databaseFacts } from "./database-session.js";

/** What every report says about its command. */
export interface ReportFrame {
  readonly command: CommandName;
  readonly toolVersion: string;
  readonly startedAt: Date;
  readonly finishedAt: Date;
  readonly database: DatabaseFacts | null;
}

/** Of a command that ends now. @param session absent where no database was asked */
export function frameOf(
  command: CommandName,
  { toolVersion, now }: Pick<CommandContext, "toolVersion" | "now">,
  startedAt: Date,
  session?: Session,
): ReportFrame {
  return { command, toolVersion, startedAt, finishedAt: now(), database: session === undefined ? null : databaseFacts(session) };
}

/** A report with the parts that a command has; the rest is empty. */
export function buildReport(frame: ReportFrame, outcome: Outcome, parts: Partial<Report> = {}): Report {
  return {
    schemaVersion: 1,
    tool: { name: "consent-upgrade", version: frame.toolVersion },
    command: frame.command,
    runId: null,
    startedAt: frame.startedAt.toISOString(),
    finishedAt: frame.finishedAt.toISOString(),
    durationMs: frame.finishedAt.getTime() - frame.startedAt.getTime(),
    outcome,
    database: frame.database,
    steps: [],
    consents: [],
    attention: [],
    checks: [],
    reach: null,
    evidence: [],
    persons: [],
    runs: [],
    reports: [],
    error: null,
    ...parts,
  };
}

/** A step's part of the report. @param figures those that are not 0 */
export function stepReport(id: string, status: StepStatus, lang: Language, figures: Partial<StepReportFigures>): StepReport {
  const { changes = NO_CHANGES, counts, batches = 0, durationMs = 0 } = figures;
  return { id, title: stepTitle(id, lang), status, changes, counts: { ...counts }, batches, durationMs };
}

interface StepReportFigures extends Pick<StepFigures, "changes" | "counts"> {
  readonly batches: number;
  readonly durationMs: number;
}

/** Findings in the reader's words. */
export function attentionOf(findings: readonly Finding[], lang: Language): Attention[] {
  return findings.map((finding) => attention(finding, lang));
}

/** An error as reports carry it. */
export function errorOf(error: ConsentUpgradeError): ReportError {
  return { code: error.code, message: error.message, hint: error.hint ?? null };
}
