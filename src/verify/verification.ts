import type { Catalog } from "../dialect/catalog.js";
import type { Dialect } from "../dialect/dialect.js";
import type { Session } from "../dialect/session.js";
import { identifier, sql, type Sql } from "../dialect/sql.js";
import type { Settings } from "../config/settings.js";
import type { BatchRow } from "../ledger/batch-record.js";
import { count, countRows } from "../dialect/counts.js";
import type { Ledger } from "../ledger/ledger.js";
import { refuseUnmet } from "../preconditions/precondition.js";
import { rowSecurity } from "../preconditions/ready-database.js";
import { keyColumn, type CrmTable } from "../crm/tables.js";
import { FIRST_SATELLITE_ID } from "../crm/sequence.js";
import { readLedgerState, type LedgerState } from "../ledger/step-states.js";
import { findLedger } from "../ledger/whole-ledger.js";
import { Relations } from "../crm/relations.js";
import { KeyedRows } from "./keyed-rows.js";
import { passesOf, type Pass } from "./passes.js";

/** A batch of a pass that stands. */
export interface PassBatch extends BatchRow {
  readonly pass: Pass;
}

/** What a report calls a batch. */
export function nameOfBatch({ pass, batch_no }: PassBatch): string {
  return `${pass.stepId} ${batch_no}`;
}

/** What tells a batch apart, in all tables of the ledger that name one. */
export function keyOfBatch(row: Pick<BatchRow, "run_id" | "step_id" | "batch_no">): string {
  return `${row.run_id} ${row.step_id} ${row.batch_no}`;
}

/** Everything that the rules are checked with: the database, and what the ledger says passed when. */
export interface Verification {
  readonly session: Session;
  readonly dialect: Dialect;
  readonly catalog: Catalog;
  readonly relations: Relations;
  readonly ledger: Ledger;
  readonly state: LedgerState;
  readonly passes: readonly Pass[];
  readonly batches: readonly PassBatch[];
  /** Passes that wrote consents of which some are gone. */
  readonly thinned: ReadonlySet<Pass>;
  readonly keyed: KeyedRows;
  /** Satellites or travellers exist: rows reach this database by replication, and changes must be logged. */
  readonly replicas: boolean;
  /** The server's local time less UTC, in minutes, today. */
  readonly localOffset: number;
}

/**
 * Reads what the checks need. Undefined where there is no ledger, or one whose creation did not end: nothing was
 * ever applied.
 * @throws RefusedError (4) for a ledger of a newer version, or that lacks tables or columns, and where rows are hidden
 * @throws DatabaseError
 */
export async function readVerification(
  session: Session,
  settings: Settings,
  catalog: Catalog,
): Promise<Verification | undefined> {
  const ledger = await findLedger(session, catalog);
  if (ledger === undefined) return undefined;
  await refuseUnmet([rowSecurity], { session, catalog });
  const { dialect } = session;
  const relations = new Relations(dialect, catalog);
  const state = await readLedgerState(session, ledger);
  const passes = passesOf(state, settings);
  const rows = await ledger.select<BatchRow>(session, "batch");
  const batches = rows.flatMap((row) => {
    const pass = passes.find((candidate) => candidate.runId === row.run_id && candidate.stepId === row.step_id);
    return pass === undefined || row.undone_at !== null ? [] : [{ ...row, pass }];
  });
  return {
    session,
    dialect,
    catalog,
    relations,
    ledger,
    state,
    passes,
    batches,
    thinned: await readThinned(session, relations, ledger, batches),
    keyed: await KeyedRows.read(session, relations),
    replicas: await replicasExist(session, relations),
    localOffset: await readLocalOffset(session),
  };
}

/**
 * Counted once: where nothing is gone, no rule has to look for the gaps. Batches without any row are looked for here: with an outer join MariaDB
 * reads the whole table for most of them.
 */
async function readThinned(
  session: Session,
  relations: Relations,
  ledger: Ledger,
  batches: readonly PassBatch[],
): Promise<ReadonlySet<Pass>> {
  const rows = await session.query<{ first_id: unknown; last_id: unknown; n: unknown }>(sql`
    SELECT b.first_id, b.last_id, COUNT(*) AS n
    FROM ${ledger.table("batch")} b
    JOIN ${relations.of("ConsentPerson")} c ON c.consentperson_id BETWEEN b.first_id AND b.last_id
    WHERE b.table_name = 'ConsentPerson' AND b.undone_at IS NULL
    GROUP BY b.first_id, b.last_id`);
  const standing = new Map(rows.map((row) => [`${String(row.first_id)} ${String(row.last_id)}`, count(row.n)]));
  const isThinned = ({ table_name, first_id, last_id }: PassBatch): boolean =>
    table_name === "ConsentPerson" &&
    first_id !== null &&
    last_id !== null &&
    (standing.get(`${first_id} ${last_id}`) ?? 0) <= last_id - first_id;
  return new Set(batches.filter(isThinned).map(({ pass }) => pass));
}

/** How many rows of a table stand in the ids of a batch. @throws DatabaseError */
export function rowsInIds(
  { session, relations }: Verification,
  table: CrmTable,
  { first_id, last_id }: PassBatch,
): Promise<number> {
  const key = identifier("r", keyColumn(table));
  return countRows(session, sql`FROM ${relations.of(table)} r WHERE ${key} BETWEEN ${first_id} AND ${last_id}`);
}

/** A satellite, or somebody who may take the database along. */
async function replicasExist(session: Session, relations: Relations): Promise<boolean> {
  const [row] = await session.query<{ satellites: unknown; travellers: unknown }>(sql`
    SELECT (SELECT COUNT(*) FROM ${relations.of("satellite")} s) AS satellites,
           (SELECT COUNT(*) FROM ${relations.of("traveller")} t WHERE t.travel_id IS NOT NULL) AS travellers
    ${session.dialect.fromNothing()}`);
  return count(row?.satellites) + count(row?.travellers) > 0;
}

async function readLocalOffset(session: Session): Promise<number> {
  const { timestampText, utcNow, localNow, fromNothing } = session.dialect;
  const [row] = await session.query<{ utc: string; local: string }>(
    sql`SELECT ${timestampText(utcNow())} AS utc, ${timestampText(localNow())} AS local ${fromNothing()}`,
  );
  if (row === undefined) return 0;
  return Math.round((milliseconds(row.local) - milliseconds(row.utc)) / 60_000);
}

function milliseconds(time: string): number {
  return Date.parse(`${time.replace(" ", "T")}Z`);
}

/** A time that the ledger kept, moved by minutes, as a typed value. */
export function moment(dialect: Dialect, time: string, minutes = 0): Sql {
  const moved = new Date(milliseconds(time) + minutes * 60_000).toISOString();
  return dialect.cast(moved.slice(0, 19).replace("T", " "), { kind: "timestamp" });
}

/**
 * Whether a person (alias `p`) existed when a pass began. Times are whole seconds: who came in the very
 * second may have come after. Where satellites are, one of theirs may have
 * arrived by replication since, whatever its date says.
 */
export function existedAt({ dialect, replicas }: Verification, pass: Pass): Sql {
  const own = replicas ? sql` AND p.person_id < ${FIRST_SATELLITE_ID}` : sql``;
  return sql`(p.person_id <= ${pass.greatestPersonId}${own}
    AND (p.registered IS NULL OR p.registered < ${moment(dialect, pass.startedAt)}))`;
}

/** Whether a person (alias `p`) existed then and was not changed since: flags are what they were. */
export function settledSince(verification: Verification, pass: Pass): Sql {
  const { dialect } = verification;
  return sql`(${existedAt(verification, pass)}
    AND (p.updated IS NULL OR p.updated < ${moment(dialect, pass.startedAt)}))`;
}

/** Whether the settings of the pass count a person (alias `p`) at all. */
export function countsAsPerson({ dialect }: Verification, pass: Pass): Sql {
  if (pass.settings.includeDeletedPersons) return sql`1 = 1`;
  return sql`(${dated(dialect, sql`p.deleteddate`)} IS NULL AND (p.retired IS NULL OR p.retired = 0))`;
}

/** A time that is known, else NULL: where the CRM knows none it writes the first of January 1760 (domain.md, "Values"). */
export function dated(dialect: Dialect, time: Sql): Sql {
  const { cast, realTime } = dialect;
  const none = cast("1760-01-02 00:00:00", { kind: "timestamp" });
  return sql`CASE WHEN ${time} IS NULL OR ${time} <= ${none} THEN NULL ELSE ${realTime(time)} END`;
}

/**
 * Whether the settings of the pass left a person (alias `p`) out of points 1 and 2: by id, by company, or by a selection as it
 * is today. A member of a selection that names a company alone stands for all contacts of it.
 */
export function wasNotExcluded(verification: Verification, pass: Pass): Sql {
  return notExcludedBy(verification, pass.settings.exclude);
}

/** The same by given lists. */
export function notExcludedBy({ dialect, relations }: Verification, lists: Settings["exclude"]): Sql {
  const { cast } = dialect;
  const { persons, companies, selections } = lists;
  const among = (list: readonly number[]): Sql => sql`${list.map((id) => cast(id, { kind: "int" }))}`;
  const conditions = [sql`1 = 1`];
  if (persons.length > 0) conditions.push(sql`p.person_id NOT IN (${among(persons)})`);
  if (companies.length > 0) conditions.push(sql`(p.contact_id IS NULL OR p.contact_id NOT IN (${among(companies)}))`);
  if (selections.length > 0) {
    conditions.push(sql`NOT EXISTS (
      SELECT 1 FROM ${relations.of("selectionmember")} x
      WHERE x.selection_id IN (${among(selections)})
        AND (x.person_id = p.person_id OR (COALESCE(x.person_id, 0) = 0 AND x.contact_id > 0 AND x.contact_id = p.contact_id)))`);
  }
  return sql.and(conditions);
}
