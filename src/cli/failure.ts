import { printableJson } from "../printable.js";
import { ConsentUpgradeError, RunFailedError, type ExitCode } from "../errors.js";
import { redact } from "../log/redact.js";
import { buildReport, type ReportFrame } from "../report/build-report.js";
import type { Outcome, Report, ReportError } from "../report/report.js";

/** What goes wrong for a reason that we did not think of. */
const DEFECT_HINT =
  "Please report it with the output of the same command and --log-level debug. What was committed is consistent and recorded: run the command again to go on.";

/** A failure as people and scripts are told it; passwords are masked. */
export interface Failure {
  readonly exitCode: ExitCode;
  readonly error: ReportError;
  readonly outcome: Outcome;
  /** With its causes; for `--log-level debug` alone. */
  readonly stack: string;
}

function outcomeOf(exitCode: ExitCode): Outcome {
  if (exitCode === 4) return "refused";
  return exitCode === 129 || exitCode === 130 || exitCode === 143 ? "interrupted" : "failed";
}

function stackOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const cause = error.cause === undefined ? "" : `\nCaused by: ${stackOf(error.cause)}`;
  return `${error.stack ?? error.message}${cause}`;
}

function defectOf(error: unknown): ConsentUpgradeError {
  const message = error instanceof Error ? error.message : String(error);
  return new RunFailedError("DEFECT", `This is a defect in consent-upgrade: ${message}`, { hint: DEFECT_HINT });
}

/** What an error means for the one who typed the command. */
export function failureOf(error: unknown): Failure {
  const { code, message, hint, exitCode } = error instanceof ConsentUpgradeError ? error : defectOf(error);
  return {
    exitCode,
    error: { code, message: redact(message), hint: hint === undefined ? null : redact(hint) },
    outcome: outcomeOf(exitCode),
    stack: redact(stackOf(error)),
  };
}

/** The lines for standard error: what happened, and what to do next. */
export function failureText(error: ReportError): string {
  // Several lines, each as it is: names out of the database may hold anything.
  return printableJson(`consent-upgrade: ${error.message}\n${error.hint === null ? "" : `  ${error.hint}\n`}`);
}

/** The document for scripts, where a command ended before it had one of its own. */
export function failureReport({ outcome, error }: Failure, frame: Omit<ReportFrame, "database">): Report {
  return buildReport({ ...frame, database: null }, outcome, { error });
}
