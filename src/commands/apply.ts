import { hostname } from "node:os";
import { settingsThatDecideRows } from "../config/settings-compared.js";
import type { Database } from "../dialect/connection-target.js";
import { type Session } from "../dialect/session.js";
import { RefusedError, RunFailedError } from "../errors.js";
import { languageAttention } from "../report/language-attention.js";
import type { Report } from "../report/report.js";
import { applyUpgrade, findingsOf, type AppliedRun, type ApplyInput } from "../run/apply-run.js";
import type { Finding } from "../steps/finding.js";
import { consentTable } from "../report/consent-table.js";
import { isEmarketingPrivacyOn } from "../crm/emarketing-privacy.js";
import { findingsOfSettings } from "../run/standing-findings.js";
import { consentsOfLostRuns, upgradedBefore } from "../run/upgraded-before.js";
import { refuseBesideAnotherRun, takeLockOrRefuse } from "../work/lock.js";
import { refuseUnmet } from "../preconditions/precondition.js";
import { excludedSelections, OF_DATA, OF_WRITING } from "../preconditions/preconditions.js";
import { readAtFirstSight, readDatabase, type ReadyDatabase } from "../preconditions/ready-database.js";
import { refuseOtherSettings } from "../ledger/run-record.js";
import { cacheFindings } from "../work/client-caches.js";
import { selectSteps, stepsToRun } from "../work/select-steps.js";
import { factsOf } from "../work/upgrade-context.js";
import { unfinishedRun } from "../ledger/step-states.js";
import { WorkConnection } from "../work/work-connection.js";
import { attentionOf } from "../report/attention.js";
import { buildReport, databaseFacts, errorOf, frameOf, stepReport } from "../report/build-report.js";
import { refuseUnconfirmed, type CommandContext, type CommandResult } from "./command.js";
import type { OptionsOf } from "./options.js";
import { readingFailure, keepReport, whileReading, withDatabase, withSession } from "./database-session.js";
import { applyQuestion } from "../report/questions.js";
import { differencesBetween, readPlanFile, refuseOtherDatabase } from "./expected-plan.js";
import { planReport } from "./plan.js";

type ApplyContext = CommandContext<OptionsOf<"apply">>;

/**
 * `apply`: runs the pending steps, after a question where a terminal is there. What stopped it on the
 * way is in the report, with the exit code of the error.
 * @throws UsageError (64), UnreachableError (69), RefusedError (4): nothing was written
 */
export async function runApply(context: ApplyContext): Promise<CommandResult> {
  return withDatabase(context.settings, async (database) => {
    await askFirst(database, context);
    return applyTo(database, context);
  });
}

/** Shows the figures and asks, unless --yes was given; holds them against --expect. */
async function askFirst(database: Database, context: ApplyContext): Promise<void> {
  const { yes, expect } = context.options;
  if (yes && expect === undefined) return;
  const expected = expect === undefined ? undefined : readPlanFile("--expect", expect, context.workingDirectory);
  const plan = await withSession(database, context.stop, async (session) => {
    if (expect !== undefined && expected !== undefined) refuseOtherDatabase("--expect", expect, expected, databaseFacts(session));
    await refuseBesideAnotherRun(session, (await readAtFirstSight(session, context.settings)).state);
    return planReport(session, context);
  });
  const differences = expected === undefined ? [] : differencesBetween(expected, plan);
  if (differences.length > 0) {
    throw new RefusedError("NOT_AS_EXPECTED", `The figures are not those of ${expect} any more: ${differences.join("; ")}.`, {
      hint: "Make a new plan, read it, and apply with that one.",
    });
  }
  if (yes || plan.outcome === "nothing-to-do") return;
  await refuseUnconfirmed(context, applyQuestion(plan, context.lang));
}

async function applyTo(database: Database, context: ApplyContext): Promise<CommandResult> {
  const startedAt = context.now();
  const { settings, progress, stop, log, now } = context;
  const connection = new WorkConnection({ database, retrySeconds: settings.run.retrySeconds, progress, stop, now });
  try {
    await connection.open();
    const { ready, start, ofLostRuns = 0 } = await whileReading(connection, (session) => getReady(connection, session, context));
    if (start === undefined) return nothingToDo(context, ready, startedAt);
    log.info({ engine: ready.upgrade.session.dialect.engine, steps: stepsToRun(start.selected).length }, "apply begins");
    const applied = await beginOrRefuse({ ...context, ...start, connection, state: ready.state, machine: hostname() });
    progress.close();
    const report = appliedReport(context, ready, applied, ofLostRuns, startedAt);
    await keepReport(connection, ready.upgrade, applied.run, report, log);
    return { reports: [report], exitCode: applied.error?.exitCode ?? 0 };
  } catch (error) {
    progress.close();
    throw readingFailure(error);
  } finally {
    await connection.close();
  }
}

/** What a run begins with. */
type Start = Pick<ApplyInput, "lockName" | "selected" | "upgrade" | "language">;

/**
 * Looks at the database, takes the lock, and refuses what is not to be upgraded. Writes nothing. Without `start` there is
 * nothing to do.
 */
async function getReady(
  connection: WorkConnection,
  session: Session,
  context: ApplyContext,
): Promise<{ readonly ready: ReadyDatabase; readonly start?: Start; readonly ofLostRuns?: number }> {
  const { settings } = context;
  const before = await readAtFirstSight(session, settings);
  const wanted = selectSteps(context.steps, settings, context.options, before.state);
  if (stepsToRun(wanted).length === 0 && unfinishedRun(before.state) === undefined) return { ready: before };
  await refuseUnmet([excludedSelections], { upgrade: before.upgrade, steps: [] });
  // First of all the lock: who is not alone is told at once.
  const lockName = await takeLockOrRefuse(connection, session, before.state);
  // Read again: another run may have ended between the first look and the lock.
  const ready = await readDatabase(session, settings);
  const selected = selectSteps(context.steps, settings, context.options, ready.state);
  const earlier = unfinishedRun(ready.state);
  if (earlier !== undefined) refuseOtherSettings(earlier, settingsThatDecideRows(settings));
  const place = { upgrade: ready.upgrade, steps: stepsToRun(selected) };
  await refuseUnmet([...OF_WRITING, ...OF_DATA], place);
  const found = ready.upgrade.language.language;
  const language = (earlier?.language as typeof found | undefined) ?? found;
  const ofLostRuns = await consentsOfLostRuns(session, ready.upgrade, ready.state);
  return { ready, start: { lockName, selected, upgrade: factsOf(ready.upgrade), language }, ofLostRuns };
}

/** What fails before the run has begun is a refusal: nothing of the CRM was written. */
async function beginOrRefuse(input: ApplyInput): Promise<AppliedRun> {
  try {
    return await applyUpgrade(input);
  } catch (error) {
    if (!(error instanceof RunFailedError) || !REFUSED_AT_THE_START.has(error.code)) throw error;
    throw new RefusedError(error.code, error.message, { cause: error, hint: error.hint });
  }
}

const REFUSED_AT_THE_START: ReadonlySet<string> = new Set(["READ_ONLY", "PERMISSION_DENIED"]);

function nothingToDo(context: ApplyContext, ready: ReadyDatabase, startedAt: Date): CommandResult {
  const { upgrade } = ready;
  const selected = selectSteps(context.steps, context.settings, context.options, ready.state);
  const frame = frameOf("apply", context, startedAt, upgrade.session);
  const steps = selected.map(({ step, choice }) =>
    stepReport(step.id, choice === "already-done" ? "already-done" : "not-selected", context.lang, {}),
  );
  return { reports: [buildReport(frame, "nothing-to-do", { steps })], exitCode: 0 };
}

function appliedReport(
  context: ApplyContext,
  ready: ReadyDatabase,
  applied: AppliedRun,
  ofLostRuns: number,
  startedAt: Date,
): Report {
  const { error, run, after } = applied;
  const frame = frameOf("apply", context, startedAt, ready.upgrade.session);
  const resumed: readonly Finding[] = applied.continued ? [{ code: "RUN_RESUMED", params: { run: run.runId } }] : [];
  const wrote = applied.steps.some(({ figures }) => figures.changes.inserted + figures.changes.updated > 0);
  const restart: readonly Finding[] = wrote && error === undefined ? [{ code: "RESTART_CRM_SERVERS" }] : [];
  const { reference, relations } = ready.upgrade;
  const settingsFound =
    after === undefined ? [] : findingsOfSettings(after.reach, isEmarketingPrivacyOn(reference), after.reference, relations);
  const before = upgradedBefore(
    applied.steps.filter(({ status }) => status === "done"),
    ready.state,
    ofLostRuns,
  );
  // What a script stored with its last step is what it would have reset.
  const found = findingsOf(applied.steps).filter(({ code }) => code !== "CLIENT_CACHES_RESET");
  const findings = [...before, ...found, ...settingsFound, ...cacheFindings(after?.caches ?? []), ...restart];
  return buildReport(frame, error === undefined ? "applied" : error.name === "InterruptedError" ? "interrupted" : "failed", {
    runId: run.runId,
    steps: applied.steps.map(({ step, status, figures, batches, durationMs }) =>
      stepReport(step.id, status, context.lang, { ...figures, batches, durationMs }),
    ),
    consents: after === undefined ? [] : consentTable(applied.consentsBefore, after.consents),
    reach: after?.reach ?? null,
    evidence: [...(after?.evidence ?? [])],
    attention: [
      ...attentionOf(resumed, context.lang),
      languageAttention(ready.upgrade.language, context.lang),
      ...attentionOf(findings, context.lang),
    ],
    error: error === undefined ? null : errorOf(error),
  });
}
