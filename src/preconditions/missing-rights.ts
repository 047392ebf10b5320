import type { Settings } from "../config/settings.js";
import { findTable, type Catalog } from "../dialect/catalog.js";
import { engineOf } from "../dialect/engines.js";
import { byTable, rightsCounted, type LoginRights, type Right } from "../dialect/login-rights.js";
import type { Session } from "../dialect/session.js";
import { RefusedError } from "../errors.js";
import { LEDGER } from "../ledger/tables.js";
import { rightsToRead, rightsToUndo, rightsToWrite, tablesToRead, type PendingWrites, type Purpose } from "./needed-rights.js";

/** Rights that a purpose needs and the login does not hold. */
export interface MissingRights {
  readonly rights: readonly Right[];
  /** The right on the schema that is missing, as the engine calls it: `USAGE`. */
  readonly onSchema: string | undefined;
  /** Tables that are missing, or hidden for want of that right. */
  readonly hidden: readonly string[];
  /** What a DBA has to run, in the engine's dialect. */
  readonly grants: readonly string[];
}

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
  if (held.schemaRight.held) return [];
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

/**
 * Which rights are missing for a purpose.
 * @param pending what would be written; undefined for reading
 */
function missingRights(
  held: LoginRights,
  catalog: Catalog,
  settings: Settings,
  purpose: Purpose,
  pending: PendingWrites | undefined,
): MissingRights {
  const needed = neededRights(held, catalog, settings, purpose, pending);
  const rights = needed.filter((right) => held.holds(right) === false);
  const { schemaRight } = held;
  const hidden = hiddenTables(held, catalog, settings, purpose);
  const schemaToo = !schemaRight.held && (schemaRight.always || hidden.length > 0);
  return {
    rights,
    onSchema: schemaToo ? schemaRight.name : undefined,
    hidden,
    grants: [...(schemaToo ? [schemaRight.grant] : []), ...held.grants(rights)],
  };
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

/** The missing rights in words: `INSERT, UPDATE on ConsentPerson; SELECT on Email`; of many their number, and those on the first tables. */
function rightsInWords({ rights, onSchema, hidden }: MissingRights, schema: string): string {
  const tables = [...byTable(rights)].map(([table, own]) => `${own.join(", ")} on ${table}`);
  const shown = tables.length > FEW + 1 ? [...tables.slice(0, FEW), `others on ${tables.length - FEW} more tables`] : tables;
  const why =
    hidden.length === 0 ? "" : ` (without it nobody can tell whether these tables are missing or hidden: ${hidden.join(", ")})`;
  return [...(onSchema === undefined ? [] : [`${onSchema} on the schema ${schema}${why}`]), ...shown].join("; ");
}

/**
 * Refuses a login that lacks rights before anything is written, naming the first of them and where to read all.
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
  const missing = missingRights(held, catalog, settings, purpose, pending);
  if (missing.rights.length === 0 && missing.onSchema === undefined) return held;
  const { grants } = missing;
  const lacks = missing.rights.length > FEW ? rightsCounted(missing.rights) : "rights";
  throw new RefusedError(
    "MISSING_RIGHT",
    `The login ${session.server.login} lacks ${lacks} that ${purpose} needs: ${rightsInWords(missing, catalog.schema)}.`,
    {
      hint:
        grants.length > FEW
          ? "consent-upgrade doctor --grants prints all that is missing as one block for a DBA to paste."
          : `A DBA grants them: ${grants.join(" ")} (consent-upgrade doctor checks everything else, too.)`,
    },
  );
}
