import { findTable, hasIndexLike, type Catalog } from "../dialect/catalog.js";
import type { Dialect } from "../dialect/dialect.js";
import { doubtful, fine, wrong, type Check } from "../check.js";
import { literalSql } from "../dialect/sql.js";
import { createIndexStatement } from "../dialect/create-table.js";
import { CONTACT_AND_PURPOSE, isUniqueByPurpose } from "../preconditions/guards.js";
import type { CrmTable } from "../crm/tables.js";
import type { IndexDefinition } from "../dialect/table-definition.js";

interface NeededIndex {
  readonly table: CrmTable;
  readonly index: IndexDefinition;
  readonly why: string;
}

function needed(table: CrmTable, columns: readonly string[], why: string): NeededIndex {
  return { table, index: { columns, unique: false }, why };
}

/** Indexes that ranges of contacts are read by; the vendor's database has all of them. */
const NEEDED: readonly NeededIndex[] = [
  needed("person", ["person_id"], "every batch finds its contacts by it"),
  needed("s_shipment_addr", ["customer_id"], "the mailing history is read by it"),
  needed("s_sent_message", ["customer_id"], "the mailing history is read by it"),
  needed("s_shipment", ["id"], "the mailing history is read by it"),
  needed("s_message", ["id"], "templates are found by it"),
  needed("personinterest", ["person_id"], "interests are read by it"),
];

/** Indexes without which batches read whole tables, and the unique one that guards consents. */
export function indexes(dialect: Dialect, catalog: Catalog): readonly Check[] {
  const lines: Check[] = [];
  for (const { table, index, why } of NEEDED) {
    const stored = findTable(catalog, table);
    if (stored === undefined || stored.columns.size === 0 || hasIndexLike(stored, index)) continue;
    const columns = index.columns.map((column) => stored.columns.get(column.toLowerCase())?.column ?? column);
    const statement = literalSql(dialect, createIndexStatement(catalog.schema, stored.name, { columns, unique: index.unique }));
    lines.push(
      doubtful(
        `index-${table}`,
        `${stored.name} has no index that begins with ${columns.join(", ")}: ${why}, and apply will be slow.`,
        `${statement};`,
      ),
    );
  }
  lines.push(...guard(dialect, catalog));
  return lines.some(({ outcome }) => outcome !== "pass")
    ? lines
    : [fine("indexes", "All indexes that the upgrade needs are there."), ...lines];
}

/** The database itself sees to it that a contact has one row per purpose. */
function guard(dialect: Dialect, catalog: Catalog): readonly Check[] {
  const stored = findTable(catalog, "ConsentPerson");
  if (stored === undefined) return [];
  if (isUniqueByPurpose(stored)) return [fine("index-unique", `${stored.name} is unique by contact and purpose.`)];
  const columns = CONTACT_AND_PURPOSE.map((name) => stored.columns.get(name)?.column ?? name);
  const statement = literalSql(dialect, createIndexStatement(catalog.schema, stored.name, { columns, unique: true }));
  const why = "every batch finds its consent rows by it, and while users work, a contact could get two rows";
  return [wrong("index-unique", `${stored.name} has no unique index on contact and purpose: ${why}.`, `${statement};`)];
}
