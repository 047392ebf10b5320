import { randomUUID } from "node:crypto";
import type { Session } from "../dialect/session.js";
import { afterFirstWrite, InterruptedError, type ConsentUpgradeError } from "../errors.js";
import type { Language } from "../language.js";
import type { StepDefinition, StepId } from "../steps/step.js";
import { applyPersons } from "../steps/persons/apply.js";
import { applySchema } from "../steps/schema/apply.js";
import { applySeed } from "../steps/seed/apply.js";
import { applyTexts } from "../steps/texts/apply.js";
import type { Finding } from "../steps/finding.js";
import { countConsents, type ConsentGroup } from "../report/consent-table.js";
import { emptyHistoryTable } from "../work/history-table.js";
import type { BatchRow } from "../ledger/batch-record.js";
import { count } from "../dialect/counts.js";
import type { CrmTable } from "../crm/tables.js";
import { isCrmTable } from "../work/undo-work.js";
import { readKnownCatalog } from "../ledger/read-known-catalog.js";
import { createLedger, Ledger } from "../ledger/ledger.js";
import { logSequenceRow } from "../preconditions/ready-database.js";
import { LookAhead } from "../work/look-ahead.js";
import { ReplicaWatch } from "../work/replica-lag.js";
import { confirmStillOurs, endRun, startRun, takeOver, type ActiveRun, type Holder, type NewRun } from "../ledger/run-record.js";
import type { SelectedStep } from "../work/select-steps.js";
import { recordStepDone } from "../ledger/step-record.js";
import { NO_FIGURES, type StepFigures } from "../report/step-figures.js";
import { unfinishedRun, type LedgerState } from "../ledger/step-states.js";
import { factsOf, readUpgradeContext, type UpgradeFacts } from "../work/upgrade-context.js";
import { changesOf, type StepWork, type Tally } from "../work/step-work.js";
import { Rest } from "../work/rest.js";
import type { Work } from "../work/work.js";
import type { Reference } from "../crm/reference.js";
import { resetClientCaches, type CacheEntry } from "../work/client-caches.js";
import type { Reach } from "../report/report.js";
import type { EvidenceYear } from "../report/evidence.js";
import { evidenceOfRun } from "./run-evidence.js";
import { reachNow } from "../work/reach.js";

/** A step and what became of it in this attempt. */
export interface AppliedStep {
  readonly step: StepDefinition;
  readonly status: "done" | "already-done" | "not-selected" | "partly-done" | "failed" | "pending";
  readonly figures: StepFigures;
  readonly batches: number;
  readonly durationMs: number;
}

/** How an attempt ended: with all of its steps, or with the error that stopped it. */
export interface AppliedRun {
  readonly run: ActiveRun;
  readonly continued: boolean;
  readonly steps: readonly AppliedStep[];
  readonly consentsBefore: readonly ConsentGroup[];
  /** Undefined where the database could not be asked any more. */
  readonly after: Standing | undefined;
  readonly error: ConsentUpgradeError | undefined;
}

/** What an attempt needs besides the work's own things. */
export interface ApplyInput extends Omit<Work, "run" | "ledger" | "logSequence" | "rest"> {
  readonly selected: readonly SelectedStep[];
  readonly state: LedgerState;
  /** As it was read once the lock was taken. */
  readonly upgrade: UpgradeFacts;
  readonly language: Language;
  readonly toolVersion: string;
  readonly machine: string;
}

/**
 * Runs the selected steps: creates or completes the ledger, begins a run or goes on with the one that
 * did not finish, and records how it ended. The lock must be held.
 * @throws ConsentUpgradeError where the run could not even begin
 */
export async function applyUpgrade(input: ApplyInput): Promise<AppliedRun> {
  const replicas = await ReplicaWatch.of(input, await input.connection.open());
  try {
    return await applyWatched(input, replicas);
  } finally {
    await replicas.close();
  }
}

async function applyWatched(input: ApplyInput, replicas: ReplicaWatch): Promise<AppliedRun> {
  const { connection } = input;
  const fresh = { runId: randomUUID(), ownerToken: randomUUID() };
  const begun = await connection.retrying("starting the run", (session) => beginRun(session, input, fresh));
  const rest = new Rest(input.settings.run, input.now);
  const work: Work = { ...input, run: begun.run, ledger: begun.ledger, logSequence: begun.logSequence, rest };
  connection.confirmWhenReopened((session) => confirmStillOurs(session, work));
  const ahead = new LookAhead(work, input.selected);
  const steps: AppliedStep[] = [];
  let error: ConsentUpgradeError | undefined;
  let position = begun.position;
  let upgrade: UpgradeFacts | undefined = begun.upgrade;
  try {
    for (const { step, choice } of input.selected) {
      if (choice !== "run" || error !== undefined) {
        steps.push({ step, status: choice === "run" ? "pending" : choice, figures: NO_FIGURES, batches: 0, durationMs: 0 });
        continue;
      }
      position += 1;
      const started = input.now().getTime();
      const tally: Tally = { inserted: 0, updated: 0, batches: 0 };
      try {
        upgrade ??= await connection.retrying(step.id, (session) => readFacts(session, input, work.ledger));
        ahead.begin(step, upgrade);
        const figures = await applyStep({ ...work, replicas, tally, ahead, upgrade }, step, position);
        if (changesFacts(step, figures)) upgrade = undefined;
        const durationMs = input.now().getTime() - started;
        await connection.retrying(step.id, (session) => recordStepDone(session, work, step.id, { ...figures, durationMs }));
        input.progress.stepDone();
        steps.push({ step, status: "done", figures, batches: tally.batches, durationMs });
      } catch (caught) {
        error = afterFirstWrite(caught);
        const status = error instanceof InterruptedError ? "partly-done" : "failed";
        const written = await writtenSoFar(work, step.id, begun.batchesBefore).catch(() => tally);
        const figures = { ...NO_FIGURES, changes: changesOf(written) };
        steps.push({ step, status, figures, batches: written.batches, durationMs: input.now().getTime() - started });
      }
    }
  } finally {
    await ahead.close();
  }
  const after = await endAttempt(work, input, error, error === undefined ? upgrade : undefined).catch((caught: unknown) => {
    // A run whose end is not recorded is not finished, whatever its steps are.
    error ??= afterFirstWrite(caught);
    return undefined;
  });
  const { run, continued, consentsBefore } = begun;
  return { run, continued, steps, consentsBefore, after, error };
}

/** What the following steps have to know of, once this one has written it. */
function changesFacts({ kind }: StepDefinition, { changes, otherWork }: StepFigures): boolean {
  return kind === "schema" ? otherWork === true : kind === "seed" && changes.inserted + changes.updated > 0;
}

async function readFacts(session: Session, { settings, language }: ApplyInput, ledger: Ledger): Promise<UpgradeFacts> {
  return { ...factsOf(await readUpgradeContext(session, settings, { language })), ledger };
}

/** What an attempt begins with. @throws RunFailedError (1), DatabaseError */
async function beginRun(session: Session, input: ApplyInput, fresh: { readonly runId: string; readonly ownerToken: string }) {
  const { language } = input;
  // Anew in each try: one before may have created some of the tables.
  await createLedger(session, await readKnownCatalog(session));
  const ledger = new Ledger(session.dialect, input.upgrade.catalog.schema);
  const upgrade: UpgradeFacts = { ...input.upgrade, ledger, language: { language, because: "run", evidence: "" } };
  const consentsBefore = await countConsents(session, upgrade.relations, upgrade.reference);
  const holder: Holder = {
    owner_token: fresh.ownerToken,
    holder_login: session.server.login,
    holder_machine: input.machine,
    holder_session: session.connectionId,
  };
  const earlier = unfinishedRun(input.state);
  const anew: NewRun = {
    ...holder,
    run_id: fresh.runId,
    tool_version: input.toolVersion,
    language,
    consents_before: JSON.stringify(consentsBefore),
    settings: input.settings,
  };
  const run =
    earlier === undefined
      ? await startRun(session, ledger, anew, input.state.runs)
      : await takeOver(session, ledger, earlier, "running", holder);
  const own = input.state.steps.filter((row) => row.run_id === run.runId);
  const batches = await ledger.select<{ step_id: string; batch_no: number }>(session, "batch", { run_id: run.runId }, [
    "step_id",
    "batch_no",
  ]);
  const batchesBefore = new Map<string, number>();
  for (const batch of batches)
    batchesBefore.set(batch.step_id, Math.max(batchesBefore.get(batch.step_id) ?? 0, Number(batch.batch_no)));
  return {
    upgrade,
    run,
    ledger,
    continued: earlier !== undefined,
    consentsBefore,
    logSequence: await logSequenceRow({ ...upgrade, session }),
    position: Math.max(0, ...own.map((row) => Number(row.position))),
    /** Batches of the run by step when this attempt began. */
    batchesBefore,
  };
}

function applyStep(work: StepWork, step: StepDefinition, position: number): Promise<StepFigures> {
  switch (step.kind) {
    case "schema":
      return applySchema(work, step, position);
    case "seed":
      return applySeed(work, step, position);
    case "persons":
      return applyPersons(work, step, position);
    case "texts":
      return applyTexts(work, step, position);
  }
}

/** What this attempt committed of a step that did not end. */
async function writtenSoFar(work: Work, step: StepId, before: ReadonlyMap<string, number>): Promise<Tally> {
  return work.connection.retrying(step, async (session) => {
    const batches = await work.ledger.select<BatchRow>(session, "batch", { run_id: work.run.runId, step_id: step });
    const own = batches.filter((batch) => Number(batch.batch_no) > (before.get(step) ?? 0));
    const sum = (name: "inserted" | "updated"): number => own.reduce((total, batch) => total + count(batch[name]), 0);
    return { inserted: sum("inserted"), updated: sum("updated"), batches: own.length };
  });
}

/** What stands once an attempt has ended. */
interface Standing {
  readonly consents: readonly ConsentGroup[];
  readonly reach: Reach;
  readonly evidence: readonly EvidenceYear[];
  /** The small tables. */
  readonly reference: Reference;
  /** What clients keep copies of, and were told to read anew. */
  readonly caches: readonly CacheEntry[];
}

/** The tables that the run wrote to, in this attempt or an earlier one. */
async function tablesOfRun(session: Session, ledger: Ledger, runId: string): Promise<readonly CrmTable[]> {
  const batches = await ledger.select<BatchRow>(session, "batch", { run_id: runId });
  const written = batches.filter((batch) => count(batch.inserted) + count(batch.updated) > 0);
  return [...new Set(written.map((batch) => batch.table_name))].filter(isCrmTable);
}

/** @param known undefined where it has to be read anew */
async function endAttempt(
  work: Work,
  { selected, language }: ApplyInput,
  error: ConsentUpgradeError | undefined,
  known: UpgradeFacts | undefined,
): Promise<Standing> {
  return work.connection.retrying("ending the run", async (session) => {
    const upgrade = known ?? (await readUpgradeContext(session, work.settings));
    const steps = selected.map(({ step }) => step);
    const place = { session, catalog: upgrade.catalog, ledger: work.ledger };
    const caches = await resetClientCaches(place, work, await tablesOfRun(session, work.ledger, work.run.runId));
    if (error === undefined) await emptyHistoryTable(session, work.ledger);
    const status = error === undefined ? "finished" : error instanceof InterruptedError ? "interrupted" : "failed";
    await endRun(session, work, status);
    return {
      consents: await countConsents(session, upgrade.relations, upgrade.reference),
      reach: await reachNow({ ...upgrade, session }),
      evidence: await evidenceOfRun({ ...upgrade, session }, steps, work.run.runId, language),
      reference: upgrade.reference,
      caches,
    };
  });
}

/** All findings of a run's steps, in order. */
export function findingsOf(steps: readonly { readonly figures: StepFigures }[]): readonly Finding[] {
  return steps.flatMap(({ figures }) => figures.findings);
}
