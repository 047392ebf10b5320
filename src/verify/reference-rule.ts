import { findTable } from "../dialect/catalog.js";
import type { Check } from "../check.js";
import { count } from "../dialect/counts.js";
import { readCreatedObjects } from "../ledger/created-objects.js";
import { CRM_TABLES, type CrmTable } from "../crm/tables.js";
import { checksOf, fails, foundIds, reasonsOf, warns } from "./findings.js";
import type { KeyedTable } from "../crm/reference.js";
import { newestDone, passesOfStep } from "./passes.js";
import { rowsInIds, type Verification } from "./verification.js";

/** Keys that the upgrade's rows refer to, or that the CRM expects after it (domain.md, "Keys"). */
const KEYS: Readonly<Record<KeyedTable, readonly string[]>> = {
  ConsentPurpose: ["STORE", "EMARKETING"],
  LegalBase: ["61A", "61B", "61C", "61D", "61E", "61F", "WITHDRAWN"],
  ConsentSource: ["USER", "EMAIL", "REQUEST", "CHAT", "WEBFORM", "CUSTOMERPORTAL", "IMPORT", "API", "UNKNOWN"],
};

/** Without these, rows of ours mean nothing. */
const INDISPENSABLE: readonly string[] = ["STORE", "EMARKETING", "61F", "WITHDRAWN"];

const REASONS = reasonsOf("key", {
  missing: fails(
    "reference rows that are missing",
    "The CRM knows these rows by key. Restore them, or write them with apply --rerun reference-data.",
  ),
  twice: fails("keys that several reference rows have", "Keys are unique in the CRM: give all but one of the rows another key."),
  removed: warns(
    "reference rows that the upgrade added and that somebody removed since",
    "Nothing of the upgrade refers to them.",
  ),
});

const SCHEMA = reasonsOf("name", {
  "no-object": fails(
    "tables and columns that the step should have left behind and that are missing",
    "Somebody dropped them since, or the step did not end. Compare with a backup.",
  ),
  announced: fails(
    "tables, columns and indexes that were announced and never created",
    "Run consent-upgrade apply again: it goes on where it stopped.",
  ),
});

const CONSENT_TABLES: readonly CrmTable[] = [
  "ConsentPurpose",
  "LegalBase",
  "ConsentSource",
  "ConsentPerson",
  "ShipmentType",
  "ShipmentTypeReservation",
];

/** The consent tables with their columns, and the new column of mailings, are there. @throws DatabaseError */
export async function schema(verification: Verification): Promise<readonly Check[]> {
  const { session, catalog, ledger, passes } = verification;
  if (newestDone(passes, "consent-schema") === undefined) return [];
  const missing = CONSENT_TABLES.flatMap((table) => {
    const stored = findTable(catalog, table);
    if (stored === undefined) return [table];
    return CRM_TABLES[table].columns
      .filter((column) => column.required && !stored.columns.has(column.name.toLowerCase()))
      .map((column) => `${table}.${column.name}`);
  });
  if (findTable(catalog, "s_shipment")?.columns.has("shipmenttype_id") !== true) missing.push("s_shipment.shipmenttype_id");
  const { rows } = await readCreatedObjects(session, ledger);
  const announced = rows.filter((row) => row.status === "announced").map((row) => `${row.table_name}.${row.object_name}`);
  const found = foundIds({ "no-object": missing, announced });
  return checksOf("consent-schema", found, SCHEMA, "The consent tables and their columns are there.");
}

/** Purposes, legal bases and sources are there by key, each once. @throws DatabaseError */
export async function referenceData(verification: Verification): Promise<readonly Check[]> {
  const { keyed, passes } = verification;
  const pass = newestDone(passes, "reference-data");
  if (pass === undefined) return [];
  const sources = Object.values(pass.settings.consentSource);
  const missing: string[] = [];
  const removed: string[] = [];
  const twice: string[] = [];
  for (const [name, keys] of Object.entries(KEYS)) {
    const table = name as KeyedTable;
    const wanted = table === "ConsentSource" ? [...new Set([...keys, ...sources])] : keys;
    const gone = wanted.filter((key) => keyed.ids(table, key).length === 0);
    const needed = [...INDISPENSABLE, ...sources];
    const byUsers = await removedSince(verification, table);
    const optional = gone.filter((key) => !needed.includes(key));
    const explained = optional.length <= byUsers;
    missing.push(...gone.filter((key) => needed.includes(key) || !explained).map((key) => `${table} ${key}`));
    if (explained) removed.push(...optional.map((key) => `${table} ${key}`));
    twice.push(...wanted.filter((key) => keyed.ids(table, key).length > 1).map((key) => `${table} ${key}`));
  }
  const found = foundIds({ missing, removed, twice });
  return checksOf("reference-data", found, REASONS, "Purposes, legal bases and consent sources are there by key, each once.");
}

/** How many rows of a small table that the upgrade added are gone. */
async function removedSince(verification: Verification, table: KeyedTable): Promise<number> {
  const { batches, passes } = verification;
  const own = passesOfStep(passes, "reference-data");
  let gone = 0;
  for (const batch of batches.filter((one) => own.includes(one.pass) && one.table_name === table && one.first_id !== null)) {
    gone += count(batch.inserted) - (await rowsInIds(verification, table, batch));
  }
  return gone;
}
