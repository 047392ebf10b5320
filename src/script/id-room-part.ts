import type { Code } from "../dialect/script-language.js";
import { sql } from "../dialect/sql.js";
import { FIRST_SATELLITE_ID, type SequenceRow } from "../crm/sequence.js";
import { TargetTable } from "../crm/target-table.js";
import type { CrmTable } from "../crm/tables.js";
import { LEDGER } from "../ledger/tables.js";
import { demandsOf } from "../preconditions/id-room.js";
import { stepsToRun } from "../work/select-steps.js";
import { comment, ints } from "./code-lines.js";
import { hasTable } from "./objects-there.js";
import { scriptSequence } from "./reserve-part.js";
import type { ScriptInput, ScriptPlan } from "./script-plan.js";

/**
 * Stops a script that would come to the end of a table's ids, before it writes anything: contacts may have come since it was
 * made. A script that goes on has reserved a part of them already, and stops where they end.
 */
export function idRoomPart(plan: ScriptPlan, input: ScriptInput, sequences: ReadonlyMap<CrmTable, SequenceRow>): Code {
  const { dialect, language, ledger, upgrade, logSequence, runId } = plan;
  const target = TargetTable.of(dialect, upgrade.catalog, "sequence");
  const v = language.variable;
  const checks = [...demandsOf(input.upgrade, stepsToRun(input.selected), logSequence !== undefined)].flatMap(
    ([table, demand]) => {
      const row = table === "traveltransactionlog" ? logSequence : sequences.get(table);
      // A table that the script creates begins with its first id.
      if (row === undefined) return [];
      const rows = demand.steps.reduce((sum, { rowsPerPerson }) => sum + rowsPerPerson, 0);
      const next = target.column("next_id");
      const { id } = scriptSequence(plan, table, row);
      return [
        ...language.assign(
          "cu_room",
          sql`(SELECT MAX(${FIRST_SATELLITE_ID} - ${next}) FROM ${target.name} WHERE ${target.column("id")} = ${id})`,
        ),
        ...language.when(sql`${v("cu_room")} < ${demand.fixed} + ${rows} * ${v("cu_persons")}`, [
          ...language.sayHowFar(`Ids left for ${table}:`, "cu_room"),
          ...language.stop(
            `${table}: too few ids are left below ${FIRST_SATELLITE_ID} (next_id in sequence). Nothing was written.`,
          ),
        ]),
      ];
    },
  );
  if (checks.length === 0) return [];
  return [
    ...comment("Enough ids, before anything is written."),
    ...language.block(ints("cu_known", "cu_persons", "cu_room"), [
      ...language.assign("cu_known", sql`0`),
      ...language.when(
        hasTable(plan, LEDGER.run.name),
        language.assign("cu_known", sql`(SELECT COUNT(*) FROM ${ledger.table("run")} r WHERE r.run_id = ${runId})`),
      ),
      ...language.when(sql`${v("cu_known")} = 0`, [
        ...language.assign("cu_persons", sql`(SELECT COUNT(*) FROM ${upgrade.relations.of("person")} p)`),
        ...checks,
      ]),
    ]),
    "",
  ];
}
