import { keyColumn } from "../crm/tables.js";
import { identifier, sql, withQueries, type NamedQuery, type Sql } from "../dialect/sql.js";
import type { Pass } from "./passes.js";
import type { Verification } from "./verification.js";
import { batchesOf } from "./written-rows.js";

/** Tables that are written person by person. */
type PersonTable = "ConsentPerson" | "ShipmentTypeReservation";

/**
 * Where rows that a pass inserted are gone, as `gaps`: `low_id` and `high_id` are the standing ids (or the batch's
 * ends) around the gap, `low_person` and `high_person` their persons. A batch gives its ids in the
 * order of its persons, so a gap tells whose rows were removed.
 * @param suffix keeps the names of several passes apart
 */
export function gaps(verification: Verification, pass: Pass, table: PersonTable, suffix = ""): readonly NamedQuery[] {
  const { dialect, ledger, relations } = verification;
  const { cast } = dialect;
  const batches = ledger.table("batch");
  const mine = batchesOf(pass, table);
  const wide = (value: Sql): Sql => cast(value, { kind: "bigint" });
  const key = identifier("c", keyColumn(table));
  const window = sql`OVER (PARTITION BY r.batch_no ORDER BY r.id)`;
  const rows = `batch_rows${suffix}`;
  const neighbours = `neighbours${suffix}`;
  return [
    {
      name: rows,
      body: sql`
        SELECT b.batch_no, ${wide(sql`b.first_id`)} - 1 AS id, ${wide(sql`b.first_key`)} - 1 AS person_id
        FROM ${batches} b WHERE ${mine} AND b.first_id IS NOT NULL
        UNION ALL
        SELECT b.batch_no, ${wide(sql`b.last_id`)} + 1, ${wide(sql`b.last_key`)} + 1
        FROM ${batches} b WHERE ${mine} AND b.first_id IS NOT NULL
        UNION ALL
        SELECT b.batch_no, ${wide(key)}, ${wide(sql`c.person_id`)}
        FROM ${batches} b JOIN ${relations.of(table)} c ON ${key} BETWEEN b.first_id AND b.last_id WHERE ${mine}`,
    },
    {
      name: neighbours,
      body: sql`
        SELECT r.id, r.person_id, LEAD(r.id) ${window} AS above_id, LEAD(r.person_id) ${window} AS above_person
        FROM ${identifier(rows)} r`,
    },
    {
      name: `gaps${suffix}`,
      body: sql`
        SELECT g.id AS low_id, g.above_id AS high_id, g.person_id AS low_person, g.above_person AS high_person
        FROM ${identifier(neighbours)} g WHERE g.above_id > g.id + 1`,
    },
  ];
}

/** The gaps of a pass, by id. @throws DatabaseError */
export async function readGaps(
  verification: Verification,
  pass: Pass,
  table: PersonTable,
): Promise<readonly { low_id: unknown; high_id: unknown }[]> {
  const { session, thinned } = verification;
  if (table === "ConsentPerson" && !thinned.has(pass)) return [];
  return session.query(
    sql`${withQueries(gaps(verification, pass, table))} SELECT g.low_id, g.high_id FROM gaps g ORDER BY g.low_id`,
  );
}

/** Old values (alias `o`) of rows that a pass changed and that are gone by now. */
export function changedAndGone({ ledger, relations }: Verification, pass: Pass): Sql {
  return sql`FROM ${ledger.table("oldConsent")} o
      LEFT JOIN ${relations.of("ConsentPerson")} s ON s.consentperson_id = o.consent_id
      WHERE o.run_id = ${pass.runId} AND o.step_id = ${pass.stepId} AND s.consentperson_id IS NULL`;
}

/**
 * Persons who had a consent row of these passes that is gone by now, as `had_row`: `person_id`. Somebody
 * removed it.
 */
export function hadConsentRow(verification: Verification, passes: readonly Pass[]): readonly NamedQuery[] {
  const { relations, thinned } = verification;
  const gapped = passes.filter((pass) => thinned.has(pass));
  const parts = gapped.flatMap((pass, position) => gaps(verification, pass, "ConsentPerson", `_${position + 1}`));
  const inserted = gapped.map(
    (_, position) => sql`
      SELECT q.person_id FROM ${identifier(`gaps_${position + 1}`)} g
      JOIN ${relations.of("person")} q ON q.person_id > g.low_person AND q.person_id < g.high_person`,
  );
  const changed = passes.map(
    (pass) => sql`
      SELECT o.person_id ${changedAndGone(verification, pass)}`,
  );
  return [...parts, { name: "had_row", body: sql.join([...inserted, ...changed], " UNION ALL ") }];
}
