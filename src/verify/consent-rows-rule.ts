import { sql, type Sql } from "../dialect/sql.js";
import type { StepId } from "../steps/step.js";
import type { Check } from "../check.js";
import { checksOf, fails, findRecords, foundIds, merged, MOST_IDS, reasonsOf, warns, type Found } from "./findings.js";
import { passesOfStep, type Pass } from "./passes.js";
import { changedAndGone, readGaps } from "./removed-rows.js";
import { notExcludedBy, settledSince, wasNotExcluded, type Verification } from "./verification.js";
import { ASSIGNED, CONSENT_STEPS, writtenConsents } from "./written-rows.js";

const PAST_THE_CRM = "Nobody saved these rows since, so they were changed past the CRM. Compare them with a backup.";

const CONTENT = reasonsOf("consentperson_id", {
  purpose: fails("rows of the upgrade that are for another purpose than their step's", PAST_THE_CRM),
  basis: fails("rows of the upgrade that have another legal basis than their step gives", PAST_THE_CRM),
  source: fails("rows of the upgrade that have another consent source than the run was configured with", PAST_THE_CRM),
  excluded: fails(
    "rows of the upgrade for a contact whom the run's configuration excludes",
    "Nobody saved these rows since. Withdraw them in the CRM, or roll the run back, if the contact was excluded when it began.",
  ),
  person: fails(
    "rows of the upgrade for a person outside of the batch that wrote them",
    "An id was given out twice, or a row was changed past the CRM. Look at sequence, and compare with a backup.",
  ),
});

const DANGLING = reasonsOf("consentperson_id", {
  "no-purpose": fails(
    "rows of the upgrade whose purpose does not exist",
    "A row of ConsentPurpose is gone or was changed: restore it.",
  ),
  "no-basis": fails(
    "rows of the upgrade whose legal basis does not exist",
    "A row of LegalBase is gone or was changed: restore it.",
  ),
  "no-source": fails(
    "rows of the upgrade whose consent source does not exist",
    "A row of ConsentSource is gone or was changed: restore it.",
  ),
  "no-person": warns(
    "rows of the upgrade whose contact was removed since",
    "The contact is gone and its consents were left behind; the CRM's own clean-up removes them.",
  ),
});

const CHANGED = reasonsOf("consentperson_id", {
  changed: warns(
    "rows of the upgrade that somebody saved since",
    "They are the users' now; the rules are not held against them.",
  ),
  "excluded-since": warns(
    "rows of the upgrade for contacts who are by now in a company or selection that the configuration excludes",
    "Whether they were when the step passed, nobody kept. Look at these contacts in the CRM.",
  ),
  removed: warns(
    "rows of the upgrade that somebody removed since",
    "They are the users' decision; rollback leaves them removed.",
  ),
});

/** Our consent rows: what they hold, what they refer to, and what users did with them since. @throws DatabaseError */
export async function consentRows(verification: Verification): Promise<readonly Check[]> {
  const { session, passes } = verification;
  const own = passesOfStep(passes, ...CONSENT_STEPS);
  if (own.length === 0) return [];
  const found: Found[] = [];
  for (const pass of own) {
    // In one query: most servers then look the rows of a pass up once, which takes longer than judging them.
    const records = [wrongContent(verification, pass), danglingIds(verification), SAVED_SINCE, ...ofExcluded(verification, pass)];
    const written = writtenConsents(verification, pass, "written", false);
    found.push(...(await findRecords(session, sql.join(records, " UNION ALL "), [written])));
  }
  const all = merged([...found, ...(await removedRows(verification, own))]);
  return [
    ...checksOf("consent-rows", all, CONTENT, "Every consent row of ours has the purpose, basis and source of its step."),
    ...checksOf("dangling-ids", all, DANGLING, "Every consent row of ours refers to rows that exist."),
    ...checksOf("consent-rows", all, CHANGED, "").filter((check) => check.outcome === "warn"),
  ];
}

function wrongContent(verification: Verification, pass: Pass): Sql {
  const { keyed } = verification;
  const { purpose, basis, source } = ASSIGNED[pass.stepId as keyof typeof ASSIGNED];
  return sql`
    SELECT w.id,
           CASE WHEN w.own_range = 0 OR w.person_id IS NULL THEN 'person'
                WHEN w.consentpurpose_id IS NULL OR w.consentpurpose_id <> ${keyed.id("ConsentPurpose", purpose)} THEN 'purpose'
                WHEN w.legalbase_id IS NULL OR w.legalbase_id <> ${keyed.id("LegalBase", basis)} THEN 'basis'
                WHEN w.consentsource_id IS NULL OR w.consentsource_id <> ${keyed.id("ConsentSource", pass.settings.consentSource[source])} THEN 'source'
           END AS reason
    FROM written w WHERE w.untouched = 1`;
}

/** Steps that leave out whom the configuration excludes; the third one is for all. */
const EXCLUDING: readonly StepId[] = ["sales-and-service", "emarketing-from-mailing-history"];

function ofExcluded(verification: Verification, pass: Pass): readonly Sql[] {
  const { persons, companies, selections } = pass.settings.exclude;
  if (!EXCLUDING.includes(pass.stepId) || persons.length + companies.length + selections.length === 0) return [];
  const { relations } = verification;
  // Members of selections, and contacts who were changed since, may have come to it after the pass.
  const notByIds = notExcludedBy(verification, { persons, companies: [], selections: [] });
  const notByCompany = notExcludedBy(verification, { persons: [], companies, selections: [] });
  return [
    sql`
    SELECT w.id,
           CASE WHEN NOT (${notByIds}) OR (NOT (${notByCompany}) AND ${settledSince(verification, pass)}) THEN 'excluded'
                ELSE 'excluded-since' END AS reason
    FROM written w JOIN ${relations.of("person")} p ON p.person_id = w.person_id
    WHERE w.untouched = 1 AND NOT (${wasNotExcluded(verification, pass)})`,
  ];
}

function danglingIds(verification: Verification): Sql {
  const { relations } = verification;
  return sql`
    SELECT w.id,
           CASE WHEN u.consentpurpose_id IS NULL THEN 'no-purpose'
                WHEN w.legalbase_id <> 0 AND b.legalbase_id IS NULL THEN 'no-basis'
                WHEN w.consentsource_id <> 0 AND s.consentsource_id IS NULL THEN 'no-source'
                WHEN p.person_id IS NULL AND w.own_range = 1 THEN 'no-person' END AS reason
    FROM written w
    LEFT JOIN ${relations.of("person")} p ON p.person_id = w.person_id
    LEFT JOIN ${relations.of("ConsentPurpose")} u ON u.consentpurpose_id = w.consentpurpose_id
    LEFT JOIN ${relations.of("LegalBase")} b ON b.legalbase_id = w.legalbase_id
    LEFT JOIN ${relations.of("ConsentSource")} s ON s.consentsource_id = w.consentsource_id`;
}

const SAVED_SINCE = sql`SELECT w.id, 'changed' AS reason FROM written w WHERE w.untouched = 0`;

/** Gaps in the ids that batches wrote, and changed rows that are gone. */
async function removedRows(verification: Verification, passes: readonly Pass[]): Promise<readonly Found[]> {
  const found: Found[] = [];
  for (const pass of passes) {
    found.push(...idsInGaps(await readGaps(verification, pass, "ConsentPerson")));
    const changed = sql`SELECT o.consent_id AS id, 'removed' AS reason ${changedAndGone(verification, pass)}`;
    found.push(...(await findRecords(verification.session, changed)));
  }
  return found;
}

/** The ids between the ends of gaps: all counted, the first ones named. */
export function idsInGaps(rows: readonly { readonly low_id: unknown; readonly high_id: unknown }[]): readonly Found[] {
  const ids: number[] = [];
  let all = 0;
  for (const { low_id, high_id } of rows) {
    const [low, high] = [Number(low_id), Number(high_id)];
    all += high - low - 1;
    for (let id = low + 1; id < high && ids.length < MOST_IDS; id += 1) ids.push(id);
  }
  return foundIds({ removed: ids }).map((found) => ({ ...found, count: all }));
}
