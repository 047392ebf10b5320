import type { Settings } from "../config/settings.js";
import type { Catalog } from "../dialect/catalog.js";
import { byTable, type LoginRights, type Right } from "../dialect/login-rights.js";
import { doubtful, fine, wrong, type Observation } from "../dialect/observation.js";
import { hiddenTables } from "../preconditions/missing-rights.js";
import type { Purpose } from "../preconditions/needed-rights.js";

/** What the rights of the login are held against. */
export interface RightsAsked {
  readonly held: LoginRights;
  readonly catalog: Catalog;
  readonly settings: Settings;
  readonly login: string;
}

/** The right on the schema, without which tables are hidden or out of reach. */
export function schemaRight({ held, catalog, settings, login }: RightsAsked): readonly Observation[] {
  const { name, always, grant } = held.schemaRight;
  const hidden = hiddenTables(held, catalog, settings, "apply");
  if (held.schemaRight.held || (!always && hidden.length === 0)) return [];
  const why = hidden.length === 0 ? "" : `: nobody can tell whether these tables are missing or hidden: ${hidden.join(", ")}`;
  return [wrong("right-schema", `The login ${login} lacks ${name} on the schema ${catalog.schema}${why}.`, grant)];
}

/**
 * The rights of one purpose: a line for each table on which some are missing, else one line with all of them.
 * Without the rights of rollback the upgrade works, but there is no way back: that is a warning.
 */
export function rightsFor({ held, login }: RightsAsked, purpose: Purpose, needed: readonly Right[]): readonly Observation[] {
  if (needed.length === 0) return [];
  const missing = needed.filter((right) => held.holds(right) === false);
  const unknown = needed.filter((right) => held.holds(right) === undefined);
  const tell = purpose === "rollback" ? doubtful : wrong;
  const [ledger, crm] = [missing.filter(({ table }) => isOurs(table)), missing.filter(({ table }) => !isOurs(table))];
  const lines = [...byTable(crm)].map(([table, rights]) =>
    tell(
      `right-${purpose}-${table}`,
      `The login ${login} lacks ${rights.join(", ")} on ${table}, which ${purpose} needs.`,
      held.grants(rights.map((right) => ({ table, right }))).join(" "),
    ),
  );
  // Its tables want the same rights, and one GRANT or script gives them all.
  if (ledger.length > 0) {
    lines.push(
      tell(
        `right-${purpose}-ledger`,
        `The login ${login} lacks rights on the ledger's tables, which ${purpose} needs: ${bySameRights(ledger)}.`,
        hintForLedger(held, ledger),
      ),
    );
  }
  if (unknown.length > 0) {
    lines.push(
      doubtful(
        `right-${purpose}`,
        `Cannot tell whether the login has these rights of ${purpose}: ${inWords(unknown)}.`,
        held.grants(unknown).join(" "),
      ),
    );
  }
  return lines.length > 0
    ? lines
    : [fine(`right-${purpose}`, `The login ${login} has the rights of ${purpose}: ${inWords(needed)}.`)];
}

function hintForLedger(held: LoginRights, rights: readonly Right[]): string {
  const grants = held.grants(rights).join(" ");
  const instead = rights.some(({ right }) => right === "CREATE");
  return instead ? `${grants} Or let a DBA create the ledger's tables with the script in docs/ledger.` : grants;
}

/** By right, since most tables need the same: `SELECT on person, s_message; UPDATE on sequence and the ledger's tables`. */
function inWords(rights: readonly Right[]): string {
  const tables = new Map<string, Set<string>>();
  for (const { table, right } of rights)
    tables.set(right, (tables.get(right) ?? new Set<string>()).add(isOurs(table) ? "the ledger's tables" : table));
  return [...tables].map(([right, own]) => `${right} on ${[...own].join(", ")}`).join("; ");
}

/** `SELECT, INSERT on consent_upgrade_run, consent_upgrade_step; …`, every table by its name. */
function bySameRights(rights: readonly Right[]): string {
  const tables = new Map<string, string[]>();
  for (const [table, own] of byTable(rights)) {
    const list = own.join(", ");
    tables.set(list, [...(tables.get(list) ?? []), table]);
  }
  return [...tables].map(([list, names]) => `${list} on ${names.join(", ")}`).join("; ");
}

function isOurs(table: string): boolean {
  return table.startsWith("consent_upgrade_");
}
