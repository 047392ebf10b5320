import { isNoDate } from "../crm/no-date.js";
import { COMPLAINED, UNSUBSCRIBE_CLICK } from "../crm/vendor-codes.js";
import { count } from "../dialect/counts.js";
import type { Session } from "../dialect/session.js";
import { identifier, sql, type Sql } from "../dialect/sql.js";
import type { ExplainedPerson } from "../report/report.js";
import { isExcluded } from "../steps/exclusions.js";
import { PERSON_FACTS, type MailReason, type PersonFact } from "../steps/person-facts.js";
import type { PersonRange } from "../steps/person-range.js";
import type { EvidenceSource } from "../steps/row-set.js";
import type { StepContext } from "../steps/step.js";

/** What is known of a contact besides consents. */
export interface PersonAndMails {
  readonly facts: ReadonlySet<PersonFact>;
  readonly mailings: ExplainedPerson["mailings"];
  /** Mails that count as evidence, whoever complained. */
  readonly mails: number;
}

/** The conditions on a person `p`. */
function conditions(context: StepContext): Readonly<Record<PersonFact, Sql>> {
  const { dialect, relations, reference } = context;
  const { folded } = dialect;
  const email = relations.of("Email");
  const withdrawn = sql`
    EXISTS (SELECT 1 FROM ${context.storedConsents("EMARKETING")} c
      WHERE c.person_id = q.person_id AND c.legalbase_id = ${reference.idOf("LegalBase", "WITHDRAWN")})`;
  return {
    FLAGGED: sql`p.nomailing <> 0`,
    COMPANY_FLAGGED: sql`EXISTS (SELECT 1 FROM ${relations.of("contact")} x WHERE x.contact_id = p.contact_id AND x.nomailing <> 0)`,
    BLOCKED: sql`p.blockemarketing <> 0`,
    COMPLAINED: sql`EXISTS (SELECT 1 FROM ${relations.of("s_shipment_addr")} a WHERE a.customer_id = p.person_id AND a.status = ${COMPLAINED})`,
    CLICKED_UNSUBSCRIBE: sql`(
      EXISTS (SELECT 1 FROM ${relations.of("s_link_customer")} k WHERE k.customer_id = p.person_id AND k.link_type = ${UNSUBSCRIBE_CLICK})
      OR EXISTS (
        SELECT 1 FROM ${email} g
        WHERE g.person_id = p.person_id AND ${folded(sql`g.email_address`)} IN (
          SELECT ${folded(sql`k.email`)} FROM ${relations.of("s_link_customer_statical")} k
          WHERE k.link_type = ${UNSUBSCRIBE_CLICK} AND RTRIM(k.email) <> '')))`,
    DELETED: sql`NOT ${isNoDate(dialect, sql`p.deleteddate`)}`,
    RETIRED: sql`p.retired <> 0`,
    EMPLOYEE: sql`EXISTS (SELECT 1 FROM ${relations.of("associate")} s WHERE s.person_id = p.person_id)`,
    SHARED_ADDRESS: sql`EXISTS (
      SELECT 1 FROM ${email} e
      JOIN ${email} f ON ${folded(sql`f.email_address`)} = ${folded(sql`e.email_address`)} AND f.person_id <> e.person_id
      JOIN ${relations.of("person")} q ON q.person_id = f.person_id
      WHERE e.person_id = p.person_id AND RTRIM(e.email_address) <> '' AND (q.nomailing <> 0 OR ${withdrawn}))`,
    EXCLUDED: isExcluded(context, "p"),
  };
}

/** What decisions go by: enough for a reason, without the facts that are told besides. */
export const DECIDING_FACTS: readonly PersonFact[] = ["FLAGGED", "BLOCKED", "COMPLAINED", "DELETED", "RETIRED", "EXCLUDED"];

/**
 * Facts and mailings of the contacts of a range that exist.
 * @param wanted the facts that are looked for; mails that do not count are told with all of them alone
 * @throws DatabaseError
 */
export async function personAndMails(
  session: Session,
  context: StepContext,
  range: PersonRange,
  history: EvidenceSource | undefined,
  wanted: readonly PersonFact[] = PERSON_FACTS,
): Promise<ReadonlyMap<number, PersonAndMails>> {
  const { dialect, relations } = context;
  const { dateText } = dialect;
  const asked = conditions(context);
  const columns = wanted.map((fact) => sql`CASE WHEN ${asked[fact]} THEN 1 ELSE 0 END AS ${identifier(fact.toLowerCase())}`);
  const rows = await session.query<Readonly<Record<string, unknown>>>(
    sql`SELECT ${[sql`p.person_id`, ...columns]} FROM ${relations.of("person")} p WHERE ${range.covers(sql`p.person_id`)} ORDER BY p.person_id`,
  );
  const counted =
    history === undefined
      ? []
      : await session.query<Readonly<Record<string, unknown>>>(sql`
    SELECT h.person_id, COUNT(*) AS mails, COUNT(DISTINCT NULLIF(h.shipment_id, 0)) AS mailings,
           ${dateText(sql`MIN(h.sent_at)`)} AS first_day, ${dateText(sql`MAX(h.sent_at)`)} AS last_day
    FROM (${history.mails(range)}) h GROUP BY h.person_id`);
  const mailed = new Map(counted.map((row) => [Number(row["person_id"]), row]));
  const skipped =
    history === undefined || wanted !== PERSON_FACTS
      ? []
      : await session.query<Readonly<Record<string, unknown>>>(history.notCounted(range));
  return new Map(
    rows.map((row) => {
      const id = Number(row["person_id"]);
      const own = mailed.get(id);
      const day = (name: string): string | null => (typeof own?.[name] === "string" ? own[name] : null);
      return [
        id,
        {
          facts: new Set(wanted.filter((fact) => Number(row[fact.toLowerCase()]) === 1)),
          mails: count(own?.["mails"] ?? 0),
          mailings: {
            counted: count(own?.["mailings"] ?? 0),
            first: day("first_day"),
            last: day("last_day"),
            notCounted: skipped
              .filter((other) => Number(other["person_id"]) === id)
              .map((other) => ({ reason: String(other["reason"]) as MailReason, count: count(other["n"]) }))
              .toSorted((a, b) => (a.reason < b.reason ? -1 : 1)),
          },
        },
      ];
    }),
  );
}
