import { sql, type Sql } from "../dialect/sql.js";
import type { Check } from "../check.js";
import { seededTexts } from "../crm/seeded-texts.js";
import { filledIn, isComment } from "./expected-comment.js";
import { checksOf, fails, findRecords, merged, ROWS_CHANGED, ROWS_REMOVED, reasonsOf, warns, type Found } from "./findings.js";
import { complaints, mailEvidence } from "./mail-history.js";
import { newestDone, passesOfStep, type Pass } from "./passes.js";
import { hadConsentRow } from "./removed-rows.js";
import { together } from "./together.js";
import { countsAsPerson, moment, settledSince, wasNotExcluded, type Verification } from "./verification.js";
import { writtenConsents } from "./written-rows.js";

const STEP = "emarketing-from-mailing-history";

const MAILED = reasonsOf("person_id", {
  missing: fails(
    "contacts who were mailed before and have no E-marketing",
    "Everybody mailed before gets EMARKETING. apply --rerun emarketing-from-mailing-history writes what is missing.",
  ),
  blank: fails(
    "contacts who were mailed before and whose E-marketing has no legal basis",
    "A blank row is filled in as if it were missing. apply --rerun emarketing-from-mailing-history fills it.",
  ),
  removed: warns("contacts whose row for E-marketing was written by the upgrade and removed since", ROWS_REMOVED),
  cleared: warns("mailed contacts whose E-marketing was made blank since", ROWS_CHANGED),
  newer: warns(
    "mailed contacts without E-marketing who came, were changed or were first mailed after the upgrade",
    "What happened since is the CRM's own business; apply --rerun emarketing-from-mailing-history includes them.",
  ),
});

const WRITTEN = reasonsOf("person_id", {
  "never-mailed": fails(
    "contacts who were given E-marketing and were never mailed",
    "Without mailing history that counts by the run's settings the basis stays blank. If their mailings were deleted since, that explains it; the comment names them.",
  ),
  flagged: fails(
    "contacts who were given E-marketing although they are marked No mailings",
    "No mailings means Withdrawn, whatever the history says: apply --rerun no-mailings-to-withdrawn.",
  ),
  blocked: fails(
    "contacts who were given E-marketing although the CRM blocks them from it",
    "Contacts with blockEmarketing get no E-marketing from mailing history. Withdraw these rows in the CRM, or roll the run back.",
  ),
  complained: fails(
    "contacts who were given E-marketing although they complained",
    "A complaint keeps a contact out, whatever else the history says. Withdraw these rows in the CRM, or roll the run back.",
  ),
  "flagged-since": warns(
    "contacts with E-marketing who were marked No mailings since",
    "The CRM respects the mark; apply --rerun no-mailings-to-withdrawn makes their consent Withdrawn.",
  ),
  "blocked-since": warns("contacts with E-marketing who were blocked from it since", "Look at these contacts in the CRM."),
  "complained-since": warns("contacts with E-marketing who complained since", "Consider withdrawing their consent in the CRM."),
});

const EVIDENCE = reasonsOf("person_id", {
  evidence: fails(
    "rows for E-marketing whose comment is not what the mailing history gives",
    "The comment names the number of mailings, first and last date and the run. If mailings were deleted since, that explains it.",
  ),
  "history-changed": warns(
    "rows for E-marketing whose mailings were changed since, so that their evidence cannot be recomputed",
    "The comment keeps what the history said when the step read it.",
  ),
});

/** Points 2 and 3: everybody mailed before has EMARKETING, nobody else has it from us, and the comment is the evidence. @throws DatabaseError */
export async function emarketing(verifications: readonly [Verification, ...Verification[]]): Promise<readonly Check[]> {
  const [first] = verifications;
  if (newestDone(first.passes, STEP) === undefined) return [];
  const all: Found[] = [];
  for (const [nth, pass] of passesOfStep(first.passes, STEP).entries()) {
    const shares = await sharesOf(first, pass, verifications.length);
    const found = await together(verifications, (verification, position) =>
      historyAgainstRows(verification, passesOfStep(verification.passes, STEP)[nth] ?? pass, shares[position] ?? EVERYBODY),
    );
    all.push(...found.flat());
  }
  const found = merged(all);
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

/** Condition that a person's id belongs to a share of the contacts. */
type PersonShare = (id: Sql) => Sql;

const EVERYBODY: PersonShare = () => sql`1 = 1`;

/** The contacts in shares of as many rows as a pass inserted, in the order of their ids. @throws DatabaseError */
async function sharesOf(verification: Verification, pass: Pass, shares: number): Promise<readonly PersonShare[]> {
  const starts: number[] = [];
  for (let share = 1; share < shares; share += 1) starts.push(await startOfShare(verification, pass, share / shares));
  return Array.from({ length: shares }, (_, share) => (id) => {
    const [from, to] = [starts[share - 1], starts[share]];
    return sql.and([
      ...(from === undefined ? [] : [sql`${id} >= ${from}`]),
      ...(to === undefined ? [] : [sql`${id} < ${to}`]),
      sql`1 = 1`,
    ]);
  });
}

/** Whose row comes after a part of the rows that a pass inserted; a batch has its rows in the order of their persons. */
async function startOfShare({ session, batches, relations }: Verification, pass: Pass, part: number): Promise<number> {
  const own = batches.filter((batch) => batch.pass === pass && batch.first_id !== null);
  own.sort((one, other) => Number(one.first_key) - Number(other.first_key));
  const at = own.length * part;
  const { first_id: first, last_id: last } = own[Math.floor(at)] ?? {};
  if (first == null || last == null) return 0;
  const [row] = await session.query<{ start: unknown }>(sql`
    SELECT MIN(c.person_id) AS start FROM ${relations.of("ConsentPerson")} c
    WHERE c.consentperson_id BETWEEN ${first + Math.round((last - first) * (at % 1))} AND ${last}`);
  return Number(row?.start ?? 0);
}

const IS_BLOCKED = sql`(p.blockemarketing IS NOT NULL AND p.blockemarketing <> 0)`;
const IS_MARKED = sql`(p.nomailing IS NOT NULL AND p.nomailing <> 0)`;

/**
 * What a pass wrote is held against the history, and, of the newest one, the history against the rows: contact by contact, as the
 * history is most of what `verify` reads, and some servers work a named query out again wherever its name stands.
 */
function historyAgainstRows(verification: Verification, pass: Pass, isInShare: PersonShare): Promise<readonly Found[]> {
  const { session, passes } = verification;
  const consentPasses = passesOfStep(passes, "emarketing-from-mailing-history", "no-mailings-to-withdrawn");
  const parts = [
    writtenConsents(verification, pass, "written", false),
    ...mailEvidence(verification, pass, isInShare),
    ...complaints(verification, pass),
  ];
  if (pass !== newestDone(passes, STEP)) {
    const records = sql`SELECT r.person_id AS id, ${WITHOUT_GROUND} AS reason FROM judged r`;
    return findRecords(session, records, [...parts, { name: "judged", body: judgedRows(verification, pass, isInShare) }]);
  }
  // DISTINCT, so that no server puts the query into the other one, and judges each contact twice.
  const reasons = sql`
    SELECT DISTINCT r.person_id, ${WITHOUT_GROUND} AS without_ground, r.without_row FROM judged r
    WHERE ${WITHOUT_GROUND} IS NOT NULL OR r.without_row IS NOT NULL`;
  return findRecords(session, EITHER_REASON, [
    ...parts,
    ...hadConsentRow(verification, consentPasses),
    { name: "judged", body: judgedContacts(verification, pass, isInShare) },
    { name: "reasons", body: reasons },
  ]);
}

/** A contact may have both; most have none. */
const EITHER_REASON = sql`
    SELECT r.person_id AS id, CASE WHEN n.place = 1 THEN r.without_ground ELSE r.without_row END AS reason
    FROM reasons r CROSS JOIN (SELECT 1 AS place UNION ALL SELECT 2 AS place) n`;

/** Why a contact who was mailed has no E-marketing, or a blank one; NULL where it is as it should be. */
function withoutRow(verification: Verification, pass: Pass): Sql {
  const { dialect } = verification;
  return sql`
           CASE WHEN h.person_id IS NULL OR k.person_id IS NOT NULL OR c.legalbase_id <> 0 OR ${IS_MARKED} OR ${IS_BLOCKED} THEN NULL
                WHEN NOT (${countsAsPerson(verification, pass)} AND ${wasNotExcluded(verification, pass)}) THEN NULL
                WHEN h.standing < 2 OR NOT ${settledSince(verification, pass)} THEN 'newer'
                WHEN c.person_id IS NULL AND p.person_id IN (SELECT w.person_id FROM had_row w) THEN 'removed'
                WHEN c.person_id IS NULL THEN 'missing'
                WHEN c.updated > ${moment(dialect, pass.startedAt)} THEN 'cleared'
                ELSE 'blank' END`;
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

/** What the history says of each row of a pass (`w`), and of its contact (`p`). */
function judgement(verification: Verification, pass: Pass): Sql {
  const { dialect } = verification;
  const start = moment(dialect, pass.startedAt);
  const byCertain = isComment(
    dialect,
    sql`v.comment`,
    comment(verification, pass, sql`h.mailings`, sql`h.first_sent`, sql`h.last_sent`),
  );
  const byAll = isComment(
    dialect,
    sql`v.comment`,
    comment(verification, pass, sql`h.all_mailings`, sql`h.all_first`, sql`h.all_last`),
  );
  // Where no mail is in doubt, all of them are the certain ones: putting a comment together is dear.
  return sql`p.person_id, w.id AS written, NULLIF(h.standing, 0) AS history, h.doubtful, k.standing AS complaint,
           CASE WHEN ${IS_MARKED} THEN 1 ELSE 0 END AS marked,
           CASE WHEN ${IS_BLOCKED} THEN 1 ELSE 0 END AS blocked,
           CASE WHEN p.updated IS NULL OR p.updated <= ${start} THEN 1 ELSE 0 END AS settled,
           CASE WHEN h.standing = 2 AND ${byCertain} THEN 1 ELSE 0 END AS as_certain,
           CASE WHEN h.doubtful = 1 AND ${byAll} THEN 1 ELSE 0 END AS as_all`;
}

/** The comment of a row of a pass. It would be most of what the rows weigh: it is read where it is compared. */
function withComment({ relations }: Verification): Sql {
  return sql`LEFT JOIN ${relations.of("ConsentPerson")} v ON v.consentperson_id = w.id`;
}

/** The rows of a pass that nobody saved since, with what the history says of each. */
function judgedRows(verification: Verification, pass: Pass, isInShare: PersonShare): Sql {
  return sql`
    SELECT ${judgement(verification, pass)}
    FROM written w
    JOIN ${verification.relations.of("person")} p ON p.person_id = w.person_id
    ${withComment(verification)}
    LEFT JOIN mail_evidence h ON h.person_id = p.person_id
    LEFT JOIN complaints k ON k.person_id = p.person_id
    WHERE w.untouched = 1 AND ${isInShare(sql`p.person_id`)}`;
}

/** The same of all contacts who have such a row or were mailed, with what they lack. */
function judgedContacts(verification: Verification, pass: Pass, isInShare: PersonShare): Sql {
  const { relations, keyed } = verification;
  return sql`
    SELECT ${judgement(verification, pass)},${withoutRow(verification, pass)} AS without_row
    FROM ${relations.of("person")} p
    LEFT JOIN written w ON w.person_id = p.person_id AND w.untouched = 1
    ${withComment(verification)}
    LEFT JOIN mail_evidence h ON h.person_id = p.person_id
    LEFT JOIN complaints k ON k.person_id = p.person_id
    LEFT JOIN ${relations.of("ConsentPerson")} c
      ON c.person_id = p.person_id AND c.consentpurpose_id = ${keyed.id("ConsentPurpose", "EMARKETING")}
    WHERE ${isInShare(sql`p.person_id`)} AND (w.person_id IS NOT NULL OR h.person_id IS NOT NULL)`;
}

/** Why the history does not bear a row of ours out; NULL where it does, and where there is none. */
const WITHOUT_GROUND = sql`
           CASE WHEN r.written IS NULL THEN NULL
                WHEN r.marked = 1 AND r.settled = 1 THEN 'flagged'
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
                ELSE 'evidence' END`;
