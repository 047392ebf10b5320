import { NOBODY } from "../src/crm/vendor-codes.js";
import { identifier, sql, type Sql } from "../src/dialect/sql.js";
import { commentSql } from "../src/steps/comment-sql.js";
import { consentColumns, isBlank, isIncluded, isNotSet, isSet } from "../src/steps/consent-conditions.js";
import { EVERYBODY, type PersonRange } from "../src/steps/person-range.js";
import type { AttentionQuery, PersonStep, StepContext } from "../src/steps/step.js";
import { leftOut, type DecisionReason, type KnownPerson } from "../src/steps/person-facts.js";
import { complainers, isIndexed, lastMails, mailedPersonIds, mailedPersons, mails } from "./mailing-history.js";
import { mayBeGiven, policyFigures, policyNotes } from "./history-policy.js";
import { mailsNotCounted } from "./mails-not-counted.js";
import { unsubscribeClicks } from "./unsubscribe-clicks.js";

/**
 * Points 2 and 3: a contact who was sent an e-mail mailing before gets e-marketing consent by
 * legitimate interest, with the evidence in the comment; one who was never mailed gets none.
 * Left out, whatever their history: flagged contacts (the next step has them), those who complained,
 * and those whom the CRM blocks from e-marketing.
 *
 * Undone by deleting the rows of the batches' id ranges and giving filled-in rows their old values.
 */
export const emarketingFromMailingHistory: PersonStep = {
  kind: "persons",
  id: "emarketing-from-mailing-history",
  requires: ["consent-schema", "reference-data"],
  writes: { ConsentPerson: ["insert", "update"] },
  purpose: "EMARKETING",
  rows: (context) => {
    const { dialect, relations } = context;
    const { hashed } = dialect;
    const mailed = (columns: Sql, range: PersonRange, history: Sql, join = sql``): Sql => sql`
        SELECT p.person_id, ${columns}
        FROM ${relations.of("person")} p
        JOIN (${history}) h ON ${hashed(sql`h.person_id`)} = ${hashed(sql`p.person_id`)}${join}
        WHERE ${range.covers(sql`p.person_id`)} AND ${mayBeGiven(context, "p")}`;
    return {
      ...consentColumns(context, "EMARKETING", "61F", "mailingHistory"),
      source: {
        isIndexed: isIndexed(context),
        rows: (range) => mailedPersons(context, range),
        persons: (range) => mailedPersonIds(context, range),
        lastMails: (range) => lastMails(context, range),
        mails: (range) => mails(context, range),
        notCounted: (range) => mailsNotCounted(context, range),
      },
      wanted: (range, history) => mailed(sql`${evidence(context)} AS comment`, range, history),
      dated: (range, history, of) =>
        mailed(sql`h.last_sent${of === undefined ? sql`` : sql`, ${of.mask} AS mask`}`, range, history, of?.join),
      givesWay: (row) => isBlank(row),
    };
  },
  comments: commentTemplates,
  reasons: {
    because: "MAILED_BEFORE",
    whyNot: (person) => [
      ...leftOut(person),
      ...(["FLAGGED", "BLOCKED", "COMPLAINED"] as const).filter((fact) => person.facts.has(fact)),
      ...(person.mails === 0 && !person.notCounted.has("COMPLAINED") ? [whyNotMailed(person)] : []),
    ],
  },
  notes: policyNotes,
  attention: (context, rows) => [
    ...policyFigures(context),
    ...contradictions(context),
    recipientsWithoutPerson(context),
    ...sharedAddresses(context, rows.wanted(EVERYBODY, mailedPersonIds(context, EVERYBODY))),
  ],
};

/** What left mails uncounted that a policy chose; without those, there were none. */
function whyNotMailed({ notCounted }: KnownPerson): DecisionReason {
  const byPolicy = (["NO_EVIDENCE", "NOT_ENGAGED", "LOG_NOT_COUNTED"] as const).find((reason) => notCounted.has(reason));
  return byPolicy ?? "NEVER_MAILED";
}

/** What the comments say: without a date, of one day, and from the first day to the last. */
function commentTemplates({ texts: { comments }, settings }: StepContext): readonly [string, string, string] {
  return settings.mailingHistory.evidence === "engaged"
    ? [comments.engagedHistoryUndated, comments.engagedHistoryOneDay, comments.engagedHistory]
    : [comments.mailingHistoryUndated, comments.mailingHistoryOneDay, comments.mailingHistory];
}

function evidence(context: StepContext): Sql {
  const { dialect, runLabel } = context;
  const { cast, dateText } = dialect;
  const [undated, oneDay, days] = commentTemplates(context);
  const day = (time: Sql): Sql => sql`CAST(${time} AS DATE)`;
  const values = {
    run: runLabel,
    mailings: cast(sql`h.mailings`, { kind: "text", length: 10 }),
    first: dateText(sql`h.first_sent`),
    last: dateText(sql`h.last_sent`),
  };
  return sql`CASE
    WHEN h.first_sent IS NULL THEN ${commentSql(dialect, undated, values)}
    WHEN ${day(sql`h.first_sent`)} = ${day(sql`h.last_sent`)} THEN ${commentSql(dialect, oneDay, values)}
    ELSE ${commentSql(dialect, days, values)} END`;
}

function contradictions(context: StepContext): readonly AttentionQuery[] {
  const { relations } = context;
  const person = relations.of("person");
  const complaint: AttentionQuery = {
    code: "COMPLAINT_WITHOUT_CONSENT",
    table: "person",
    records: sql`
      SELECT p.person_id AS id
      FROM (SELECT DISTINCT k.customer_id FROM (${complainers(context)}) k) c
      JOIN ${person} p ON p.person_id = c.customer_id AND p.person_id <> ${NOBODY}
      WHERE ${isIncluded(context, "p")} AND ${isNotSet("p", "nomailing")}`,
  };
  if (!relations.hasColumn("person", "blockEmarketing")) return [complaint, ...unsubscribeClicks(context)];
  const blocked: AttentionQuery = {
    code: "EMARKETING_BLOCKED",
    table: "person",
    records: sql`
      SELECT p.person_id AS id FROM ${person} p
      WHERE ${isIncluded(context, "p")} AND ${isNotSet("p", "nomailing")} AND ${isSet("p", "blockemarketing")}`,
  };
  return [complaint, ...unsubscribeClicks(context), blocked];
}

/**
 * Mails of the history that belong to no contact: consent cannot be recorded for them. The contacts that are missing
 * are found first, from the index alone: joining every recipient with its contact takes ten times as long.
 */
function recipientsWithoutPerson({ relations, settings }: StepContext): AttentionQuery {
  const recipients = relations.of("s_shipment_addr");
  const counts = sql`a.status IN (${settings.mailingHistory.recipientStatuses})`;
  return {
    code: "RECIPIENT_WITHOUT_PERSON",
    table: "s_shipment_addr",
    records: sql`
      SELECT a.id
      FROM (
        SELECT d.customer_id
        FROM (SELECT DISTINCT r.customer_id FROM ${recipients} r) d
        LEFT JOIN ${relations.of("person")} p ON p.person_id = d.customer_id AND p.person_id <> ${NOBODY}
        WHERE p.person_id IS NULL
      ) o
      JOIN ${recipients} a ON a.customer_id = o.customer_id
      WHERE ${counts}
      UNION ALL
      SELECT a.id FROM ${recipients} a WHERE a.customer_id IS NULL AND ${counts}`,
  };
}

/**
 * Contacts who are given consent while somebody with the same address is flagged or withdrawn. Those with such an address are found first:
 * only of them it is asked whether they were mailed.
 */
function sharedAddresses(context: StepContext, wanted: Sql): readonly AttentionQuery[] {
  const { dialect, relations, reference } = context;
  if (!relations.has("Email")) return [];
  const address = (alias: string): Sql => dialect.folded(identifier(alias, "email_address"));
  const email = relations.of("Email");
  return [
    {
      code: "ADDRESS_SHARED_WITH_WITHDRAWN",
      table: "person",
      records: sql`
        SELECT s.person_id AS id
        FROM (
          SELECT DISTINCT own.person_id
          FROM ${email} own
          JOIN (
            SELECT ${address("e")} AS address, e.person_id
            FROM ${email} e JOIN ${relations.of("person")} p ON p.person_id = e.person_id
            WHERE ${isSet("p", "nomailing")} AND RTRIM(e.email_address) <> ''
            UNION
            SELECT ${address("e")}, e.person_id
            FROM ${email} e JOIN ${context.consents("EMARKETING")} c ON c.person_id = e.person_id
            WHERE c.legalbase_id = ${reference.idOf("LegalBase", "WITHDRAWN")} AND RTRIM(e.email_address) <> ''
          ) other ON other.address = ${address("own")} AND other.person_id <> own.person_id
        ) s
        JOIN (${wanted}) w ON w.person_id = s.person_id
        WHERE NOT EXISTS (
          SELECT 1 FROM ${context.consents("EMARKETING")} c
          WHERE c.person_id = s.person_id AND c.legalbase_id <> 0)`,
    },
  ];
}
