import { sql, type NamedQuery, type Sql } from "../dialect/sql.js";
import type { Pass } from "./passes.js";
import { dated, moment, type Verification } from "./verification.js";

/** A clock change between then and now: local times of then are known to the hour only. */
const CLOCK_CHANGE = 60;

/** The recipient complained (vendor's reference, ShipmentAddrStatus). */
const COMPLAINT = 10;

/** Recipient status 6: opened. */
const OPENED = 6;

/** link_type of a link to unsubscribe (vendor's reference, s_link_customer). */
const UNSUBSCRIBE_LINK = 3;

/** Between these local times the pass may have read the history; a clock change between then and now included. */
function readingTimes({ dialect, localOffset }: Verification, pass: Pass): { readonly before: Sql; readonly after: Sql } {
  return {
    before: moment(dialect, pass.startedAt, localOffset - CLOCK_CHANGE),
    after: moment(dialect, pass.finishedAt ?? pass.startedAt, localOffset + CLOCK_CHANGE),
  };
}

/**
 * What says when a mail came, by the time when it was sent, in the server's local zone, and its mailing (alias `s`). Of each mail,
 * `standing` says how sure it is that it was history when the pass read it: 2 it was; 1 it may have been (sent while the step ran,
 * in a mailing that somebody changed since, or complained about, which leaves no date); 0 it came later.
 */
function standing(
  verification: Verification,
  pass: Pass,
  time: Sql,
): { readonly isNewMailing: Sql; readonly later: Sql; readonly doubtful: Sql } {
  const { before, after } = readingTimes(verification, pass);
  const isNewMailing = sql`s.registered > ${moment(verification.dialect, pass.startedAt)}`;
  return { isNewMailing, later: sql`${time} > ${after}`, doubtful: sql`${time} > ${before}` };
}

/**
 * Every single e-mail of the history as `mails`: `person_id`, `shipment_id`, `sent_at`, `standing`. By the policy of the
 * pass: all that were sent, those that were opened or clicked, or none.
 */
function mails(verification: Verification, pass: Pass, isCounted: (person: Sql) => Sql): readonly NamedQuery[] {
  const { evidence } = pass.settings.mailingHistory;
  if (evidence === "engaged") return engagedMails(verification, pass, isCounted);
  const where = evidence === "none" ? sql` WHERE 1 = 0` : sql``;
  return [
    ...sentMails(verification, pass, isCounted),
    { name: "mails", body: sql`SELECT x.person_id, x.shipment_id, x.sent_at, x.standing FROM sent_mails x${where}` },
  ];
}

/**
 * Of the sent ones those that were opened or clicked. When a recipient opened a mail is not known: it may have been since,
 * so that such a mail is in doubt. Clicks on unsubscribe links do not count.
 */
function engagedMails(verification: Verification, pass: Pass, isCounted: (person: Sql) => Sql): readonly NamedQuery[] {
  const { relations } = verification;
  const clicks = sql`
    SELECT k.customer_id AS person_id, k.shipment_id, MAX(${whenDone(verification, pass, sql`k.pressed`)}) AS clicked
    FROM ${relations.of("s_link_customer")} k
    WHERE k.shipment_id <> 0 AND (k.link_type IS NULL OR k.link_type <> ${UNSUBSCRIBE_LINK})
    GROUP BY k.customer_id, k.shipment_id`;
  const engaged = sql`
    SELECT x.person_id, x.shipment_id, x.sent_at, x.standing,
           CASE WHEN k.clicked IS NULL OR k.clicked < x.opened THEN x.opened ELSE k.clicked END AS engagement
    FROM sent_mails x
    LEFT JOIN engaging_clicks k ON k.person_id = x.person_id AND k.shipment_id = x.shipment_id`;
  return [
    ...sentMails(verification, pass, isCounted),
    { name: "engaging_clicks", body: clicks },
    { name: "engaged_mails", body: engaged },
    {
      name: "mails",
      body: sql`
        SELECT e.person_id, e.shipment_id, e.sent_at,
               CASE WHEN e.standing < e.engagement THEN e.standing ELSE e.engagement END AS standing
        FROM engaged_mails e WHERE e.engagement >= 0`,
    },
  ];
}

/** How sure it is that something was done before the pass read: 2 it was, or has no date; 1 it may have been; 0 it came later. */
function whenDone(verification: Verification, pass: Pass, time: Sql): Sql {
  const { dialect } = verification;
  const known = dated(dialect, time);
  const { before, after } = readingTimes(verification, pass);
  return sql`CASE WHEN ${known} > ${after} THEN 0 WHEN ${known} > ${before} THEN 1 ELSE 2 END`;
}

/**
 * Every single e-mail that was sent as `sent_mails`: as `mails`, with `opened` as sure as `standing`; -1 where it was not. What depends on
 * the mailing alone is worked out for each mailing, and DISTINCT keeps it so: MySQL and MariaDB would put the query into the other one.
 */
function sentMails(verification: Verification, pass: Pass, isCounted: (person: Sql) => Sql): readonly NamedQuery[] {
  const { dialect, relations } = verification;
  const { cast, hashed, inWrittenOrder } = dialect;
  const { mailingStatuses, recipientStatuses, since, sentMessageLog } = pass.settings.mailingHistory;
  const recent = (time: Sql): Sql =>
    since === null ? sql`` : sql` AND ${time} >= ${cast(`${since} 00:00:00`, { kind: "timestamp" })}`;
  const received = sql`COALESCE(${dated(dialect, sql`a.sending_time`)}, s.start_date)`;
  const logged = sql`COALESCE(${dated(dialect, sql`l.when_sent`)}, ${dated(dialect, sql`s.start_date`)})`;
  const [receivedThen, loggedThen] = [standing(verification, pass, received), standing(verification, pass, logged)];
  const mailings: NamedQuery = {
    name: "mailings",
    body: sql`
        SELECT DISTINCT s.id, ${dated(dialect, sql`s.start_date`)} AS start_date,
               CASE WHEN ${receivedThen.isNewMailing} THEN 0 WHEN s.status IN (${mailingStatuses}) THEN 2 ELSE 1 END AS standing
        FROM ${relations.of("s_shipment")} s
        JOIN ${relations.of("s_message")} m ON m.id = s.message_id
        WHERE (s.status IN (${mailingStatuses}) OR s.updated > ${moment(dialect, pass.startedAt)}) AND (m.flags & 3) <> 0`,
  };
  const fromRecipients = sql`
        SELECT ${inWrittenOrder} a.customer_id AS person_id, a.shipment_id AS shipment_id, ${received} AS sent_at,
               CASE WHEN s.standing = 0 OR ${receivedThen.later} THEN 0
                    WHEN a.status = ${COMPLAINT} OR ${receivedThen.doubtful} THEN 1
                    ELSE s.standing END AS standing,
               CASE WHEN a.status = ${OPENED} THEN 1 ELSE -1 END AS opened
        FROM ${relations.of("s_shipment_addr")} a
        JOIN mailings s ON ${hashed(sql`s.id`)} = a.shipment_id
        WHERE a.customer_id <> 0 AND ${isCounted(sql`a.customer_id`)} AND a.status IN (${[...recipientStatuses, COMPLAINT]})${recent(received)}`;
  const fromLog = sql`
        SELECT ${inWrittenOrder} l.customer_id, l.shipment_id, ${logged},
               CASE WHEN ${loggedThen.isNewMailing} OR ${loggedThen.later} THEN 0 WHEN ${loggedThen.doubtful} THEN 1 ELSE 2 END,
               CASE WHEN ${dated(dialect, sql`l.when_read`)} IS NULL THEN -1 ELSE ${whenDone(verification, pass, sql`l.when_read`)} END
        FROM ${relations.of("s_sent_message")} l
        JOIN ${relations.of("s_message")} m ON m.id = l.message_id
        LEFT JOIN ${relations.of("s_shipment")} s ON s.id = l.shipment_id
        WHERE l.customer_id <> 0 AND ${isCounted(sql`l.customer_id`)} AND (m.flags & 3) <> 0${recent(logged)}`;
  const body = sentMessageLog ? sql`${fromRecipients} UNION ALL ${fromLog}` : fromRecipients;
  return [mailings, { name: "sent_mails", body }];
}

/**
 * The evidence of everybody with e-mails as `mail_evidence`: mailings with first and last time, once of the certain mails
 * (`mailings`, `first_sent`, `last_sent`), once with the doubtful ones (`all_mailings`, `all_first`,
 * `all_last`); `standing` is the surest, 0 where all of them came later; `doubtful` 1 where a mail is in doubt.
 * @param isCounted condition on a person's id: others are left out
 */
export function mailEvidence(verification: Verification, pass: Pass, isCounted: (person: Sql) => Sql): readonly NamedQuery[] {
  const body = sql`
    SELECT h.person_id, MAX(h.standing) AS standing, MAX(CASE WHEN h.standing = 1 THEN 1 ELSE 0 END) AS doubtful,
           COUNT(DISTINCT CASE WHEN h.standing = 2 THEN NULLIF(h.shipment_id, 0) END) AS mailings,
           MIN(CASE WHEN h.standing = 2 THEN h.sent_at END) AS first_sent,
           MAX(CASE WHEN h.standing = 2 THEN h.sent_at END) AS last_sent,
           COUNT(DISTINCT CASE WHEN h.standing <> 0 THEN NULLIF(h.shipment_id, 0) END) AS all_mailings,
           MIN(CASE WHEN h.standing <> 0 THEN h.sent_at END) AS all_first,
           MAX(CASE WHEN h.standing <> 0 THEN h.sent_at END) AS all_last
    FROM mails h
    GROUP BY h.person_id`;
  return [...mails(verification, pass, isCounted), { name: "mail_evidence", body }];
}

/** Persons who complained, in a mailing of any kind, as `complaints`: `person_id`, and `standing` 0 where only about later ones. */
export function complaints(verification: Verification, pass: Pass): readonly NamedQuery[] {
  const { dialect, relations } = verification;
  const sent = sql`COALESCE(${dated(dialect, sql`a.sending_time`)}, ${dated(dialect, sql`s.start_date`)})`;
  const { isNewMailing, later } = standing(verification, pass, sent);
  const body = sql`
    SELECT a.customer_id AS person_id, MAX(CASE WHEN ${isNewMailing} OR ${later} THEN 0 ELSE 1 END) AS standing
    FROM ${relations.of("s_shipment_addr")} a
    LEFT JOIN ${relations.of("s_shipment")} s ON s.id = a.shipment_id
    WHERE a.status = ${COMPLAINT} AND a.customer_id <> 0
    GROUP BY a.customer_id`;
  return [{ name: "complaints", body }];
}
