import { storedConsents, storedCounts, storedFindings } from "../ledger/stored-json.js";
import { stateOf } from "../ledger/run-states.js";
import type { Session } from "../dialect/session.js";
import { attention } from "../report/attention.js";
import { reworded } from "../report/language-attention.js";
import { buildReport, databaseFacts, stepReport } from "../report/build-report.js";
import { parseReport } from "../report/read-report.js";
import type { ConsentCount, Report } from "../report/report.js";
import { NO_CHANGES, type ConsentMove } from "../report/step-figures.js";
import type { Language } from "../language.js";
import type { StepDefinition } from "../steps/step.js";
import type { Finding } from "../steps/finding.js";
import { consentTable, movedConsents, namedConsents } from "../report/consent-table.js";
import { count } from "../dialect/counts.js";
import { sql } from "../dialect/sql.js";
import type { Ledger } from "../ledger/ledger.js";
import { readTotals, reportMoment, type StepTotals } from "../ledger/run-totals.js";
import { stepProgress, type LedgerState, type RunRow } from "../ledger/step-states.js";
import { stepContext, type UpgradeContext } from "../work/upgrade-context.js";
import { findingsOfSettings } from "./standing-findings.js";
import { evidenceOfRun } from "./run-evidence.js";
import { reachNow } from "../work/reach.js";

/**
 * The reports of a run that the ledger keeps, in the reader's language, first attempt first.
 * @throws DatabaseError, UsageError (64) where one cannot be read
 */
export async function storedReports(session: Session, ledger: Ledger, runId: string, lang: Language): Promise<readonly Report[]> {
  const rows = await ledger.select<{ report: string | null }>(session, "report", { run_id: runId });
  return rows.flatMap((row) => {
    if (row.report === null) return [];
    const report = parseReport(row.report, `The stored report of run ${runId}`);
    return [{ ...report, attention: report.attention.map((entry) => reworded(entry, lang)) }];
  });
}

/** What a report of a whole run is made from. */
export interface RunReportInput {
  readonly upgrade: UpgradeContext;
  readonly ledger: Ledger;
  readonly state: LedgerState;
  readonly run: RunRow;
  readonly steps: readonly StepDefinition[];
  readonly toolVersion: string;
  readonly lang: Language;
}

/**
 * The report of a whole run: its last stored one, with the figures of all attempts from the ledger. The run of a SQL
 * script has none, nor has one whose process was killed: theirs are made from the ledger alone.
 * @throws DatabaseError
 */
export async function wholeRunReport(input: RunReportInput): Promise<Report> {
  const { ledger, run, lang } = input;
  const { session } = input.upgrade;
  const stored = await storedReports(session, ledger, run.run_id, lang);
  const totals = (await readTotals(session, ledger)).filter((total) => total.runId === run.run_id);
  const last = stored.at(-1) ?? (await reportFromLedger(input, totals));
  const undoing = last.command === "rollback";
  const rows = input.state.steps.filter((row) => row.run_id === run.run_id);
  const steps = input.steps.map((step): Report["steps"][number] => {
    const row = rows.find((candidate) => candidate.step_id === step.id);
    const before = last.steps.find((candidate) => candidate.id === step.id);
    const total = totals.find((candidate) => candidate.stepId === step.id);
    const recorded = row === undefined ? undefined : statusOf(row.status, undoing);
    const counts = row?.counts === null || row?.counts === undefined || undoing ? before?.counts : storedCounts(row.counts);
    return stepReport(step.id, recorded ?? before?.status ?? notBegun(input, step), lang, {
      changes: (undoing ? total?.undone : total?.written) ?? NO_CHANGES,
      counts: counts ?? {},
      batches: (undoing ? total?.pieces : total?.batches) ?? 0,
      durationMs: Math.max(before?.durationMs ?? 0, undoing ? 0 : Number(row?.duration_ms ?? 0)),
    });
  });
  const [first = last] = stored.filter((report) => report.command === last.command);
  const consentsBefore = storedConsents(run.consents_before);
  const after = last.consents.map(({ before: _before, ...group }) => ({ ...group, rows: group.after }));
  return {
    ...last,
    runId: run.run_id,
    startedAt: first.startedAt,
    durationMs: Math.max(0, new Date(last.finishedAt).getTime() - new Date(first.startedAt).getTime()),
    steps,
    consents: undoing || stored.length === 0 || last.consents.length === 0 ? last.consents : consentTable(consentsBefore, after),
    attention: last.attention.filter((entry) => entry.code !== "RUN_RESUMED"),
  };
}

/** Of a run that ended nothing is to come; of one that stopped, what is configured. */
function notBegun({ run, state, upgrade }: RunReportInput, step: StepDefinition): Report["steps"][number]["status"] {
  const isToCome = !stateOf(run).isOver && stepProgress(state, step.id) !== "done";
  return isToCome && (step.isConfigured?.(upgrade.settings) ?? true) ? "pending" : "not-selected";
}

function statusOf(status: "running" | "done" | "undone", undoing: boolean): Report["steps"][number]["status"] {
  if (status === "running") return "partly-done";
  if (undoing) return status === "undone" ? "done" : "pending";
  return "done";
}

/** Without the steps, which every report gets from the ledger. */
async function reportFromLedger(input: RunReportInput, totals: readonly StepTotals[]): Promise<Report> {
  const { upgrade, state, run, steps, toolVersion, lang } = input;
  const { isUndoing: undoing, outcome } = stateOf(run);
  const findings = state.steps.filter((row) => row.run_id === run.run_id).flatMap((row) => storedFindings(row.attention));
  const reach = undoing ? null : await reachNow(upgrade);
  const switchedOn = totals.some(
    ({ stepId, written }) => stepId === "emarketing-privacy" && written.inserted + written.updated > 0,
  );
  const settings = reach === null ? [] : findingsOfSettings(reach, !switchedOn, upgrade.reference, upgrade.relations);
  const restart: readonly Finding[] = outcome === "applied" ? [{ code: "RESTART_CRM_SERVERS" }] : [];
  const frame = {
    command: undoing ? "rollback" : "apply",
    toolVersion,
    startedAt: new Date(reportMoment(run.started_at)),
    finishedAt: new Date(reportMoment(run.heartbeat_at)),
    database: databaseFacts(upgrade.session),
  } as const;
  return buildReport(frame, outcome === "partly-rolled-back" ? "interrupted" : outcome, {
    runId: run.run_id,
    consents: undoing ? [] : await consentsOfRun(input, totals),
    attention: undoing ? [] : [...findings, ...settings, ...restart].map((finding) => attention(finding, lang)),
    reach,
    evidence: undoing ? [] : await evidenceOfRun(upgrade, steps, run.run_id, run.language as Language),
  });
}

/**
 * Consents before and after a run, where no report of it is stored: what stood when it began, and what its batches and old
 * values say that it did. Empty where the ledger does not know what stood.
 * @param totals of that run
 * @throws DatabaseError
 */
async function consentsOfRun(
  { upgrade, ledger, run, steps }: RunReportInput,
  totals: readonly StepTotals[],
): Promise<ConsentCount[]> {
  if (run.consents_before === null) return [];
  const { session, reference } = upgrade;
  const before = namedConsents(storedConsents(run.consents_before), reference);
  const changed = await changedRows(session, ledger, run.run_id);
  const moves = steps.flatMap((step): readonly ConsentMove[] => {
    if (step.kind !== "persons" || step.purpose === undefined) return [];
    const { purpose } = step;
    const toKey = step.rows(stepContext(upgrade, reference, run.run_id.slice(0, 8))).legalBaseKey ?? "";
    const inserted = totals.find((total) => total.stepId === step.id)?.written.inserted ?? 0;
    const own = changed.filter((row) => row.step_id === step.id);
    return [
      { purpose, from: undefined, toKey, rows: inserted },
      ...own.map((row) => ({ purpose, from: row.basis, toKey, rows: count(row.n) })),
    ];
  });
  return consentTable(before, movedConsents(before, moves, reference));
}

function changedRows(session: Session, ledger: Ledger, runId: string) {
  return session.query<{ readonly step_id: string; readonly basis: number | null; readonly n: unknown }>(sql`
    SELECT g.step_id, g.basis, COUNT(*) AS n
    FROM (SELECT o.step_id, NULLIF(o.legalbase_id, 0) AS basis FROM ${ledger.table("oldConsent")} o WHERE o.run_id = ${runId}) g
    GROUP BY g.step_id, g.basis`);
}
