import type { Report } from "../../src/report/report.js";

/** Codes that tell of the run itself, not of what is in the database. */
const ABOUT_THE_RUN = [
  "RESTART_CRM_SERVERS",
  "RUN_RESUMED",
  "LEDGER_UNREADABLE",
  "LEDGER_MAYBE_HIDDEN",
  "PLANNED_EVIDENCE_WRITTEN",
];

/** What plan and apply must agree on: figures step by step, consents before and after, and what needs attention. */
export function figuresOf(report: Report) {
  return {
    steps: Object.fromEntries(
      report.steps.map(({ id, changes, counts, status }) => [
        id,
        { changes, counts, runs: status === "pending" || status === "done" },
      ]),
    ),
    consents: report.consents,
    reach: report.reach,
    attention: report.attention.filter(({ code }) => !ABOUT_THE_RUN.includes(code)),
  };
}
