import type { Catalog } from "../../dialect/catalog.js";
import { vendorFirst } from "../../crm/vendor-model.js";
import type { SchemaStep } from "../step.js";
import type { Finding } from "../finding.js";
import { readCreatedObjects } from "../../ledger/created-objects.js";
import { missingObjects, objectCounts } from "../missing-objects.js";
import { NO_CHANGES, type StepFigures } from "../../report/step-figures.js";
import type { UpgradeContext } from "../../work/upgrade-context.js";

/** What `consent-schema` would create. @throws DatabaseError */
export async function planSchema(upgrade: UpgradeContext, step: SchemaStep): Promise<StepFigures> {
  const { session, catalog, ledger } = upgrade;
  const created = await readCreatedObjects(session, ledger);
  const objects = await missingObjects(session, catalog, step, created.numbers, created.tables);
  return {
    changes: NO_CHANGES,
    counts: objectCounts(objects),
    findings: findingsOf(catalog),
    otherWork: objects.length > 0,
  };
}

function findingsOf(catalog: Catalog): readonly Finding[] {
  const first = vendorFirst(catalog);
  if (first === undefined) return [];
  const { model, missing, older } = first;
  const finding = (code: string, tables: readonly string[]): Finding => ({
    code,
    count: tables.length,
    params: { model },
    items: tables.map((table) => ({ table, id: "", detail: "" })),
  });
  return [finding("VENDOR_SCHEMA_MISSING", missing), ...(older.length === 0 ? [] : [finding("OLDER_CONSENT_TABLES", older)])];
}
