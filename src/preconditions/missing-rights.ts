import type { Settings } from "../config/settings.js";
import { findTable, type Catalog } from "../dialect/catalog.js";
import { engineOf } from "../dialect/engines.js";
import { byTable, rightsCounted, type LoginRights, type Right } from "../dialect/login-rights.js";
import type { Session } from "../dialect/session.js";
import { wrong, type Check } from "../check.js";
import { CRM_TABLES } from "../crm/tables.js";
import { LEDGER } from "../ledger/tables.js";
import { rightsToRead, rightsToUndo, rightsToWrite, tablesToRead, type PendingWrites, type Purpose } from "./needed-rights.js";
import { refuseFailed } from "./precondition.js";

/** The login's rights as the server tells them. @throws DatabaseError */
export function loginRights(session: Session, catalog: Catalog): Promise<LoginRights> {
  const tables = [...catalog.tables.values()].map(({ name }) => name);
  return engineOf(session.dialect).inspection.rights(session, catalog.schema, tables);
}

/**
 * Tables that the catalog does not show, and would not show if they were there. Who only plans has the ledger's told as a
 * warning: without a ledger the figures are those of a database that was never upgraded.
 */
export function hiddenTables(held: LoginRights, catalog: Catalog, settings: Settings, purpose: Purpose): readonly string[] {
  if (held.schemaRight.held || held.schemaRight.always) return [];
  const ledger = purpose === "plan" ? [] : Object.values(LEDGER).map(({ name }) => name);
  return [...tablesToRead(settings), ...ledger].filter(
    (table) => findTable(catalog, table) === undefined && held.holds({ table, right: "SELECT" }) !== true,
  );
}

/** Whether earlier runs may have left a ledger that this login does not see. */
export function ledgerMaybeHidden(held: LoginRights, catalog: Catalog, settings: Settings): boolean {
  const hidden = hiddenTables(held, catalog, settings, "apply");
  return Object.values(LEDGER).every(({ name }) => hidden.includes(name));
}

/** Everything that a purpose needs, each right once. */
export function neededRights(
  held: LoginRights,
  catalog: Catalog,
  settings: Settings,
  purpose: Purpose,
  pending: PendingWrites | undefined,
): readonly Right[] {
  const all = [
    ...rightsToRead(catalog, settings),
    ...(purpose === "apply" && pending !== undefined ? rightsToWrite(catalog, pending) : []),
    ...(purpose === "rollback" && pending !== undefined ? rightsToUndo(catalog, pending, held) : []),
  ];
  return [...byTable(all)].flatMap(([table, rights]) => rights.map((right) => ({ table, right })));
}

/** The rights of the first list that are not in the second. */
export function rightsBeyond(rights: readonly Right[], others: readonly Right[]): readonly Right[] {
  return rights.filter(({ table, right }) => !others.some((other) => other.table === table && other.right === right));
}

/** Statements that an error names itself; more are for `doctor --grants`. */
const FEW = 3;

/**
 * Which rights a login lacks for a purpose, naming the first of them and where to read all.
 * @param pending what would be written; undefined for reading
 */
export function missingRights(
  login: string,
  held: LoginRights,
  catalog: Catalog,
  settings: Settings,
  purpose: Purpose,
  pending?: PendingWrites,
): readonly Check[] {
  const { schemaRight } = held;
  const hidden = hiddenTables(held, catalog, settings, purpose);
  const needed = neededRights(held, withTables(catalog, hidden), settings, purpose, pending);
  const all = needed.filter((right) => held.holds(right) === false);
  const rights = all.filter(({ table }) => !hidden.includes(table));
  const schemaToo = !schemaRight.held && (schemaRight.always || hidden.length > 0);
  if (rights.length === 0 && !schemaToo) return [];
  const grants = [...(schemaToo ? [schemaRight.grant] : []), ...held.grants(all, hidden)];
  const lacks = rights.length > FEW ? rightsCounted(rights) : "rights";
  const onSchema = `${schemaRight.name} on the schema ${catalog.schema}${whyHidden(catalog, hidden)}`;
  const words = [...(schemaToo ? [onSchema] : []), ...inWords(rights)].join("; ");
  return [
    wrong(
      `right-${purpose}`,
      `The login ${login} lacks ${lacks} that ${purpose} needs: ${words}.`,
      grants.length > FEW
        ? "consent-upgrade doctor --grants prints all that is missing as one block for a DBA to paste."
        : `A DBA grants them: ${grants.join(" ")} (consent-upgrade doctor checks everything else, too.)`,
    ),
  ];
}

function whyHidden(catalog: Catalog, tables: readonly string[]): string {
  return tables.length === 0 ? "" : ` (${nobodyCanTell(catalog, tables)})`;
}

/** Why the right on the schema is asked for. */
export function nobodyCanTell(catalog: Catalog, hidden: readonly string[]): string {
  return catalog.tables.size === 0
    ? "without it none of the CRM's tables is seen"
    : `without it nobody can tell whether these tables are missing or hidden: ${hidden.join(", ")}`;
}

/** The catalog as if tables that are hidden were there, as far as rights need it; the ledger's are created where they are not. */
export function withTables(catalog: Catalog, hidden: readonly string[]): Catalog {
  const ofCrm = hidden.filter((name) => Object.hasOwn(CRM_TABLES, name));
  const tables = new Map(catalog.tables);
  for (const name of ofCrm) tables.set(name.toLowerCase(), { name, columns: new Map(), indexes: [] });
  return { ...catalog, tables };
}

/** `INSERT, UPDATE on ConsentPerson`, `SELECT on Email`; of many their number, and those on the first tables. */
function inWords(rights: readonly Right[]): readonly string[] {
  const tables = [...byTable(rights)].map(([table, own]) => `${own.join(", ")} on ${table}`);
  return tables.length > FEW + 1 ? [...tables.slice(0, FEW), `others on ${tables.length - FEW} more tables`] : tables;
}

/**
 * Refuses a login that lacks rights before anything is written.
 * @returns what the login may do
 * @throws RefusedError (4)
 */
export async function refuseMissingRights(
  session: Session,
  catalog: Catalog,
  settings: Settings,
  purpose: Purpose,
  pending?: PendingWrites,
): Promise<LoginRights> {
  const held = await loginRights(session, catalog);
  refuseFailed("MISSING_RIGHT", missingRights(session.server.login, held, catalog, settings, purpose, pending));
  return held;
}
