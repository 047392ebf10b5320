import { findTable, type Catalog } from "../dialect/catalog.js";
import { fine, type Check, type Checks } from "../check.js";
import type { Session } from "../dialect/session.js";
import { crmDatabase } from "../preconditions/ready-database.js";
import { CONSENT_TABLES, CRM_TABLES, type CrmTable } from "../crm/tables.js";

/** That it is a CRM database with real time columns, in the words of apply where it is not, and the names that we found. */
export async function crmTables(place: { readonly session: Session; readonly catalog: Catalog }): Promise<Checks> {
  const unmet = [await crmDatabase.check(place)].flat();
  if (unmet.length > 0) return unmet;
  const { catalog } = place;
  const all = Object.keys(CRM_TABLES) as CrmTable[];
  const found = all.flatMap((name) => findTable(catalog, name)?.name ?? []);
  const missing = all.filter((name) => findTable(catalog, name) === undefined && !CONSENT_TABLES.includes(name));
  return [
    fine("tables", `Tables found in the schema ${catalog.schema}: ${found.join(", ")}.`),
    ...(missing.length === 0
      ? []
      : [fine("tables-absent", `Tables that this release does not have, and that count as empty: ${missing.join(", ")}.`)]),
    columns(catalog, all),
    fine("times", "Times are kept in real time columns."),
  ];
}

/** Required columns are checked with the tables; here the names that differ, and what is left out. */
function columns(catalog: Catalog, tables: readonly CrmTable[]): Check {
  const absent: string[] = [];
  const otherwise: string[] = [];
  for (const name of tables) {
    const stored = findTable(catalog, name);
    if (stored === undefined) continue;
    for (const { name: column } of CRM_TABLES[name].columns) {
      const there = stored.columns.get(column.toLowerCase());
      if (there === undefined) absent.push(`${stored.name}.${column}`);
      else if (there.column !== column) otherwise.push(`${stored.name}.${there.column}`);
    }
  }
  const spelling =
    otherwise.length === 0
      ? ""
      : ` ${otherwise.length} are spelt otherwise than in the vendor's reference (${shortList(otherwise)}).`;
  const without = absent.length === 0 ? "" : ` Optional ones that are not there: ${shortList(absent)}.`;
  return fine("columns", `All columns that the upgrade needs are there.${spelling}${without}`);
}

function shortList(names: readonly string[]): string {
  return names.length <= 8 ? names.join(", ") : `${names.slice(0, 8).join(", ")} and ${names.length - 8} more`;
}
