import type { Session } from "../dialect/session.js";
import { identifier, sql, type Sql } from "../dialect/sql.js";
import { EMARKETING_PRIVACY } from "./emarketing-privacy.js";
import { GDPR_SECTION, NEW_CONTACT_KEYS } from "./new-contacts.js";
import { Reference, REFERENCE_TABLES, type ReferenceRow, type ReferenceTable } from "./reference.js";
import type { Relations } from "./relations.js";

const COLUMNS: Readonly<Record<ReferenceTable, readonly string[]>> = {
  ConsentPurpose: ["consentpurpose_id", "name", "rank", "deleted", "key", "active"],
  LegalBase: ["legalbase_id", "name", "rank", "deleted", "key"],
  ConsentSource: ["consentsource_id", "name", "rank", "deleted", "key"],
  ShipmentType: ["shipmenttype_id", "name", "rank", "deleted"],
  PersInt: ["persint_id", "name", "deleted"],
  UserPreference: ["userpreference_id", "deflevel", "maxlevel", "owner_id", "prefsection", "prefkey", "prefvalue"],
  registry: ["id", "reg_id", "name", "value"],
};

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
  for (const table of REFERENCE_TABLES)
    tables[table] = await readRows(session, relations, table, conditions[table] ?? sql`1 = 1`);
  return new Reference(session.dialect, tables as Record<ReferenceTable, readonly ReferenceRow[]>);
}

function readRows(session: Session, relations: Relations, table: ReferenceTable, where: Sql): Promise<readonly ReferenceRow[]> {
  const columns = COLUMNS[table].map((column) => identifier("r", column));
  return session.query<ReferenceRow>(
    sql`SELECT ${columns} FROM ${relations.of(table)} r WHERE ${where} ORDER BY ${columns[0] ?? sql`1`}`,
  );
}
