import { sql, type Sql } from "../src/dialect/sql.js";
import { commentSql } from "../src/steps/comment-sql.js";
import { consentColumns, isBlank, isIncluded, isNotSet, isSet } from "../src/steps/consent-conditions.js";
import type { ExistingRow } from "../src/steps/row-set.js";
import type { AttentionQuery, PersonStep, StepContext } from "../src/steps/step.js";
import { isNotExcluded } from "../src/steps/exclusions.js";
import { leftOut } from "../src/steps/person-facts.js";

/**
 * Point 4: every contact flagged "No mailings" gets e-marketing with the legal basis withdrawn,
 * whatever their mailing history says; the flag itself stays. A row with another basis becomes
 * withdrawn too, unless `noMailings.onExistingConsent` is `keep`, which protects the customer's rows
 * (and not one that an earlier step of ours wrote before the flag was set).
 *
 * Undone by deleting the rows of the batches' id ranges and giving changed rows their old values.
 */
export const noMailingsToWithdrawn: PersonStep = {
  kind: "persons",
  id: "no-mailings-to-withdrawn",
  requires: ["consent-schema", "reference-data"],
  writes: { ConsentPerson: ["insert", "update"] },
  purpose: "EMARKETING",
  // emarketing-from-mailing-history leaves flagged persons out, whichever steps are selected.
  hasOwnPersons: true,
  rows: (context) => {
    const { dialect, relations, texts, runLabel } = context;
    const comment = commentSql(dialect, texts.comments.noMailings, { run: runLabel });
    return {
      ...consentColumns(context, "EMARKETING", "WITHDRAWN", "noMailings"),
      wanted: (range) => sql`
        SELECT p.person_id, ${comment} AS comment
        FROM ${relations.of("person")} p
        WHERE ${range.covers(sql`p.person_id`)} AND ${isIncluded(context, "p")} AND ${isSet("p", "nomailing")}`,
      givesWay: (row) => givesWay(context, row),
    };
  },
  comments: ({ texts }) => [texts.comments.noMailings],
  reasons: {
    because: "FLAGGED",
    whyNot: (person) => [
      ...leftOut(person).filter((reason) => reason !== "EXCLUDED"),
      ...(person.facts.has("FLAGGED") ? [] : (["NOT_FLAGGED"] as const)),
    ],
  },
  attention: (context) => {
    const code =
      context.settings.noMailings.onExistingConsent === "keep" ? "EXISTING_CONSENT_KEPT" : "EXISTING_CONSENT_WITHDRAWN";
    return [flaggedWithOtherBasis(context, code), ofFlaggedCompanies(context)];
  },
};

function isWithdrawn({ reference }: StepContext, row: ExistingRow): Sql {
  return sql`${row.legalBaseId} = ${reference.idOf("LegalBase", "WITHDRAWN")}`;
}

/** A legal basis that exists nowhere is the customer's, too: it is left and reported by an earlier step. */
function isKnown({ relations }: StepContext, row: ExistingRow): Sql {
  return sql`EXISTS (SELECT 1 FROM ${relations.of("LegalBase")} b WHERE b.legalbase_id = ${row.legalBaseId})`;
}

function givesWay(context: StepContext, row: ExistingRow): Sql {
  const { reference, settings } = context;
  const blank = isBlank(row);
  if (settings.noMailings.onExistingConsent === "withdraw") {
    return sql`(${blank} OR (NOT (${isWithdrawn(context, row)}) AND ${isKnown(context, row)}))`;
  }
  return sql`(${blank} OR (${row.legalBaseId} = ${reference.idOf("LegalBase", "61F")} AND ${context.isOurConsent(row.id)}))`;
}

/** The customer's rows with another basis: they become withdrawn, or are kept. The few flagged contacts come first. */
function flaggedWithOtherBasis(context: StepContext, code: string): AttentionQuery {
  const { dialect, relations } = context;
  const { inWrittenOrder } = dialect;
  const row: ExistingRow = { id: sql`c.id`, legalBaseId: sql`c.legalbase_id` };
  // The ledger is asked about those rows alone: of `c.id` itself PostgreSQL would ask before it looks at the contact.
  const flaggedRow = sql`CASE WHEN ${isSet("p", "nomailing")} THEN c.id END`;
  return {
    code,
    table: "ConsentPerson",
    records: sql`
      SELECT ${inWrittenOrder} c.id FROM ${relations.of("person")} p
      JOIN ${context.storedConsents("EMARKETING", "person_id")} c ON c.person_id = p.person_id
      WHERE c.id IS NOT NULL AND ${isIncluded(context, "p")} AND ${isSet("p", "nomailing")}
        AND NOT ${isBlank(row)} AND NOT (${isWithdrawn(context, row)})
        AND ${isKnown(context, row)} AND NOT ${context.isOurConsent(flaggedRow)}`,
  };
}

/** The flag of a company says nothing of its contacts: whether they want mailings is theirs, or the customer's, to say. */
function ofFlaggedCompanies(context: StepContext): AttentionQuery {
  const { relations } = context;
  return {
    code: "COMPANY_WANTS_NO_MAILINGS",
    table: "person",
    records: sql`
      SELECT p.person_id AS id FROM ${relations.of("person")} p
      JOIN ${relations.of("contact")} x ON x.contact_id = p.contact_id
      WHERE x.nomailing <> 0 AND ${isIncluded(context, "p")} AND ${isNotSet("p", "nomailing")} AND ${isNotExcluded(context, "p")}`,
  };
}
