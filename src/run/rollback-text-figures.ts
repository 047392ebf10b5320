import type { AttentionItem } from "../report/report.js";
import type { StepId } from "../step/step.js";
import { textHash } from "./apply-seed.js";
import type { Ledger } from "./ledger.js";
import { StoredTable } from "./rollback-conditions.js";
import { readOldTexts, textsAsWritten } from "./rollback-texts.js";
import { isCrmTable } from "./rollback-work.js";
import type { UpgradeContext } from "./upgrade-context.js";

/** A text as it would be once a later run is undone: its hash, and its record's updatedCount. */
export interface UndoneText {
  readonly hash: string;
  readonly count: number;
}

/**
 * How many records of texts a rollback would give back, and which it would leave.
 * @param undone by record and column, what later runs would leave behind; completed here
 * @throws DatabaseError
 */
export async function figureTexts(
  upgrade: UpgradeContext,
  ledger: Ledger,
  runId: string,
  stepId: StepId,
  undone: Map<string, UndoneText>,
): Promise<{ readonly restored: number; readonly left: readonly AttentionItem[] }> {
  const { session, catalog } = upgrade;
  const { sql } = session.dialect;
  const records = await session.query<{ name: string; id: number }>(sql`
    SELECT DISTINCT o.table_name AS name, o.row_id AS id FROM ${ledger.table("oldText")} o
    WHERE o.run_id = ${runId} AND o.step_id = ${stepId} AND o.undone_piece IS NULL
    ORDER BY o.table_name, o.row_id`);
  const left: AttentionItem[] = [];
  let restored = 0;
  for (const { name, id } of records) {
    if (!isCrmTable(name)) continue;
    const stored = StoredTable.find(session.dialect, catalog, name);
    const old = await readOldTexts(session, { ledger, runId, stepId }, name, id);
    const keyOf = (column: string): string => `${name} ${id} ${column}`;
    const later = old.map((entry) => undone.get(keyOf(entry.column_name)));
    const same = later.some((text) => text !== undefined)
      ? old.every((entry, position) => later[position]?.hash === entry.new_hash && later[position]?.count === Number(entry.updated_count ?? 0) + 1)
      : stored !== undefined && (await textsAsWritten(session, stored, id, old)) !== undefined;
    if (same) {
      restored += 1;
      for (const entry of old) undone.set(keyOf(entry.column_name), { hash: textHash(entry.old_text ?? ""), count: Number(entry.updated_count ?? 0) });
    } else {
      left.push({ table: name, id: String(id), detail: "" });
    }
  }
  return { restored, left };
}
