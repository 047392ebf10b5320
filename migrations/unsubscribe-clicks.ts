import { NOBODY, UNSUBSCRIBE_CLICK } from "../src/crm/vendor-codes.js";
import { sql, type Sql } from "../src/dialect/sql.js";
import { isIncluded, isNotSet } from "../src/steps/consent-conditions.js";
import type { AttentionQuery, StepContext } from "../src/steps/step.js";

/** What clicks on unsubscribe links tell: they are kept by contact, and those of recipients who are no contact by address. */
export function unsubscribeClicks(context: StepContext): readonly AttentionQuery[] {
  return context.relations.has("s_link_customer_statical")
    ? [clickedWithoutEffect(context), clickedWithoutPerson(context)]
    : [clickedWithoutEffect(context)];
}

/** Contacts who clicked, and neither the flag nor a reservation says what became of it: worth a look, no contradiction. */
function clickedWithoutEffect(context: StepContext): AttentionQuery {
  const { dialect, relations } = context;
  const { folded } = dialect;
  const byAddress = sql`
        UNION
        SELECT e.person_id FROM ${relations.of("Email")} e WHERE ${folded(sql`e.email_address`)} IN (${clickedAddresses(context)})`;
  return {
    code: "UNSUBSCRIBED_BUT_NOT_FLAGGED",
    table: "person",
    records: sql`
      SELECT p.person_id AS id
      FROM (
        SELECT c.customer_id FROM ${relations.of("s_link_customer")} c WHERE c.link_type = ${UNSUBSCRIBE_CLICK}${relations.has("Email") ? byAddress : sql``}
      ) k
      JOIN ${relations.of("person")} p ON p.person_id = k.customer_id AND p.person_id <> ${NOBODY}
      WHERE ${isIncluded(context, "p")} AND ${isNotSet("p", "nomailing")}
        AND NOT EXISTS (SELECT 1 FROM ${relations.of("ShipmentTypeReservation")} r WHERE r.person_id = p.person_id)`,
  };
}

function clickedAddresses({ dialect: { folded }, relations }: StepContext): Sql {
  return sql`
          SELECT ${folded(sql`s.email`)} FROM ${relations.of("s_link_customer_statical")} s
          WHERE s.link_type = ${UNSUBSCRIBE_CLICK} AND RTRIM(s.email) <> ''`;
}

/**
 * Clicks by an address that no contact has: all of them where the database keeps no addresses. The few addresses that
 * contacts have are gathered first: looking for each click among all addresses takes some engines hours.
 */
function clickedWithoutPerson(context: StepContext): AttentionQuery {
  const { dialect, relations } = context;
  const { folded } = dialect;
  const clicks = sql`SELECT c.id FROM ${relations.of("s_link_customer_statical")} c`;
  const isUnsubscribing = sql`c.link_type = ${UNSUBSCRIBE_CLICK}`;
  return {
    code: "UNSUBSCRIBED_WITHOUT_PERSON",
    table: "s_link_customer_statical",
    records: relations.has("Email")
      ? sql`
      ${clicks}
      LEFT JOIN (
        SELECT DISTINCT ${folded(sql`e.email_address`)} AS address
        FROM ${relations.of("Email")} e
        JOIN ${relations.of("person")} p ON p.person_id = e.person_id AND p.person_id <> ${NOBODY}
        WHERE ${folded(sql`e.email_address`)} IN (${clickedAddresses(context)})
      ) a ON a.address = ${folded(sql`c.email`)}
      WHERE ${isUnsubscribing} AND a.address IS NULL`
      : sql`
      ${clicks} WHERE ${isUnsubscribing}`,
  };
}
