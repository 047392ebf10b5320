import type { Settings } from "../config/settings.js";
import type { Session } from "../dialect/session.js";
import { joinSql, type Sql } from "../dialect/sql.js";
import { Reference, REFERENCE_TABLES, type ReferenceRow, type ReferenceTable } from "./reference.js";
import type { Relations } from "./relations.js";

const COLUMNS: Readonly<Record<ReferenceTable, readonly string[]>> = {
  ConsentPurpose: ["consentpurpose_id", "name", "rank", "deleted", "key", "active"],
  LegalBase: ["legalbase_id", "name", "rank", "deleted", "key"],
  ConsentSource: ["consentsource_id", "name", "rank", "deleted", "key"],
  ShipmentType: ["shipmenttype_id", "name", "rank", "deleted"],
  PersInt: ["persint_id", "name", "deleted"],
  UserPreference: ["userpreference_id", "deflevel", "maxlevel", "owner_id", "prefsection", "prefkey", "prefvalue"],
};

/** Enum value of `UserPreference.deflevel` for system-wide. */
const SYSTEM_WIDE = 2;

/**
 * Reads the small tables. Of UserPreference, which grows with the users, only the system-wide rows of
 * the configured preference.
 * @throws DatabaseError
 */
export async function loadReference(session: Session, relations: Relations, settings: Settings): Promise<Reference> {
  const tables: Partial<Record<ReferenceTable, readonly ReferenceRow[]>> = {};
  for (const table of REFERENCE_TABLES) {
    const condition = table === "UserPreference" ? preferenceCondition(session, settings) : session.dialect.sql`1 = 1`;
    tables[table] = condition === undefined ? [] : await readRows(session, relations, table, condition);
  }
  return new Reference(session.dialect, tables as Record<ReferenceTable, readonly ReferenceRow[]>);
}

function readRows(session: Session, relations: Relations, table: ReferenceTable, where: Sql): Promise<readonly ReferenceRow[]> {
  const { sql, identifier } = session.dialect;
  const columns = COLUMNS[table].map((column) => identifier("r", column));
  return session.query<ReferenceRow>(
    sql`SELECT ${joinSql(sql, columns)} FROM ${relations.of(table)} r WHERE ${where} ORDER BY ${columns[0] ?? sql`1`}`,
  );
}

function preferenceCondition(session: Session, settings: Settings): Sql | undefined {
  const wanted = settings.emarketingPrivacy;
  if (wanted === null) return undefined;
  const { sql, folded } = session.dialect;
  return sql`${folded(sql`r.prefsection`)} = ${wanted.prefsection.trim().toLowerCase()}
    AND ${folded(sql`r.prefkey`)} = ${wanted.prefkey.trim().toLowerCase()} AND r.deflevel = ${SYSTEM_WIDE}`;
}
