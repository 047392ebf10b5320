import { sql, type Sql } from "../dialect/sql.js";
import type { Check } from "../check.js";
import { checksOf, fails, findRecords, reasonsOf, type Found } from "./findings.js";
import { passesOfStep, type Pass } from "./passes.js";
import { entriesWithBatches } from "../work/undo-conditions.js";
import type { Verification } from "./verification.js";
import { batchesOf, CONSENT_STEPS, ownConsentIds } from "./written-rows.js";

const EXISTING = reasonsOf("consentperson_id", {
  "had-basis": fails(
    "customers' rows that had a legal basis and were overwritten",
    "Rows with a legal basis are the customer's. consent-upgrade rollback gives them their old values.",
  ),
  unrecorded: fails(
    "customers' rows that carry a batch's time and are not in the ledger",
    "They seem to have been changed without their old values being kept. Compare them with a backup.",
  ),
});

const DUPLICATES = reasonsOf("person_id", {
  duplicate: fails(
    "contacts with more than one row for the same purpose",
    "The CRM allows one row per contact and purpose, and its unique index is missing. Remove the duplicates and create the index again.",
  ),
});

/** Rows that existed before are the customer's, and nobody has two rows for one purpose. @throws DatabaseError */
export async function existingRows(verification: Verification): Promise<readonly Check[]> {
  const { session, passes } = verification;
  const own = passesOfStep(passes, ...CONSENT_STEPS);
  if (own.length === 0) return [];
  const found: Found[] = [];
  for (const pass of own) found.push(...(await findRecords(session, overwritten(verification, pass))));
  found.push(...(await findRecords(session, unrecorded(verification, own), [ownConsentIds(verification)])));
  const twice = await findRecords(session, duplicates(verification));
  return [
    ...checksOf("existing-rows", found, EXISTING, "Customers' rows with a legal basis are as they were."),
    ...checksOf("unique-consents", twice, DUPLICATES, "No contact has two rows for one purpose."),
  ];
}

/** Old values that should not have given way. Only point 4 may overwrite a basis, and `keep` forbids that too. */
function overwritten(verification: Verification, pass: Pass): Sql {
  const { ledger, relations, passes, keyed } = verification;
  const blank = sql`(o.legalbase_id IS NULL OR o.legalbase_id = 0)`;
  const earlier = passesOfStep(passes, "emarketing-from-mailing-history").filter((candidate) => candidate.order < pass.order);
  const byUs = earlier.map((other) => oursByThen(verification, other));
  const mayGiveWay =
    pass.stepId !== "no-mailings-to-withdrawn"
      ? blank
      : pass.settings.noMailings.onExistingConsent === "withdraw"
        ? sql`(${blank} OR (o.legalbase_id <> ${keyed.id("LegalBase", "WITHDRAWN")}
            AND EXISTS (SELECT 1 FROM ${relations.of("LegalBase")} l WHERE l.legalbase_id = o.legalbase_id)))`
        : sql`${sql.or([blank, ...byUs])}`;
  return sql`
    SELECT o.consent_id AS id, 'had-basis' AS reason
    FROM ${entriesWithBatches(ledger)}
    WHERE ${batchesOf(pass, "ConsentPerson")} AND NOT ${mayGiveWay}`;
}

/** Condition that a changed row (alias `o`) had been written by an earlier pass. */
function oursByThen(verification: Verification, pass: Pass): Sql {
  const { ledger } = verification;
  return sql`(EXISTS (
      SELECT 1 FROM ${ledger.table("batch")} e
      WHERE e.run_id = ${pass.runId} AND e.step_id = ${pass.stepId} AND e.table_name = 'ConsentPerson' AND o.consent_id BETWEEN e.first_id AND e.last_id)
    OR EXISTS (
      SELECT 1 FROM ${ledger.table("oldConsent")} f
      WHERE f.run_id = ${pass.runId} AND f.step_id = ${pass.stepId} AND f.consent_id = o.consent_id))`;
}

/** Rows with a batch's very second and our associate that the ledger knows nothing of. */
function unrecorded(verification: Verification, passes: readonly Pass[]): Sql {
  const { ledger, relations } = verification;
  const those = passes.map(
    (pass) =>
      sql`(b.run_id = ${pass.runId} AND b.step_id = ${pass.stepId} AND c.updated_associate_id = ${pass.settings.associateId})`,
  );
  return sql`
    SELECT c.consentperson_id AS id, 'unrecorded' AS reason
    FROM ${relations.of("ConsentPerson")} c
    LEFT JOIN own_rows o ON o.id = c.consentperson_id
    WHERE o.id IS NULL AND c.registered < c.updated AND EXISTS (
      SELECT 1 FROM ${ledger.table("batch")} b
      WHERE b.written_at = c.updated AND b.table_name = 'ConsentPerson' AND b.undone_at IS NULL AND ${sql.or(those)})`;
}

function duplicates({ relations }: Verification): Sql {
  return sql`
    SELECT d.person_id AS id, 'duplicate' AS reason
    FROM (
      SELECT c.person_id, c.consentpurpose_id FROM ${relations.of("ConsentPerson")} c
      WHERE c.person_id IS NOT NULL AND c.consentpurpose_id IS NOT NULL
      GROUP BY c.person_id, c.consentpurpose_id HAVING COUNT(*) > 1
    ) d`;
}
