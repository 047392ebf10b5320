import { findTable, hasIndexLike, type Catalog } from "../dialect/catalog.js";
import type { Dialect } from "../dialect/dialect.js";
import { doubtful, fine, wrong, type Check } from "../check.js";
import { literalSql } from "../dialect/sql.js";
import { createIndexStatement } from "../dialect/create-table.js";
import { CONTACT_AND_PURPOSE, isUniqueByPurpose } from "../preconditions/guards.js";
import type { CrmTable } from "../crm/tables.js";

/** Columns that ranges of contacts are read by, and why; the vendor's database has an index that begins with each of them. */
const NEEDED: readonly (readonly [CrmTable, string, string])[] = [
  ["person", "person_id", "every batch finds its contacts by it"],
  ["s_shipment_addr", "customer_id", "the mailing history is read by it"],
  ["s_sent_message", "customer_id", "the mailing history is read by it"],
  ["s_shipment", "id", "the mailing history is read by it"],
  ["s_message", "id", "templates are found by it"],
  ["personinterest", "person_id", "interests are read by it"],
];

/** Indexes without which batches read whole tables, and the unique one that guards consents. */
export function indexes(dialect: Dialect, catalog: Catalog): readonly Check[] {
  const slow = NEEDED.flatMap(([table, name, why]) => {
    const stored = findTable(catalog, table);
    if (stored === undefined || stored.columns.size === 0 || hasIndexLike(stored, { columns: [name], unique: false })) return [];
    const column = stored.columns.get(name)?.column ?? name;
    const statement = literalSql(
      dialect,
      createIndexStatement(catalog.schema, stored.name, { columns: [column], unique: false }),
    );
    const message = `${stored.name} has no index that begins with ${column}: ${why}, and apply will be slow.`;
    return doubtful(`index-${table}`, message, `${statement};`);
  });
  const lines = [...slow, ...guard(dialect, catalog)];
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
