import type { Session } from "../dialect/session.js";
import { joinSql, type Sql } from "../dialect/sql.js";
import { CRM_TABLES } from "../step/crm-tables.js";
import type { Relations } from "../step/relations.js";
import type { TemplateText, TextRecord } from "../step/template-text.js";
import { count } from "./counts.js";

/** Most bytes of text that travel at once; a single larger record travels alone. */
const PAGE_BYTES = 4 * 1024 * 1024;
const PAGE_RECORDS = 500;

/** Records that were read together; `last` is the id to go on after. */
export interface TextPage {
  readonly records: readonly TextRecord[];
  readonly last: number;
}

/** The quoted id column of a text table's relation, under the alias `m`. */
function idColumn(session: Session, table: TemplateText): Sql {
  return session.dialect.identifier("m", (CRM_TABLES[table.table].primaryKey[0] ?? "id").toLowerCase());
}

/** How many records `readTextPage` will give over all pages. @throws DatabaseError */
export async function countTexts(session: Session, relations: Relations, table: TemplateText): Promise<number> {
  const { sql } = session.dialect;
  const rows = await session.query<{ n: unknown }>(
    sql`SELECT COUNT(*) AS n FROM ${relations.of(table.table)} m WHERE ${table.candidates}`,
  );
  return count(rows[0]?.n);
}

/**
 * The next records after an id that may hold a link, a few megabytes at most: memory stays constant
 * whatever the number and size of the templates. Undefined at the end.
 * @throws DatabaseError
 */
export async function readTextPage(
  session: Session,
  relations: Relations,
  table: TemplateText,
  after: number,
): Promise<TextPage | undefined> {
  const { sql, top, limit, byteLength, identifier } = session.dialect;
  const id = idColumn(session, table);
  const bytes = table.texts.map((text) => sql`COALESCE(${byteLength(identifier("m", text))}, 0)`);
  const sizes = await session.query<{ id: number; bytes: unknown }>(sql`
    SELECT ${top(PAGE_RECORDS)} ${id} AS id, ${joinSql(sql, bytes, " + ")} AS bytes
    FROM ${relations.of(table.table)} m
    WHERE ${id} > ${after} AND ${table.candidates}
    ORDER BY ${id} ${limit(PAGE_RECORDS)}`);
  let total = 0;
  const taken = sizes.filter((size, position) => (total += count(size.bytes)) <= PAGE_BYTES || position === 0);
  const last = taken.at(-1)?.id;
  if (last === undefined) return undefined;
  const columns = [
    sql`${id} AS id`,
    ...table.texts.map((text) => sql`${identifier("m", text)} AS ${identifier(text)}`),
    ...Object.entries(table.facts).map(([name, value]) => sql`${value} AS ${identifier(name)}`),
  ];
  const rows = await session.query<Record<string, string | number | null>>(sql`
    SELECT ${joinSql(sql, columns)} FROM ${relations.of(table.table)} m
    WHERE ${id} > ${after} AND ${id} <= ${last} AND ${table.candidates} ORDER BY ${id}`);
  return { records: rows.map((row) => recordOf(table, row)), last };
}

function recordOf(table: TemplateText, row: Readonly<Record<string, string | number | null>>): TextRecord {
  const texts = table.texts.map((name) => [name, row[name] === null || row[name] === undefined ? null : String(row[name])] as const);
  const facts = Object.keys(table.facts).map((name) => [name, row[name] ?? null] as const);
  return { id: Number(row["id"]), texts: Object.fromEntries(texts), facts: Object.fromEntries(facts) };
}
