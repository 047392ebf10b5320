import { COMPLAINED, EMAIL_FLAGS } from "../src/crm/vendor-codes.js";
import { knownTime } from "../src/crm/no-date.js";
import { sql, type Sql } from "../src/dialect/sql.js";
import type { PersonRange } from "../src/steps/person-range.js";
import type { MailReason } from "../src/steps/person-facts.js";
import type { StepContext } from "../src/steps/step.js";
import { isEngaging, OPENED_RECIPIENT, openedMessage } from "./mailing-history.js";

/**
 * The mails of persons that `mailing-history` does not count, and why: `person_id`, `reason`, `n`. For explaining alone: it
 * states the other side of the conditions there.
 */
export function mailsNotCounted(context: StepContext, range: PersonRange): Sql {
  const { dialect, relations, settings } = context;
  const { cast } = dialect;
  const { mailingStatuses, recipientStatuses, since, evidence, sentMessageLog } = settings.mailingHistory;
  const word = (reason: MailReason): Sql => cast(reason, { kind: "text", length: 20 });
  const day = since === null ? undefined : cast(`${since} 00:00:00`, { kind: "timestamp" });
  const tooOld = (time: Sql): Sql =>
    day === undefined ? sql`` : sql`WHEN ${time} IS NULL OR ${time} < ${day} THEN ${word("BEFORE_SINCE")}`;
  const isNot = (column: Sql, list: readonly number[]): Sql => sql`(${column} IS NULL OR ${column} NOT IN (${list}))`;
  const noEmail = sql`(m.flags IS NULL OR (m.flags & ${EMAIL_FLAGS}) = 0)`;
  const byPolicy = (isOpened: Sql, mail: string): Sql => {
    if (evidence === "sent") return sql``;
    if (evidence === "none") return sql`WHEN 1 = 1 THEN ${word("NO_EVIDENCE")}`;
    return sql`WHEN NOT ${isEngaging(context, isOpened, mail)} THEN ${word("NOT_ENGAGED")}`;
  };
  const logged = sentMessageLog ? byPolicy(openedMessage(context), "l") : sql`WHEN 1 = 1 THEN ${word("LOG_NOT_COUNTED")}`;
  const started = knownTime(dialect, sql`s.start_date`);
  return sql`
    SELECT r.person_id, r.reason, COUNT(*) AS n
    FROM (
      SELECT a.customer_id AS person_id,
             CASE WHEN s.id IS NULL THEN ${word("MAILING_GONE")}
                  WHEN m.id IS NULL THEN ${word("NO_MESSAGE")}
                  WHEN a.status = ${COMPLAINED} THEN ${word("COMPLAINED")}
                  WHEN ${noEmail} THEN ${word("NOT_EMAIL")}
                  WHEN ${isNot(sql`s.status`, mailingStatuses)} THEN ${word("MAILING_STATUS")}
                  WHEN ${isNot(sql`a.status`, recipientStatuses)} THEN ${word("NOT_SENT")}
                  ${tooOld(sql`COALESCE(${knownTime(dialect, sql`a.sending_time`)}, ${started})`)}
                  ${byPolicy(OPENED_RECIPIENT, "a")} END AS reason
      FROM ${relations.of("s_shipment_addr")} a
      LEFT JOIN ${relations.of("s_shipment")} s ON s.id = a.shipment_id
      LEFT JOIN ${relations.of("s_message")} m ON m.id = s.message_id
      WHERE ${range.covers(sql`a.customer_id`)}
      UNION ALL
      SELECT l.customer_id AS person_id,
             CASE WHEN m.id IS NULL THEN ${word("NO_MESSAGE")}
                  WHEN ${noEmail} THEN ${word("NOT_EMAIL")}
                  ${tooOld(sql`COALESCE(${knownTime(dialect, sql`l.when_sent`)}, ${started})`)}
                  ${logged} END AS reason
      FROM ${relations.of("s_sent_message")} l
      LEFT JOIN ${relations.of("s_message")} m ON m.id = l.message_id
      LEFT JOIN ${relations.of("s_shipment")} s ON s.id = l.shipment_id
      WHERE ${range.covers(sql`l.customer_id`)}
    ) r
    WHERE r.reason IS NOT NULL
    GROUP BY r.person_id, r.reason`;
}
