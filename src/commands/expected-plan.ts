import { resolve } from "node:path";
import { RefusedError, UsageError } from "../errors.js";
import { databaseName, isSameDatabase } from "../report/digest.js";
import { readReportFile, WRITE_A_PLAN } from "../report/read-report.js";
import type { DatabaseFacts, Report, StepReport } from "../report/report.js";

/** A plan's JSON report. @throws UsageError (64) where the file is none */
export function readPlanFile(option: string, file: string, workingDirectory: string): Report {
  const plan = readReportFile(resolve(workingDirectory, file));
  if (plan.command === "plan") return plan;
  throw new UsageError("NOT_A_PLAN", `${option}: ${file} is the report of ${plan.command ?? "nothing"}, not of plan.`, {
    hint: WRITE_A_PLAN,
  });
}

/** Figures of another database never fit: said before anything is planned. @throws RefusedError (4) */
export function refuseOtherDatabase(option: string, file: string, plan: Report, database: DatabaseFacts): void {
  if (isSameDatabase(plan.database, database)) return;
  throw new RefusedError(
    "OTHER_DATABASE",
    `${option}: ${file} is a plan of ${databaseName(plan.database)}, and this is ${databaseName(database)}.`,
    { hint: "Give a plan of this database, or the address of that one." },
  );
}

/**
 * Holds the figures of an earlier plan against a new one, for `apply --expect`.
 * @returns what differs, in words; empty where nothing does
 */
export function differencesBetween(expected: Report, now: Report): readonly string[] {
  return now.steps.flatMap((step) => {
    const old = expected.steps.find((candidate) => candidate.id === step.id);
    if (old === undefined) return [`${step.id} is not in it`];
    const differences = figureDifferences(old, step);
    return differences.length === 0 ? [] : [`${step.id}: ${differences.join(", ")}`];
  });
}

function figureDifferences(old: StepReport, now: StepReport): readonly string[] {
  const figuresOf = ({ changes, counts }: StepReport): ReadonlyMap<string, number> =>
    new Map([...Object.entries(changes), ...Object.entries(counts)]);
  const [before, after] = [figuresOf(old), figuresOf(now)];
  return [...new Set([...before.keys(), ...after.keys()])].flatMap((name) => {
    const [was, is] = [before.get(name) ?? 0, after.get(name) ?? 0];
    return was === is ? [] : [`${name} ${String(was)} then, ${String(is)} now`];
  });
}
