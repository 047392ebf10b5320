import { findTable, type Catalog } from "../dialect/catalog.js";
import { CONSENT_TABLES, MODEL_TABLES, OLDER_NAMES, type CrmTable } from "./tables.js";

/** A real CRM that lacks consent tables: its own upgrade has to create them. */
export interface VendorFirst {
  /** The vendor's model table. */
  readonly model: string;
  readonly missing: readonly CrmTable[];
  /** Tables under the names that consent tables had earlier. */
  readonly older: readonly string[];
}

/** The vendor's model table, which real CRMs have, and samples and copies of parts have not. */
export function vendorModel(catalog: Catalog): string | undefined {
  return MODEL_TABLES.map((name) => findTable(catalog, name)?.name).find((name) => name !== undefined);
}

/** Undefined where the consent tables are there, and where they are ours to create. */
export function vendorFirst(catalog: Catalog): VendorFirst | undefined {
  const model = vendorModel(catalog);
  const missing = CONSENT_TABLES.filter((table) => findTable(catalog, table) === undefined);
  if (model === undefined || missing.length === 0) return undefined;
  return { model, missing, older: OLDER_NAMES.flatMap((name) => findTable(catalog, name)?.name ?? []) };
}

/** What is wrong there, and what to do: the same words in every command. */
export function vendorFirstMessage({ model, missing, older }: VendorFirst): { readonly message: string; readonly hint: string } {
  const also = older.length === 0 ? "" : ` Tables under older names are there: ${older.join(", ")}.`;
  return {
    message: `Consent tables are missing (${missing.join(", ")}), and the vendor's model of the tables (${model}) is there.${also}`,
    hint: "Upgrade the CRM's own database to 8.2 or later first: the vendor's upgrade creates these tables, and removes those under older names.",
  };
}
