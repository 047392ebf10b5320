import type { Report } from "./report.js";
import type { Words } from "./words/en.js";

/** What to type next, and under which heading of the words it stands. */
export interface NextCommand {
  readonly step: keyof Words["next"];
  readonly command: string;
}

const PLAN: NextCommand = { step: "plan", command: "consent-upgrade plan" };
const APPLY: NextCommand = { step: "backUpAndApply", command: "consent-upgrade apply" };
const GO_ON: NextCommand = { step: "goOn", command: "consent-upgrade apply" };
const VERIFY: NextCommand = { step: "verify", command: "consent-upgrade verify" };
const DOCTOR: NextCommand = { step: "doctor", command: "consent-upgrade doctor" };

function rollBack(report: Report): NextCommand {
  return {
    step: "rollBack",
    command: report.runId === null ? "consent-upgrade rollback" : `consent-upgrade rollback --run ${report.runId}`,
  };
}

const AFTER: Readonly<Record<string, (report: Report) => readonly NextCommand[]>> = {
  "plan changes-pending": () => [APPLY],
  "plan nothing-to-do": () => [VERIFY],
  "apply applied": (report) => [VERIFY, rollBack(report)],
  "apply nothing-to-do": () => [VERIFY],
  "apply failed": (report) => [GO_ON, rollBack(report)],
  "apply interrupted": (report) => [GO_ON, rollBack(report)],
  "verify verified": () => [{ step: "evidence", command: "consent-upgrade report --evidence evidence.csv" }],
  // Without a run there is nothing to undo.
  "verify violations": (report) => [report.runId === null ? PLAN : { ...rollBack(report), step: "askAfterViolations" }],
  "status nothing-to-do": () => [PLAN],
  "status changes-pending": () => [PLAN],
  "status applied": () => [VERIFY],
  "status interrupted": () => [GO_ON],
  "status rolled-back": () => [PLAN],
  "rollback changes-pending": (report) => [{ ...rollBack(report), step: "undo" }],
  "rollback rolled-back": () => [PLAN],
  "rollback interrupted": () => [{ step: "goOn", command: "consent-upgrade rollback" }],
  "rollback failed": () => [{ step: "goOn", command: "consent-upgrade rollback" }],
  "doctor ready": () => [PLAN],
  "doctor not-ready": () => [{ step: "doctorAgain", command: "consent-upgrade doctor" }],
  "fixture created": () => [DOCTOR, PLAN],
  "init created": () => [{ step: "editAndPlan", command: "consent-upgrade plan" }],
};

/** What a person does after reading this report; nothing where nothing is written yet or the error says it. */
export function nextCommands(report: Report): readonly NextCommand[] {
  if (report.outcome === "failed" && report.runId === null) return [];
  return AFTER[`${report.command ?? ""} ${report.outcome}`]?.(report) ?? [];
}
