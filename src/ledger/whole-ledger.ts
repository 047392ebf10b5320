import { damaged, storedCounts } from "./stored-json.js";
import { findTable, type Catalog } from "../dialect/catalog.js";
import type { Session } from "../dialect/session.js";
import { sql, type Sql } from "../dialect/sql.js";
import { count, countRows } from "../dialect/counts.js";
import { checkLedgerVersion, Ledger, ledgerPresence } from "./ledger.js";
import { LEDGER, type LedgerTable } from "./tables.js";
import { NO_LEDGER, readLedgerState, type LedgerState, type StepRow } from "./step-states.js";

/** The ledger and what it knows of runs and steps. */
export interface ReadLedger {
  /** Undefined where there is none, or where its creation did not end. */
  readonly ledger: Ledger | undefined;
  readonly state: LedgerState;
}

/**
 * Reads the ledger, for everybody who goes by it.
 * @throws RefusedError (4) where it is of a newer version, or not whole
 * @throws DatabaseError
 */
export async function readLedger(session: Session, catalog: Catalog): Promise<ReadLedger> {
  const ledger = await findLedger(session, catalog);
  if (ledger === undefined) return { ledger, state: NO_LEDGER };
  const state = await readLedgerState(session, ledger);
  const gaps = await ledgerGaps(session, ledger, state);
  if (gaps.length > 0) throw damaged(gaps.join("; "));
  return { ledger, state };
}

/**
 * The ledger by its tables and columns. Some of them alone are what a kill leaves while the ledger is created: then no run
 * has begun.
 * @throws RefusedError (4) where it is of a newer version, or lacks tables or columns that it had
 * @throws DatabaseError
 */
export async function findLedger(session: Session, catalog: Catalog): Promise<Ledger | undefined> {
  const presence = ledgerPresence(catalog);
  if (presence === "missing") return undefined;
  const ledger = new Ledger(session.dialect, catalog.schema);
  if (presence === "partial" && !(await wasWhole(session, catalog, ledger))) return undefined;
  if (findTable(catalog, LEDGER.run.name)?.columns.has("ledger_version") === true) await checkLedgerVersion(session, ledger);
  const missing = missingParts(catalog);
  if (missing.length > 0) throw damaged(`missing: ${missing.join(", ")}`);
  return ledger;
}

/** Runs come when all tables stand. */
async function wasWhole(session: Session, catalog: Catalog, ledger: Ledger): Promise<boolean> {
  for (const table of ["run", "batch", "step"] as const satisfies readonly LedgerTable[]) {
    if (findTable(catalog, LEDGER[table].name) === undefined) continue;
    if ((await countRows(session, sql`FROM ${ledger.table(table)}`)) > 0) return true;
  }
  return false;
}

function missingParts(catalog: Catalog): readonly string[] {
  return Object.values(LEDGER).flatMap(({ name, columns }) => {
    const stored = findTable(catalog, name);
    if (stored === undefined) return [`the table ${name}`];
    return columns.filter((column) => !stored.columns.has(column.name)).map((column) => `the column ${name}.${column.name}`);
  });
}

interface StepCount extends Readonly<Record<"run_id" | "step_id", string>> {
  readonly n: unknown;
}

interface BatchSums extends StepCount {
  readonly last_no: number;
  readonly updated: unknown;
  readonly records: unknown;
}

/** What a table tells of rows that another table lacks. */
type Lack = "reservation" | "undone-batch" | "undone-value";

interface LackCount extends StepCount {
  readonly lack: Lack;
}

/**
 * Batches with ids that nobody reserved, and what a rollback undid without a record of it: of a batch, all of its ids are in
 * the rollback's pieces.
 */
function lacking(session: Session, ledger: Ledger): Promise<readonly LackCount[]> {
  const { cast } = session.dialect;
  const named = (lack: Lack): Sql => cast(lack, { kind: "text", length: 20 });
  return session.query<LackCount>(sql`
    SELECT ${named("reservation")} AS lack, b.run_id, b.step_id, COUNT(*) AS n
    FROM ${ledger.table("batch")} b
    LEFT JOIN (
      SELECT DISTINCT r.run_id, r.step_id, r.batch_no FROM ${ledger.table("reservation")} r
      WHERE r.table_name <> 'traveltransactionlog'
    ) d ON d.run_id = b.run_id AND d.step_id = b.step_id AND d.batch_no = b.batch_no
    WHERE b.first_id IS NOT NULL AND d.run_id IS NULL
    GROUP BY b.run_id, b.step_id
    UNION ALL
    SELECT ${named("undone-batch")}, b.run_id, b.step_id, COUNT(*)
    FROM ${ledger.table("batch")} b
    LEFT JOIN (
      SELECT u.run_id, u.step_id, u.batch_no, SUM(u.last_id - u.first_id + 1) AS ids FROM ${ledger.table("undo")} u
      WHERE u.kind = 'inserted' GROUP BY u.run_id, u.step_id, u.batch_no
    ) d ON d.run_id = b.run_id AND d.step_id = b.step_id AND d.batch_no = b.batch_no
    WHERE b.undone_at IS NOT NULL AND b.first_id IS NOT NULL AND COALESCE(d.ids, 0) < b.last_id - b.first_id + 1
    GROUP BY b.run_id, b.step_id
    UNION ALL
    SELECT ${named("undone-value")}, o.run_id, o.step_id, COUNT(*)
    FROM (
      SELECT x.run_id, x.step_id, x.undone_piece FROM ${ledger.table("oldConsent")} x WHERE x.undone_piece > 0
      UNION
      SELECT t.run_id, t.step_id, t.undone_piece FROM ${ledger.table("oldText")} t WHERE t.undone_piece > 0
    ) o
    LEFT JOIN ${ledger.table("undo")} u ON u.run_id = o.run_id AND u.step_id = o.step_id AND u.piece_no = o.undone_piece
    WHERE u.run_id IS NULL
    GROUP BY o.run_id, o.step_id`);
}

const LACKS: Readonly<Record<Lack, (key: string, n: number) => string>> = {
  reservation: (key, n) => `${key} has no record of the ids of ${n} of its batches`,
  "undone-batch": (key, n) => `${key} has no whole record of how ${n} of its batches were undone`,
  "undone-value": (key, n) => `${key} has no record of ${n} transactions that gave old values back`,
};

/**
 * Rows that are gone from the ledger, in words, as its tables tell it of each other: batches are numbered from 1 on, an id
 * is reserved before its batch, each changed row has an old value, what is undone has its record, and a step that is done has
 * the sums of its batches.
 * @throws DatabaseError
 */
export async function ledgerGaps(session: Session, ledger: Ledger, state: LedgerState): Promise<readonly string[]> {
  const batches = await session.query<BatchSums>(sql`
    SELECT b.run_id, b.step_id, COUNT(*) AS n, MAX(b.batch_no) AS last_no, SUM(b.updated) AS updated,
           SUM(b.inserted + b.updated + b.kept) AS records
    FROM ${ledger.table("batch")} b GROUP BY b.run_id, b.step_id`);
  const reserved = await session.query<StepCount>(sql`
    SELECT r.run_id, r.step_id, MAX(r.batch_no) AS n FROM ${ledger.table("reservation")} r
    WHERE r.table_name <> 'traveltransactionlog' GROUP BY r.run_id, r.step_id`);
  const old = await session.query<StepCount>(sql`
    SELECT o.run_id, o.step_id, COUNT(*) AS n FROM ${ledger.table("oldConsent")} o GROUP BY o.run_id, o.step_id
    UNION ALL
    SELECT t.run_id, t.step_id, COUNT(*) FROM (
      SELECT DISTINCT x.run_id, x.step_id, x.table_name, x.row_id FROM ${ledger.table("oldText")} x) t
    GROUP BY t.run_id, t.step_id`);
  const objects = await countRows(session, sql`FROM ${ledger.table("object")}`);
  const runs = new Set(state.runs.map((run) => run.run_id));
  const orphans = [...new Set([...state.steps, ...batches, ...reserved, ...old].map((row) => row.run_id))].filter(
    (run) => !runs.has(run),
  );
  const known = new Set(state.steps.map(keyOf));
  const steps = [...new Set([...batches, ...old].filter((row) => runs.has(row.run_id)).map(keyOf))].filter(
    (key) => !known.has(key),
  );
  const lacks = await lacking(session, ledger);
  return [
    ...lacks.map((row) => LACKS[row.lack](keyOf(row), count(row.n))),
    ...orphans.map((run) => `run ${run} is gone, its rows are there`),
    ...steps.map((key) => `the step of ${key} is gone, its batches are there`),
    ...state.steps
      .filter((step) => runs.has(step.run_id))
      .flatMap((step) => gapsOfStep(step, { batches, reserved, old }, objects)),
  ];
}

function gapsOfStep(
  step: StepRow,
  all: { readonly batches: readonly BatchSums[]; readonly reserved: readonly StepCount[]; readonly old: readonly StepCount[] },
  objects: number,
): readonly string[] {
  const key = keyOf(step);
  const own = all.batches.find((row) => keyOf(row) === key);
  const last = Number(own?.last_no ?? 0);
  // The newest batch may not have come about after its ids were reserved.
  const begun = Math.max(last, ...all.reserved.filter((row) => keyOf(row) === key).map((row) => count(row.n) - 1));
  const there = count(own?.n);
  if (there < begun) return [`${key} has ${there} of at least ${begun} batches`];
  const kept = all.old.filter((row) => keyOf(row) === key).reduce((sum, row) => sum + count(row.n), 0);
  const changed = count(own?.updated);
  if (kept < changed) return [`${key} has the old values of ${kept} of ${changed} changed rows`];
  if (step.status !== "done") return [];
  const { persons, alreadyRecorded, tables } = storedCounts(step.counts);
  if (persons !== undefined && alreadyRecorded !== undefined && persons > count(own?.records))
    return [`${key} has batches for ${count(own?.records)} of ${persons} contacts`];
  if ((tables ?? 0) > 0 && objects === 0) return [`${key} created ${tables} tables, and none is recorded`];
  return [];
}

function keyOf({ run_id, step_id }: Omit<StepCount, "n">): string {
  return `${step_id} in run ${run_id}`;
}
