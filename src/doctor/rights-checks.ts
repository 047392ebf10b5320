import { bySameRights, rightsCounted, type LoginRights, type Right } from "../dialect/login-rights.js";
import { doubtful, fine, wrong, type Check } from "../check.js";
import { nobodyCanTell, type Login } from "../preconditions/missing-rights.js";
import type { Purpose } from "../preconditions/needed-rights.js";

/**
 * The right on the schema, without which tables are hidden or out of reach, and those to read hidden ones.
 * @param needed of `plan`, on hidden tables as well
 */
export function schemaRight({ held, catalog, hidden, name: login }: Login, needed: readonly Right[]): readonly Check[] {
  const { name, always, grant } = held.schemaRight;
  if (held.schemaRight.held || (!always && hidden.length === 0)) return [];
  const why = hidden.length === 0 ? "" : `: ${nobodyCanTell(catalog, hidden)}`;
  const message = `The login ${login} lacks ${name} on the schema ${catalog.schema}${why}.`;
  const toRead = needed.filter(({ table }) => hidden.includes(table));
  return [wrong("right-schema", message, inBlock([grant, ...held.grants(toRead, hidden)]))];
}

/**
 * The rights of one purpose: one line, with all that are missing and the block that gives them, else with all that are held.
 * Without the rights of rollback the upgrade works, but there is no way back: that is a warning.
 */
export function rightsFor({ held, hidden, name: login }: Login, purpose: Purpose, needed: readonly Right[]): readonly Check[] {
  if (needed.length === 0) return [];
  const missing = needed.filter((right) => held.holds(right) === false);
  const unknown = needed.filter((right) => held.holds(right) === undefined);
  const tell = purpose === "rollback" ? doubtful : wrong;
  const lines: Check[] = [];
  if (missing.length > 0) {
    const message = `The login ${login} lacks ${rightsCounted(missing)} that ${purpose} needs: ${shortly(missing)}.`;
    lines.push(tell(`right-${purpose}`, message, blockToPaste(held, missing, hidden)));
  }
  if (unknown.length > 0) {
    lines.push(
      doubtful(
        `right-${purpose}-unknown`,
        `Cannot tell whether the login has these rights of ${purpose}: ${inWords(unknown)}.`,
        blockToPaste(held, unknown, hidden),
      ),
    );
  }
  return lines.length > 0
    ? lines
    : [fine(`right-${purpose}`, `The login ${login} has the rights of ${purpose}: ${inWords(needed)}.`)];
}

/** Of tables of the ledger that are yet to be created, that alone: who creates them has the other rights. */
function shortly(rights: readonly Right[]): string {
  const ahead = new Set(rights.filter(({ table, right }) => right === "CREATE" && isOurs(table)).map(({ table }) => table));
  const others = rights.filter(({ table }) => !ahead.has(table));
  return [
    ...(others.length > 0 ? [bySameRights(others)] : []),
    ...(ahead.size > 0 ? ["CREATE on the ledger's tables"] : []),
  ].join("; ");
}

/** The statements, and what else a DBA may do for the ledger. */
function blockToPaste(held: LoginRights, rights: readonly Right[], hidden: readonly string[]): string {
  const creates = rights.some(({ table, right }) => right === "CREATE" && isOurs(table));
  return inBlock(
    held.grants(rights, hidden),
    ...(creates ? ["Or let a DBA create the ledger's tables with the script in docs/ledger."] : []),
  );
}

/** Statements on lines of their own, below what to do with them. */
function inBlock(grants: readonly string[], ...more: readonly string[]): string {
  return ["For a DBA to paste (consent-upgrade doctor --grants prints these statements alone):", ...grants, ...more].join("\n");
}

/** By right, since most tables need the same: `SELECT on person, s_message; UPDATE on sequence and the ledger's tables`. */
function inWords(rights: readonly Right[]): string {
  const tables = new Map<string, Set<string>>();
  for (const { table, right } of rights)
    tables.set(right, (tables.get(right) ?? new Set<string>()).add(isOurs(table) ? "the ledger's tables" : table));
  return [...tables].map(([right, own]) => `${right} on ${[...own].join(", ")}`).join("; ");
}

function isOurs(table: string): boolean {
  return table.startsWith("consent_upgrade_");
}
