import { identifier, sql, type NamedQuery, type Sql } from "../dialect/sql.js";
import { passesOfStep, type Pass } from "./passes.js";
import { entriesWithBatches } from "../work/undo-conditions.js";
import type { Verification } from "./verification.js";

/** What each step that writes consents assigns, by key. */
export const ASSIGNED = {
  "sales-and-service": { purpose: "STORE", basis: "61F", source: "salesAndService" },
  "emarketing-from-mailing-history": { purpose: "EMARKETING", basis: "61F", source: "mailingHistory" },
  "no-mailings-to-withdrawn": { purpose: "EMARKETING", basis: "WITHDRAWN", source: "noMailings" },
} as const;

export const CONSENT_STEPS = Object.keys(ASSIGNED) as (keyof typeof ASSIGNED)[];

/** Conditions on the ledger's batches (alias `b`) of one pass that wrote rows of a table. */
export function batchesOf(pass: Pass, table: string): Sql {
  return sql`b.run_id = ${pass.runId} AND b.step_id = ${pass.stepId} AND b.table_name = ${table} AND b.undone_at IS NULL`;
}

/** Condition that no later pass of ours wrote over a consent row. */
function notRewritten(verification: Verification, pass: Pass, id: Sql): Sql {
  const { ledger } = verification;
  const later = passesOfStep(verification.passes, ...CONSENT_STEPS).filter((candidate) => candidate.order > pass.order);
  if (later.length === 0) return sql`1 = 1`;
  const those = later.map((other) => sql`(r.run_id = ${other.runId} AND r.step_id = ${other.stepId})`);
  return sql`NOT EXISTS (SELECT 1 FROM ${ledger.table("oldConsent")} r WHERE r.consent_id = ${id} AND ${sql.or(those)})`;
}

/**
 * The consent rows that a pass wrote last, as they stand, as `written`: `id`, `person_id`, `consentpurpose_id`,
 * `legalbase_id`, `consentsource_id`, `comment`; `untouched` 1 where nobody saved the row since, and
 * `own_range` 1 where its person belongs to the batch that wrote it. Comments are most of what a row weighs: a query that
 * reads the rows more than once leaves them out.
 */
export function writtenConsents(verification: Verification, pass: Pass, name = "written", withComment = true): NamedQuery {
  const { ledger, relations } = verification;
  const consents = relations.of("ConsentPerson");
  const batches = ledger.table("batch");
  const comment = withComment ? sql`, c.comment` : sql``;
  const columns = sql`c.consentperson_id AS id, c.person_id, c.consentpurpose_id, c.legalbase_id, c.consentsource_id${comment}`;
  const ownRange = sql`CASE WHEN c.person_id BETWEEN b.first_key AND b.last_key THEN 1 ELSE 0 END AS own_range`;
  const body = sql`
    SELECT ${columns}, CASE WHEN c.updatedcount = 0 AND c.updated = b.written_at THEN 1 ELSE 0 END AS untouched, ${ownRange}
    FROM ${batches} b JOIN ${consents} c ON c.consentperson_id BETWEEN b.first_id AND b.last_id
    WHERE ${batchesOf(pass, "ConsentPerson")} AND ${notRewritten(verification, pass, sql`c.consentperson_id`)}
    UNION ALL
    SELECT ${columns}, CASE WHEN c.updatedcount = COALESCE(o.updated_count, 0) + 1 AND c.updated = b.written_at THEN 1 ELSE 0 END, ${ownRange}
    FROM ${entriesWithBatches(ledger)}
    JOIN ${consents} c ON c.consentperson_id = o.consent_id
    WHERE ${batchesOf(pass, "ConsentPerson")} AND ${notRewritten(verification, pass, sql`c.consentperson_id`)}`;
  return { name, body };
}

/** The same over several passes, as `all_written`: `id`, `untouched`; a row that none of them wrote last is not among them. */
export function allWrittenConsents(verification: Verification, passes: readonly Pass[]): readonly NamedQuery[] {
  const parts = passes.map((pass, position) => writtenConsents(verification, pass, `written_${position + 1}`));
  const rows = parts.map(({ name }) => sql`SELECT v.id, v.untouched FROM ${identifier(name)} v`);
  return [...parts, { name: "all_written", body: sql.join(rows, " UNION ALL ") }];
}

/** The ids of all consent rows of ours, inserted or changed, by any pass, as `own_rows`: `id`, some of them several times. */
export function ownConsentIds(verification: Verification): NamedQuery {
  const { ledger, relations, passes } = verification;
  const own = passesOfStep(passes, ...CONSENT_STEPS);
  const those = sql.or(own.map((pass) => sql`(b.run_id = ${pass.runId} AND b.step_id = ${pass.stepId})`));
  const body = sql`
    SELECT c.consentperson_id AS id
    FROM ${ledger.table("batch")} b JOIN ${relations.of("ConsentPerson")} c ON c.consentperson_id BETWEEN b.first_id AND b.last_id
    WHERE b.table_name = 'ConsentPerson' AND b.undone_at IS NULL AND ${those}
    UNION ALL
    SELECT o.consent_id
    FROM ${entriesWithBatches(ledger)}
    WHERE b.undone_at IS NULL AND ${those}`;
  return { name: "own_rows", body };
}
