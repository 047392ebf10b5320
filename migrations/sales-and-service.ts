import { commentSql } from "../src/steps/comment-sql.js";
import { consentColumns, isBlank, isIncluded } from "../src/steps/consent-conditions.js";
import type { PersonStep } from "../src/steps/step.js";
import { isNotExcluded } from "../src/steps/exclusions.js";
import { leftOut } from "../src/steps/person-facts.js";
import { sql } from "../src/dialect/sql.js";

/**
 * Point 1: every contact gets the purpose "Sales and service" with the legal basis legitimate
 * interest. Employees are contacts too. Rows that exist with a legal basis are the customer's and
 * stay; a blank one is filled in.
 *
 * Undone by deleting the rows of the batches' id ranges and giving filled-in rows their old values.
 */
export const salesAndService: PersonStep = {
  kind: "persons",
  id: "sales-and-service",
  requires: ["consent-schema", "reference-data"],
  writes: { ConsentPerson: ["insert", "update"] },
  purpose: "STORE",
  rows: (context) => {
    const { dialect, relations, texts, runLabel } = context;
    const comment = commentSql(dialect, texts.comments.salesAndService, { run: runLabel });
    return {
      ...consentColumns(context, "STORE", "61F", "salesAndService"),
      wanted: (range) => sql`
        SELECT p.person_id, ${comment} AS comment
        FROM ${relations.of("person")} p
        WHERE ${range.covers(sql`p.person_id`)} AND ${isIncluded(context, "p")} AND ${isNotExcluded(context, "p")}`,
      givesWay: (row) => isBlank(row),
    };
  },
  comments: ({ texts }) => [texts.comments.salesAndService],
  reasons: { because: "EVERY_CONTACT", whyNot: leftOut },
  attention: (context) => {
    const { relations } = context;
    return [
      {
        code: "UNKNOWN_LEGAL_BASIS",
        table: "ConsentPerson",
        records: sql`
          SELECT c.consentperson_id AS id FROM ${relations.of("ConsentPerson")} c
          WHERE c.legalbase_id <> 0
            AND NOT EXISTS (SELECT 1 FROM ${relations.of("LegalBase")} b WHERE b.legalbase_id = c.legalbase_id)`,
      },
    ];
  },
};
