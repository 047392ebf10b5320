import { storedCounts } from "../ledger/stored-json.js";
import type { Check } from "../check.js";
import { count } from "../dialect/counts.js";
import { sql } from "../dialect/sql.js";
import { isCrmTable } from "../work/undo-work.js";
import type { LedgerRow } from "../ledger/tables.js";
import { grouped } from "../grouped.js";
import { ledgerGaps } from "../ledger/whole-ledger.js";
import { checksOf, fails, foundIds, reasonsOf } from "./findings.js";
import { keyOfBatch, nameOfBatch, rowsInIds, type PassBatch, type Verification } from "./verification.js";

const LEDGER_CHANGED = "The ledger was changed. Rollback goes by it: compare it with a backup before you roll back.";

const FIGURES = reasonsOf("step and batch", {
  gone: fails(
    "steps or runs of which rows are gone from the ledger",
    "Bring the tables consent_upgrade_* back from a backup of this database: rollback goes by them.",
    "what is missing",
  ),
  inserted: fails("batches whose number of inserted rows does not fit their id range", LEDGER_CHANGED),
  updated: fails("batches whose number of changed rows is not the number of old values kept", LEDGER_CHANGED),
  overlapping: fails("batches whose id ranges overlap, or lie outside of the ids that were reserved", LEDGER_CHANGED),
  persons: fails("batches that wrote for more contacts than they had", "The ledger was changed, or rows were written twice."),
  counts: fails(
    "steps whose figures are not the sum of their batches",
    "The ledger was changed: the reports of the run are not to be relied on.",
    "step",
  ),
});

/** The ledger's figures agree with each other and with what stands in the database. @throws DatabaseError */
export async function ledgerFigures(verification: Verification): Promise<readonly Check[]> {
  const { session, ledger, state, batches } = verification;
  const old = await oldValuesByBatch(verification);
  const standing = await rowsByBatch(verification);
  const found = foundIds({
    gone: await ledgerGaps(session, ledger, state),
    inserted: batches.filter((batch) => otherIds(batch, standing)).map(nameOfBatch),
    updated: batches.filter((batch) => count(batch.updated) !== (old.get(keyOfBatch(batch)) ?? 0)).map(nameOfBatch),
    persons: batches.filter((batch) => batch.pass.greatestPersonId !== 0 && tooMany(batch)).map(nameOfBatch),
    overlapping: await badRanges(verification),
    counts: stepsWithOtherCounts(verification),
  });
  return checksOf("ledger-figures", found, FIGURES, `The ledger's ${batches.length} batches agree with the database.`);
}

function idsOf(batch: PassBatch): number {
  return batch.first_id === null || batch.last_id === null ? 0 : batch.last_id - batch.first_id + 1;
}

/** A trigger may have left rows out of the range; more than were inserted cannot stand there. */
function otherIds(batch: PassBatch, standing: ReadonlyMap<string, number>): boolean {
  const [inserted, ids] = [count(batch.inserted), idsOf(batch)];
  if (inserted === ids) return false;
  return inserted > ids || inserted === 0 || (standing.get(keyOfBatch(batch)) ?? 0) > inserted;
}

/** How many rows stand in the ids of batches that have more ids than rows. @throws DatabaseError */
async function rowsByBatch(verification: Verification): Promise<ReadonlyMap<string, number>> {
  const found = new Map<string, number>();
  for (const batch of verification.batches.filter((one) => count(one.inserted) < idsOf(one))) {
    if (!isCrmTable(batch.table_name)) continue;
    found.set(keyOfBatch(batch), await rowsInIds(verification, batch.table_name, batch));
  }
  return found;
}

/** Consents: one row for each contact at most. */
function tooMany(batch: PassBatch): boolean {
  if (batch.table_name !== "ConsentPerson") return false;
  return count(batch.inserted) + count(batch.updated) + count(batch.kept) > count(batch.records);
}

async function oldValuesByBatch({ session, ledger }: Verification): Promise<ReadonlyMap<string, number>> {
  const rows = await session.query<Pick<PassBatch, "run_id" | "step_id" | "batch_no"> & { n: unknown }>(sql`
    SELECT o.run_id, o.step_id, o.batch_no, COUNT(*) AS n FROM ${ledger.table("oldConsent")} o GROUP BY o.run_id, o.step_id, o.batch_no
    UNION ALL
    SELECT t.run_id, t.step_id, t.batch_no, COUNT(DISTINCT t.row_id) FROM ${ledger.table("oldText")} t GROUP BY t.run_id, t.step_id, t.batch_no`);
  return new Map(rows.map((row) => [keyOfBatch(row), count(row.n)]));
}

/** Ranges of one table must lie within a reservation and apart from each other. */
async function badRanges({ session, ledger, batches }: Verification): Promise<readonly string[]> {
  // A batch that was tried again has several.
  const byBatch = grouped(await ledger.select<LedgerRow<"reservation">>(session, "reservation"), keyOfBatch);
  const withIds = batches.filter((batch) => batch.first_id !== null && batch.last_id !== null);
  const outside = withIds.filter(
    (batch) =>
      !byBatch
        .get(keyOfBatch(batch))
        ?.some(
          (taken) =>
            taken.table_name === batch.table_name &&
            Number(taken.first_id) <= Number(batch.first_id) &&
            Number(batch.last_id) <= Number(taken.last_id),
        ),
  );
  const sorted = withIds.toSorted(
    (a, b) => order(a.table_name ?? "", b.table_name ?? "") || Number(a.first_id) - Number(b.first_id),
  );
  const overlapping = sorted.filter((batch, position) => {
    const before = sorted[position - 1];
    return before !== undefined && before.table_name === batch.table_name && Number(before.last_id) >= Number(batch.first_id);
  });
  return [...new Set([...outside, ...overlapping].map(nameOfBatch))];
}

function order(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** A step that goes by persons reports how many it had and how many stood already. */
function stepsWithOtherCounts({ passes, state, batches }: Verification): readonly string[] {
  return passes.flatMap((pass) => {
    const step = state.steps.find((row) => row.run_id === pass.runId && row.step_id === pass.stepId);
    const counts = storedCounts(step?.counts);
    if (!pass.done || counts["persons"] === undefined || counts["alreadyRecorded"] === undefined) return [];
    const own = batches.filter((batch) => batch.pass === pass);
    const sum = (value: (batch: PassBatch) => unknown): number => own.reduce((total, batch) => total + count(value(batch)), 0);
    const kept = sum((batch) => batch.kept);
    const all = sum((batch) => batch.inserted) + sum((batch) => batch.updated) + kept;
    return Number(counts["persons"]) === all && Number(counts["alreadyRecorded"]) === kept ? [] : [pass.stepId];
  });
}
