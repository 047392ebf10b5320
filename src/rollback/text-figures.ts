import type { CrmTable } from "../crm/tables.js";
import { sql } from "../dialect/sql.js";
import { grouped } from "../grouped.js";
import type { Ledger } from "../ledger/ledger.js";
import type { StepId } from "../steps/step.js";
import { readOldEntries, recordsAsWritten, type OldEntry } from "../steps/texts/undo.js";
import { StoredTable } from "../work/undo-conditions.js";
import { isCrmTable } from "../work/undo-work.js";
import type { UpgradeContext } from "../work/upgrade-context.js";

/** A change of a record's texts, and whether it would be given back. Of what stays, a record's newest change is named alone. */
export interface TextFigure {
  readonly table: CrmTable;
  readonly id: number;
  readonly stepId: StepId;
  readonly isRestored: boolean;
}

/** Records that one statement asks about. */
const PAGE_RECORDS = 100;

/**
 * What a rollback of these runs would give back of texts. The newest change of a record is looked at; earlier ones follow it
 * where, by the ledger's counts of saves, nobody saved the record between two runs.
 * @param runIds newest first
 * @throws DatabaseError
 */
export async function figureTexts(
  { session, catalog }: UpgradeContext,
  ledger: Ledger,
  runIds: readonly string[],
): Promise<readonly TextFigure[]> {
  const found: TextFigure[] = [];
  const entries = await readOldEntries(session, ledger, sql`o.undone_piece IS NULL AND o.run_id IN (${runIds})`);
  const newestFirst = entries.toSorted(
    (a, b) => runIds.indexOf(a.run_id) - runIds.indexOf(b.run_id) || Number(a.row_id) - Number(b.row_id),
  );
  for (const [table, ofTable] of grouped(newestFirst, (entry) => entry.table_name)) {
    if (!isCrmTable(table)) continue;
    const stored = StoredTable.find(session.dialect, catalog, table);
    const records = [...grouped(ofTable, (entry) => Number(entry.row_id))];
    for (let from = 0; from < records.length; from += PAGE_RECORDS) {
      const page = new Map(records.slice(from, from + PAGE_RECORDS));
      const newest = new Map([...page].map(([id, all]) => [id, all.filter((entry) => entry.run_id === all[0]?.run_id)]));
      const asWritten = stored === undefined ? new Set() : await recordsAsWritten(session, stored, newest);
      for (const [id, all] of page) {
        let later: OldEntry | undefined;
        for (const entry of all.filter((each, position) => each.run_id !== all[position - 1]?.run_id)) {
          const follows = !stored?.target.has("updatedCount") || Number(later?.updated_count) === Number(entry.updated_count) + 1;
          const isRestored = later === undefined ? asWritten.has(id) : follows;
          found.push({ table, id, stepId: entry.step_id, isRestored });
          if (!isRestored) break;
          later = entry;
        }
      }
    }
  }
  return found;
}
