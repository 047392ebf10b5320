import type { Settings } from "../config/settings.js";
import { findTable, type Catalog } from "../dialect/catalog.js";
import { readKnownCatalog } from "../ledger/read-known-catalog.js";
import { engineOf } from "../dialect/engines.js";
import { fine, wrong } from "../check.js";
import type { Session } from "../dialect/session.js";
import { CRM_TABLES } from "../crm/tables.js";
import { LEDGER } from "../ledger/tables.js";
import { refuseMissingRights, type Login } from "./missing-rights.js";
import { refuseUnmet, type Precondition } from "./precondition.js";

/** The stored names of the CRM's tables that the upgrade knows. */
export function knownTables(catalog: Catalog): readonly string[] {
  const known = new Set(Object.keys(CRM_TABLES).map((name) => name.toLowerCase()));
  return [...catalog.tables].filter(([lower]) => known.has(lower)).map(([, table]) => table.name);
}

/**
 * Refuses a server that is too old, and a login that may not read what the upgrade reads, or that may have tables
 * hidden from it: to the upgrade a hidden table is an empty one.
 * @returns what the login may do
 * @throws RefusedError (4)
 * @throws DatabaseError
 */
export async function refuseUnreadable(session: Session, settings: Settings): Promise<Login> {
  await refuseUnmet([version], session);
  const catalog = await readKnownCatalog(session);
  const login = await refuseMissingRights({ session, catalog, settings }, "plan");
  await refuseHiddenRows(session, catalog);
  return login;
}

/** A server that is new enough. */
export const version: Precondition<Session> = {
  id: "version",
  what: "whether this version is supported",
  code: "UNSUPPORTED_VERSION",
  async check(session) {
    const { inspection } = engineOf(session.dialect);
    // MariaDB has its name in its version.
    const name = `${session.dialect.displayName} ${session.server.version.replace(/-[a-z]+$/i, "")}`;
    if (await inspection.isSupported(session)) return fine("version", `${name} is supported.`);
    const message = `${name} is not supported: ${inspection.oldestVersion} is the oldest.`;
    return wrong("version", message, "Upgrade the database server first.");
  },
};

/** A session that sees all rows of the tables that are read: others take what they see for everything. */
export const rowSecurity: Precondition<{ readonly session: Session; readonly catalog: Catalog }> = {
  id: "row-security",
  what: "whether rows are hidden",
  code: "ROWS_HIDDEN",
  async check({ session, catalog }) {
    const hidden = await engineOf(session.dialect).inspection.hiddenRows(session, catalog.schema, readTables(catalog));
    if (hidden.length === 0) return fine("row-security", "The login sees all rows of the tables.");
    const message = `Row-level security may hide rows from this login: ${hidden.join(", ")}. What it does not see would be left out.`;
    return wrong("row-security", message, HIDDEN_ROWS_HINT);
  },
};

/** @throws RefusedError (4) where rows are hidden from the session, DatabaseError */
export function refuseHiddenRows(session: Session, catalog: Catalog): Promise<void> {
  return refuseUnmet([rowSecurity], { session, catalog });
}

/** Tables whose rows count: the CRM's that the upgrade knows, and the ledger's. */
function readTables(catalog: Catalog): readonly string[] {
  return [...knownTables(catalog), ...Object.values(LEDGER).flatMap(({ name }) => findTable(catalog, name)?.name ?? [])];
}

const HIDDEN_ROWS_HINT =
  "Use a login that sees everything (PostgreSQL: the tables' owner, or one with BYPASSRLS; SQL Server: one that the policy lets through, with the policy switched off meanwhile).";
