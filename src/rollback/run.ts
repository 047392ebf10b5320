import { stateOf } from "../ledger/run-states.js";
import { randomUUID } from "node:crypto";
import type { Session } from "../dialect/session.js";
import { afterFirstWrite, InterruptedError, type ConsentUpgradeError } from "../errors.js";
import { tablesWritten, type StepDefinition, type StepId } from "../steps/step.js";
import type { Finding } from "../steps/finding.js";
import { countConsents, type ConsentGroup } from "../report/consent-table.js";
import { emptyHistoryTable } from "../work/history-table.js";
import type { Ledger } from "../ledger/ledger.js";
import { count } from "../dialect/counts.js";
import type { CrmTable } from "../crm/tables.js";
import type { PieceRow } from "../ledger/undo-record.js";
import { resetClientCaches, type CacheEntry } from "../work/client-caches.js";
import { isCrmTable } from "../work/undo-work.js";
import { logSequenceRow } from "../preconditions/ready-database.js";
import { ReplicaWatch } from "../work/replica-lag.js";
import { isReferredTo } from "../work/undo-conditions.js";
import { findLeft, piecesWithLeftRows } from "../work/undo-left.js";
import { findInUse, standingObjects } from "../steps/schema/undo.js";
import { Rest } from "../work/rest.js";
import { undoStep, type RollbackWork, type UndoTally } from "./step.js";
import { confirmStillOurs, endRun, takeOver, type ActiveRun } from "../ledger/run-record.js";
import type { LedgerState, RunRow, StepRow } from "../ledger/step-states.js";
import { readUpgradeContext } from "../work/upgrade-context.js";
import type { Work } from "../work/work.js";

/** A step and what this rollback did of it, over all of its runs. */
export interface UndoneStep {
  readonly stepId: StepId;
  readonly status: "done" | "partly-done" | "failed" | "pending";
  readonly deleted: number;
  readonly updated: number;
  readonly counts: Readonly<Record<string, number>>;
  readonly pieces: number;
  readonly durationMs: number;
}

/** How a rollback ended: with all of its runs, or with the error that stopped it. */
export interface RolledBack {
  readonly runs: readonly ActiveRun[];
  readonly steps: readonly UndoneStep[];
  readonly consentsBefore: readonly ConsentGroup[];
  /** Undefined where the database could not be asked any more. */
  readonly consentsAfter: readonly ConsentGroup[] | undefined;
  /** Rows, tables and columns that stay. */
  readonly left: readonly Finding[];
  /** What clients keep copies of, and were told to read anew. */
  readonly caches: readonly CacheEntry[];
  readonly error: ConsentUpgradeError | undefined;
}

/** What a rollback needs besides the work's own things. */
export interface RollbackInput extends Omit<Work, "run" | "logSequence" | "rest"> {
  readonly ledger: Ledger;
  /** Newest first. */
  readonly runs: readonly RunRow[];
  readonly state: LedgerState;
  readonly steps: readonly StepDefinition[];
  readonly machine: string;
}

/**
 * Undoes runs, one after the other, each step by step in reverse order; goes on where an earlier attempt
 * stopped. The lock must be held.
 * @throws ConsentUpgradeError where it could not even begin
 */
export async function rollBack(input: RollbackInput): Promise<RolledBack> {
  const replicas = await ReplicaWatch.of(input, await input.connection.open());
  try {
    return await rollBackWatched(input, replicas);
  } finally {
    await replicas.close();
  }
}

async function rollBackWatched(input: RollbackInput, replicas: ReplicaWatch): Promise<RolledBack> {
  const { connection, ledger } = input;
  const begun = await connection.retrying("starting the rollback", async (session) => {
    const upgrade = await readUpgradeContext(session, input.settings, { toUndo: true });
    return {
      logSequence: await logSequenceRow(upgrade),
      consents: await countConsents(session, upgrade.relations, upgrade.reference),
      login: session.server.login,
      session: session.connectionId,
    };
  });
  const runs: ActiveRun[] = [];
  const steps = new Map<StepId, UndoneStep>();
  const caches: CacheEntry[] = [];
  let error: ConsentUpgradeError | undefined;
  const leftOver = await connection.retrying("starting the rollback", (session) => runsWithLeftOvers(session, input));
  for (const row of [...input.runs, ...leftOver]) {
    const at = { holder_login: begun.login, holder_machine: input.machine, holder_session: begun.session };
    const holder = { owner_token: randomUUID(), ...at };
    const pending = leftOver.includes(row) ? stepsWithLeftOvers(input.state, row, input.steps) : stepsToUndo(input.state, row);
    if (error !== undefined) {
      for (const step of pending) add(steps, { ...NOTHING, stepId: step.step_id, status: "pending" });
      continue;
    }
    try {
      const run = await connection.retrying("starting the rollback", (session) =>
        takeOver(session, ledger, row, "rolling-back", holder),
      );
      connection.confirmWhenReopened((session) => confirmStillOurs(session, { ledger, run }));
      if (!leftOver.includes(row)) runs.push(run);
      const work: RollbackWork = {
        ...input,
        run,
        replicas,
        logSequence: begun.logSequence,
        rest: new Rest(input.settings.run, input.now),
      };
      error = await undoSteps(work, input, row, pending, steps);
      if (error !== undefined) continue;
      await connection.retrying("ending the rollback", async (session) => {
        const upgrade = await readUpgradeContext(session, input.settings);
        caches.push(...(await resetClientCaches(upgrade, work, await tablesUndone(session, ledger, run.runId))));
        await emptyHistoryTable(session, ledger);
        await endRun(session, work, "rolled-back");
      });
    } catch (caught) {
      error = afterFirstWrite(caught);
    }
  }
  const ended = await readEnd(input, [...input.runs, ...leftOver]).catch(() => ({ consents: undefined, left: [] }));
  return {
    runs,
    steps: [...steps.values()],
    consentsBefore: begun.consents,
    consentsAfter: ended.consents,
    left: ended.left,
    caches,
    error,
  };
}

async function tablesUndone(session: Session, ledger: Ledger, runId: string): Promise<readonly CrmTable[]> {
  const pieces = await ledger.select<PieceRow>(session, "undo", { run_id: runId });
  const undone = pieces.filter((piece) => count(piece.deleted) + count(piece.updated) > 0);
  return [...new Set(undone.map((piece) => piece.table_name))].filter(isCrmTable);
}

const NOTHING = { deleted: 0, updated: 0, counts: {}, pieces: 0, durationMs: 0 } as const;

/** The steps of a run that are not undone yet, last one first. */
export function stepsToUndo(state: LedgerState, row: RunRow): readonly StepRow[] {
  return state.steps.filter((step) => step.run_id === row.run_id && step.status !== "undone").toReversed();
}

/**
 * The steps of such a run that may have left something, last one first: small tables and what was created serve all runs, so an
 * earlier rollback of one run alone had to leave them to the others.
 */
export function stepsWithLeftOvers(state: LedgerState, row: RunRow, steps: readonly StepDefinition[]): readonly StepRow[] {
  const shared = steps.filter((step) => step.kind === "schema" || tablesWritten([step], "insert").some(isReferredTo));
  return state.steps.filter((step) => step.run_id === row.run_id && shared.some(({ id }) => id === step.step_id)).toReversed();
}

/** Runs that are rolled back and left something of those, once no run will stand; newest first. @throws DatabaseError */
export async function runsWithLeftOvers(
  session: Session,
  { ledger, state, runs }: Pick<RollbackInput, "ledger" | "state" | "runs">,
): Promise<readonly RunRow[]> {
  const others = state.runs.filter((run) => !runs.some((chosen) => chosen.run_id === run.run_id));
  if (others.some((run) => stateOf(run).stands)) return [];
  const found: RunRow[] = [];
  for (const run of others.toReversed()) {
    const left = (await piecesWithLeftRows(session, ledger, [run.run_id])).some((piece) => isReferredTo(piece.table_name));
    const standing = (await standingObjects(session, ledger, run.run_id)).some(
      ({ kind }) => kind === "table" || kind === "column",
    );
    if (left || standing) found.push(run);
  }
  return found;
}

async function undoSteps(
  work: RollbackWork,
  input: RollbackInput,
  row: RunRow,
  pending: readonly StepRow[],
  steps: Map<StepId, UndoneStep>,
): Promise<ConsentUpgradeError | undefined> {
  let error: ConsentUpgradeError | undefined;
  for (const step of pending) {
    const stepId = step.step_id;
    if (error !== undefined) {
      add(steps, { ...NOTHING, stepId, status: "pending" });
      continue;
    }
    const started = input.now().getTime();
    const tally: UndoTally = { deleted: 0, updated: 0, left: 0, pieces: 0 };
    let status: UndoneStep["status"] = "done";
    let counts: UndoneStep["counts"] = {};
    try {
      const definition = input.steps.find((candidate) => candidate.id === stepId);
      counts = await undoStep(work, row, step, definition, tally);
    } catch (caught) {
      error = afterFirstWrite(caught);
      status = error instanceof InterruptedError ? "partly-done" : "failed";
    }
    const { deleted, updated, pieces } = tally;
    add(steps, { stepId, status, deleted, updated, pieces, counts, durationMs: input.now().getTime() - started });
  }
  return error;
}

/** Sums a step over its runs; what did not end well decides about the status. */
function add(steps: Map<StepId, UndoneStep>, more: UndoneStep): void {
  const before = steps.get(more.stepId);
  if (before === undefined) {
    steps.set(more.stepId, more);
    return;
  }
  const names = [...new Set([...Object.keys(before.counts), ...Object.keys(more.counts)])];
  steps.set(more.stepId, {
    stepId: more.stepId,
    status:
      more.status === "done"
        ? before.status
        : more.status === "pending" && before.status === "done"
          ? "partly-done"
          : more.status,
    deleted: before.deleted + more.deleted,
    updated: before.updated + more.updated,
    counts: Object.fromEntries(names.map((name) => [name, (before.counts[name] ?? 0) + (more.counts[name] ?? 0)])),
    pieces: before.pieces + more.pieces,
    durationMs: before.durationMs + more.durationMs,
  });
}

async function readEnd(
  input: RollbackInput,
  runs: readonly RunRow[],
): Promise<{ readonly consents: readonly ConsentGroup[]; readonly left: readonly Finding[] }> {
  return input.connection.retrying("ending the rollback", async (session) => {
    const { catalog, relations, reference } = await readUpgradeContext(session, input.settings, { toUndo: true });
    const ids = runs.map((run) => run.run_id);
    const place = { session, catalog, ledger: input.ledger };
    const left = [await findLeft(place, ids), await findInUse(place, ids)];
    return {
      consents: await countConsents(session, relations, reference),
      left: left.filter((finding) => finding !== undefined),
    };
  });
}
