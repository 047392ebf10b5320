import { OUTCOMES, type DatabaseFacts, type Outcome, type Report, type ReportDigest, type ReportError } from "./report.js";
import { NO_CHANGES, sumChanges } from "./step-figures.js";

/** What is told of a report beside others. @param name of its file */
export function digestOf(name: string, report: Report): ReportDigest {
  return {
    name,
    command: report.command,
    startedAt: report.startedAt,
    outcome: report.outcome,
    database: report.database,
    changes: sumChanges(report.steps.map(({ changes }) => changes)),
    steps: report.steps.map(({ id, status, changes }) => ({ id, status, changes })),
    consents: report.consents,
    reach: report.reach,
    warnings:
      report.attention.filter(({ severity }) => severity !== "info").length +
      report.checks.filter(({ outcome }) => outcome === "warn").length,
    failedChecks: report.checks.filter(({ outcome }) => outcome === "fail").length,
    error: report.error,
  };
}

/** A file that holds no report: among many, one that is empty must not hide the others. */
export function missingReport(name: string, error: ReportError): ReportDigest {
  const nothing = { steps: [], consents: [], reach: null, warnings: 0, failedChecks: 0 };
  return { name, command: null, startedAt: null, outcome: "failed", database: null, changes: NO_CHANGES, ...nothing, error };
}

/** The outcome of many reports: the one that wants attention most. */
export function worstOutcome(digests: readonly ReportDigest[]): Outcome {
  return OUTCOMES.find((outcome) => digests.some((digest) => digest.outcome === outcome)) ?? "nothing-to-do";
}

/** Whether two reports are of one database; its server's version may have changed in between. */
export function isSameDatabase(one: DatabaseFacts | null, other: DatabaseFacts | null): boolean {
  return one !== null && other !== null && one.engine === other.engine && one.name === other.name && one.schema === other.schema;
}

/** `crm on postgres, schema crm7`: for messages about two databases. */
export function databaseName(database: DatabaseFacts | null): string {
  if (database === null) return "no database";
  return `${database.name} on ${database.engine}${database.schema === null ? "" : `, schema ${database.schema}`}`;
}
