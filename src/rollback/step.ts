import { settingsOfRun } from "../ledger/stored-json.js";
import { inTransaction } from "../dialect/session.js";
import { sql, type Sql } from "../dialect/sql.js";
import type { StepDefinition } from "../steps/step.js";
import { readBatches } from "../ledger/batch-record.js";
import { count } from "../dialect/counts.js";
import { readCreatedObjects } from "../ledger/created-objects.js";
import { undoChanged } from "../steps/persons/undo-changed.js";
import { undoInserted, undoLeftRows } from "../steps/persons/undo.js";
import { undoObjects } from "../steps/schema/undo.js";
import { readPieces, type UndoneRows } from "../ledger/undo-record.js";
import { undoTexts } from "../steps/texts/undo.js";
import type { UndoWork } from "../work/undo-work.js";
import { confirmOwner } from "../ledger/run-record.js";
import type { RunRow, StepRow } from "../ledger/step-states.js";
import { readUpgradeContext, stepContext, type UpgradeContext } from "../work/upgrade-context.js";
import type { Work } from "../work/work.js";

/** What a rollback works with: as `apply`, it waits for replicas. */
export type RollbackWork = Work & Pick<UndoWork, "replicas">;

/** What a rollback did of one step in this attempt, so far. */
export interface UndoTally {
  deleted: number;
  updated: number;
  left: number;
  pieces: number;
}

/**
 * Undoes one step of a run, in transactions of their own, and records that it is undone: pending again.
 * @param tally is counted up while it goes, so that it says how far a failed one came
 * @returns the step's own figures
 * @throws RunFailedError (1), InterruptedError (130, 143, 129)
 */
export async function undoStep(
  work: RollbackWork,
  row: RunRow,
  step: StepRow,
  definition: StepDefinition | undefined,
  tally: UndoTally,
): Promise<Readonly<Record<string, number>>> {
  const { connection, ledger, run, progress } = work;
  const stepId = step.step_id;
  // Its run is rolled back already: only what it left because of other runs is tried again.
  const isLeftOver = step.status === "undone";
  const { undo, total } = await connection.retrying(`rollback of ${stepId}`, async (session) => {
    const upgrade = await readUpgradeContext(session, work.settings, { toUndo: true });
    const { numbers } = await readCreatedObjects(session, ledger);
    const pieces = await readPieces(session, ledger, run.runId, stepId);
    let lastPiece = Math.max(0, ...pieces.map((piece) => Number(piece.piece_no)));
    const batches = await readBatches(session, ledger, run.runId, stepId);
    // Half undone is partly done: an apply in between takes the step up again.
    await inTransaction(session, "write", async () => {
      await confirmOwner(session, work);
      if (!isLeftOver) await ledger.update(session, "step", { status: "running" }, { run_id: run.runId, step_id: stepId });
    });
    const prepared: UndoWork = {
      ...work,
      stepId,
      catalog: upgrade.catalog,
      numbers,
      ours: valuesOfStep(upgrade, row, definition),
      nextPiece: () => (lastPiece += 1),
      mostRowsPerPiece: session.dialect.maxRowsPerStatement ?? Number.MAX_SAFE_INTEGER,
      undone: (rows: UndoneRows) => {
        tally.deleted += rows.deleted;
        tally.updated += rows.updated;
        tally.left += rows.left;
        tally.pieces += 1;
        progress.advanced(tally.deleted + tally.updated + tally.left, tally.deleted + tally.updated);
      },
    };
    return { undo: prepared, total: batches.reduce((sum, batch) => sum + count(batch.inserted) + count(batch.updated), 0) };
  });
  progress.stepStarted(stepId, total);
  if (isLeftOver) {
    await undoLeftRows(undo);
  } else {
    await undoTexts(undo);
    await undoChanged(undo);
    await undoInserted(undo);
  }
  const counts = definition?.kind === "schema" ? await undoObjects(undo) : tally.left > 0 ? { left: tally.left } : {};
  await connection.retrying(`rollback of ${stepId}`, (session) =>
    inTransaction(session, "write", async () => {
      const { utcNow } = session.dialect;
      await confirmOwner(session, work);
      await session.execute(sql`
        UPDATE ${ledger.table("batch")} SET undone_at = ${utcNow()}
        WHERE run_id = ${run.runId} AND step_id = ${stepId} AND undone_at IS NULL`);
      await ledger.update(session, "step", { status: "undone" }, { run_id: run.runId, step_id: stepId });
    }),
  );
  progress.stepDone();
  return counts;
}

/** Purpose, legal basis and source that the step wrote, by its own description and the settings of its run. */
export function valuesOfStep(
  upgrade: UpgradeContext,
  row: RunRow,
  definition: StepDefinition | undefined,
): Readonly<Record<string, Sql>> {
  if (definition?.kind !== "persons" || definition.purpose === undefined) return {};
  const settings = settingsOfRun(row, upgrade.settings);
  const { identity, assigned } = definition.rows(
    stepContext({ ...upgrade, settings }, upgrade.reference, row.run_id.slice(0, 8)),
  );
  return { ...identity, ...assigned };
}
