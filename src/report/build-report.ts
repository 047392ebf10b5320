import type { Session } from "../dialect/session.js";
import type { ConsentUpgradeError } from "../errors.js";
import type { Language } from "../language.js";
import type { CommandName, DatabaseFacts, Outcome, Report, ReportError, StepReport, StepStatus } from "./report.js";
import { NO_CHANGES, type StepFigures } from "./step-figures.js";
import { stepTitle } from "./words/step-titles.js";

/** What every report says about its command. */
export interface ReportFrame {
  readonly command: CommandName | null;
  readonly toolVersion: string;
  readonly startedAt: Date;
  readonly finishedAt: Date;
  readonly database: DatabaseFacts | null;
}

/** Of a command that ends now. @param session absent where no database was asked */
export function frameOf(
  command: CommandName,
  { toolVersion, now }: { readonly toolVersion: string; readonly now: () => Date },
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
    durationMs: Math.max(frame.finishedAt.getTime() - frame.startedAt.getTime(), 0),
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

/** The database as reports name it. */
export function databaseFacts(session: Session): DatabaseFacts {
  const { server, dialect } = session;
  return { engine: dialect.engine, serverVersion: server.version, name: server.database, schema: server.schema };
}

/** An error as reports carry it. */
export function errorOf({ code, message, hint }: ConsentUpgradeError): ReportError {
  return { code, message, hint: hint ?? null };
}
