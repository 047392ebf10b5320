import { joinSql, type Sql } from "../dialect/sql.js";
import type { Pass } from "./passes.js";
import type { Verification } from "./verification.js";
import { batchesOf } from "./written-rows.js";

/** Tables that are written person by person, and their keys in the relations. */
const KEY_OF = { ConsentPerson: "consentperson_id", ShipmentTypeReservation: "shipmenttypereservation_id" } as const;

export type PersonTable = keyof typeof KEY_OF;

/**
 * Where rows that a pass inserted are gone: `low_id` and `high_id` are the standing ids (or the batch's
 * ends) around the gap, `low_person` and `high_person` their persons. A batch gives its ids in the
 * order of its persons, so a gap tells whose rows were removed.
 */
export function gaps(verification: Verification, pass: Pass, table: PersonTable): Sql {
  const { dialect, ledger, relations } = verification;
  const { sql, cast, identifier } = dialect;
  const batches = ledger.table("batch");
  const mine = batchesOf(verification, pass, table);
  const wide = (value: Sql): Sql => cast(value, { kind: "bigint" });
  const key = identifier("c", KEY_OF[table]);
  const window = sql`OVER (PARTITION BY r.batch_no ORDER BY r.id)`;
  return sql`(
    SELECT g.id AS low_id, g.above_id AS high_id, g.person_id AS low_person, g.above_person AS high_person
    FROM (
      SELECT r.id, r.person_id, LEAD(r.id) ${window} AS above_id, LEAD(r.person_id) ${window} AS above_person
      FROM (
        SELECT b.batch_no, ${wide(sql`b.first_id`)} - 1 AS id, ${wide(sql`b.first_key`)} - 1 AS person_id
        FROM ${batches} b WHERE ${mine} AND b.first_id IS NOT NULL
        UNION ALL
        SELECT b.batch_no, ${wide(sql`b.last_id`)} + 1, ${wide(sql`b.last_key`)} + 1
        FROM ${batches} b WHERE ${mine} AND b.first_id IS NOT NULL
        UNION ALL
        SELECT b.batch_no, ${wide(key)}, ${wide(sql`c.person_id`)}
        FROM ${batches} b JOIN ${relations.of(table)} c ON ${key} BETWEEN b.first_id AND b.last_id WHERE ${mine}
      ) r
    ) g
    WHERE g.above_id > g.id + 1)`;
}

/**
 * Condition that a person (alias `p`) had a consent row of these passes that is gone by now: somebody
 * removed it. Uncorrelated, so that engines compute it once.
 */
export function hadConsentRow(verification: Verification, passes: readonly Pass[]): Sql {
  const { dialect, ledger, relations } = verification;
  const { sql } = dialect;
  const conditions = passes.flatMap((pass) => [
    sql`p.person_id IN (
      SELECT q.person_id FROM ${gaps(verification, pass, "ConsentPerson")} g
      JOIN ${relations.of("person")} q ON q.person_id > g.low_person AND q.person_id < g.high_person)`,
    sql`p.person_id IN (
      SELECT o.person_id FROM ${ledger.table("oldConsent")} o
      LEFT JOIN ${relations.of("ConsentPerson")} s ON s.consentperson_id = o.consent_id
      WHERE o.run_id = ${pass.runId} AND o.step_id = ${pass.stepId} AND s.consentperson_id IS NULL)`,
  ]);
  return conditions.length === 0 ? sql`1 = 0` : sql`(${joinSql(sql, conditions, " OR ")})`;
}
