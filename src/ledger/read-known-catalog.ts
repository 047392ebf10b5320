import { CRM_TABLES, MODEL_TABLES, OLDER_NAMES, REFERRING_COLUMNS } from "../crm/tables.js";
import { readCatalog, type Catalog } from "../dialect/catalog.js";
import type { Session } from "../dialect/session.js";
import { LEDGER } from "./tables.js";

/** Every table that the upgrade knows. */
const KNOWN: readonly string[] = [
  ...Object.keys(CRM_TABLES),
  ...MODEL_TABLES,
  ...OLDER_NAMES,
  ...Object.values(LEDGER).map(({ name }) => name),
];

/**
 * Reads what the catalog says of the tables that the upgrade knows: the CRM's and its own.
 * @param options whether rows are to be taken back: then every table that may refer to one of a small table is read as well
 * @throws DatabaseError
 */
export function readKnownCatalog(session: Session, { toUndo = false }: { readonly toUndo?: boolean } = {}): Promise<Catalog> {
  return readCatalog(session, { tables: KNOWN, withColumns: toUndo ? REFERRING_COLUMNS : [] });
}
