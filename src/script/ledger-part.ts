import type { Code } from "../dialect/script-language.js";
import { sql, type Sql } from "../dialect/sql.js";
import { LEDGER, LEDGER_VERSION } from "../ledger/tables.js";
import { createIndexStatement, createTableStatement, indexName } from "../dialect/create-table.js";
import { comment, statement } from "./code-lines.js";
import { hasTable } from "./objects-there.js";
import { stopWithoutLock } from "./run-part.js";
import type { ScriptPlan } from "./script-plan.js";

/** Creates the tables of the ledger that are missing. */
export function ledgerPart(plan: ScriptPlan): Code {
  const { dialect, language, ledger, upgrade } = plan;
  const { schema } = upgrade.catalog;
  const tables = Object.values(LEDGER).flatMap((table) => [
    ...whenNot(plan, hasTable(plan, table.name), statement(plan, createTableStatement(dialect, schema, table))),
    ...table.indexes.flatMap((index) =>
      whenNot(
        plan,
        language.hasIndex(schema, table.name, { name: indexName(table.name, index), ...index }),
        statement(plan, createIndexStatement(schema, table.name, index)),
      ),
    ),
  ]);
  return [
    ...comment("The ledger: tables of the tool, beside those of the CRM."),
    ...language.block([], [...stopWithoutLock(plan), ...tables]),
    ...language.block(
      [],
      [
        ...stopWithoutLock(plan),
        ...language.when(
          sql`EXISTS (SELECT 1 FROM ${ledger.table("run")} WHERE ledger_version > ${LEDGER_VERSION})`,
          language.stop("The ledger is that of a newer consent-upgrade."),
        ),
      ],
    ),
    "",
  ];
}

function whenNot({ language }: ScriptPlan, condition: Sql, then: Code): Code {
  return language.when(sql`NOT ${condition}`, then);
}
