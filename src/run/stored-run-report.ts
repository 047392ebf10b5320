import type { Session } from "../dialect/session.js";
import { parseReport } from "../report/read-report.js";
import type { Report } from "../report/report.js";
import { stepTitle } from "../report/words/words.js";
import type { Language } from "../language.js";
import type { StepDefinition } from "../step/step.js";
import { consentTable, type ConsentGroup } from "./consent-table.js";
import type { Ledger } from "./ledger.js";
import { readTotals, reportMoment } from "./run-totals.js";
import type { LedgerState, RunRow } from "./step-states.js";

/** The reports of a run that the ledger keeps, first attempt first. @throws DatabaseError, UsageError (64) where one cannot be read */
export async function storedReports(session: Session, ledger: Ledger, runId: string): Promise<readonly Report[]> {
  const rows = await ledger.select<{ report: string | null }>(session, "report", { run_id: runId });
  return rows.flatMap((row) => (row.report === null ? [] : [parseReport(row.report, `The stored report of run ${runId}`)]));
}

/** What a report of a whole run is made from. */
export interface RunReportInput {
  readonly session: Session;
  readonly ledger: Ledger;
  readonly state: LedgerState;
  readonly run: RunRow;
  readonly steps: readonly StepDefinition[];
  readonly toolVersion: string;
  readonly lang: Language;
}

/**
 * The report of a whole run: its last stored one, with the figures of all attempts from the ledger. A run
 * whose process was killed has none, and gets one from the ledger alone.
 * @throws DatabaseError
 */
export async function wholeRunReport(input: RunReportInput): Promise<Report> {
  const { session, ledger, run, lang } = input;
  const stored = await storedReports(session, ledger, run.run_id);
  const last = stored.at(-1) ?? emptyReport(input);
  const undoing = last.command === "rollback";
  const totals = (await readTotals(session, ledger)).filter((total) => total.runId === run.run_id);
  const rows = input.state.steps.filter((row) => row.run_id === run.run_id);
  const steps = input.steps.map((step): Report["steps"][number] => {
    const row = rows.find((candidate) => candidate.step_id === step.id);
    const before = last.steps.find((candidate) => candidate.id === step.id);
    const total = totals.find((candidate) => candidate.stepId === step.id);
    const nothing = { inserted: 0, updated: 0, deleted: 0 };
    const recorded = row === undefined ? undefined : statusOf(row.status, undoing);
    const counts = row?.counts === null || row?.counts === undefined || undoing ? before?.counts : (JSON.parse(row.counts) as Record<string, number>);
    return {
      id: step.id,
      title: stepTitle(step.id, lang),
      status: recorded ?? before?.status ?? "not-selected",
      changes: (undoing ? total?.undone : total?.written) ?? nothing,
      counts: counts ?? {},
      batches: (undoing ? total?.pieces : total?.batches) ?? 0,
      durationMs: Math.max(before?.durationMs ?? 0, undoing ? 0 : Number(row?.duration_ms ?? 0)),
    };
  });
  const [first = last] = stored.filter((report) => report.command === last.command);
  const consentsBefore = (JSON.parse(run.consents_before ?? "[]") as readonly ConsentGroup[]).map((group) => ({ ...group }));
  const after = last.consents.map((group) => ({ purpose: group.purpose, legalBasis: group.legalBasis, rows: group.after }));
  return {
    ...last,
    runId: run.run_id,
    startedAt: first.startedAt,
    durationMs: Math.max(0, new Date(last.finishedAt).getTime() - new Date(first.startedAt).getTime()),
    steps,
    consents: undoing || last.consents.length === 0 ? last.consents : consentTable(consentsBefore, after),
    attention: last.attention.filter((entry) => entry.code !== "RUN_RESUMED"),
  };
}

function statusOf(status: "running" | "done" | "undone", undoing: boolean): Report["steps"][number]["status"] {
  if (status === "running") return "partly-done";
  if (undoing) return status === "undone" ? "done" : "pending";
  return "done";
}

function emptyReport({ session, run, toolVersion }: RunReportInput): Report {
  const { server, dialect } = session;
  const startedAt = reportMoment(run.started_at);
  const finishedAt = reportMoment(run.heartbeat_at);
  const undoing = run.status === "rolling-back" || run.status === "rolled-back";
  return {
    schemaVersion: 1,
    tool: { name: "consent-upgrade", version: toolVersion },
    command: undoing ? "rollback" : "apply",
    runId: run.run_id,
    startedAt,
    finishedAt,
    durationMs: Math.max(0, new Date(finishedAt).getTime() - new Date(startedAt).getTime()),
    outcome: run.status === "finished" ? "applied" : run.status === "rolled-back" ? "rolled-back" : run.status === "failed" ? "failed" : "interrupted",
    database: { engine: dialect.engine, serverVersion: server.version, name: server.database, schema: server.schema },
    steps: [],
    consents: [],
    attention: [],
    checks: [],
    runs: [],
    error: null,
  };
}
