import { COMPLAINED, EMAIL_FLAGS, OPENED, UNSUBSCRIBE_CLICK } from "../src/crm/vendor-codes.js";
import { isNoDate, knownTime } from "../src/crm/no-date.js";
import { identifier, sql, type Sql } from "../src/dialect/sql.js";
import type { PersonRange } from "../src/steps/person-range.js";
import type { StepContext } from "../src/steps/step.js";

/** The column that holds a recipient's person. */
const CONTACT = "customer_id";

/**
 * The e-mail mailings whose recipients count: `id`, `start_date`. Grouped by its key, which changes nothing, so that
 * MySQL and MariaDB compute this small table once instead of looking up two rows for each recipient.
 */
function countedMailings({ dialect, relations, settings }: StepContext): Sql {
  return sql`
      SELECT s.id, MIN(${knownTime(dialect, sql`s.start_date`)}) AS start_date
      FROM ${relations.of("s_shipment")} s
      JOIN ${relations.of("s_message")} m ON m.id = s.message_id
      WHERE s.status IN (${settings.mailingHistory.mailingStatuses}) AND (m.flags & ${EMAIL_FLAGS}) <> 0
      GROUP BY s.id`;
}

/** One place that tells of mails. */
interface MailPlace {
  /** When a mail was sent. */
  readonly time: Sql;
  /** `person_id`, `shipment_id`, `sent_at` of each mail. */
  readonly columns: Sql;
  readonly from: Sql;
}

/** The two places that tell of a mail. */
interface MailPlaces {
  readonly recipients: MailPlace;
  readonly log: MailPlace;
}

/**
 * @param concerns the condition on the column that holds the person's id
 * @param by the column whose index the engine is told to use
 */
function mailPlaces(context: StepContext, concerns: (personId: Sql) => Sql, by?: string): MailPlaces {
  const { dialect, relations, settings } = context;
  const { recipientStatuses, since, sentMessageLog } = settings.mailingHistory;
  const mailingId = by === undefined ? dialect.hashed(sql`s.id`) : sql`s.id`;
  const recipientTime = sql`COALESCE(${knownTime(dialect, sql`a.sending_time`)}, s.start_date)`;
  const logTime = sql`COALESCE(${knownTime(dialect, sql`l.when_sent`)}, ${knownTime(dialect, sql`s.start_date`)})`;
  const recent = (time: Sql): Sql =>
    since === null ? sql`` : sql` AND ${time} >= ${dialect.cast(`${since} 00:00:00`, { kind: "timestamp" })}`;
  return {
    recipients: {
      time: recipientTime,
      columns: sql`a.customer_id AS person_id, a.shipment_id AS shipment_id, ${recipientTime} AS sent_at`,
      from: sql`
    FROM ${relations.of("s_shipment_addr", by)} a
    JOIN (${countedMailings(context)}) s ON ${mailingId} = a.shipment_id
    WHERE ${concerns(sql`a.customer_id`)} AND a.status IN (${recipientStatuses})${recent(recipientTime)}${isEvidence(context, OPENED_RECIPIENT, "a")}`,
    },
    log: {
      time: logTime,
      columns: sql`l.customer_id AS person_id, l.shipment_id AS shipment_id, ${logTime} AS sent_at`,
      from: sql`
    FROM ${relations.of("s_sent_message", by)} l
    JOIN ${relations.of("s_message")} m ON m.id = l.message_id
    LEFT JOIN ${relations.of("s_shipment")} s ON s.id = l.shipment_id
    WHERE ${concerns(sql`l.customer_id`)} AND (m.flags & ${EMAIL_FLAGS}) <> 0${recent(logTime)}${
      sentMessageLog ? isEvidence(context, openedMessage(context), "l") : sql` AND 1 = 0`
    }`,
    },
  };
}

/** A condition more on a mail, by the configured policy. */
function isEvidence(context: StepContext, isOpened: Sql, mail: string): Sql {
  const { evidence } = context.settings.mailingHistory;
  if (evidence === "sent") return sql``;
  if (evidence === "none") return sql` AND 1 = 0`;
  return sql` AND ${isEngaging(context, isOpened, mail)}`;
}

/**
 * Whether a mail, a row of recipients or of the log under an alias, was opened or clicked. To click unsubscribe is no
 * sign of interest; releases that do not tell links apart have NULL.
 */
export function isEngaging({ relations }: StepContext, isOpened: Sql, mail: string): Sql {
  const mailing = identifier(mail, "shipment_id");
  return sql`(${isOpened} OR (${mailing} <> 0 AND EXISTS (
      SELECT 1 FROM ${relations.of("s_link_customer")} k
      WHERE k.customer_id = ${identifier(mail, CONTACT)} AND k.shipment_id = ${mailing}
        AND (k.link_type IS NULL OR k.link_type <> ${UNSUBSCRIBE_CLICK}))))`;
}

/** Of a recipient `a`. */
export const OPENED_RECIPIENT = sql`a.status = ${OPENED}`;

/** Of a logged message `l`. */
export function openedMessage({ dialect }: StepContext): Sql {
  return sql`NOT ${isNoDate(dialect, sql`l.when_read`)}`;
}

/** Every single mail of the history: `person_id`, `shipment_id`, `sent_at`. */
export function mails(context: StepContext, range: PersonRange): Sql {
  const { inWrittenOrder } = context.dialect;
  const { recipients, log } = mailPlaces(context, range.covers, range.isNarrow ? CONTACT : undefined);
  return sql`
    SELECT ${inWrittenOrder} ${recipients.columns}${recipients.from}
    UNION ALL
    SELECT ${log.columns}${log.from}`;
}

/**
 * Persons mailed before who did not complain, with the evidence: `person_id`, `first_sent`, `last_sent`, `mailings`.
 */
export function mailedPersons(context: StepContext, range: PersonRange): Sql {
  return sql`
    SELECT g.person_id, g.first_sent, g.last_sent, g.mailings
    FROM (
      SELECT h.person_id, MIN(h.sent_at) AS first_sent, MAX(h.sent_at) AS last_sent,
             COUNT(DISTINCT NULLIF(h.shipment_id, 0)) AS mailings
      FROM (${mails(context, range)}) h
      GROUP BY h.person_id
    ) g
    WHERE g.person_id NOT IN (${complainers(context)})`;
}

/** The same persons without the figures. */
export function mailedPersonIds(context: StepContext, range: PersonRange): Sql {
  const { cast } = context.dialect;
  const noTime = cast(sql`NULL`, { kind: "timestamp" });
  return sql`
    SELECT h.person_id, ${noTime} AS first_sent, ${noTime} AS last_sent, 0 AS mailings
    FROM (${anyMail(context, range)}) h
    WHERE h.person_id NOT IN (${complainers(context)})`;
}

/**
 * The same persons with the time of their last mail, for telling how old the evidence is. Each place leaves a row for each of its
 * persons before both are put together: all mails of both would be written into a table first.
 */
export function lastMails(context: StepContext, range: PersonRange): Sql {
  const { sortingGroups, inWrittenOrder } = context.dialect;
  const { recipients, log } = mailPlaces(context, range.covers, range.isNarrow ? CONTACT : undefined);
  return sql`
    SELECT h.person_id, MAX(h.last_sent) AS last_sent
    FROM (
      SELECT ${sortingGroups} ${inWrittenOrder} a.customer_id AS person_id, MAX(${recipients.time}) AS last_sent${recipients.from}
      GROUP BY a.customer_id
      UNION ALL
      SELECT l.customer_id, MAX(${log.time})${log.from}
      GROUP BY l.customer_id
    ) h
    WHERE h.person_id NOT IN (${complainers(context)})
    GROUP BY h.person_id`;
}

/** Persons who were sent anything: `person_id`, each once. */
function anyMail(context: StepContext, range: PersonRange): Sql {
  const { dialect, relations } = context;
  if (!dialect.probesRows || !isIndexed(context)) return sql`SELECT DISTINCT d.person_id FROM (${mails(context, range)}) d`;
  const { recipients, log } = mailPlaces(context, (personId) => sql`${personId} = q.person_id`, CONTACT);
  return sql`
    SELECT q.person_id FROM ${relations.of("person")} q
    WHERE ${range.covers(sql`q.person_id`)} AND (EXISTS (SELECT 1${recipients.from}) OR EXISTS (SELECT 1${log.from}))`;
}

/** Whether indexes find the mails of a person. */
export function isIndexed({ relations }: StepContext): boolean {
  return relations.hasIndex("s_shipment_addr", CONTACT) && relations.hasIndex("s_sent_message", CONTACT);
}

/**
 * Persons who complained, about any mailing of any kind, status or date. Few, found by the index on the
 * status: meant for IN and NOT IN, which engines evaluate once, where NOT EXISTS would make some of them
 * read every recipient of every person again. Never NULL, so that NOT IN is safe.
 */
export function complainers(context: StepContext): Sql {
  return sql`
      SELECT c.customer_id FROM ${context.relations.of("s_shipment_addr")} c
      WHERE c.status = ${COMPLAINED} AND c.customer_id IS NOT NULL`;
}

/** Persons of the log whom no recipient that counts tells of: `person_id`. The log is small or empty where mailings are kept. */
export function onlyLogged(context: StepContext, range: PersonRange): Sql {
  const { log } = mailPlaces(context, range.covers);
  const isRecipient = isIndexed(context)
    ? sql`EXISTS (SELECT 1${mailPlaces(context, (personId) => sql`${personId} = g.person_id`, CONTACT).recipients.from})`
    : sql`g.person_id IN (SELECT a.customer_id${mailPlaces(context, range.covers).recipients.from})`;
  return sql`
    SELECT g.person_id FROM (SELECT DISTINCT l.customer_id AS person_id${log.from}) g
    WHERE NOT ${isRecipient} AND g.person_id NOT IN (${complainers(context)})`;
}
