import type { Settings } from "../config/settings.js";
import { findTable, schemasWithTable, type Catalog } from "../dialect/catalog.js";
import { engineOf } from "../dialect/engines.js";
import { fine, wrong, type Check } from "../check.js";
import type { Session } from "../dialect/session.js";
import { sql } from "../dialect/sql.js";
import { RefusedError } from "../errors.js";
import { CRM_TABLES, ESSENTIAL_TABLES, type CrmTable } from "../crm/tables.js";
import { SequenceTable, type SequenceRow } from "../crm/sequence.js";
import { readKnownCatalog } from "../ledger/read-known-catalog.js";
import type { LedgerState } from "../ledger/step-states.js";
import { LEDGER } from "../ledger/tables.js";
import { readLedger } from "../ledger/whole-ledger.js";
import { readUpgradeContext, type Reading, type UpgradeContext } from "../work/upgrade-context.js";
import { hasReplicas, travellersOut } from "./guards.js";
import { refuseMissingRights, type Login } from "./missing-rights.js";
import { refuseUnmet, type Precondition } from "./precondition.js";

/** A database that may be upgraded, as far as reading can tell. */
export interface ReadyDatabase {
  readonly upgrade: UpgradeContext;
  readonly state: LedgerState;
}

/**
 * Reads a database at first sight: refuses, before the rest, a server that is too old, and a login that may not read what the
 * upgrade reads, or that may have tables or rows hidden from it: to the upgrade a hidden table is an empty one.
 * @returns what the login may do besides
 * @throws RefusedError (4)
 * @throws DatabaseError
 */
export async function readAtFirstSight(
  session: Session,
  settings: Settings,
  reading: Reading = {},
): Promise<ReadyDatabase & { readonly login: Login }> {
  await refuseUnmet([version], session);
  const catalog = await readKnownCatalog(session, reading);
  const login = await refuseMissingRights({ session, catalog, settings }, "plan");
  await refuseUnmet([rowSecurity], { session, catalog });
  return { login, ...(await readDatabase(session, settings, { ...reading, catalog })) };
}

/**
 * Reads what a database holds, and refuses one that is not to be upgraded.
 * @throws RefusedError (4)
 * @throws DatabaseError
 */
export async function readDatabase(session: Session, settings: Settings, reading?: Reading): Promise<ReadyDatabase> {
  const upgrade = await readUpgradeContext(session, settings, reading);
  await refuseUnmet([crmDatabase, central], upgrade);
  const { state } = await readLedger(session, upgrade.catalog);
  return { upgrade, state };
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

type OfCatalog = Precondition<{ readonly session: Session; readonly catalog: Catalog }>;

/** A session that sees all rows of the tables that are read: others take what they see for everything. */
export const rowSecurity: OfCatalog = {
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

/** The stored names of the CRM's tables that the upgrade knows. */
export function knownTables(catalog: Catalog): readonly string[] {
  const known = new Set(Object.keys(CRM_TABLES).map((name) => name.toLowerCase()));
  return [...catalog.tables].filter(([lower]) => known.has(lower)).map(([, table]) => table.name);
}

/** Tables whose rows count: the CRM's that the upgrade knows, and the ledger's. */
function readTables(catalog: Catalog): readonly string[] {
  return [...knownTables(catalog), ...Object.values(LEDGER).flatMap(({ name }) => findTable(catalog, name)?.name ?? [])];
}

const HIDDEN_ROWS_HINT =
  "Use a login that sees everything (PostgreSQL: the tables' owner, or one with BYPASSRLS; SQL Server: one that the policy lets through, with the policy switched off meanwhile).";

/** A CRM database with real time columns, by what is missing; `doctor` prints besides what it found. */
export const crmDatabase: OfCatalog = {
  id: "tables",
  what: "which tables there are",
  code: "NOT_A_CRM_DATABASE",
  async check({ session, catalog }) {
    const missing = ESSENTIAL_TABLES.filter((table) => findTable(catalog, table) === undefined);
    if (missing.length === 0) return missingColumns(catalog);
    const all = await schemasWithTable(session, "s_shipment_addr");
    const elsewhere = all.filter((schema) => schema !== catalog.schema);
    return wrong(
      "tables",
      `The database ${session.server.database} (schema ${catalog.schema}) is no CRM database: it lacks the table${missing.length > 1 ? "s" : ""} ${missing.join(", ")}.`,
      elsewhere.length > 0
        ? `The CRM's tables seem to stand in the schema ${elsewhere.join(" or ")}: add ?schema=${elsewhere[0]} to the database URL.`
        : "Check the database's name and the schema (?schema=…), and that this login may see the tables.",
    );
  },
};

const TIMES: readonly (readonly [CrmTable, string])[] = [
  ["person", "registered"],
  ["ConsentPerson", "registered"],
  ["s_shipment", "start_date"],
  ["s_shipment_addr", "sending_time"],
];

function missingColumns(catalog: Catalog): readonly Check[] {
  const missing = (Object.keys(CRM_TABLES) as CrmTable[]).flatMap((name) => {
    const stored = findTable(catalog, name);
    if (stored === undefined) return [];
    return CRM_TABLES[name].columns
      .filter((column) => column.required && !stored.columns.has(column.name.toLowerCase()))
      .map((column) => `${stored.name}.${column.name}`);
  });
  if (missing.length > 0) {
    const hint = "Check that the schema is the CRM's, and that its own upgrade ended well.";
    return [wrong("tables", `Columns that the upgrade needs are missing: ${missing.join(", ")}.`, hint)];
  }
  const integers = TIMES.filter(([table, name]) => {
    const type = findTable(catalog, table)?.columns.get(name)?.type;
    return type !== undefined && !/date|time/.test(type);
  });
  if (integers.length === 0) return [];
  const named = integers.map((pair) => pair.join(".")).join(", ");
  const message = `This database keeps times as integers (${named}): it is too old for the upgrade.`;
  return [wrong("tables", message, "Upgrade the CRM to a release with real time columns first.", "UNSUPPORTED_VERSION")];
}

/** The level of the central database in `travelcurrent`; satellites and travel databases have a lower one. */
const CENTRAL_LEVEL = 10;

/** Neither a satellite nor a travel database, but a central one, whose travellers are home. */
export const central: Precondition<Pick<UpgradeContext, "session" | "relations">> = {
  id: "travellers",
  what: "whether there are satellites or travellers",
  code: "TRAVELLERS_OUT",
  async check({ session, relations }) {
    const [current] = await session.query<{ level: number | null }>(
      sql`SELECT MIN(c.systemlevel) AS level FROM ${relations.of("travelcurrent")} c`,
    );
    const level = current?.level ?? null;
    if (level !== null && Number(level) < CENTRAL_LEVEL) {
      const message = `This is a satellite or travel database (system level ${level}), not the central one.`;
      const hint = "Run the upgrade on the central database; satellites receive the changes by replication.";
      return wrong("travellers", message, hint, "NOT_CENTRAL");
    }
    const out = await session.query<{ id: number }>(sql`${travellersOut(relations)} ORDER BY t.travel_id`);
    if (out.length === 0) return [];
    const ids = out.slice(0, 10).map((row) => row.id);
    return wrong(
      "travellers",
      `${out.length} traveller${out.length > 1 ? "s are" : " is"} out (associate ${ids.join(", ")}${out.length > 10 ? ", …" : ""}).`,
      "Let all travellers come home (synchronise and go home in the CRM), then run again.",
    );
  },
};

/**
 * The row of `sequence` for the replication log, where changes have to be logged.
 * @throws RefusedError (4) where they have to be, and the row is missing
 */
export async function logSequenceRow(upgrade: UpgradeContext): Promise<SequenceRow | undefined> {
  const { session, catalog, relations, settings } = upgrade;
  const { replicationLog } = settings.run;
  if (replicationLog === "never") return undefined;
  if (replicationLog === "auto" && !(await hasReplicas(session, relations))) return undefined;
  if (!relations.has("traveltransactionlog")) {
    throw new RefusedError(
      "NO_REPLICATION_LOG",
      "Changes have to be logged for satellites or travellers, but the table traveltransactionlog is missing.",
      {
        hint: "Check that the schema is the CRM's; with run.replicationLog: never nothing is logged, and satellites miss the changes.",
      },
    );
  }
  return new SequenceTable(session, catalog).row("traveltransactionlog");
}
