import { grouped } from "../grouped.js";
import { count } from "../dialect/counts.js";
import { sql } from "../dialect/sql.js";
import { keyOfId } from "../crm/reference.js";
import type { LedgerState } from "../ledger/step-states.js";
import type { PersonRange } from "../steps/person-range.js";
import type { UpgradeContext } from "./upgrade-context.js";

/** A consent as it stands, and which run and step wrote it: null where it was not us. */
export interface StandingConsent {
  readonly id: number;
  readonly purpose: string;
  readonly legalBasis: string | null;
  readonly source: string | null;
  readonly runId: string | null;
  readonly stepId: string | null;
}

/** What stands of some contacts, by contact; of reservations only the steps that wrote them. */
export interface Standing {
  readonly consents: ReadonlyMap<number, readonly StandingConsent[]>;
  readonly reservations: ReadonlyMap<number, readonly { readonly step_id: string }[]>;
}

interface Writer {
  readonly id: number;
  readonly person_id: number;
  readonly run_id: string;
  readonly step_id: string;
  readonly changed: unknown;
}

/** Reads the consents of a range with their writers. @throws DatabaseError */
export async function readStanding(upgrade: UpgradeContext, state: LedgerState, range: PersonRange): Promise<Standing> {
  const { session, relations, reference, ledger } = upgrade;
  const rows = await session.query<Record<"id" | "person_id" | "purpose" | "basis" | "source", number>>(sql`
    SELECT c.consentperson_id AS id, c.person_id, c.consentpurpose_id AS purpose, c.legalbase_id AS basis, c.consentsource_id AS source
    FROM ${relations.of("ConsentPerson")} c WHERE ${range.covers(sql`c.person_id`)} ORDER BY c.consentperson_id`);
  const writers =
    ledger === undefined
      ? []
      : await session.query<Writer>(sql`
    SELECT c.consentperson_id AS id, c.person_id, b.run_id, b.step_id, 0 AS changed
    FROM ${relations.of("ConsentPerson")} c
    JOIN ${ledger.table("batch")} b ON c.consentperson_id BETWEEN b.first_id AND b.last_id
    WHERE ${range.covers(sql`c.person_id`)} AND b.table_name = 'ConsentPerson' AND b.undone_at IS NULL
    UNION ALL
    SELECT c.consentperson_id, c.person_id, o.run_id, o.step_id, 1
    FROM ${relations.of("ConsentPerson")} c
    JOIN ${ledger.table("oldConsent")} o ON o.consent_id = c.consentperson_id
    JOIN ${ledger.table("batch")} b ON b.run_id = o.run_id AND b.step_id = o.step_id AND b.batch_no = o.batch_no
    WHERE ${range.covers(sql`c.person_id`)} AND o.undone_piece IS NULL AND b.undone_at IS NULL`);
  const reservers =
    ledger === undefined
      ? []
      : await session.query<Pick<Writer, "person_id" | "step_id">>(sql`
    SELECT DISTINCT r.person_id, b.step_id
    FROM ${relations.of("ShipmentTypeReservation")} r
    JOIN ${ledger.table("batch")} b ON r.shipmenttypereservation_id BETWEEN b.first_id AND b.last_id
    WHERE ${range.covers(sql`r.person_id`)} AND b.table_name = 'ShipmentTypeReservation' AND b.undone_at IS NULL`);
  const order = new Map(state.steps.map((step, place) => [`${step.run_id} ${step.step_id}`, place]));
  const age = (writer: Writer): number => (order.get(`${writer.run_id} ${writer.step_id}`) ?? -1) + count(writer.changed) / 2;
  const newest = new Map<number, Writer>();
  for (const writer of writers) {
    const other = newest.get(Number(writer.id));
    if (other === undefined || age(writer) > age(other)) newest.set(Number(writer.id), writer);
  }
  const standing = rows.map((row) => {
    const writer = newest.get(Number(row.id));
    return {
      personId: Number(row.person_id),
      id: Number(row.id),
      purpose: keyOfId(reference, "ConsentPurpose", row.purpose) ?? "#0",
      legalBasis: keyOfId(reference, "LegalBase", row.basis),
      source: keyOfId(reference, "ConsentSource", row.source),
      runId: writer?.run_id ?? null,
      stepId: writer?.step_id ?? null,
    };
  });
  return {
    consents: grouped(standing, ({ personId }) => personId),
    reservations: grouped(reservers, ({ person_id }) => Number(person_id)),
  };
}
