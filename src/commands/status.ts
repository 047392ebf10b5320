import { storedCounts } from "../ledger/stored-json.js";
import { findTable } from "../dialect/catalog.js";
import { readKnownCatalog } from "../ledger/read-known-catalog.js";
import type { Session } from "../dialect/session.js";
import type { Outcome, Report, RunSummary } from "../report/report.js";
import type { Finding } from "../steps/finding.js";
import { summarizeRuns } from "../run/run-summaries.js";
import { readTotals, type StepTotals } from "../ledger/run-totals.js";
import { stepProgress, type LedgerState } from "../ledger/step-states.js";
import { readLedger } from "../ledger/whole-ledger.js";
import { sumChanges } from "../report/step-figures.js";
import { ESSENTIAL_TABLES } from "../crm/tables.js";
import type { StepDefinition } from "../steps/step.js";
import { attentionOf } from "../report/attention.js";
import { buildReport, frameOf, stepReport } from "../report/build-report.js";
import type { CommandContext, CommandResult } from "./command.js";
import type { OptionsOf } from "./options.js";
import { inSession } from "./database-session.js";

/** Outcomes after which `apply` (or `rollback`) has something left to do. */
const AHEAD: ReadonlySet<Outcome> = new Set(["changes-pending", "interrupted", "rolled-back"]);

type StatusContext = CommandContext<OptionsOf<"status">>;

/**
 * `status`: what has run, when, by whom, how far. Exit 0 whatever it finds; with `--exit-code` 2 while something is pending.
 * @throws UsageError (64), UnreachableError (69), RefusedError (4) for a ledger of a newer version, or one that is not whole
 */
export async function runStatus(context: StatusContext): Promise<CommandResult> {
  return inSession(context, async (session) => {
    const report = await statusReport(session, context);
    const isPending = AHEAD.has(report.outcome);
    return { reports: [report], exitCode: context.options.exitCode && isPending ? 2 : 0 };
  });
}

async function statusReport(session: Session, context: StatusContext): Promise<Report> {
  const startedAt = context.now();
  const catalog = await readKnownCatalog(session);
  const { ledger, state } = await readLedger(session, catalog);
  const runs = ledger === undefined ? [] : await summarizeRuns(session, ledger, state);
  const totals = ledger === undefined ? [] : await readTotals(session, ledger);
  const isCrm = ESSENTIAL_TABLES.every((table) => findTable(catalog, table) !== undefined);
  const steps = context.steps.map((step) => stepOf(step, context, state, totals));
  const atWork = runs.find((run) => run.outcome === "running");
  const findings: readonly Finding[] = atWork === undefined ? [] : [{ code: "RUN_AT_WORK", params: { run: atWork.runId } }];
  const frame = frameOf("status", context, startedAt, session);
  const statuses = steps.map(({ status }) => status);
  return buildReport(frame, isCrm ? outcomeOf(runs, statuses) : "nothing-to-do", {
    runId: runs[0]?.runId ?? null,
    steps: isCrm ? steps : [],
    runs: [...runs],
    attention: attentionOf(findings, context.lang),
  });
}

function stepOf(
  step: StepDefinition,
  context: StatusContext,
  state: LedgerState,
  totals: readonly StepTotals[],
): Report["steps"][number] {
  const rows = state.steps.filter((row) => row.step_id === step.id && row.status !== "undone");
  const own = totals.filter((total) => total.stepId === step.id && rows.some((row) => row.run_id === total.runId));
  const changes = sumChanges(own.map((total) => total.written));
  const progress = stepProgress(state, step.id);
  const configured = step.isConfigured === undefined || step.isConfigured(context.settings);
  return stepReport(step.id, progress === "pending" && !configured ? "not-selected" : progress, context.lang, {
    changes,
    counts: storedCounts(rows.at(-1)?.counts),
    batches: own.reduce((sum, total) => sum + total.batches, 0),
    durationMs: rows.reduce((sum, row) => sum + Number(row.duration_ms), 0),
  });
}

/** What the newest run that counts says; steps that are configured and pending mean changes ahead. */
function outcomeOf(runs: readonly RunSummary[], steps: readonly string[]): Outcome {
  if (runs.some(({ outcome }) => outcome === "running")) return "changes-pending";
  if (runs.some(({ outcome }) => outcome === "partly-rolled-back")) return "interrupted";
  const standing = runs.filter(({ outcome }) => outcome !== "rolled-back");
  const [newest] = standing;
  if (newest?.outcome === "interrupted" || newest?.outcome === "failed") return "interrupted";
  if (newest === undefined && runs.length > 0) return "rolled-back";
  if (steps.includes("pending") || steps.includes("partly-done")) return "changes-pending";
  return newest === undefined ? "nothing-to-do" : "applied";
}
