import type { Session } from "../dialect/session.js";
import type { Sql } from "../dialect/sql.js";
import { everybody, personsFrom, type PersonIds } from "../step/person-range.js";
import type { RowSet } from "../step/row-set.js";
import type { Ledger } from "./ledger.js";
import type { WorkConnection } from "./work-connection.js";

/** Where the rows of an evidence source are read from while a step writes. */
export type SourceReader = (ids: PersonIds) => Sql;

/** Empties the work table. @throws DatabaseError */
export async function emptyHistoryTable(session: Session, ledger: Ledger): Promise<void> {
  await session.execute(session.dialect.sql`DELETE FROM ${ledger.table("history")}`);
}

/**
 * Decides how a step reads its evidence: by index for each range, or from the work table, filled here
 * by one statement that locks nothing of the CRM's. A step that goes on after a kill fills it anew.
 * @throws RunFailedError (1)
 */
export async function prepareSource(connection: WorkConnection, session: Session, ledger: Ledger, where: string, rows: RowSet): Promise<SourceReader> {
  const { source } = rows;
  const { dialect } = session;
  if (source === undefined) return () => dialect.sql``;
  if (dialect.historyAccess === "range") return (ids) => source.rows(personsFrom(dialect, ids));
  await connection.retrying(`${where}, gathering the mailing history`, async (current) => {
    await current.begin("write");
    await emptyHistoryTable(current, ledger);
    await current.execute(dialect.sql`
      INSERT INTO ${ledger.table("history")} (person_id, first_sent, last_sent, mailings)
      SELECT h.person_id, h.first_sent, h.last_sent, h.mailings FROM (${source.rows(everybody(dialect))}) h`);
    await current.commit();
  });
  return (ids) => dialect.sql`
    SELECT t.person_id, t.first_sent, t.last_sent, t.mailings FROM ${ledger.table("history")} t
    WHERE t.person_id BETWEEN ${ids.first} AND ${ids.last}`;
}
