import { findTable, type Catalog } from "../../dialect/catalog.js";
import { MODEL_TABLES } from "../../crm/tables.js";
import { RefusedError } from "../../errors.js";
import type { SchemaStep } from "../step.js";
import type { Finding } from "../../report/ask-attention.js";
import { readCreatedObjects } from "../../ledger/created-objects.js";
import { missingObjects, objectCounts } from "../missing-objects.js";
import { NO_CHANGES, type StepFigures } from "../../report/step-figures.js";
import type { UpgradeContext } from "../../work/upgrade-context.js";

/** The vendor's model table where the database is a real CRM whose own upgrade has to create the tables. */
export function vendorModel(catalog: Catalog): string | undefined {
  return MODEL_TABLES.map((name) => findTable(catalog, name)?.name).find((name) => name !== undefined);
}

/** What `consent-schema` would create. @throws DatabaseError */
export async function planSchema(upgrade: UpgradeContext, step: SchemaStep): Promise<StepFigures> {
  const { session, catalog, ledger } = upgrade;
  const created = await readCreatedObjects(session, ledger);
  const objects = await missingObjects(session, catalog, step, created.numbers, created.tables);
  const tables = objects.filter((object) => object.kind === "table");
  const model = vendorModel(catalog);
  const vendorFirst = tables.length > 0 && model !== undefined;
  return {
    changes: NO_CHANGES,
    counts: objectCounts(objects),
    findings: vendorFirst
      ? [
          {
            code: "VENDOR_SCHEMA_MISSING",
            count: tables.length,
            params: { model },
            items: tables.map(({ name }) => ({ table: name, id: "", detail: "" })),
          },
        ]
      : [],
    moves: [],
    otherWork: objects.length > 0,
  };
}

/** A real CRM's tables come from the vendor's own upgrade. @throws RefusedError (4) where a dry run found that they have to */
export function refuseVendorModel(findings: readonly Finding[]): void {
  const finding = findings.find(({ code }) => code === "VENDOR_SCHEMA_MISSING");
  if (finding === undefined) return;
  throw new RefusedError(
    "VENDOR_SCHEMA_MISSING",
    `The consent tables are missing, and the vendor's model of the tables (${String(finding.params["model"] ?? "")}) is there.`,
    {
      hint: "Upgrade the CRM's own database to 8.2 or later first; on a copy, --create-schema creates the tables.",
    },
  );
}
