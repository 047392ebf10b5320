import type { Settings } from "../config/settings.js";
import { findTable, hasIndexLike, type Catalog } from "../dialect/catalog.js";
import type { LoginRights, Right, TableRight } from "../dialect/login-rights.js";
import { CRM_TABLES, REFERRING_COLUMNS, type CrmTable } from "../crm/tables.js";
import { tablesWritten, type StepDefinition } from "../steps/step.js";
import { LEDGER, type LedgerTable } from "../ledger/tables.js";
import type { MissingObject } from "../steps/missing-objects.js";

/** What a login is to do with the database. `doctor`, `verify`, `status` and `report` need what `plan` needs. */
export type Purpose = "plan" | "apply" | "rollback";

/** What the pending steps would write, as far as rights depend on it. */
export interface PendingWrites {
  readonly steps: readonly StepDefinition[];
  /** The same, and those whose rows a rollback may find. */
  readonly all: readonly StepDefinition[];
  /** Small tables that get rows, and those whose rows change. */
  readonly inserted: readonly CrmTable[];
  readonly updated: readonly CrmTable[];
  /** What `consent-schema` would create. */
  readonly objects: readonly MissingObject[];
  /** Tables that earlier runs wrote to, and whose rows a rollback would undo. */
  readonly written: readonly CrmTable[];
  /** Tables that runs of ours created, and that a rollback would drop. */
  readonly created: readonly CrmTable[];
  /** Tables to which runs of ours added a column, which a rollback would drop. */
  readonly widened: readonly CrmTable[];
  /** Whether changes are logged for satellites and travellers. */
  readonly logged: boolean;
}

/** The work table alone is emptied; nothing else is ever deleted from the ledger. */
const LEDGER_RIGHTS: readonly TableRight[] = ["SELECT", "INSERT", "UPDATE"];
const EMPTIED: readonly LedgerTable[] = ["history"];

/** Known, and read by no rule: whoever adds a rule that reads one takes it out of here, and adds the grant to docs/grants.md. */
const NOT_READ_YET: readonly CrmTable[] = ["TemporaryKey"];

/** Read for `exclude.selections` alone. */
const SELECTIONS: readonly CrmTable[] = ["selection", "selectionmember"];

/** The tables that the upgrade reads, whether they are there or not. */
export function tablesToRead(settings: Settings): readonly CrmTable[] {
  const tables = (Object.keys(CRM_TABLES) as CrmTable[]).filter((table) => !NOT_READ_YET.includes(table));
  return tables.filter(
    (table) =>
      (table !== "personinterest" || settings.interests !== null) &&
      (!SELECTIONS.includes(table) || settings.exclude.selections.length > 0),
  );
}

/** Reading: every table of the CRM that the upgrade knows and this database has, and the ledger. */
export function rightsToRead(catalog: Catalog, settings: Settings): readonly Right[] {
  const ledger = Object.values(LEDGER).map(({ name }) => name);
  return [...tablesToRead(settings), ...ledger].flatMap((name) => {
    const stored = findTable(catalog, name);
    return stored === undefined ? [] : [{ table: stored.name, right: "SELECT" as const }];
  });
}

/** Writing what is pending, the ledger included; creating the ledger only where its tables are not there. */
export function rightsToWrite(catalog: Catalog, pending: PendingWrites): readonly Right[] {
  const rights: Right[] = [];
  const add = (name: string, ...wanted: readonly TableRight[]): void => {
    const table = findTable(catalog, name)?.name ?? name;
    rights.push(...wanted.map((right) => ({ table, right })));
  };
  for (const { kind, table } of pending.objects) {
    if (kind === "table") add(table, "CREATE", "SELECT", "INSERT", "UPDATE");
    if (kind === "index") add(table, "INDEX");
    if (kind === "column") add(table, "ALTER");
    if (kind === "sequence-row") add("sequence", "INSERT");
  }
  const takesIds = pending.inserted.length > 0 || pending.logged || pending.steps.some(({ kind }) => kind === "persons");
  if (takesIds) add("sequence", "UPDATE");
  for (const table of pending.inserted) add(table, "INSERT");
  for (const table of pending.updated) add(table, "UPDATE");
  for (const step of pending.steps) {
    if (step.kind !== "persons") continue;
    for (const table of tablesWritten([step], "insert")) add(table, "INSERT");
    for (const table of tablesWritten([step], "update")) add(table, "UPDATE");
  }
  for (const table of textTables(catalog, pending.steps)) add(table, "UPDATE");
  if (pending.logged) add("traveltransactionlog", "INSERT");
  if (findTable(catalog, "CacheTables") !== undefined && pending.steps.some(({ kind }) => kind !== "schema"))
    add("CacheTables", "UPDATE");
  for (const [key, table] of Object.entries(LEDGER)) {
    const stored = findTable(catalog, table.name);
    if (stored === undefined) add(table.name, "CREATE");
    else if (table.indexes.some((index) => !hasIndexLike(stored, index))) add(table.name, "INDEX");
    add(table.name, ...LEDGER_RIGHTS, ...(EMPTIED.some((name) => name === key) ? (["DELETE"] as const) : []));
  }
  return rights;
}

/**
 * Undoing what these steps wrote: rows go, old values come back, and rows that others refer to are looked for.
 * @param engine what the engine asks for where rows and tables are locked
 */
export function rightsToUndo(
  catalog: Catalog,
  pending: PendingWrites,
  engine: Pick<LoginRights, "toLockRows" | "toLockTables">,
): readonly Right[] {
  const rights: Right[] = [];
  const add = (name: string, ...wanted: readonly TableRight[]): void => {
    const table = findTable(catalog, name)?.name;
    if (table !== undefined) rights.push(...wanted.map((right) => ({ table, right })));
  };
  const texts = tablesWritten(ofKind(pending.all, "texts"), "update");
  const changed = tablesWritten(pending.all, "update");
  const rows = [
    ...pending.inserted,
    ...tablesWritten(ofKind(pending.steps, "persons"), "insert"),
    ...pending.written.filter((table) => !texts.includes(table)),
  ];
  const rewritten = [
    ...tablesWritten(ofKind(pending.steps, "texts"), "update"),
    ...pending.written.filter((table) => texts.includes(table)),
  ];
  for (const table of rows) add(table, "DELETE");
  for (const table of [...pending.updated, ...rewritten, ...rows.filter((row) => changed.includes(row))]) add(table, "UPDATE");
  for (const table of pending.created) add(table, "DROP", ...engine.toLockTables);
  for (const table of pending.widened) add(table, "ALTER", ...engine.toLockTables);
  if (rows.length + rewritten.length > 0) add("CacheTables", "UPDATE");
  if (pending.logged) {
    add("traveltransactionlog", "INSERT");
    add("sequence", "UPDATE");
    // What is logged as deleted is locked first.
    for (const table of rows) add(table, ...engine.toLockRows);
  }
  for (const table of referringTables(catalog)) add(table, "SELECT");
  for (const { name } of Object.values(LEDGER)) add(name, ...LEDGER_RIGHTS);
  return rights;
}

function ofKind(steps: readonly StepDefinition[], kind: StepDefinition["kind"]): readonly StepDefinition[] {
  return steps.filter((step) => step.kind === kind);
}

function textTables(catalog: Catalog, steps: readonly StepDefinition[]): readonly CrmTable[] {
  return tablesWritten(ofKind(steps, "texts"), "update").filter((table) => findTable(catalog, table) !== undefined);
}

/** Tables with a column that has the name of a reference row's key: such a row is not deleted while they refer to it. */
function referringTables(catalog: Catalog): readonly string[] {
  const keys = REFERRING_COLUMNS.map((key) => key.toLowerCase());
  return [...catalog.tables.values()].filter(({ columns }) => keys.some((key) => columns.has(key))).map(({ name }) => name);
}
