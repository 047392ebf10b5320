import type { Check } from "../check.js";
import { otherComments } from "./expected-comment.js";
import { checksOf, fails, findRecords, ROWS_CHANGED, ROWS_REMOVED, reasonsOf, warns } from "./findings.js";
import { newestDone, passesOfStep } from "./passes.js";
import { hadConsentRow } from "./removed-rows.js";
import { countsAsPerson, existedAt, moment, wasNotExcluded, type Verification } from "./verification.js";
import { sql } from "../dialect/sql.js";

const REASONS = reasonsOf("person_id", {
  missing: fails(
    "contacts without Sales and service, though they existed when the step passed",
    "Every contact gets STORE with a legal basis. apply --rerun sales-and-service writes what is missing.",
  ),
  blank: fails(
    "contacts whose Sales and service has no legal basis",
    "A blank row is filled in as if it were missing. apply --rerun sales-and-service fills it.",
  ),
  removed: warns("contacts whose row for Sales and service was written by the upgrade and removed since", ROWS_REMOVED),
  cleared: warns("contacts whose Sales and service was made blank since", ROWS_CHANGED),
  newer: warns(
    "contacts without Sales and service who came after the upgrade",
    "New contacts, and those that satellites send, are the CRM's own business; apply --rerun sales-and-service includes them.",
  ),
});

const EVIDENCE = reasonsOf("consentperson_id", {
  evidence: fails(
    "rows for Sales and service whose comment does not say by which rule and run they came",
    "The comment is the evidence; consent-upgrade rollback and apply write it again.",
  ),
});

/** Point 1: everybody who existed when the step passed has STORE with a basis; our rows say why. @throws DatabaseError */
export async function salesAndService(verification: Verification): Promise<readonly Check[]> {
  const { session, dialect, relations, keyed, passes } = verification;
  const pass = newestDone(passes, "sales-and-service");
  if (pass === undefined) return [];
  const own = passesOfStep(passes, "sales-and-service");
  const found = await findRecords(
    session,
    sql`
      SELECT p.person_id AS id,
             CASE WHEN NOT ${existedAt(verification, pass)} THEN 'newer'
                  WHEN c.person_id IS NULL AND p.person_id IN (SELECT w.person_id FROM had_row w) THEN 'removed'
                  WHEN c.person_id IS NULL THEN 'missing'
                  WHEN c.updated > ${moment(dialect, pass.startedAt)} THEN 'cleared'
                  ELSE 'blank' END AS reason
      FROM ${relations.of("person")} p
      LEFT JOIN ${relations.of("ConsentPerson")} c
        ON c.person_id = p.person_id AND c.consentpurpose_id = ${keyed.id("ConsentPurpose", "STORE")}
      WHERE ${countsAsPerson(verification, pass)} AND ${wasNotExcluded(verification, pass)} AND (c.person_id IS NULL OR c.legalbase_id IS NULL OR c.legalbase_id = 0)`,
    hadConsentRow(verification, own),
  );
  const evidence = await otherComments(verification, own, "salesAndService");
  return [
    ...checksOf("sales-and-service", found, REASONS, "Every contact that existed has Sales and service with a legal basis."),
    ...checksOf(
      "sales-and-service-evidence",
      evidence,
      EVIDENCE,
      "Every row for Sales and service of ours says why it is there.",
    ),
  ];
}
