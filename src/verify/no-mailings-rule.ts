import { sql, type Sql } from "../dialect/sql.js";
import type { Check } from "../check.js";
import { otherComments } from "./expected-comment.js";
import { checksOf, fails, findRecords, ROWS_CHANGED, ROWS_REMOVED, reasonsOf, warns, type Found } from "./findings.js";
import { newestDone, passesOfStep, type Pass } from "./passes.js";
import { hadConsentRow } from "./removed-rows.js";
import { countsAsPerson, moment, settledSince, type Verification } from "./verification.js";
import { allWrittenConsents, writtenConsents } from "./written-rows.js";

const FLAGGED = reasonsOf("person_id", {
  missing: fails(
    "contacts marked No mailings who have no row for E-marketing",
    "Everybody marked gets EMARKETING with the basis Withdrawn: apply --rerun no-mailings-to-withdrawn.",
  ),
  "not-withdrawn": fails(
    "contacts marked No mailings whose E-marketing is not Withdrawn",
    "No mailings means Withdrawn, whatever the history says: apply --rerun no-mailings-to-withdrawn.",
  ),
  removed: warns("marked contacts whose row for E-marketing was written by the upgrade and removed since", ROWS_REMOVED),
  changed: warns("marked contacts whose E-marketing was given another legal basis since", ROWS_CHANGED),
  newer: warns(
    "contacts who came, were changed or were marked No mailings after the upgrade, and are not Withdrawn",
    "What happened since is the CRM's own business; apply --rerun no-mailings-to-withdrawn includes them.",
  ),
});

const WRITTEN = reasonsOf("person_id", {
  unmarked: fails(
    "contacts made Withdrawn who are not marked No mailings",
    "Only marked contacts are withdrawn. Look at them in the CRM, or roll the run back.",
  ),
  "unmarked-since": warns(
    "contacts made Withdrawn whose mark No mailings was removed since",
    "Whether they want mailings again is for you to record.",
  ),
});

const EVIDENCE = reasonsOf("consentperson_id", {
  evidence: fails(
    "rows made Withdrawn whose comment does not say by which rule and run",
    "The comment is the evidence; consent-upgrade rollback and apply write it again.",
  ),
});

/** Point 4: whoever is marked No mailings is withdrawn from e-marketing, and only they. @throws DatabaseError */
export async function noMailings(verification: Verification): Promise<readonly Check[]> {
  const { session, passes } = verification;
  const pass = newestDone(passes, "no-mailings-to-withdrawn");
  if (pass === undefined) return [];
  const flagged = await notWithdrawn(verification, pass);
  const own = passesOfStep(passes, "no-mailings-to-withdrawn");
  const written: Found[] = [];
  for (const one of own) {
    written.push(...(await findRecords(session, withdrawnUnmarked(verification, one), [writtenConsents(verification, one)])));
  }
  const evidence = await otherComments(verification, own, "noMailings");
  return [
    ...checksOf("no-mailings", flagged, FLAGGED, "Every contact marked No mailings is Withdrawn from E-marketing."),
    ...checksOf("no-mailings-only", written, WRITTEN, "Only contacts marked No mailings were made Withdrawn."),
    ...checksOf("no-mailings-evidence", evidence, EVIDENCE, "Every row that was made Withdrawn says why."),
  ];
}

function withdrawnUnmarked({ dialect, relations }: Verification, pass: Pass): Sql {
  return sql`
    SELECT p.person_id AS id,
           CASE WHEN p.updated > ${moment(dialect, pass.startedAt)} THEN 'unmarked-since' ELSE 'unmarked' END AS reason
    FROM written w JOIN ${relations.of("person")} p ON p.person_id = w.person_id
    WHERE w.untouched = 1 AND (p.nomailing IS NULL OR p.nomailing = 0)`;
}

function notWithdrawn(verification: Verification, pass: Pass): Promise<readonly Found[]> {
  const { session, dialect, relations, keyed, passes } = verification;
  const own = passesOfStep(passes, "emarketing-from-mailing-history", "no-mailings-to-withdrawn");
  const blank = sql`(c.legalbase_id IS NULL OR c.legalbase_id = 0)`;
  const customers =
    pass.settings.noMailings.onExistingConsent === "keep" ? sql`NOT ${blank}` : sql`(NOT ${blank} AND b.legalbase_id IS NULL)`;
  const records = sql`
    SELECT p.person_id AS id,
           CASE WHEN c.person_id IS NOT NULL AND o.id IS NULL AND ${customers} THEN NULL
                WHEN NOT ${settledSince(verification, pass)} THEN 'newer'
                WHEN c.person_id IS NULL AND p.person_id IN (SELECT w.person_id FROM had_row w) THEN 'removed'
                WHEN c.person_id IS NULL THEN 'missing'
                WHEN o.untouched = 0 OR (o.id IS NULL AND c.updated > ${moment(dialect, pass.startedAt)}) THEN 'changed'
                ELSE 'not-withdrawn' END AS reason
    FROM ${relations.of("person")} p
    LEFT JOIN ${relations.of("ConsentPerson")} c
      ON c.person_id = p.person_id AND c.consentpurpose_id = ${keyed.id("ConsentPurpose", "EMARKETING")}
    LEFT JOIN all_written o ON o.id = c.consentperson_id
    LEFT JOIN ${relations.of("LegalBase")} b ON b.legalbase_id = c.legalbase_id
    WHERE ${countsAsPerson(verification, pass)} AND p.nomailing IS NOT NULL AND p.nomailing <> 0
      AND (c.person_id IS NULL OR c.legalbase_id IS NULL OR c.legalbase_id <> ${keyed.id("LegalBase", "WITHDRAWN")})`;
  return findRecords(session, records, [...allWrittenConsents(verification, own), ...hadConsentRow(verification, own)]);
}
