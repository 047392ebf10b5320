import { RefusedError } from "../errors.js";
import type { Report } from "../report/report.js";
import { wantedEvidence, writeEvidence } from "../ledger/evidence-file.js";
import { evidencePages } from "../ledger/evidence-rows.js";
import { refuseHiddenRows } from "../preconditions/refuse-server.js";
import { findRun } from "../rollback/selection.js";
import { storedReports, wholeRunReport } from "../run/stored-run-report.js";
import { readUpgradeContext } from "../work/upgrade-context.js";
import { readLedger } from "../ledger/whole-ledger.js";
import type { StepDefinition } from "../steps/step.js";
import { attentionOf } from "./build-report.js";
import type { CommandContext, CommandResult, ReportOptions } from "./command.js";
import { withDatabase, withSession } from "./database-session.js";

type ReportContext = CommandContext<ReportOptions, StepDefinition>;

/**
 * `report`: prints the stored report of the last run again, or with `--run` the whole run's, over all of
 * its attempts; with `--evidence` writes one line per consent row of ours to a file.
 * @throws UsageError (64), UnreachableError (69), RefusedError (4) where there has been no run
 */
export async function runReport(context: ReportContext): Promise<CommandResult> {
  const { evidence, includePersonalData } = context.options;
  const form = wantedEvidence(evidence, { includePersonalData, isPlanned: false });
  const { workingDirectory } = context;
  return withDatabase(context.settings, (database) =>
    withSession(database, context.stop, async (session) => {
      const upgrade = await readUpgradeContext(session, context.settings);
      const { ledger, state } = await readLedger(session, upgrade.catalog);
      const run = context.options.run === undefined ? state.runs.at(-1) : findRun(state, context.options.run);
      if (ledger === undefined || run === undefined) {
        throw new RefusedError("NO_RUN", "There has been no run on this database, so there is no report.", {
          hint: "consent-upgrade apply makes one. What it would change says consent-upgrade plan, which writes nothing.",
        });
      }
      const whole = { upgrade, ledger, state, run, steps: context.steps, toolVersion: context.toolVersion, lang: context.lang };
      const last = context.options.run === undefined ? (await storedReports(session, ledger, run.run_id)).at(-1) : undefined;
      const report = last ?? (await wholeRunReport(whole));
      if (form === undefined || evidence === undefined) return { reports: [report], exitCode: 0 as const };
      await refuseHiddenRows(session, upgrade.catalog);
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
    }),
  );
}

function withEvidence(report: Report, rows: number, file: string, { lang }: ReportContext): Report {
  const written = attentionOf([{ code: "EVIDENCE_WRITTEN", count: rows, items: [], params: { file } }], lang);
  return { ...report, attention: [...report.attention, ...written] };
}
