import type { Session } from "../dialect/session.js";
import { identifier, sql, type Sql } from "../dialect/sql.js";
import { EMARKETING_PRIVACY } from "./emarketing-privacy.js";
import { GDPR_SECTION, NEW_CONTACT_KEYS } from "./new-contacts.js";
import { Reference, REFERENCE_COLUMNS, REFERENCE_TABLES, type ReferenceRow, type ReferenceTable } from "./reference.js";
import type { Relations } from "./relations.js";
import { keyColumn } from "./tables.js";

/**
 * Reads the small tables. Of UserPreference, which grows with the users, only what the CRM gives to new contacts;
 * of the registry, only E-marketing privacy.
 * @throws DatabaseError
 */
export async function loadReference(session: Session, relations: Relations): Promise<Reference> {
  const { folded } = session.dialect;
  const conditions: Readonly<Partial<Record<ReferenceTable, Sql>>> = {
    UserPreference: sql`${folded(sql`r.prefsection`)} = ${GDPR_SECTION.toLowerCase()}
      AND ${folded(sql`r.prefkey`)} IN (${NEW_CONTACT_KEYS.map((key) => key.toLowerCase())})`,
    registry: sql`r.reg_id = ${EMARKETING_PRIVACY}`,
  };
  const tables: Partial<Record<ReferenceTable, readonly ReferenceRow[]>> = {};
  for (const table of REFERENCE_TABLES) {
    const columns = REFERENCE_COLUMNS[table].map((column) => identifier("r", column));
    tables[table] = await session.query<ReferenceRow>(
      sql`SELECT ${columns} FROM ${relations.of(table)} r WHERE ${conditions[table] ?? sql`1 = 1`} ORDER BY ${identifier("r", keyColumn(table))}`,
    );
  }
  return new Reference(session.dialect, tables as Record<ReferenceTable, readonly ReferenceRow[]>);
}
