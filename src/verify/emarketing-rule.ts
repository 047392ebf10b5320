import { sql, type Sql } from "../dialect/sql.js";
import type { Check } from "../report/report.js";
import { seededTexts } from "../crm/seeded-texts.js";
import { filledIn, isComment } from "./expected-comment.js";
import { checksOf, findRecords, type Found, type Reasons } from "./findings.js";
import { complaints, mailEvidence } from "./mail-history.js";
import { newestDone, passesOfStep, type Pass } from "./passes.js";
import { hadConsentRow } from "./removed-rows.js";
import { countsAsPerson, moment, settledSince, wasNotExcluded, type Verification } from "./verification.js";
import { writtenConsents } from "./written-rows.js";

const MAILED: Reasons = {
  missing: {
    outcome: "fail",
    says: "contacts who were mailed before and have no E-marketing",
    ids: "person_id",
    hint: "Everybody mailed before gets EMARKETING. apply --rerun emarketing-from-mailing-history writes what is missing.",
  },
  blank: {
    outcome: "fail",
    says: "contacts who were mailed before and whose E-marketing has no legal basis",
    ids: "person_id",
    hint: "A blank row is filled in as if it were missing. apply --rerun emarketing-from-mailing-history fills it.",
  },
  removed: {
    outcome: "warn",
    says: "contacts whose row for E-marketing was written by the upgrade and removed since",
    ids: "person_id",
    hint: "Somebody removed these rows; the upgrade leaves them to you.",
  },
  cleared: {
    outcome: "warn",
    says: "mailed contacts whose E-marketing was made blank since",
    ids: "person_id",
    hint: "Somebody changed these rows; the upgrade leaves them to you.",
  },
  newer: {
    outcome: "warn",
    says: "mailed contacts without E-marketing who came, were changed or were first mailed after the upgrade",
    ids: "person_id",
    hint: "What happened since is the CRM's own business; apply --rerun emarketing-from-mailing-history includes them.",
  },
};

const WRITTEN: Reasons = {
  "never-mailed": {
    outcome: "fail",
    says: "contacts who were given E-marketing and were never mailed",
    ids: "person_id",
    hint: "Without mailing history that counts by the run's settings the basis stays blank. If their mailings were deleted since, that explains it; the comment names them.",
  },
  flagged: {
    outcome: "fail",
    says: "contacts who were given E-marketing although they are marked No mailings",
    ids: "person_id",
    hint: "No mailings means Withdrawn, whatever the history says: apply --rerun no-mailings-to-withdrawn.",
  },
  blocked: {
    outcome: "fail",
    says: "contacts who were given E-marketing although the CRM blocks them from it",
    ids: "person_id",
    hint: "Contacts with blockEmarketing get no E-marketing from mailing history. Withdraw these rows in the CRM, or roll the run back.",
  },
  complained: {
    outcome: "fail",
    says: "contacts who were given E-marketing although they complained",
    ids: "person_id",
    hint: "A complaint keeps a contact out, whatever else the history says. Withdraw these rows in the CRM, or roll the run back.",
  },
  "flagged-since": {
    outcome: "warn",
    says: "contacts with E-marketing who were marked No mailings since",
    ids: "person_id",
    hint: "The CRM respects the mark; apply --rerun no-mailings-to-withdrawn makes their consent Withdrawn.",
  },
  "blocked-since": {
    outcome: "warn",
    says: "contacts with E-marketing who were blocked from it since",
    ids: "person_id",
    hint: "Look at these contacts in the CRM.",
  },
  "complained-since": {
    outcome: "warn",
    says: "contacts with E-marketing who complained since",
    ids: "person_id",
    hint: "Consider withdrawing their consent in the CRM.",
  },
};

const EVIDENCE: Reasons = {
  evidence: {
    outcome: "fail",
    says: "rows for E-marketing whose comment is not what the mailing history gives",
    ids: "person_id",
    hint: "The comment names the number of mailings, first and last date and the run. If mailings were deleted since, that explains it.",
  },
  "history-changed": {
    outcome: "warn",
    says: "rows for E-marketing whose mailings were changed since, so that their evidence cannot be recomputed",
    ids: "person_id",
    hint: "The comment keeps what the history said when the step read it.",
  },
};

/** Points 2 and 3: everybody mailed before has EMARKETING, nobody else has it from us, and the comment is the evidence. @throws DatabaseError */
export async function emarketing(verification: Verification): Promise<readonly Check[]> {
  const pass = newestDone(verification.passes, "emarketing-from-mailing-history");
  if (pass === undefined) return [];
  const found: Found[] = [];
  for (const one of passesOfStep(verification.passes, "emarketing-from-mailing-history")) {
    found.push(...(await historyAgainstRows(verification, one, one === pass)));
  }
  return [
    ...checksOf("emarketing-mailed", found, MAILED, "Every contact mailed before has E-marketing with a legal basis."),
    ...checksOf(
      "emarketing-never-mailed",
      found,
      WRITTEN,
      "No contact who was never mailed, is flagged, blocked or complained got E-marketing.",
    ),
    ...checksOf(
      "emarketing-evidence",
      found,
      EVIDENCE,
      "Every row for E-marketing of ours names the mailings that it comes from.",
    ),
  ];
}

const IS_BLOCKED = sql`(p.blockemarketing IS NOT NULL AND p.blockemarketing <> 0)`;
const IS_MARKED = sql`(p.nomailing IS NOT NULL AND p.nomailing <> 0)`;

/**
 * What a pass wrote is held against the history, and, of the newest one, the history against the rows: in one query, as the history
 * is most of what `verify` reads.
 */
function historyAgainstRows(verification: Verification, pass: Pass, isNewest: boolean): Promise<readonly Found[]> {
  const { session, passes } = verification;
  const consentPasses = passesOfStep(passes, "emarketing-from-mailing-history", "no-mailings-to-withdrawn");
  const records = isNewest ? sql`${WITHOUT_GROUND} UNION ALL ${mailedWithoutRow(verification, pass)}` : WITHOUT_GROUND;
  return findRecords(session, records, [
    writtenConsents(verification, pass),
    ...mailEvidence(verification, pass),
    ...complaints(verification, pass),
    ...(isNewest ? hadConsentRow(verification, consentPasses) : []),
    { name: "judged", body: judgedRows(verification, pass) },
  ]);
}

function mailedWithoutRow(verification: Verification, pass: Pass): Sql {
  const { dialect, relations, keyed } = verification;
  return sql`
    SELECT p.person_id AS id,
           CASE WHEN h.standing < 2 OR NOT ${settledSince(verification, pass)} THEN 'newer'
                WHEN c.person_id IS NULL AND p.person_id IN (SELECT w.person_id FROM had_row w) THEN 'removed'
                WHEN c.person_id IS NULL THEN 'missing'
                WHEN c.updated > ${moment(dialect, pass.startedAt)} THEN 'cleared'
                ELSE 'blank' END AS reason
    FROM ${relations.of("person")} p
    JOIN mail_evidence h ON h.person_id = p.person_id
    LEFT JOIN complaints k ON k.person_id = p.person_id
    LEFT JOIN ${relations.of("ConsentPerson")} c
      ON c.person_id = p.person_id AND c.consentpurpose_id = ${keyed.id("ConsentPurpose", "EMARKETING")}
    WHERE ${countsAsPerson(verification, pass)} AND ${wasNotExcluded(verification, pass)} AND NOT ${IS_MARKED} AND NOT ${IS_BLOCKED}
      AND k.person_id IS NULL AND (c.person_id IS NULL OR c.legalbase_id IS NULL OR c.legalbase_id = 0)`;
}

function comment({ dialect }: Verification, pass: Pass, mailings: Sql, first: Sql, last: Sql): Sql {
  const { dateText, cast } = dialect;
  const { comments } = seededTexts(pass.language);
  const isEngaged = pass.settings.mailingHistory.evidence === "engaged";
  const values = { run: pass.runLabel, mailings: cast(mailings, { kind: "text", length: 20 }) };
  // A time that is not there would make the whole comment NULL; those cases are told apart before.
  const dated = (template: string): Sql =>
    filledIn(dialect, template, { ...values, first: dateText(first), last: dateText(last) });
  return sql`CASE WHEN ${first} IS NULL THEN ${filledIn(dialect, isEngaged ? comments.engagedHistoryUndated : comments.mailingHistoryUndated, values)}
    WHEN ${dateText(first)} = ${dateText(last)} THEN ${dated(isEngaged ? comments.engagedHistoryOneDay : comments.mailingHistoryOneDay)}
    ELSE ${dated(isEngaged ? comments.engagedHistory : comments.mailingHistory)} END`;
}

/** The rows of a pass that nobody saved since, with what the history says of each. */
function judgedRows(verification: Verification, pass: Pass): Sql {
  const { dialect, relations } = verification;
  const start = moment(dialect, pass.startedAt);
  const byCertain = isComment(
    dialect,
    sql`w.comment`,
    comment(verification, pass, sql`h.mailings`, sql`h.first_sent`, sql`h.last_sent`),
  );
  const byAll = isComment(
    dialect,
    sql`w.comment`,
    comment(verification, pass, sql`h.all_mailings`, sql`h.all_first`, sql`h.all_last`),
  );
  // Where no mail is in doubt, all of them are the certain ones: putting a comment together is dear.
  return sql`
    SELECT w.person_id, NULLIF(h.standing, 0) AS history, h.doubtful, k.standing AS complaint,
           CASE WHEN ${IS_MARKED} THEN 1 ELSE 0 END AS marked,
           CASE WHEN ${IS_BLOCKED} THEN 1 ELSE 0 END AS blocked,
           CASE WHEN p.updated IS NULL OR p.updated <= ${start} THEN 1 ELSE 0 END AS settled,
           CASE WHEN h.standing = 2 AND ${byCertain} THEN 1 ELSE 0 END AS as_certain,
           CASE WHEN h.doubtful = 1 AND ${byAll} THEN 1 ELSE 0 END AS as_all
    FROM written w
    JOIN ${relations.of("person")} p ON p.person_id = w.person_id
    LEFT JOIN mail_evidence h ON h.person_id = w.person_id
    LEFT JOIN complaints k ON k.person_id = w.person_id
    WHERE w.untouched = 1`;
}

/** Rows of ours that the history does not bear out. */
const WITHOUT_GROUND = sql`
    SELECT r.person_id AS id,
           CASE WHEN r.marked = 1 AND r.settled = 1 THEN 'flagged'
                WHEN r.marked = 1 THEN 'flagged-since'
                WHEN r.blocked = 1 AND r.settled = 1 THEN 'blocked'
                WHEN r.blocked = 1 THEN 'blocked-since'
                WHEN r.history IS NULL AND r.complaint = 1 THEN 'complained'
                WHEN r.history IS NULL THEN 'never-mailed'
                WHEN r.complaint = 1 AND r.as_certain = 1 THEN 'complained'
                WHEN r.complaint IS NOT NULL AND (r.as_certain = 1 OR r.as_all = 1) THEN 'complained-since'
                WHEN r.complaint = 1 THEN 'complained'
                WHEN r.as_certain = 1 OR r.as_all = 1 THEN NULL
                WHEN r.doubtful = 1 THEN 'history-changed'
                ELSE 'evidence' END AS reason
    FROM judged r`;
