import type { Settings } from "../config/settings.js";
import { findTable, type Catalog } from "../dialect/catalog.js";
import { engineOf } from "../dialect/engines.js";
import { byTable, rightsCounted, type LoginRights, type Right } from "../dialect/login-rights.js";
import { wrong, type Check } from "../check.js";
import { CRM_TABLES } from "../crm/tables.js";
import { LEDGER } from "../ledger/tables.js";
import type { UpgradeContext } from "../work/upgrade-context.js";
import { rightsToRead, rightsToUndo, rightsToWrite, tablesToRead, type PendingWrites, type Purpose } from "./needed-rights.js";
import { refuseFailed } from "./precondition.js";

/** A login with its rights, and what they are held against. */
export interface Login {
  readonly name: string;
  readonly held: LoginRights;
  readonly catalog: Catalog;
  readonly settings: Settings;
  /** Tables that the catalog does not show, and would not show if they were there: the CRM's and the ledger's. */
  readonly hidden: readonly string[];
}

/** @throws DatabaseError */
export async function readLogin({ session, catalog, settings }: Reading): Promise<Login> {
  const stored = [...catalog.tables.values()].map(({ name }) => name);
  const held = await engineOf(session.dialect).inspection.rights(session, catalog.schema, stored);
  const seesAll = held.schemaRight.held || held.schemaRight.always;
  const hidden = (seesAll ? [] : [...tablesToRead(settings), ...LEDGER_TABLES]).filter(
    (table) => findTable(catalog, table) === undefined && held.holds({ table, right: "SELECT" }) !== true,
  );
  return { name: session.server.login, held, catalog, settings, hidden };
}

type Reading = Pick<UpgradeContext, "session" | "catalog" | "settings">;

const LEDGER_TABLES: readonly string[] = Object.values(LEDGER).map(({ name }) => name);

/** Whether earlier runs may have left a ledger that this login does not see. */
export function ledgerMaybeHidden({ hidden }: Login): boolean {
  return LEDGER_TABLES.every((name) => hidden.includes(name));
}

/** Everything that a purpose needs, each right once. @param pending what would be written; undefined for reading */
export function neededRights(
  { held, catalog, settings }: Login,
  purpose: Purpose,
  pending: PendingWrites | undefined,
): readonly Right[] {
  const all = [...rightsToRead(catalog, settings)];
  if (purpose === "apply" && pending !== undefined) all.push(...rightsToWrite(catalog, pending));
  if (purpose === "rollback" && pending !== undefined) all.push(...rightsToUndo(catalog, pending, held));
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
export function missingRights(login: Login, purpose: Purpose, pending?: PendingWrites): readonly Check[] {
  const { held, catalog } = login;
  const { schemaRight } = held;
  // Who only plans is warned of a hidden ledger: without one the figures are those of a database that was never upgraded.
  const hidden = login.hidden.filter((table) => purpose !== "plan" || !LEDGER_TABLES.includes(table));
  const needed = neededRights(asIfSeen(login), purpose, pending);
  const all = needed.filter((right) => held.holds(right) === false);
  const rights = all.filter(({ table }) => !hidden.includes(table));
  const schemaToo = !schemaRight.held && (schemaRight.always || hidden.length > 0);
  if (rights.length === 0 && !schemaToo) return [];
  const grants = [...(schemaToo ? [schemaRight.grant] : []), ...held.grants(all, hidden)];
  const lacks = rights.length > FEW ? rightsCounted(rights) : "rights";
  const why = hidden.length === 0 ? "" : ` (${nobodyCanTell(catalog, hidden)})`;
  const onSchema = `${schemaRight.name} on the schema ${catalog.schema}${why}`;
  const words = [...(schemaToo ? [onSchema] : []), ...inWords(rights)].join("; ");
  return [
    wrong(
      `right-${purpose}`,
      `The login ${login.name} lacks ${lacks} that ${purpose} needs: ${words}.`,
      grants.length > FEW
        ? "consent-upgrade doctor --grants prints all that is missing as one block for a DBA to paste."
        : `A DBA grants them: ${grants.join(" ")} (consent-upgrade doctor checks everything else, too.)`,
    ),
  ];
}

/** Why the right on the schema is asked for. */
export function nobodyCanTell(catalog: Catalog, hidden: readonly string[]): string {
  return catalog.tables.size === 0
    ? "without it none of the CRM's tables is seen"
    : `without it nobody can tell whether these tables are missing or hidden: ${hidden.join(", ")}`;
}

/** As if the CRM's hidden tables were there, as far as rights need it; the ledger's are created where they are not. */
export function asIfSeen(login: Login): Login {
  const tables = new Map(login.catalog.tables);
  for (const name of login.hidden.filter((hidden) => Object.hasOwn(CRM_TABLES, hidden)))
    tables.set(name.toLowerCase(), { name, columns: new Map(), indexes: [] });
  return { ...login, catalog: { ...login.catalog, tables } };
}

/** `INSERT, UPDATE on ConsentPerson`, `SELECT on Email`; of many their number, and those on the first tables. */
function inWords(rights: readonly Right[]): readonly string[] {
  const tables = [...byTable(rights)].map(([table, own]) => `${own.join(", ")} on ${table}`);
  return tables.length > FEW + 1 ? [...tables.slice(0, FEW), `others on ${tables.length - FEW} more tables`] : tables;
}

/** Refuses a login that lacks rights before anything is written. @throws RefusedError (4) */
export async function refuseMissingRights(reading: Reading, purpose: Purpose, pending?: PendingWrites): Promise<Login> {
  const login = await readLogin(reading);
  refuseFailed("MISSING_RIGHT", missingRights(login, purpose, pending));
  return login;
}
