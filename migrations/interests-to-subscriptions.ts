import { sql } from "../src/dialect/sql.js";
import { UsageError } from "../src/errors.js";
import { sameName } from "../src/crm/names.js";
import { idOfRow, type ReferenceTable } from "../src/crm/reference.js";
import type { PersonStep, StepContext } from "../src/steps/step.js";

/**
 * Opt-in: customers who kept interests on their contacts turn them into subscription choices. A
 * contact with e-marketing consent gets a reservation ("does not subscribe to") against each mapped
 * type none of whose interests they have. Types without a mapped interest are left alone.
 *
 * Undone by deleting the rows of the batches' id ranges.
 */
export const interestsToSubscriptions: PersonStep = {
  kind: "persons",
  id: "interests-to-subscriptions",
  requires: ["consent-schema", "reference-data", "subscription-types"],
  writes: { ShipmentTypeReservation: ["insert"] },
  isConfigured: (settings) => settings.interests !== null,
  rows: (context) => {
    const { dialect, relations, reference } = context;
    const { cast, fromNothing } = dialect;
    const mapped = [...interestsByType(context)];
    const types = mapped.map(
      ([type]) => sql`SELECT ${reference.idValue("ShipmentType", type)} AS shipmenttype_id ${fromNothing()}`,
    );
    const means = mapped.map(([type, interests]) => {
      const ids = interests.map((interest) => cast(interest, { kind: "int" }));
      return sql`(t.shipmenttype_id = ${reference.idValue("ShipmentType", type)} AND i.pinterest_idx IN (${ids}))`;
    });
    return {
      table: "ShipmentTypeReservation",
      identity: {},
      ownIdentity: ["shipmenttype_id"],
      assigned: {},
      given: [],
      rowsPerPerson: Math.max(1, mapped.length),
      // A LEFT JOIN, since MariaDB does not know t in a subquery when the ids of t are subqueries, as in a script.
      // Not type by type: where the consents are still to come, each reading of them would gather the mailing history.
      wanted: (range) => sql`
        SELECT c.person_id, t.shipmenttype_id
        FROM ${context.consents("EMARKETING")} c
        JOIN ${relations.of("person")} p ON p.person_id = c.person_id
        CROSS JOIN (${sql.join(types, " UNION ALL ")}) t
        LEFT JOIN ${relations.of("personinterest")} i ON i.person_id = c.person_id AND ${sql.or(means)}
        WHERE ${range.covers(sql`c.person_id`)} AND c.legalbase_id <> 0
          AND c.legalbase_id <> ${reference.idOf("LegalBase", "WITHDRAWN")} AND i.person_id IS NULL`,
    };
  },
  reasons: {
    because: "NO_INTEREST",
    whyNot: ({ hasEmarketing }) => [hasEmarketing ? "HAS_INTEREST" : "NO_EMARKETING"],
  },
  attention: () => [],
};

/** Subscription type id → ids of the interests that are mapped to it. @throws UsageError (64) for unknown names */
function interestsByType({ settings, reference }: StepContext): ReadonlyMap<number, readonly number[]> {
  const unknown: string[] = [];
  const idOf = (table: ReferenceTable, name: string, word: string): number => {
    const row = reference
      .rows(table)
      .find((candidate) => sameName(candidate["name"], name) && Number(candidate["deleted"] ?? 0) === 0);
    if (row === undefined) unknown.push(`${word} "${name}"`);
    return row === undefined ? 0 : idOfRow(table, row);
  };
  const byType = new Map<number, readonly number[]>();
  for (const [interest, type] of Object.entries(settings.interests ?? {})) {
    const typeId = idOf("ShipmentType", type, "subscription type");
    byType.set(typeId, [...(byType.get(typeId) ?? []), idOf("PersInt", interest, "interest")]);
  }
  if (unknown.length > 0) {
    throw new UsageError("UNKNOWN_INTEREST", `interests: the database has no ${unknown.join(", no ")}.`, {
      hint: "Use the names that the CRM shows in its lists; deleted entries do not count.",
    });
  }
  return byType;
}
