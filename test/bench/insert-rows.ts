import { isMandatory, neutralValue } from "../../fixtures/neutral-values.js";
import { CRM_TABLES, type CrmTable } from "../../src/crm/tables.js";
import type { Session } from "../../src/dialect/session.js";
import { identifier, sql, type Sql, type SqlValue } from "../../src/dialect/sql.js";

/** `INSERT … SELECT`, with something in each mandatory column that the statement leaves out. @param from FROM and what follows */
export async function insertRows(
  session: Session,
  table: CrmTable,
  values: Readonly<Record<string, SqlValue>>,
  from: Sql = session.dialect.fromNothing(),
): Promise<number> {
  const { cast } = session.dialect;
  const definition = CRM_TABLES[table];
  const left = definition.columns.filter((column) => isMandatory(definition, column) && !(column.name in values));
  const columns = [...Object.keys(values), ...left.map(({ name }) => name)];
  const row = [...Object.values(values), ...left.map(({ name, type }) => cast(neutralValue(name, type), type))];
  return session.execute(sql`
    INSERT INTO ${identifier(session.server.schema, table)} (${columns.map((name) => identifier(name))})
    SELECT ${row.map((value) => sql`${value}`)} ${from}`);
}
