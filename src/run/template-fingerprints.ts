import { count } from "../dialect/counts.js";
import { identifier, sql } from "../dialect/sql.js";
import type { CrmTable } from "../crm/tables.js";
import { textHash } from "../ledger/text-hash.js";
import type { UpgradeContext } from "../work/upgrade-context.js";

const TEXTS = [
  { table: "s_message", key: "id", columns: ["html_message", "plain_message", "design"] },
  { table: "s_messageblock", key: "s_messageblock_id", columns: ["block"] },
] as const satisfies readonly { table: CrmTable; key: string; columns: readonly string[] }[];

/** Records whose ids and sizes are read at once; their texts are read one by one, as one may have megabytes. */
const PAGE = 500;

/**
 * Templates without their texts, as lines of CSV: table, id, column, bytes, SHA-256.
 * @param check called before each record: throws where the user wants to stop
 * @throws DatabaseError
 */
export async function* templateFingerprints({ session, relations }: UpgradeContext, check: () => void): AsyncGenerator<string> {
  const { top, limit, cast } = session.dialect;
  yield "table,id,column,bytes,sha256\n";
  for (const { table, key, columns } of TEXTS) {
    if (!relations.has(table)) continue;
    let after: number | undefined;
    for (;;) {
      const beyond = after === undefined ? sql`1 = 1` : sql`m.${identifier(key)} > ${cast(after, { kind: "int" })}`;
      const page: readonly { readonly id: number }[] = await session.query<{ id: number }>(sql`
        SELECT ${top(PAGE)} m.${identifier(key)} AS id FROM ${relations.of(table)} m WHERE ${beyond}
        ORDER BY m.${identifier(key)} ${limit(PAGE)}`);
      for (const { id } of page) {
        check();
        const texts = sql`${columns.flatMap((column) => [
          sql`m.${identifier(column)}`,
          sql`${session.dialect.byteLength(sql`m.${identifier(column)}`)} AS ${identifier(`bytes_${column}`)}`,
        ])}`;
        const [record] = await session.query<Readonly<Record<string, unknown>>>(
          sql`SELECT ${texts} FROM ${relations.of(table)} m WHERE m.${identifier(key)} = ${cast(id, { kind: "int" })}`,
        );
        for (const column of columns) {
          const text = record?.[column];
          if (typeof text !== "string" || text === "") continue;
          yield `${table},${String(id)},${column},${String(count(record?.[`bytes_${column}`] ?? 0))},${textHash(text)}\n`;
        }
      }
      after = page.at(-1)?.id;
      if (after === undefined || page.length < PAGE) break;
    }
  }
}
