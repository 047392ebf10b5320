import { joinSql, type Sql } from "../dialect/sql.js";
import { count } from "../run/counts.js";
import { CRM_TABLES } from "../step/crm-tables.js";
import { candidateLikePatterns, type TemplateRules } from "../template/rules.js";
import { moment, type Verification } from "./verification.js";
import { passesOfStep, type Pass } from "./passes.js";

/** Most bytes of text that are held at once; a single larger record is read alone. */
const PAGE_BYTES = 4 * 1024 * 1024;
const PAGE_RECORDS = 500;

/** A mailing that was sent or is being sent (domain.md: "Only templates are rewritten"). */
const SENT_STATUSES = [1, 4, 5, 6] as const;

/** The tables that hold links, and their columns with texts. */
export const TEXT_COLUMNS = {
  s_message: ["html_message", "plain_message", "design"],
  s_messageblock: ["block"],
  s_link: ["url"],
} as const;

export type TextTable = keyof typeof TEXT_COLUMNS;

/** A record with the texts that may hold links, as it stands. */
export interface StoredTemplate {
  readonly id: number;
  readonly texts: Readonly<Record<string, string>>;
  readonly designtype: number;
  /** In a mailing that is sent; `sentThen`: and that nobody changed since the step passed. */
  readonly sent: boolean;
  readonly sentThen: boolean;
  readonly updated: string | null;
  readonly saves: number;
}

type Row = Readonly<Record<string, string | number | null>>;

/**
 * Records that may hold a link, and those that the ledger says were rewritten, page by page.
 * @throws DatabaseError
 */
export async function* templatePages(verification: Verification, pass: Pass, table: TextTable, rules: TemplateRules): AsyncGenerator<readonly StoredTemplate[]> {
  const { session, dialect, relations } = verification;
  const { sql, identifier, top, limit, byteLength } = dialect;
  const id = identifier("m", (CRM_TABLES[table].primaryKey[0] ?? "id").toLowerCase());
  const source = sql`${relations.of(table)} m`;
  // The cheaper question first.
  const candidates = sql`${wasRewritten(verification, table, id)} OR (${mayHoldLink(verification, table, rules)})`;
  const columns = joinSql(sql, [sql`${id} AS id`, ...TEXT_COLUMNS[table].map((name) => sql`${identifier("m", name)} AS ${identifier(name)}`), ...facts(verification, pass, table)]);
  const bytes = joinSql(sql, TEXT_COLUMNS[table].map((name) => sql`COALESCE(${byteLength(identifier("m", name))}, 0)`), " + ");
  let after = -1;
  for (;;) {
    const sizes = await session.query<{ id: number; bytes: unknown }>(sql`
      SELECT ${top(PAGE_RECORDS)} ${id} AS id, ${bytes} AS bytes FROM ${source}
      WHERE ${id} > ${after} AND (${candidates}) ORDER BY ${id} ${limit(PAGE_RECORDS)}`);
    const last = sizes.at(-1)?.id;
    if (last === undefined) return;
    // By id: looking for links in every text once is work enough.
    for (const ids of portions(sizes)) {
      const rows = await session.query<Row>(sql`SELECT ${columns} FROM ${source} WHERE ${id} IN (${joinSql(sql, ids)}) ORDER BY ${id}`);
      yield rows.map((row) => templateOf(table, row));
    }
    after = Number(last);
  }
}

/** Ids of records that are read together. */
function portions(sizes: readonly { readonly id: number; readonly bytes: unknown }[]): readonly (readonly number[])[] {
  const cut: number[][] = [];
  let bytes = Infinity;
  for (const size of sizes) {
    bytes += count(size.bytes);
    if (bytes > PAGE_BYTES) {
      cut.push([]);
      bytes = count(size.bytes);
    }
    cut.at(-1)?.push(Number(size.id));
  }
  return cut;
}

function mayHoldLink({ dialect }: Verification, table: TextTable, rules: TemplateRules): Sql {
  const { sql, identifier } = dialect;
  const pieces = candidateLikePatterns(rules);
  const conditions = TEXT_COLUMNS[table].map((name) => {
    const text = sql`COALESCE(${identifier("m", name)}, '')`;
    return pieces === undefined ? sql`${dialect.byteLength(text)} > 0` : dialect.containsAny(text, pieces);
  });
  return joinSql(sql, conditions, " OR ");
}

function wasRewritten({ dialect: { sql }, ledger, passes }: Verification, table: TextTable, id: Sql): Sql {
  // By run first, as the key is: without it every record would read all old texts.
  const runs = joinSql(sql, passesOfStep(passes, "template-links").map(({ runId }) => runId));
  return sql`EXISTS (SELECT 1 FROM ${ledger.table("oldText")} o WHERE o.run_id IN (${runs}) AND o.table_name = ${table} AND o.row_id = ${id})`;
}

function facts({ dialect, relations }: Verification, pass: Pass, table: TextTable): readonly Sql[] {
  const { sql, timestampText } = dialect;
  const saved = [sql`${timestampText(sql`m.updated`)} AS saved_at`, sql`m.updatedcount AS saves`];
  if (table === "s_messageblock") return saved;
  const message = table === "s_link" ? sql`m.local_link` : sql`m.id`;
  const isSent = sql`s.message_id = ${message} AND s.status IN (${joinSql(sql, SENT_STATUSES)})`;
  const shipments = relations.of("s_shipment");
  const start = moment(dialect, pass.startedAt);
  const sent = [
    sql`CASE WHEN EXISTS (SELECT 1 FROM ${shipments} s WHERE ${isSent}) THEN 1 ELSE 0 END AS sent`,
    sql`CASE WHEN EXISTS (SELECT 1 FROM ${shipments} s WHERE ${isSent} AND (s.updated IS NULL OR s.updated <= ${start})) THEN 1 ELSE 0 END AS sent_then`,
  ];
  return table === "s_link" ? sent : [...saved, sql`m.designtype`, ...sent];
}

function templateOf(table: TextTable, row: Row): StoredTemplate {
  return {
    id: Number(row["id"]),
    texts: Object.fromEntries(TEXT_COLUMNS[table].map((name) => [name, String(row[name] ?? "")])),
    designtype: Number(row["designtype"] ?? 0),
    sent: Number(row["sent"] ?? 0) === 1,
    sentThen: Number(row["sent_then"] ?? 0) === 1,
    updated: row["saved_at"] === null || row["saved_at"] === undefined ? null : String(row["saved_at"]),
    saves: Number(row["saves"] ?? 0),
  };
}
