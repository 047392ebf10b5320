import { sameName } from "../src/crm/names.js";
import type { SeedRow } from "../src/crm/reference.js";
import { subscriptionTypeNames } from "../src/crm/seeded-texts.js";
import type { SeedStep } from "../src/steps/step.js";

/**
 * Point 5: four subscription types, for the customer to change or delete. A type is added only where
 * no row has its name, deleted ones included: what the customer deleted does not come back. The names of
 * the four are known in all languages, and stored names may hold several. Without a reservation a type is
 * accepted, so each new one subscribes everybody who has E-marketing; the report says so.
 *
 * Undone by deleting the added types, unless somebody's rows refer to them by then.
 */
export const subscriptionTypes: SeedStep = {
  kind: "seed",
  id: "subscription-types",
  requires: ["consent-schema"],
  writes: { ShipmentType: ["insert"] },
  change: ({ reference, settings, texts }) => {
    const wanted = settings.subscriptionTypes ?? texts.subscriptionTypes;
    const there = reference.rows("ShipmentType");
    const rank = reference.nextRank("ShipmentType");
    const isThere = (name: string): boolean =>
      subscriptionTypeNames(name).some((known) => there.some((row) => sameName(row["name"], known)));
    const inserts = wanted
      .filter((type) => !isThere(type.name))
      .map(
        (type, position): SeedRow => ({
          table: "ShipmentType",
          values: { name: type.name, tooltip: type.tooltip ?? "", rank: rank + position, deleted: 0 },
        }),
      );
    return { inserts, updates: [], counts: { types: wanted.length, alreadyThere: wanted.length - inserts.length } };
  },
  notes: (context) => {
    const added = subscriptionTypes.change(context).inserts;
    if (added.length === 0) return [];
    return [
      {
        code: "SUBSCRIPTION_TYPES_SUBSCRIBE_EVERYBODY",
        countsEmarketing: true,
        params: { types: added.map((row) => String(row.values["name"])) },
      },
    ];
  },
};
