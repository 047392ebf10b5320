import type { Settings } from "../config/settings.js";
import { findTable, type Catalog } from "../dialect/catalog.js";
import { readKnownCatalog } from "../ledger/read-known-catalog.js";
import { engineOf } from "../dialect/engines.js";
import type { LoginRights } from "../dialect/login-rights.js";
import type { Session } from "../dialect/session.js";
import { RefusedError } from "../errors.js";
import { CRM_TABLES } from "../crm/tables.js";
import { LEDGER } from "../ledger/tables.js";
import { refuseMissingRights } from "./missing-rights.js";
import { pendingWrites } from "./pending-writes.js";
import type { ReadyDatabase } from "./ready-database.js";
import type { SelectedStep } from "../work/select-steps.js";

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
export async function refuseUnreadable(session: Session, settings: Settings): Promise<LoginRights> {
  const inspection = engineOf(session.dialect).inspection;
  if (!(await inspection.isSupported(session))) {
    throw new RefusedError(
      "UNSUPPORTED_VERSION",
      `The server has version ${session.server.version}; ${inspection.oldestVersion} is the oldest that is supported.`,
      {
        hint: "Upgrade the database server first.",
      },
    );
  }
  const catalog = await readKnownCatalog(session);
  const rights = await refuseMissingRights(session, catalog, settings, "plan");
  await refuseHiddenRows(session, catalog);
  return rights;
}

/**
 * Refuses a session from which the server hides rows: it would take what it sees for everything.
 * @throws RefusedError (4)
 * @throws DatabaseError
 */
export async function refuseHiddenRows(session: Session, catalog: Catalog): Promise<void> {
  const hidden = await engineOf(session.dialect).inspection.hiddenRows(session, catalog.schema, readTables(catalog));
  if (hidden.length > 0) throw new RefusedError("ROWS_HIDDEN", hiddenRowsMessage(hidden), { hint: HIDDEN_ROWS_HINT });
}

/** Tables whose rows count: the CRM's that the upgrade knows, and the ledger's. */
export function readTables(catalog: Catalog): readonly string[] {
  return [...knownTables(catalog), ...Object.values(LEDGER).flatMap(({ name }) => findTable(catalog, name)?.name ?? [])];
}

/** What is wrong where rows are hidden, and what to do. */
export function hiddenRowsMessage(hidden: readonly string[]): string {
  return `Row-level security may hide rows from this login: ${hidden.join(", ")}. What it does not see would be left out.`;
}

export const HIDDEN_ROWS_HINT =
  "Use a login that sees everything (PostgreSQL: the tables' owner, or one with BYPASSRLS; SQL Server: one that the policy lets through, with the policy switched off meanwhile).";

/**
 * Refuses a server that takes no writes, or is set up so that batches would go wrong, and a login that may not
 * write what the selected steps write: before the first write, and before the lock.
 * @throws RefusedError (4)
 * @throws DatabaseError
 */
export async function refuseUnwritable({ upgrade }: ReadyDatabase, selected: readonly SelectedStep[]): Promise<void> {
  const { session, catalog, settings } = upgrade;
  const inspection = engineOf(session.dialect).inspection;
  const reason = await inspection.readOnlyReason(session);
  if (reason !== undefined) {
    throw new RefusedError("READ_ONLY_SERVER", `The server takes no writes: ${reason}.`, {
      hint: "Connect to the primary server, and see that it takes writes.",
    });
  }
  const wrong = (await inspection.settings(session, catalog.schema, knownTables(catalog))).filter(
    ({ outcome }) => outcome === "fail",
  );
  if (wrong.length > 0) {
    throw new RefusedError("UNFIT_SERVER", wrong.map(({ message }) => message).join(" "), {
      hint: wrong.flatMap(({ hint }) => hint ?? []).join(" "),
    });
  }
  const steps = selected.filter(({ choice }) => choice === "run").map(({ step }) => step);
  await refuseMissingRights(session, catalog, settings, "apply", await pendingWrites(upgrade, steps));
}
