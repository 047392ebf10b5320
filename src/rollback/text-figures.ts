import { grouped } from "../grouped.js";
import type { AttentionItem } from "../steps/finding.js";
import type { CrmTable } from "../crm/tables.js";
import type { StepId } from "../steps/step.js";
import type { Ledger } from "../ledger/ledger.js";
import { StoredTable } from "../work/undo-conditions.js";
import { readOldTexts, recordsAsWritten } from "../steps/texts/undo.js";
import { isCrmTable } from "../work/undo-work.js";
import type { UpgradeContext } from "../work/upgrade-context.js";
import { sql } from "../dialect/sql.js";

/** A text as it would be once a later run is undone: its hash, and its record's updatedCount. */
export interface UndoneText {
  readonly hash: string;
  readonly count: number;
}

/**
 * The tables of the records of texts that a rollback would give back, a table for each, and which it would leave.
 * @param undone by record and column, what later runs would leave behind; completed here
 * @throws DatabaseError
 */
export async function figureTexts(
  upgrade: UpgradeContext,
  ledger: Ledger,
  runId: string,
  stepId: StepId,
  undone: Map<string, UndoneText>,
): Promise<{ readonly restored: readonly CrmTable[]; readonly left: readonly AttentionItem[] }> {
  const { session } = upgrade;
  const records = await session.query<{ name: string; id: number }>(sql`
    SELECT DISTINCT o.table_name AS name, o.row_id AS id FROM ${ledger.table("oldText")} o
    WHERE o.run_id = ${runId} AND o.step_id = ${stepId} AND o.undone_piece IS NULL
    ORDER BY o.table_name, o.row_id`);
  const left: AttentionItem[] = [];
  const restored: CrmTable[] = [];
  for (const { name, ids } of inPages(records)) {
    const entriesOf = grouped(await readOldTexts(session, { ledger, runId, stepId }, name, ids), (entry) => Number(entry.row_id));
    const old = new Map(ids.map((id) => [id, entriesOf.get(id) ?? []]));
    const stored = StoredTable.find(session.dialect, upgrade.catalog, name);
    const asWritten = stored === undefined ? new Set<number>() : await recordsAsWritten(session, stored, old);
    for (const [id, entries] of old) {
      const keyOf = (column: string): string => `${name} ${id} ${column}`;
      const later = entries.map((entry) => undone.get(keyOf(entry.column_name)));
      const same = later.some((text) => text !== undefined)
        ? entries.every(
            (entry, position) =>
              later[position]?.hash === entry.new_hash && later[position]?.count === Number(entry.updated_count ?? 0) + 1,
          )
        : asWritten.has(id);
      if (same) {
        restored.push(name);
        for (const entry of entries)
          undone.set(keyOf(entry.column_name), { hash: entry.old_hash, count: Number(entry.updated_count ?? 0) });
      } else {
        left.push({ table: name, id: String(id), detail: "" });
      }
    }
  }
  return { restored, left };
}

/** Records that one statement asks about. */
const PAGE_RECORDS = 100;

/** Records of one table each, in the order given. */
function inPages(
  records: readonly { readonly name: string; readonly id: number }[],
): readonly { readonly name: CrmTable; readonly ids: readonly number[] }[] {
  const pages: { readonly name: CrmTable; readonly ids: number[] }[] = [];
  for (const { name, id } of records) {
    if (!isCrmTable(name)) continue;
    const open = pages.at(-1);
    if (open?.name === name && open.ids.length < PAGE_RECORDS) open.ids.push(Number(id));
    else pages.push({ name, ids: [Number(id)] });
  }
  return pages;
}
