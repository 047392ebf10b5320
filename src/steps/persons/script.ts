import type { Code } from "../../dialect/script-language.js";
import type { Dialect } from "../../dialect/dialect.js";
import { sql, type Sql, type SqlValue } from "../../dialect/sql.js";
import { GivingWay } from "./giving-way.js";
import { stepContext } from "../../work/upgrade-context.js";
import { readsByRange } from "../../work/history-table.js";
import type { SequenceRow } from "../../crm/sequence.js";
import { EVERYBODY, FIRST_POSSIBLE_ID, personsFrom, type PersonRange } from "../person-range.js";
import type { Relations } from "../../crm/relations.js";
import { RowSetWriter } from "../row-set-sql.js";
import type { RowSet } from "../row-set.js";
import type { PersonStep } from "../step.js";
import { TargetTable } from "../../crm/target-table.js";
import { BATCH_INTS, BATCH_TIMES, closeBatch, openBatch, sumOfBatches, type ScriptBatch } from "../../script/batch-part.js";
import { comment, ints, statement, times } from "../../script/code-lines.js";
import { IdsByName } from "../../script/ids-by-name.js";
import { logPart, scriptSequence, takeIds, takeLogIds, type ScriptSequence } from "../../script/reserve-part.js";
import type { ScriptPlan } from "../../script/script-plan.js";
import { beginStep, countsJson, endStep, stepBlock, type ScriptStep } from "../../script/step-frame.js";

/** Contacts of one transaction: a second or two, whatever the engine. */
const MOST_PERSONS = 20_000;
/** A step that writes person by person: ranges of contacts in a loop, each one transaction. */
export function personsPart(
  plan: ScriptPlan,
  own: ScriptStep & { readonly step: PersonStep },
  sequenceRow: SequenceRow | undefined,
): Code {
  const { dialect, language, ledger, upgrade, runId } = plan;
  const { step } = own;
  const ids = new IdsByName(plan);
  const rows = step.rows(stepContext(upgrade, ids.reference(own.reference), runId.slice(0, 8)));
  const target = TargetTable.of(dialect, upgrade.catalog, rows.table);
  const sequence = scriptSequence(plan, rows.table, sequenceRow);
  const persons = upgrade.relations.of("person");
  const most = Math.min(
    MOST_PERSONS,
    upgrade.settings.run.maxBatch,
    Math.floor((dialect.maxRowsPerStatement ?? MOST_PERSONS * rows.rowsPerPerson) / rows.rowsPerPerson),
  );
  const first = language.variable("cu_first");
  const batches = sql`FROM ${ledger.table("batch")} b WHERE b.run_id = ${runId} AND b.step_id = ${step.id} AND b.undone_at IS NULL`;
  // Written first: which ids they need is known then.
  const history = gatherHistory(plan, rows);
  const written = range(plan, step, rows, target, sequence);
  const body = [
    ...beginStep(plan, own, {
      greatest: sql`(SELECT COALESCE(MAX(p.person_id), ${FIRST_POSSIBLE_ID}) FROM ${persons} p)`,
      persons: sql`(SELECT COUNT(*) FROM ${persons} p)`,
    }),
    ...language.assign(
      "cu_greatest",
      sql`(SELECT s.greatest_person_id FROM ${ledger.table("step")} s WHERE s.run_id = ${runId} AND s.step_id = ${step.id})`,
    ),
    ...language.read(
      [
        ["cu_batch", sql`COALESCE(MAX(b.batch_no), 0)`],
        ["cu_last", sql`MAX(b.last_key)`],
      ],
      batches,
    ),
    ...ids.code,
    ...history,
    ...language.loop([
      // The greatest id may be the greatest int: there is none to begin with after it.
      ...language.leaveWhen(sql`${language.variable("cu_last")} >= ${language.variable("cu_greatest")}`),
      ...language.assign("cu_first", sql`COALESCE(${language.variable("cu_last")} + 1, ${FIRST_POSSIBLE_ID})`),
      ...language.read(
        [
          ["cu_last", sql`MAX(r.person_id)`],
          ["cu_persons", sql`COUNT(*)`],
        ],
        sql`FROM ${nextPersons(dialect, upgrade.relations, first, most, language.variable("cu_greatest"))}`,
      ),
      ...language.leaveWhen(sql`${language.variable("cu_last")} IS NULL`),
      ...language.assign("cu_batch", sql`${language.variable("cu_batch")} + 1`),
      ...written,
      ...language.sayHowFar(`${step.id}: up to contact`, "cu_last"),
    ]),
    ...endStep(
      plan,
      own,
      countsJson(plan, {
        persons: sumOfBatches(plan, step.id, sql`b.inserted + b.updated + b.kept`),
        alreadyRecorded: sumOfBatches(plan, step.id, sql`b.kept`),
      }),
    ),
  ];
  const variables = [
    ...ints(
      ...BATCH_INTS,
      "cu_first",
      "cu_last",
      "cu_greatest",
      "cu_persons",
      "cu_first_id",
      "cu_last_id",
      "cu_first_log",
      "cu_unchanged",
    ),
    ...times(...BATCH_TIMES),
    ...ids.variables,
  ];
  return [...comment(`Step ${step.id}: up to ${most} contacts in each transaction.`), ...stepBlock(plan, own, variables, body)];
}

function gatherHistory(plan: ScriptPlan, { source }: RowSet): Code {
  const { dialect, language, ledger } = plan;
  if (source === undefined || readsByRange(dialect, source)) return [];
  const gathered = sql`
    INSERT INTO ${ledger.table("history")} (person_id, first_sent, last_sent, mailings)
    SELECT h.person_id, h.first_sent, h.last_sent, h.mailings FROM (${source.rows(EVERYBODY)}) h`;
  return [
    ...comment("The mailing history, gathered once into a work table."),
    ...language.begin,
    ...statement(plan, sql`DELETE FROM ${ledger.table("history")}`),
    ...statement(plan, gathered),
    ...language.commit,
  ];
}

/** One range: ids first, in a transaction of their own, then the rows, their log and the ledger's entry together. */
function range(plan: ScriptPlan, step: PersonStep, rows: RowSet, target: TargetTable, sequence: ScriptSequence): Code {
  const { dialect, language, ledger, upgrade } = plan;
  const { cast } = dialect;
  const v = language.variable;
  const most = rows.rowsPerPerson === 1 ? v("cu_persons") : sql`(${v("cu_persons")} * ${rows.rowsPerPerson})`;
  const batch: ScriptBatch = {
    step_id: step.id,
    batch_no: v("cu_batch"),
    table_name: rows.table,
    first_key: v("cu_first"),
    last_key: v("cu_last"),
    records: v("cu_persons"),
    firstId: "cu_first_id",
    lastId: "cu_last_id",
  };
  const persons = personsFrom({ first: v("cu_first"), last: v("cu_last") });
  const source = sourceOf(plan, rows, persons);
  const stamp = { at: v("cu_at"), associateId: cast(upgrade.settings.associateId, { kind: "int" }) };
  const writer = new RowSetWriter(dialect, target, rows);
  const giving = new GivingWay(dialect, target, rows, ledger);
  const changing = { runId: plan.runId, stepId: step.id, batchNo: v("cu_batch") };
  const keep = giving.keepOldValues(persons, source, changing);
  const key = target.column(target.primaryKey);
  return [
    ...language.begin,
    ...takeIds(plan, sequence, most, "cu_first_id", batch),
    ...takeLogIds(plan, most, batch),
    ...language.commit,
    ...language.begin,
    ...openBatch(plan, batch),
    ...language.forThisRange(language.read([["cu_kept", sql`(${writer.countKept(persons, source)})`]], sql``)),
    ...(keep === undefined
      ? []
      : [
          ...comment("Rows that give way: the old values go into the ledger, then those rows change."),
          ...language.forThisRange(statement(plan, keep)),
          ...language.affected("cu_updated"),
          ...language.when(sql`${v("cu_updated")} > 0`, [
            ...language.forThisRange(statement(plan, giving.change(persons, changing, stamp))),
            ...comment("A trigger may have had it otherwise."),
            ...language.forThisRange(statement(plan, giving.forgetUnchanged(persons, changing))),
            ...language.affected("cu_unchanged"),
            ...language.assign("cu_updated", sql`${v("cu_updated")} - ${v("cu_unchanged")}`),
          ]),
        ]),
    ...comment("Rows that are missing."),
    ...language.forThisRange(statement(plan, writer.insertMissing(persons, source, v("cu_first_id"), stamp))),
    ...language.affected("cu_inserted"),
    ...language.when(
      sql`${v("cu_inserted")} > ${most}`,
      language.stop(`The step ${step.id} needs more ids than were taken: run the script again.`),
    ),
    ...comment("What stands: a trigger may have left rows out."),
    ...language.forThisRange(
      language.read(
        [
          ["cu_inserted", sql`COUNT(*)`],
          ["cu_last_id", sql`MAX(${key})`],
        ],
        sql`FROM ${target.name} WHERE ${key} BETWEEN ${v("cu_first_id")} AND ${v("cu_first_id")} + ${most} - 1`,
      ),
    ),
    ...logRange(plan, step, target, sequence),
    ...closeBatch(plan, batch),
    ...language.commit,
  ];
}

function sourceOf({ dialect, ledger }: ScriptPlan, { source }: RowSet, persons: PersonRange): Sql {
  if (source === undefined) return sql``;
  if (readsByRange(dialect, source)) return source.rows(persons);
  return sql`
    SELECT t.person_id, t.first_sent, t.last_sent, t.mailings FROM ${ledger.table("history")} t
    WHERE ${persons.covers(sql`t.person_id`)}`;
}

function logRange(plan: ScriptPlan, step: PersonStep, target: TargetTable, sequence: ScriptSequence): Code {
  const { language, logSequence, ledger, runId } = plan;
  if (logSequence === undefined) return [];
  const v = language.variable;
  const key = target.column(target.primaryKey);
  const inserted = sql`SELECT ${key} AS record_id FROM ${target.name} WHERE ${key} BETWEEN ${v("cu_first_id")} AND ${v("cu_last_id")}`;
  const updated = sql`SELECT o.consent_id AS record_id FROM ${ledger.table("oldConsent")} o
    WHERE o.run_id = ${runId} AND o.step_id = ${step.id} AND o.batch_no = ${v("cu_batch")}`;
  return [
    ...comment("The replication log: satellites and travellers receive the changes by it."),
    ...language.when(
      sql`${v("cu_inserted")} > 0`,
      language.forThisRange(logPart(plan, "insert", sequence.tableNumber, inserted)),
    ),
    ...language.when(sql`${v("cu_updated")} > 0`, logPart(plan, "update", sequence.tableNumber, updated, v("cu_inserted"))),
  ];
}

/** A derived table `r` of the next persons' ids, found by one index seek. */
function nextPersons(dialect: Dialect, relations: Relations, first: SqlValue, persons: number, greatest: SqlValue): Sql {
  const { top, limit } = dialect;
  return sql`(
      SELECT ${top(persons)} p.person_id FROM ${relations.of("person")} p
      WHERE p.person_id BETWEEN ${first} AND ${greatest}
      ORDER BY p.person_id ${limit(persons)}
    ) r`;
}
