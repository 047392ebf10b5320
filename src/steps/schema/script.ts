import { ID_OFFSET } from "../../crm/sequence.js";
import type { Code } from "../../dialect/script-language.js";
import { sql, type Sql } from "../../dialect/sql.js";
import { objectCounts, type MissingObject } from "../missing-objects.js";
import { indexName } from "../../dialect/create-table.js";
import { CRM_TABLES } from "../../crm/tables.js";
import type { SchemaStep } from "../step.js";
import { TargetTable } from "../../crm/target-table.js";
import { comment, ints, statement } from "../../script/code-lines.js";
import { hasColumn, hasTable } from "../../script/objects-there.js";
import type { ScriptPlan } from "../../script/script-plan.js";
import { beginStep, countsJson, endStep, stepBlock, type ScriptStep } from "../../script/step-frame.js";

/**
 * Creates what is missing, one block for each object. DDL is not atomic everywhere: the ledger first commits what is about
 * to be created, then one statement runs, then the ledger says that it is there.
 */
export function schemaPart(
  plan: ScriptPlan,
  own: ScriptStep & { readonly step: SchemaStep },
  objects: readonly MissingObject[],
): Code {
  const counts = Object.fromEntries(Object.entries(objectCounts(objects)).map(([name, n]) => [name, sql`${n}`]));
  return [
    ...comment(`Step ${own.step.id}: ${objects.length} objects.`),
    ...stepBlock(plan, own, [], beginStep(plan, own)),
    ...objects.flatMap((object) => stepBlock(plan, own, ints("cu_position", "cu_number"), createObject(plan, object))),
    ...stepBlock(plan, own, [], endStep(plan, own, countsJson(plan, counts))),
  ];
}

function createObject(plan: ScriptPlan, object: MissingObject): Code {
  const { language, ledger, runId } = plan;
  const key = { run_id: runId, kind: object.kind, table_name: object.table, object_name: object.name };
  const known = (status: Sql): Sql => sql`SELECT 1 FROM ${ledger.table("object")} o WHERE ${ledger.matching(key)}${status}`;
  const announce = ledger.insertStatement("object", {
    ...key,
    status: "announced",
    position: language.variable("cu_position"),
    table_number: object.kind === "sequence-row" ? language.variable("cu_number") : null,
  });
  const created = statement(plan, ledger.updateStatement("object", { status: "created" }, key));
  const make =
    object.statement === undefined
      ? [...language.begin, ...addSequenceRow(plan, object), ...created, ...language.commit]
      : [
          ...language.when(sql`NOT ${stands(plan, object)}`, statement(plan, object.statement)),
          ...language.begin,
          ...created,
          ...language.commit,
        ];
  return [
    ...comment(`The ${object.kind} ${object.name}${object.kind === "table" ? "" : ` of ${object.table}`}`),
    ...language.when(sql`NOT EXISTS (${known(sql``)})`, [
      ...language.assign("cu_position", sql`(SELECT COUNT(*) + 1 FROM ${ledger.table("object")} o)`),
      ...(object.kind === "sequence-row" ? language.assign("cu_number", nextTableNumber(plan)) : []),
      ...language.begin,
      ...statement(plan, announce),
      ...language.commit,
    ]),
    ...language.when(sql`NOT EXISTS (${known(sql` AND o.status = 'created'`)})`, make),
  ];
}

function stands(plan: ScriptPlan, { kind, table, name }: MissingObject): Sql {
  if (kind === "table") return hasTable(plan, name);
  if (kind === "column") return hasColumn(plan, table, name);
  const index = CRM_TABLES[table].indexes.find((candidate) => indexName(table, candidate) === name);
  return plan.language.hasIndex(plan.upgrade.catalog.schema, table, { columns: [], unique: false, ...index, name });
}

function sequenceTable({ dialect, upgrade }: ScriptPlan): TargetTable {
  return TargetTable.of(dialect, upgrade.catalog, "sequence");
}

/** The greatest number in use + 1: in `sequence`, or in the ledger for tables that lost their row. */
function nextTableNumber(plan: ScriptPlan): Sql {
  const target = sequenceTable(plan);
  const byId = sql`SELECT ${target.column("id")} - ${ID_OFFSET} AS n FROM ${target.name}`;
  const byNumber = target.has("TableNumber") ? sql` UNION ALL SELECT ${target.column("TableNumber")} FROM ${target.name}` : sql``;
  return sql`(SELECT MAX(u.n) + 1 FROM (${byId}${byNumber} UNION ALL SELECT o.table_number FROM ${plan.ledger.table("object")} o) u)`;
}

function addSequenceRow(plan: ScriptPlan, { table, name, kind }: MissingObject): Code {
  const { language, ledger, runId } = plan;
  const target = sequenceTable(plan);
  const number = language.variable("cu_number");
  const announced = sql`(SELECT o.table_number FROM ${ledger.table("object")} o
    WHERE ${ledger.matching({ run_id: runId, kind, table_name: table, object_name: name })})`;
  const row = target.insert({
    id: sql`${number} + ${ID_OFFSET}`,
    next_id: target.typed("next_id", 1),
    TableName: target.typed("TableName", table),
    TableNumber: number,
  });
  return [...language.assign("cu_number", announced), ...statement(plan, row)];
}
