import type { Session } from "../../dialect/session.js";
import { identifier, sql, type Sql } from "../../dialect/sql.js";
import type { CrmTable } from "../../crm/tables.js";
import { textHash } from "../../ledger/text-hash.js";
import { count } from "../../dialect/counts.js";
import type { Ledger } from "../../ledger/ledger.js";
import type { StepId } from "../step.js";
import { StoredTable } from "../../work/undo-conditions.js";
import { undoPiece } from "../../work/undo-piece.js";
import type { PiecePlan, UndoneRows } from "../../ledger/undo-record.js";
import type { LogRecords } from "../../work/reserve-ids.js";
import { beforePiece, isCrmTable, type UndoWork } from "../../work/undo-work.js";
import { fitting, type Size } from "./scan.js";

/** Most bytes of old texts that one transaction gives back; a single larger record travels alone. */
const PAGE_BYTES = 4 * 1024 * 1024;
const PAGE_RECORDS = 500;

/** What is known of a column of a record as it was, and what tells whether somebody changed it since. */
export interface OldEntry {
  readonly run_id: string;
  readonly step_id: StepId;
  readonly table_name: string;
  readonly row_id: number;
  readonly column_name: string;
  readonly new_hash: string;
  readonly updated: string | null;
  readonly updated_associate_id: number | null;
  readonly updated_count: number | null;
  readonly written_at: string;
}

/**
 * Gives templates, blocks, links and preferences that a step changed their old bytes back. A record that
 * somebody changed since, in any column, stays as it is.
 * @throws RunFailedError (1), InterruptedError (130, 143, 129)
 */
export async function undoTexts(work: UndoWork): Promise<void> {
  const { connection, stepId } = work;
  for (const table of await connection.retrying(stepId, (session) => tablesWithTexts(session, work))) {
    let after = 0;
    let upcoming: readonly Size[] = [];
    for (;;) {
      await beforePiece(work);
      const from = after;
      if (upcoming.length === 0) upcoming = await connection.retrying(stepId, (session) => nextSizes(session, work, table, from));
      const page = fitting(upcoming, PAGE_BYTES, true).map(({ id }) => id);
      upcoming = upcoming.slice(page.length);
      const [first, last] = [page[0], page.at(-1)];
      if (first === undefined || last === undefined) break;
      const rows = { kind: "texts", table_name: table, batch_no: null, first_id: first, last_id: last } as const;
      await undoPiece(work, rows, page.length, (session, piece, log) => giveBackRecords(session, work, piece, page, log));
      after = last;
    }
  }
}

async function tablesWithTexts(session: Session, work: UndoWork): Promise<readonly CrmTable[]> {
  const rows = await session.query<{ name: string }>(sql`
    SELECT DISTINCT o.table_name AS name FROM ${work.ledger.table("oldText")} o WHERE ${openEntries(work)}`);
  return rows
    .map((row) => row.name)
    .filter(isCrmTable)
    .toSorted();
}

function openEntries(work: UndoWork): Sql {
  return sql`o.run_id = ${work.run.runId} AND o.step_id = ${work.stepId} AND o.undone_piece IS NULL`;
}

/** The next records, and the sizes of their old texts: some engines read all of a text to tell. */
async function nextSizes(session: Session, work: UndoWork, table: CrmTable, after: number): Promise<readonly Size[]> {
  const { top, limit, byteLength } = session.dialect;
  const rows = await session.query<{ id: unknown; bytes: unknown }>(sql`
    SELECT ${top(PAGE_RECORDS)} o.row_id AS id, SUM(COALESCE(${byteLength(sql`o.old_text`)}, 0)) AS bytes
    FROM ${work.ledger.table("oldText")} o
    WHERE ${openEntries(work)} AND o.table_name = ${table} AND o.row_id > ${after}
    GROUP BY o.row_id ORDER BY o.row_id ${limit(PAGE_RECORDS)}`);
  return rows.map((row) => ({ id: Number(row.id), bytes: count(row.bytes) }));
}

/** What is known of old texts. @param which a condition on the entry `o` @throws DatabaseError */
export async function readOldEntries(session: Session, ledger: Ledger, which: Sql): Promise<readonly OldEntry[]> {
  return session.query(sql`
    SELECT o.run_id, o.step_id, o.table_name, o.row_id, o.column_name, o.new_hash, o.updated, o.updated_associate_id,
      o.updated_count, b.written_at
    FROM ${ledger.table("oldText")} o
    JOIN ${ledger.table("batch")} b ON b.run_id = o.run_id AND b.step_id = o.step_id AND b.batch_no = o.batch_no
    WHERE ${which}`);
}

async function giveBackRecords(
  session: Session,
  work: UndoWork,
  piece: PiecePlan,
  ids: readonly number[],
  log: LogRecords | undefined,
): Promise<UndoneRows> {
  const { cast } = session.dialect;
  const stored = StoredTable.find(session.dialect, work.catalog, piece.table_name);
  if (stored === undefined) return { deleted: 0, updated: 0, left: ids.length };
  const { ledger } = work;
  const ofPage = sql`${openEntries(work)} AND o.table_name = ${piece.table_name} AND o.row_id IN (${ids})`;
  const entries = await readOldEntries(session, ledger, ofPage);
  const given: number[] = [];
  for (const id of ids) {
    if (
      await giveBackRecord(
        session,
        work,
        stored,
        id,
        entries.filter((entry) => Number(entry.row_id) === id),
      )
    )
      given.push(id);
  }
  const own = sql`run_id = ${work.run.runId} AND step_id = ${work.stepId}`;
  const no = cast(piece.piece_no, { kind: "int" });
  if (given.length > 0) {
    await session.execute(sql`
      UPDATE ${ledger.table("oldText")} SET undone_piece = ${no}
      WHERE ${own} AND undone_piece IS NULL AND table_name = ${piece.table_name} AND row_id IN (${given})`);
  }
  if (log !== undefined && given.length > 0) {
    await log(
      "update",
      sql`SELECT DISTINCT o.row_id AS record_id FROM ${ledger.table("oldText")} o WHERE ${own} AND o.undone_piece = ${no}`,
    );
  }
  return { deleted: 0, updated: given.length, left: ids.length - given.length };
}

/** The texts of a record now, where it is still as we wrote it; undefined where it is not. @throws DatabaseError */
async function textsAsWritten(
  session: Session,
  stored: StoredTable,
  id: number,
  old: readonly OldEntry[],
): Promise<ReadonlyMap<string, string | null> | undefined> {
  const columns = old.map((entry, position) => sql`${stored.column(entry.column_name)} AS ${identifier(`text_${position}`)}`);
  const [now] = await session.query<Record<string, string | null>>(
    sql`SELECT ${columns} FROM ${stored.target.name} WHERE ${unchanged(session, stored, id, old)}`,
  );
  if (now === undefined) return undefined;
  const texts = new Map(old.map((entry, position) => [entry.column_name, now[`text_${position}`] ?? null] as const));
  const same = old.every((entry) => {
    const text = texts.get(entry.column_name);
    return text !== null && text !== undefined && textHash(text) === entry.new_hash;
  });
  return same ? texts : undefined;
}

/** Which records are still as we wrote them. @param old what the ledger has of each @throws DatabaseError */
export async function recordsAsWritten(
  session: Session,
  stored: StoredTable,
  old: ReadonlyMap<number, readonly OldEntry[]>,
): Promise<ReadonlySet<number>> {
  const found = new Set<number>();
  const conditions: Sql[] = [];
  for (const [id, entries] of old) {
    const hashes = hashesAsWritten(session, stored, entries);
    if (hashes !== undefined) conditions.push(sql`(${sql.and([unchanged(session, stored, id, entries), ...hashes])})`);
    else if ((await textsAsWritten(session, stored, id, entries)) !== undefined) found.add(id);
  }
  if (conditions.length === 0) return found;
  const rows = await session.query<{ id: unknown }>(sql`
    SELECT ${stored.key} AS id FROM ${stored.target.name}
    WHERE ${stored.key} IN (${[...old.keys()]}) AND ${sql.or(conditions)}`);
  return new Set(rows.map(({ id }) => Number(id)));
}

/** Conditions that texts have the bytes that we wrote; undefined where the server cannot tell. */
function hashesAsWritten(
  { dialect: { utf8Hash } }: Session,
  stored: StoredTable,
  old: readonly OldEntry[],
): readonly Sql[] | undefined {
  return utf8Hash && old.map((entry) => sql`${utf8Hash(stored.column(entry.column_name))} = ${entry.new_hash}`);
}

/** Only tables with the five columns tell by them whether a record was saved again. */
function unchanged(session: Session, stored: StoredTable, id: number, old: readonly OldEntry[]): Sql {
  const { cast } = session.dialect;
  const [first] = old;
  const key = sql`${stored.key} = ${cast(id, { kind: "int" })}`;
  if (first === undefined || !stored.target.has("updatedCount")) return key;
  return sql`${key} AND COALESCE(${stored.column("updatedCount")}, 0) = ${Number(first.updated_count ?? 0) + 1}
    AND ${stored.column("updated")} = ${cast(first.written_at, { kind: "timestamp" })}`;
}

/** The old texts come out of the ledger, inside the server: several in one statement may be more than it takes. */
async function giveBackRecord(
  session: Session,
  work: UndoWork,
  stored: StoredTable,
  id: number,
  old: readonly OldEntry[],
): Promise<boolean> {
  const { target } = stored;
  const same = await asWritten(session, stored, id, old);
  const [first] = old;
  if (same === undefined || first === undefined) return false;
  const set = old.map(({ column_name: column }) => {
    const text = sql`
      SELECT o.old_text FROM ${work.ledger.table("oldText")} o
      WHERE o.run_id = ${work.run.runId} AND o.table_name = ${target.logicalName} AND o.row_id = ${id} AND o.column_name = ${column}`;
    return sql`${target.column(column)} = (${text})`;
  });
  if (target.has("updatedCount")) {
    set.push(
      sql`${target.column("updated")} = ${target.typed("updated", first.updated)}`,
      sql`${target.column("updated_associate_id")} = ${target.typed("updated_associate_id", first.updated_associate_id)}`,
      sql`${target.column("updatedCount")} = ${target.typed("updatedCount", first.updated_count)}`,
    );
  }
  return (await session.execute(sql`UPDATE ${target.name} SET ${set} WHERE ${sql.and(same)}`)) === 1;
}

/** Conditions that the record is still as we wrote it; undefined where it is known not to be. @throws DatabaseError */
async function asWritten(
  session: Session,
  stored: StoredTable,
  id: number,
  old: readonly OldEntry[],
): Promise<readonly Sql[] | undefined> {
  const { hasHash, hashesOf } = session.dialect;
  const kept = unchanged(session, stored, id, old);
  const hashes = hashesAsWritten(session, stored, old);
  if (hashes !== undefined) return [kept, ...hashes];
  const texts = await textsAsWritten(session, stored, id, old);
  return texts && [kept, ...[...texts].map(([column, text]) => hasHash(stored.column(column), hashesOf(text ?? "")))];
}
