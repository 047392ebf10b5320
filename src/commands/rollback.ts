import { hostname } from "node:os";
import type { Database } from "../dialect/connection-target.js";
import { type Session } from "../dialect/session.js";
import { RefusedError } from "../errors.js";
import type { Outcome, Report } from "../report/report.js";
import type { Finding } from "../steps/finding.js";
import { consentTable } from "../report/consent-table.js";
import { rollbackQuestion } from "../report/questions.js";
import { ledgerPresence } from "../ledger/ledger.js";
import { cacheFindings } from "../work/client-caches.js";
import { refuseBesideAnotherRun, takeLockOrRefuse } from "../work/lock.js";
import { refuseMissingRights } from "../preconditions/missing-rights.js";
import { refuseUnmet } from "../preconditions/precondition.js";
import { writable } from "../preconditions/preconditions.js";
import { pendingWrites } from "../preconditions/pending-writes.js";
import { readAtFirstSight, readDatabase, type ReadyDatabase } from "../preconditions/ready-database.js";
import { dropLedger, whatIsLeft } from "../rollback/drop-ledger.js";
import { rollBack, type RolledBack } from "../rollback/run.js";
import type { RunRow } from "../ledger/step-states.js";
import { WorkConnection } from "../work/work-connection.js";
import type { StepDefinition } from "../steps/step.js";
import { attentionOf } from "../report/attention.js";
import { buildReport, errorOf, frameOf } from "../report/build-report.js";
import { refuseUnconfirmed, type CommandContext, type CommandResult } from "./command.js";
import type { OptionsOf } from "./options.js";
import { readingFailure, keepReport, whileReading, withDatabase, withSession } from "./database-session.js";
import { chosenRuns, isWork, onlyOne, planRollback, undoneSteps, type ChosenRuns } from "./rollback-plan.js";

type RollbackContext = CommandContext<OptionsOf<"rollback">>;

/**
 * `rollback`: undoes what runs wrote, after a question where a terminal is there. What stopped it on the
 * way is in the report, with the exit code of the error.
 * @throws UsageError (64), UnreachableError (69), RefusedError (4): nothing was written
 */
export async function runRollback(context: RollbackContext): Promise<CommandResult> {
  const { yes, dryRun, dropLedger: drop } = context.options;
  return withDatabase(context.settings, async (database) => {
    if (dryRun || drop || !yes) {
      const plan = await withSession(database, context.stop, async (session) => {
        if (!dryRun) await refuseBesideAnotherRun(session, (await readAtFirstSight(session, context.settings)).state);
        return planRollback(session, context);
      });
      if (dryRun) return { reports: [plan.report], exitCode: 0 };
      if (drop && plan.standing.length > 0) return refusedDrop(plan.report, `run ${plan.standing.join(", ")} would stand`);
      if (drop && plan.inUse !== undefined)
        return refusedDrop(plan.report, `${plan.inUse.count} tables or columns that a run created are in use`);
      if (drop && plan.left !== undefined)
        return refusedDrop(plan.report, `${plan.left.count} rows were changed since and would be left`);
      if (!yes && (plan.hasWork || drop)) await refuseUnconfirmed(context, rollbackQuestion(plan, drop, context.lang));
    }
    return undo(database, context);
  });
}

function refusedDrop(report: Report, why: string, outcome: Outcome = "refused"): CommandResult {
  const error = new RefusedError("LEDGER_NEEDED", `The ledger is not dropped: ${why}.`, {
    hint: "It is needed to tell what was ours. Look at the rows that are listed; rollback without --drop-ledger undoes the rest.",
  });
  return { reports: [{ ...report, outcome, error: errorOf(error) }], exitCode: error.exitCode };
}

async function undo(database: Database, context: RollbackContext): Promise<CommandResult> {
  const startedAt = context.now();
  const { settings, progress, stop, log, now } = context;
  const connection = new WorkConnection({ database, retrySeconds: settings.run.retrySeconds, progress, stop, now });
  try {
    await connection.open();
    const { ready, chosen, lockName } = await whileReading(connection, (session) => getReady(connection, session, context));
    if (lockName === undefined) return { reports: [rollbackReport(context, ready, startedAt)], exitCode: 0 };
    const { runs } = chosen;
    const { ledger, session } = ready.upgrade;
    if (ledger === undefined || !isAny(chosen))
      return await dropIfAsked(connection, context, rollbackReport(context, ready, startedAt));
    log.info({ engine: session.dialect.engine, runs: runs.length }, "rollback begins");
    const done = await rollBack({ ...context, connection, ledger, lockName, runs, state: ready.state, machine: hostname() });
    progress.close();
    const report = rollbackReport(context, ready, startedAt, done, runs);
    for (const run of done.runs) await keepReport(connection, ready.upgrade, run, report, log);
    if (done.error !== undefined) return { reports: [report], exitCode: done.error.exitCode };
    return await dropIfAsked(connection, context, report);
  } catch (error) {
    progress.close();
    throw readingFailure(error);
  } finally {
    await connection.close();
  }
}

interface Start {
  readonly ready: ReadyDatabase;
  readonly chosen: ChosenRuns;
  /** Undefined where there is nothing to do. */
  readonly lockName?: string;
}

/** Looks at the database, takes the lock, and chooses the runs. Writes nothing. */
async function getReady(connection: WorkConnection, session: Session, context: RollbackContext): Promise<Start> {
  const { settings, options } = context;
  const before = await readAtFirstSight(session, settings, { toUndo: true });
  const first = await chosenRuns(before, options.run);
  if (ledgerPresence(before.upgrade.catalog) === "missing" || !(isAny(first) || options.dropLedger))
    return { ready: before, chosen: first };
  await refuseUnwritable(before, context.steps);
  const lockName = await takeLockOrRefuse(connection, session, before.state);
  // Read again: another run may have ended between the first look and the lock.
  const ready = await readDatabase(session, settings, { toUndo: true });
  return { ready, chosen: await chosenRuns(ready, options.run), lockName };
}

/** A server that takes no writes, and a login that may not undo what was written, before anything is. @throws RefusedError (4) */
async function refuseUnwritable({ upgrade }: ReadyDatabase, steps: readonly StepDefinition[]): Promise<void> {
  await refuseUnmet([writable], { upgrade });
  await refuseMissingRights(upgrade, "rollback", await pendingWrites(upgrade, [], steps));
}

/** Whether there is anything to try. */
function isAny({ runs, leftOver }: ChosenRuns): boolean {
  return runs.length + leftOver.length > 0;
}

function outcomeOf({ error, runs, steps }: RolledBack): Outcome {
  if (error !== undefined) return error.name === "InterruptedError" ? "interrupted" : "failed";
  return runs.length > 0 || steps.some(isWork) ? "rolled-back" : "nothing-to-do";
}

/** Drops the ledger where --drop-ledger was given and nothing of ours is left. */
async function dropIfAsked(connection: WorkConnection, context: RollbackContext, report: Report): Promise<CommandResult> {
  if (!context.options.dropLedger) return { reports: [report], exitCode: 0 };
  const left = await connection.retrying("dropping the ledger", async (session) => {
    const { upgrade, state } = await readDatabase(session, context.settings, { toUndo: true });
    const found = upgrade.ledger === undefined ? undefined : await whatIsLeft(session, upgrade.catalog, upgrade.ledger, state);
    if (found === undefined) await dropLedger(session);
    return found;
  });
  if (left !== undefined) return refusedDrop(report, left, report.outcome);
  const dropped: Finding = { code: "LEDGER_DROPPED" };
  return { reports: [{ ...report, attention: [...report.attention, ...attentionOf([dropped], context.lang)] }], exitCode: 0 };
}

const NOTHING_DONE: RolledBack = {
  runs: [],
  steps: [],
  consentsBefore: [],
  consentsAfter: undefined,
  left: [],
  caches: [],
  error: undefined,
};

/** @param runs that were to be undone */
function rollbackReport(
  context: RollbackContext,
  ready: ReadyDatabase,
  startedAt: Date,
  done: RolledBack = NOTHING_DONE,
  runs: readonly RunRow[] = [],
): Report {
  const frame = frameOf("rollback", context, startedAt, ready.upgrade.session);
  const steps = undoneSteps(context, done.steps);
  const wrote = steps.some(({ changes }) => changes.deleted + changes.updated > 0);
  const restart: readonly Finding[] = wrote && done.error === undefined ? [{ code: "RESTART_CRM_SERVERS" }] : [];
  return buildReport(frame, outcomeOf(done), {
    runId: onlyOne(runs),
    steps,
    consents: done.consentsAfter === undefined ? [] : consentTable(done.consentsBefore, done.consentsAfter),
    attention: attentionOf([...done.left, ...cacheFindings(done.caches), ...restart], context.lang),
    error: done.error === undefined ? null : errorOf(done.error),
  });
}
