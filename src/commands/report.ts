import { resolve } from "node:path";
import { RefusedError, UsageError } from "../errors.js";
import { digestOf, missingReport, worstOutcome } from "../report/digest.js";
import { readReportFile } from "../report/read-report.js";
import type { Report } from "../report/report.js";
import { wantedEvidence, writeEvidence } from "../ledger/evidence-file.js";
import { evidencePages } from "../ledger/evidence-rows.js";
import { refuseUnmet } from "../preconditions/precondition.js";
import { rowSecurity } from "../preconditions/ready-database.js";
import { findRun } from "../rollback/selection.js";
import { storedReports, wholeRunReport } from "../run/stored-run-report.js";
import { readUpgradeContext } from "../work/upgrade-context.js";
import { readLedger } from "../ledger/whole-ledger.js";
import { attentionOf } from "../report/attention.js";
import { buildReport, errorOf, frameOf } from "../report/build-report.js";
import type { CommandContext, CommandResult } from "./command.js";
import type { OptionsOf } from "./options.js";
import { writeSupportFile } from "./support.js";
import { inSession } from "./database-session.js";

type ReportContext = CommandContext<OptionsOf<"report">>;

/**
 * `report`: prints the report of the last run again, over all of its attempts, or with `--last-attempt` that of the last one; with `--evidence` writes one line per consent row of ours to a file.
 * @throws UsageError (64), UnreachableError (69), RefusedError (4) where there has been no run
 */
export async function runReport(context: ReportContext): Promise<CommandResult> {
  const { evidence, includePersonalData, summary, support } = context.options;
  if (support !== undefined) return writeSupportFile(context, support);
  if (summary.length > 0) return manyReports(context, summary);
  const form = wantedEvidence(evidence, { includePersonalData, isPlanned: false });
  const { workingDirectory } = context;
  return inSession(context, async (session) => {
    const upgrade = await readUpgradeContext(session, context.settings);
    const { ledger, state } = await readLedger(session, upgrade.catalog);
    const run = context.options.run === undefined ? state.runs.at(-1) : findRun(state, context.options.run);
    if (ledger === undefined || run === undefined) {
      throw new RefusedError("NO_RUN", "There has been no run on this database, so there is no report.", {
        hint: "consent-upgrade apply makes one. What it would change says consent-upgrade plan, which writes nothing.",
      });
    }
    // Of a run with one attempt the stored report is all of it.
    const isStored = context.options.run === undefined && (context.options.lastAttempt || Number(run.attempts) === 1);
    const last = isStored ? (await storedReports(session, ledger, run.run_id, context.lang)).at(-1) : undefined;
    const report = last ?? (await wholeRunReport({ ...context, upgrade, ledger, state, run }));
    if (form === undefined || evidence === undefined) return { reports: [report], exitCode: 0 as const };
    await refuseUnmet([rowSecurity], upgrade);
    const pages = evidencePages({
      session,
      relations: upgrade.relations,
      reference: upgrade.reference,
      ledger,
      state,
      runId: context.options.run === undefined ? undefined : run.run_id,
      includePersonalData,
      check: () => context.stop.throwIfAsked(),
    });
    const rows = await writeEvidence({ option: "--evidence", file: evidence, workingDirectory }, form, pages);
    return { reports: [withEvidence(report, rows, evidence, context)], exitCode: 0 as const };
  });
}

/** `--summary`: one table of many reports, without a database. A file that is no report has a line that says so. */
function manyReports(context: ReportContext, files: readonly string[]): CommandResult {
  const startedAt = context.now();
  const reports = files.map((file) => {
    try {
      return digestOf(file, readReportFile(resolve(context.workingDirectory, file)));
    } catch (error) {
      if (!(error instanceof UsageError)) throw error;
      return missingReport(file, errorOf(error));
    }
  });
  return { reports: [buildReport(frameOf("report", context, startedAt), worstOutcome(reports), { reports })], exitCode: 0 };
}

function withEvidence(report: Report, rows: number, file: string, { lang }: ReportContext): Report {
  const written = attentionOf([{ code: "EVIDENCE_WRITTEN", count: rows, params: { file } }], lang);
  return { ...report, attention: [...report.attention, ...written] };
}
