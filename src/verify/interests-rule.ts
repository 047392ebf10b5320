import { identifier, sql, type Sql } from "../dialect/sql.js";
import type { Check } from "../check.js";
import { everyName } from "./every-name.js";
import { checksOf, fails, findRecords, foundIds, reasonsOf, warns, type Found } from "./findings.js";
import { idsInGaps } from "./consent-rows-rule.js";
import { newestDone, passesOfStep, type Pass } from "./passes.js";
import { gaps, readGaps } from "./removed-rows.js";
import { existedAt, moment, type Verification } from "./verification.js";
import { batchesOf } from "./written-rows.js";

const REASONS = reasonsOf("person_id", {
  missing: fails(
    "contacts with E-marketing, without any interest of a mapped subscription type, and without a reservation against it",
    "apply --rerun interests-to-subscriptions writes what is missing.",
  ),
  newer: warns(
    "contacts without a reservation whose consent came or changed after the step",
    "What happened since is the CRM's own business; apply --rerun interests-to-subscriptions includes them.",
  ),
  renamed: warns(
    "mapped interests that were renamed or removed since, with their types",
    "Their reservations cannot be checked by name any more.",
    "interest",
  ),
  "removed-person": warns(
    "contacts whose reservation was written by the upgrade and removed since",
    "They subscribe again; the upgrade leaves that to you.",
  ),
});

const WRITTEN = reasonsOf("ShipmentTypeReservation_id", {
  interested: fails(
    "reservations of the upgrade against a type in which the contact is interested",
    "If the interest was added since, that explains it. Otherwise remove the reservation in the CRM.",
  ),
  unmapped: fails(
    "reservations of the upgrade against a type that no interest is mapped to",
    "Nobody saved them since, so they were changed past the CRM.",
  ),
  removed: warns("reservations of the upgrade that were removed since", "These contacts subscribe again."),
});

/** What the configuration maps, as far as its names are still there. */
interface Mapping {
  readonly types: readonly MappedType[];
  /** Every name was found: a type that is not among them is mapped by nobody. */
  readonly complete: boolean;
}

/** A type, and the interests that mean subscribing to it. */
interface MappedType {
  readonly type: number;
  readonly interests: readonly number[];
}

/** Opt-in: whoever has consent and no mapped interest has a reservation, and nobody else has one from us. @throws DatabaseError */
export async function interests(verification: Verification): Promise<readonly Check[]> {
  const { session, passes } = verification;
  const pass = newestDone(passes, "interests-to-subscriptions");
  if (pass === undefined || pass.settings.interests === null) return [];
  const mapped = await mappedTypes(verification, pass);
  if (mapped.types.length === 0)
    return checksOf("interests", foundIds({ renamed: Object.keys(pass.settings.interests) }), REASONS, "");
  const missing = await withoutReservation(verification, pass, mapped.types);
  const written: Found[] = [];
  for (const own of passesOfStep(passes, "interests-to-subscriptions")) {
    written.push(...(await findRecords(session, wrongReservations(verification, own, mapped))));
    written.push(...idsInGaps(await readGaps(verification, own, "ShipmentTypeReservation")));
  }
  return [
    ...checksOf(
      "interests",
      missing,
      REASONS,
      "Contacts with E-marketing subscribe to what they are interested in, among the mapped types.",
    ),
    ...checksOf(
      "interests-only",
      written,
      WRITTEN,
      "Every reservation of ours is against a mapped type that the contact has no interest for.",
    ),
  ];
}

async function mappedTypes({ session, relations }: Verification, pass: Pass): Promise<Mapping> {
  const named = async (rows: Sql): Promise<ReadonlyMap<string, number>> => {
    const found = await session.query<{ id: number; name: string | null; deleted: number | null }>(rows);
    const alive = found.toReversed().filter((row) => Number(row.deleted ?? 0) === 0);
    return new Map(alive.flatMap((row) => everyName(row.name ?? "").map((name): [string, number] => [name, Number(row.id)])));
  };
  const types = await named(
    sql`SELECT t.shipmenttype_id AS id, t.name, t.deleted FROM ${relations.of("ShipmentType")} t ORDER BY t.shipmenttype_id`,
  );
  const all = await named(
    sql`SELECT i.persint_id AS id, i.name, i.deleted FROM ${relations.of("PersInt")} i ORDER BY i.persint_id`,
  );
  const byType = new Map<number, number[]>();
  let complete = true;
  for (const [interest, type] of Object.entries(pass.settings.interests ?? {})) {
    const typeId = idByName(types, type);
    const interestId = idByName(all, interest);
    // A type or interest that was renamed or removed since cannot be checked by its name any more.
    if (typeId !== undefined && interestId !== undefined) byType.set(typeId, [...(byType.get(typeId) ?? []), interestId]);
    else complete = false;
  }
  return { types: [...byType].map(([type, ids]) => ({ type, interests: ids })), complete };
}

/** The first row one of whose names, in any language, is one of the configured name's. */
function idByName(ids: ReadonlyMap<string, number>, configured: string): number | undefined {
  const found = everyName(configured).flatMap((name) => ids.get(name) ?? []);
  return found.length === 0 ? undefined : Math.min(...found);
}

/** For all types at once: the consents, and the gaps among what was written, are read once. */
function withoutReservation(verification: Verification, pass: Pass, types: readonly MappedType[]): Promise<readonly Found[]> {
  const { session, dialect, relations, keyed, passes } = verification;
  const own = passesOfStep(passes, "interests-to-subscriptions");
  // A contact's reservations stand side by side: one that is missing may be any of those at the gap's ends.
  const had = own.map(
    (_, position) => sql`
      SELECT q.person_id FROM ${identifier(`gaps_${position + 1}`)} g
      JOIN ${relations.of("person")} q ON q.person_id >= g.low_person AND q.person_id <= g.high_person`,
  );
  const parts = [
    ...own.flatMap((one, position) => gaps(verification, one, "ShipmentTypeReservation", `_${position + 1}`)),
    { name: "had_row", body: sql.join(had, " UNION ALL ") },
  ];
  const typeId = (type: number): Sql => dialect.cast(type, { kind: "int" });
  const mapped = types.map(({ type }) => sql`SELECT ${typeId(type)} AS shipmenttype_id ${dialect.fromNothing()}`);
  const means = types.map(
    ({ type, interests: ids }) => sql`(t.shipmenttype_id = ${typeId(type)} AND i.pinterest_idx IN (${ids}))`,
  );
  const records = sql`
    SELECT p.person_id AS id,
           CASE WHEN NOT ${existedAt(verification, pass)} OR c.updated > ${moment(dialect, pass.startedAt)} THEN 'newer'
                WHEN p.person_id IN (SELECT w.person_id FROM had_row w) THEN 'removed-person'
                ELSE 'missing' END AS reason
    FROM ${relations.of("ConsentPerson")} c
    JOIN ${relations.of("person")} p ON p.person_id = c.person_id
    CROSS JOIN (${sql.join(mapped, " UNION ALL ")}) t
    LEFT JOIN ${relations.of("ShipmentTypeReservation")} r ON r.person_id = p.person_id AND r.shipmenttype_id = t.shipmenttype_id
    WHERE c.consentpurpose_id = ${keyed.id("ConsentPurpose", "EMARKETING")} AND c.legalbase_id <> 0
      AND c.legalbase_id <> ${keyed.id("LegalBase", "WITHDRAWN")} AND r.person_id IS NULL
      AND NOT EXISTS (
        SELECT 1 FROM ${relations.of("personinterest")} i WHERE i.person_id = p.person_id AND ${sql.or(means)})`;
  return findRecords(session, records, parts);
}

function wrongReservations(verification: Verification, pass: Pass, { types, complete }: Mapping): Sql {
  const { ledger, relations } = verification;
  const cases = types.map(
    ({ type, interests: ids }) => sql`WHEN r.shipmenttype_id = ${type} THEN CASE WHEN EXISTS (
      SELECT 1 FROM ${relations.of("personinterest")} i WHERE i.person_id = r.person_id AND i.pinterest_idx IN (${ids})) THEN 'interested' END`,
  );
  return sql`
    SELECT r.shipmenttypereservation_id AS id, CASE ${sql.join(cases, " ")} ${complete ? sql`ELSE 'unmapped'` : sql``} END AS reason
    FROM ${ledger.table("batch")} b
    JOIN ${relations.of("ShipmentTypeReservation")} r ON r.shipmenttypereservation_id BETWEEN b.first_id AND b.last_id
    JOIN ${relations.of("ShipmentType")} t ON t.shipmenttype_id = r.shipmenttype_id
    WHERE ${batchesOf(pass, "ShipmentTypeReservation")} AND r.updatedcount = 0 AND r.updated = b.written_at`;
}
