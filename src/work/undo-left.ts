import type { Catalog } from "../dialect/catalog.js";
import type { Session } from "../dialect/session.js";
import { identifier, sql, type Sql } from "../dialect/sql.js";
import { MOST_ITEMS, type AttentionItem, type Finding } from "../steps/finding.js";
import type { CrmTable } from "../crm/tables.js";
import { count, countRows } from "../dialect/counts.js";
import type { Ledger } from "../ledger/ledger.js";
import { StoredTable } from "./undo-conditions.js";
import type { PieceRow } from "../ledger/undo-record.js";
import { isCrmTable } from "./undo-work.js";

/**
 * What rollbacks of these runs had to leave: rows that somebody changed since, and reference rows that
 * something refers to. Undefined where nothing was left.
 * @throws DatabaseError
 */
export async function findLeft(place: Place, runIds: readonly string[]): Promise<Finding | undefined> {
  if (runIds.length === 0) return undefined;
  const parts = [await leftInserted(place, runIds), await leftChanged(place, runIds), await leftTexts(place, runIds)];
  const total = parts.reduce((sum, part) => sum + part.count, 0);
  if (total === 0) return undefined;
  return { code: "CHANGED_SINCE", count: total, items: parts.flatMap((part) => part.items).slice(0, MOST_ITEMS) };
}

/** A database with a ledger. */
export interface Place {
  readonly session: Session;
  readonly catalog: Catalog;
  readonly ledger: Ledger;
}

interface LeftRows {
  readonly count: number;
  readonly items: readonly AttentionItem[];
}

function ofRuns(alias: string, runIds: readonly string[]): Sql {
  return sql`${identifier(alias, "run_id")} IN (${runIds})`;
}

/** Pieces that left rows which they should have deleted. @throws DatabaseError */
export async function piecesWithLeftRows(
  session: Session,
  ledger: Ledger,
  runIds: readonly string[],
): Promise<readonly (PieceRow & { readonly table_name: CrmTable })[]> {
  const rows = await session.query<PieceRow>(sql`
    SELECT u.run_id, u.step_id, u.piece_no, u.kind, u.table_name, u.batch_no, u.first_id, u.last_id, u.deleted, u.updated, u.left_behind, u.undone_at
    FROM ${ledger.table("undo")} u
    WHERE ${ofRuns("u", runIds)} AND u.kind = ${"inserted"} AND u.left_behind > 0
    ORDER BY u.run_id, u.step_id, u.piece_no`);
  return rows.flatMap((row) => (isCrmTable(row.table_name) ? [{ ...row, table_name: row.table_name }] : []));
}

async function leftInserted({ session, catalog, ledger }: Place, runIds: readonly string[]): Promise<LeftRows> {
  const { top, limit } = session.dialect;
  const items: AttentionItem[] = [];
  let total = 0;
  for (const piece of await piecesWithLeftRows(session, ledger, runIds)) {
    total += count(piece.left_behind);
    const stored = StoredTable.find(session.dialect, catalog, piece.table_name);
    if (stored === undefined || items.length >= MOST_ITEMS) continue;
    const rows = await session.query<{ id: number; free: number }>(sql`
      SELECT ${top(MOST_ITEMS)} ${stored.key} AS id, CASE WHEN ${stored.unreferenced()} THEN 1 ELSE 0 END AS free
      FROM ${stored.target.name} WHERE ${stored.within(Number(piece.first_id), Number(piece.last_id))}
      ORDER BY ${stored.key} ${limit(MOST_ITEMS)}`);
    items.push(
      ...rows.map((row) => ({
        table: piece.table_name,
        id: String(row.id),
        detail: Number(row.free) === 1 ? "" : "still in use",
      })),
    );
  }
  return { count: total, items };
}

/** Rows of ours that were inserted by the same runs are counted there. */
async function leftChanged({ session, catalog, ledger }: Place, runIds: readonly string[]): Promise<LeftRows> {
  const { top, limit } = session.dialect;
  const stored = StoredTable.find(session.dialect, catalog, "ConsentPerson");
  const there =
    stored === undefined ? sql`1 = 0` : sql`EXISTS (SELECT 1 FROM ${stored.target.name} WHERE ${stored.key} = e.consent_id)`;
  const entries = sql`
    SELECT DISTINCT o.consent_id FROM ${ledger.table("oldConsent")} o
    JOIN ${ledger.table("step")} s ON s.run_id = o.run_id AND s.step_id = o.step_id
    WHERE ${ofRuns("o", runIds)} AND o.undone_piece IS NULL AND s.status = ${"undone"}
      AND NOT EXISTS (
        SELECT 1 FROM ${ledger.table("batch")} b
        WHERE b.table_name = ${"ConsentPerson"} AND ${ofRuns("b", runIds)} AND o.consent_id BETWEEN b.first_id AND b.last_id)`;
  const total = await countRows(session, sql`FROM (${entries}) e`);
  if (total === 0) return { count: 0, items: [] };
  const rows = await session.query<{ id: number; there: number }>(sql`
    SELECT ${top(MOST_ITEMS)} e.consent_id AS id, CASE WHEN ${there} THEN 1 ELSE 0 END AS there
    FROM (${entries}) e ORDER BY e.consent_id ${limit(MOST_ITEMS)}`);
  const items = rows.map((row) => ({
    table: "ConsentPerson",
    id: String(row.id),
    detail: Number(row.there) === 1 ? "" : "no longer there",
  }));
  return { count: total, items };
}

async function leftTexts({ session, ledger }: Place, runIds: readonly string[]): Promise<LeftRows> {
  const { top, limit } = session.dialect;
  const records = sql`
    SELECT DISTINCT o.table_name, o.row_id FROM ${ledger.table("oldText")} o
    JOIN ${ledger.table("step")} s ON s.run_id = o.run_id AND s.step_id = o.step_id
    WHERE ${ofRuns("o", runIds)} AND o.undone_piece IS NULL AND s.status = ${"undone"}`;
  const total = await countRows(session, sql`FROM (${records}) e`);
  const rows = await session.query<{ name: string; id: number }>(sql`
    SELECT ${top(MOST_ITEMS)} e.table_name AS name, e.row_id AS id FROM (${records}) e ORDER BY e.table_name, e.row_id ${limit(MOST_ITEMS)}`);
  return { count: total, items: rows.map((row) => ({ table: row.name, id: String(row.id), detail: "" })) };
}
