import { refuseUnwritable, type OutputFile } from "../config/output-file.js";
import type { Session } from "../dialect/session.js";
import { languageAttention } from "../report/language-attention.js";
import { digestOf } from "../report/digest.js";
import type { Report } from "../report/report.js";
import type { Finding } from "../steps/finding.js";
import { consentTable } from "../report/consent-table.js";
import { findingsOf } from "../run/apply-run.js";
import { refuseUnmet } from "../preconditions/precondition.js";
import { consentTables, excludedSelections, OF_DATA } from "../preconditions/preconditions.js";
import { isEmarketingPrivacyOn } from "../crm/emarketing-privacy.js";
import { findingsOfSettings } from "../run/standing-findings.js";
import { unknownExclusions } from "../preconditions/static-selections.js";
import { consentsOfLostRuns, upgradedBefore } from "../run/upgraded-before.js";
import { planUpgrade, type UpgradePlan } from "../run/plan-run.js";
import { readAtFirstSight, type ReadyDatabase } from "../preconditions/ready-database.js";
import { ledgerMaybeHidden } from "../preconditions/missing-rights.js";
import { cacheFindings } from "../work/client-caches.js";
import { selectSteps, stepsToRun, type SelectedStep } from "../work/select-steps.js";
import { stepProgress } from "../ledger/step-states.js";
import { wantedEvidence, writeEvidence } from "../ledger/evidence-file.js";
import type { EvidenceForm } from "../ledger/evidence-lines.js";
import { wordsOf } from "../report/words/words-of.js";
import { plannedEvidence } from "../work/planned-evidence.js";
import { writeScriptFile } from "../run/write-script.js";
import { readPlanFile, refuseOtherDatabase } from "./expected-plan.js";
import { attentionOf } from "../report/attention.js";
import { buildReport, databaseFacts, frameOf, stepReport } from "../report/build-report.js";
import type { CommandContext, CommandResult } from "./command.js";
import { longOption } from "./option.js";
import type { OptionsOf } from "./options.js";
import type { StepSelection } from "../work/select-steps.js";
import { readingUndisturbed, inSession } from "./database-session.js";

type PlanContext = CommandContext<OptionsOf<"plan">>;

/** What a plan needs of a command's context: `apply` plans too, before it asks. */
export type Planning = Pick<
  CommandContext<StepSelection>,
  "settings" | "steps" | "options" | "lang" | "toolVersion" | "progress" | "stop" | "now"
>;

/**
 * `plan`: exactly what `apply` would change; writes nothing, and has the database itself see to it.
 * @throws UsageError (64), UnreachableError (69), RefusedError (4)
 */
export async function runPlan(context: PlanContext): Promise<CommandResult> {
  const { includePersonalData, evidence: file, compare } = context.options;
  const form = wantedEvidence(file, { includePersonalData, isPlanned: true });
  for (const output of [outputOf("sql", context), outputOf("evidence", context)])
    if (output !== undefined) await refuseUnwritable(output);
  const others = compare.map((name) => ({ name, plan: readPlanFile("--compare", name, context.workingDirectory) }));
  return inSession(context, async (session) => {
    for (const { name, plan } of others) refuseOtherDatabase("--compare", name, plan, databaseFacts(session));
    const report = await planReport(session, context, async (plan) => [
      ...(await writeScriptOf(plan, context)),
      ...(await writeEvidenceOf(plan, context, form)),
    ]);
    const pending = report.outcome === "changes-pending";
    return {
      reports: [{ ...report, reports: others.map(({ name, plan }) => digestOf(name, plan)) }],
      exitCode: context.options.exitCode && pending ? 2 : 0,
    };
  });
}

/** A plan with what it was made from, while its read transaction is open. */
interface ReadyPlan {
  readonly ready: ReadyDatabase;
  readonly selected: readonly SelectedStep[];
  readonly plan: UpgradePlan;
}

/** `--sql`: the same change as a script, of the same moment as the figures. @throws RefusedError (4), UsageError (64) */
async function writeScriptOf({ ready, selected, plan }: ReadyPlan, context: PlanContext): Promise<readonly Finding[]> {
  const script = outputOf("sql", context);
  if (script === undefined) return [];
  const { upgrade, state } = ready;
  await refuseUnmet([consentTables], { upgrade });
  const findings = new Map(plan.steps.map(({ step, figures }) => [step.id, figures.findings]));
  // The ledger keeps what a script found with its steps; copies are marked after the last one.
  const last = selected.findLast(({ choice }) => choice === "run");
  if (last !== undefined) findings.set(last.step.id, [...(findings.get(last.step.id) ?? []), ...cacheFindings(plan.caches)]);
  await writeScriptFile({ upgrade, state, selected, findings, toolVersion: context.toolVersion, now: context.now() }, script);
  return [{ code: "SCRIPT_WRITTEN", params: { file: script.file } }];
}

function outputOf(name: "sql" | "evidence", { options, workingDirectory }: PlanContext): OutputFile | undefined {
  const file = options[name];
  return file === undefined ? undefined : { option: longOption(name), file, workingDirectory };
}

/** `--evidence`: what each contact would get, lose or keep, of the same moment as the figures. @throws UsageError (64), DatabaseError */
async function writeEvidenceOf(
  { ready: { upgrade, state }, selected }: ReadyPlan,
  context: PlanContext,
  form: EvidenceForm | undefined,
): Promise<readonly Finding[]> {
  const { includePersonalData } = context.options;
  const output = outputOf("evidence", context);
  if (output === undefined || form === undefined) return [];
  const words = wordsOf(context.lang).explain.reasons;
  const pages = plannedEvidence({
    upgrade,
    state,
    selected,
    includePersonalData,
    sayWhy: (reasons) => reasons.map((reason) => words[reason]).join(", "),
    check: () => context.stop.throwIfAsked(),
  });
  const lines = await writeEvidence(output, form, pages);
  return [{ code: "PLANNED_EVIDENCE_WRITTEN", count: lines, params: { file: output.file } }];
}

/**
 * Plans in one read transaction, and reports it.
 * @param also what is done in the same transaction, and what it has to say
 * @throws DatabaseError, RefusedError, UsageError
 */
export async function planReport(
  session: Session,
  context: Planning,
  also: (plan: ReadyPlan) => Promise<readonly Finding[]> = () => Promise.resolve([]),
): Promise<Report> {
  const startedAt = context.now();
  return readingUndisturbed([session], context, async () => {
    const ready = await readAtFirstSight(session, context.settings);
    await refuseUnmet([excludedSelections], { upgrade: ready.upgrade, steps: [] });
    const hidden: readonly Finding[] = ledgerMaybeHidden(ready.login) ? [{ code: "LEDGER_MAYBE_HIDDEN" }] : [];
    const unknown = await unknownExclusions(ready.upgrade);
    const unknownFound: readonly Finding[] = unknown.length === 0 ? [] : [{ code: "EXCLUSION_NOT_FOUND", items: unknown }];
    const selected = selectSteps(context.steps, context.settings, context.options, ready.state);
    const plan = await makePlan(ready, selected, context);
    const more = await also({ ready, selected, plan });
    const { upgrade, state } = ready;
    const { reference, relations, language } = upgrade;
    const toRun = plan.steps.filter(({ choice }) => choice === "run");
    const findings = [
      ...upgradedBefore(toRun, state, await consentsOfLostRuns(session, upgrade, state)),
      ...hidden,
      ...unknownFound,
      ...findingsOf(plan.steps),
      ...findingsOfSettings(plan.reach, isEmarketingPrivacyOn(reference), plan.reference, relations),
      ...cacheFindings(plan.caches),
      ...more,
    ];
    const something = plan.steps.some(
      ({ figures }) =>
        figures.otherWork === true || figures.changes.inserted + figures.changes.updated + figures.changes.deleted > 0,
    );
    const frame = frameOf("plan", context, startedAt, session);
    return buildReport(frame, something ? "changes-pending" : "nothing-to-do", {
      steps: plan.steps.map(({ step, choice, figures, durationMs }) => {
        const status = choice === "run" ? (stepProgress(state, step.id) === "partly-done" ? "partly-done" : "pending") : choice;
        return stepReport(step.id, status, context.lang, { ...figures, durationMs });
      }),
      consents: consentTable(plan.consentsBefore, plan.consentsAfter),
      reach: plan.reach,
      evidence: [...plan.evidence],
      attention: [languageAttention(language, context.lang), ...attentionOf(findings, context.lang)],
    });
  });
}

async function makePlan(ready: ReadyDatabase, selected: readonly SelectedStep[], context: Planning): Promise<UpgradePlan> {
  await refuseUnmet(OF_DATA, { upgrade: ready.upgrade, steps: stepsToRun(selected) });
  const plan = await planUpgrade(ready.upgrade, selected, context.now, (step) => {
    context.stop.throwIfAsked();
    context.progress.stepStarted(step, undefined);
  });
  context.progress.close();
  return plan;
}
