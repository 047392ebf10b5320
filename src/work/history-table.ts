import type { Dialect } from "../dialect/dialect.js";
import { DatabaseError } from "../dialect/failure.js";
import { inTransaction, type Session } from "../dialect/session.js";
import { sql, type Sql } from "../dialect/sql.js";
import type { Relations } from "../crm/relations.js";
import { EVERYBODY, FIRST_POSSIBLE_ID, personsFrom, type PersonIds } from "../steps/person-range.js";
import type { EvidenceSource, RowSet } from "../steps/row-set.js";
import type { Ledger } from "../ledger/ledger.js";
import type { BatchSize } from "./batch-size.js";
import { nextRange } from "./next-range.js";
import type { WorkConnection } from "./work-connection.js";

/** Where the rows of an evidence source are read from while a step writes. */
export interface SourceReader {
  /** With the figures. */
  readonly rows: (ids: PersonIds) => Sql;
  /** The same persons, by the cheapest way. */
  readonly persons: (ids: PersonIds) => Sql;
}

export const LAST_POSSIBLE_ID = 2_147_483_647;

/** Whether an evidence source is read range by range; where its indexes are missing, each range would read everything. */
export function readsByRange(dialect: Dialect, source: EvidenceSource): boolean {
  return dialect.historyAccess === "range" && source.isIndexed;
}

/**
 * Empties the work table. Where TRUNCATE commits by itself it spares the server an undo entry for each row; it wants a
 * right of its own, and without it the rows are deleted.
 * @throws DatabaseError
 */
export async function emptyHistoryTable(session: Session, ledger: Ledger): Promise<void> {
  const { transactionalDdl } = session.dialect;
  const table = ledger.table("history");
  const [any] = await session.query(
    sql`SELECT ${session.dialect.top(1)} t.person_id FROM ${table} t ${session.dialect.limit(1)}`,
  );
  if (any === undefined) return;
  if (!transactionalDdl) {
    try {
      await session.execute(sql`TRUNCATE TABLE ${table}`);
      return;
    } catch (error) {
      if (!(error instanceof DatabaseError) || error.kind !== "permission-denied") throw error;
    }
  }
  await inTransaction(session, "write", () => session.execute(sql`DELETE FROM ${table}`));
}

/**
 * Gathers the history of everybody into the work table, whatever was in it.
 * @throws DatabaseError: of kind lock-timeout or serialization while the server still works for an attempt that was killed
 */
export async function fillHistoryTable(session: Session, ledger: Ledger, source: EvidenceSource): Promise<void> {
  await emptyHistoryTable(session, ledger);
  await gather(session, ledger, source.rows(EVERYBODY));
}

/**
 * The same range by range, each a transaction sized by the clock, where indexes find a range's history: a sort of everybody's
 * mails would not fit into the server's memory.
 * @param goOn is called before each range; what it throws ends the work
 * @throws DatabaseError as above
 */
export async function fillHistoryByRanges(
  session: Session,
  ledger: Ledger,
  source: EvidenceSource,
  relations: Relations,
  size: BatchSize,
  goOn: () => void,
): Promise<void> {
  await emptyHistoryTable(session, ledger);
  let first = FIRST_POSSIBLE_ID;
  for (;;) {
    goOn();
    const range = await nextRange(session, relations, first, size.persons, LAST_POSSIBLE_ID);
    if (range === undefined) return;
    const started = performance.now();
    await gather(session, ledger, source.rows(personsFrom(range)));
    size.measured(range.persons, performance.now() - started);
    if (range.last === LAST_POSSIBLE_ID) return;
    first = range.last + 1;
  }
}

async function gather(session: Session, ledger: Ledger, history: Sql): Promise<void> {
  try {
    await inTransaction(session, "write", () =>
      session.execute(sql`
        INSERT INTO ${ledger.table("history")} (person_id, first_sent, last_sent, mailings)
        SELECT h.person_id, h.first_sent, h.last_sent, h.mailings FROM (${history}) h`),
    );
  } catch (error) {
    if (!(error instanceof DatabaseError) || error.kind !== "unique-violation") throw error;
    throw new DatabaseError("serialization", "another attempt has just filled the work table", "", undefined, error);
  }
}

/**
 * Decides how a step reads its evidence: by index for each range, or from the work table, filled here by one statement
 * that locks nothing of the CRM's. A step that goes on after a kill fills it anew.
 * @param isGathered the work table has been filled for this step already
 * @throws RunFailedError (1)
 */
export async function prepareSource(
  connection: WorkConnection,
  dialect: Dialect,
  ledger: Ledger,
  where: string,
  rows: RowSet,
  isGathered: boolean,
): Promise<SourceReader> {
  const { source } = rows;
  if (source === undefined) return { rows: () => sql``, persons: () => sql`` };
  if (!isGathered && readsByRange(dialect, source)) {
    return {
      rows: (ids) => source.rows(personsFrom(ids)),
      persons: (ids) => source.persons(personsFrom(ids)),
    };
  }
  if (!isGathered) {
    await connection.retrying(`${where}, gathering the mailing history`, (current) => fillHistoryTable(current, ledger, source));
  }
  const gathered = (ids: PersonIds): Sql => sql`
    SELECT t.person_id, t.first_sent, t.last_sent, t.mailings FROM ${ledger.table("history")} t
    WHERE t.person_id BETWEEN ${ids.first} AND ${ids.last}`;
  return { rows: gathered, persons: gathered };
}
