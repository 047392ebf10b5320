import { CONSENT_TABLES } from "../src/crm/tables.js";
import type { SchemaStep } from "../src/steps/step.js";

/**
 * A database from before release 8.2 has no consent tables. Sample databases, tests and copies get
 * them from here; a real CRM gets them from its own upgrade, so where the vendor's model is kept in
 * the database nothing is created, and apply refuses if they are missing.
 *
 * Undone by dropping what it created, as far as nothing of others is in it.
 */
export const consentSchema: SchemaStep = {
  kind: "schema",
  id: "consent-schema",
  requires: [],
  tables: [...CONSENT_TABLES, "TemporaryKey"],
  columns: [{ table: "s_shipment", column: "shipmenttype_id" }],
};
