import { sql, type Sql } from "../dialect/sql.js";
import { textCursor, TextScan } from "../steps/texts/scan.js";
import type { LinkTexts, TextRecord } from "../steps/template-text.js";
import { moment, type Verification } from "./verification.js";
import type { Pass } from "./passes.js";

/** A mailing that was sent or is being sent (domain.md: "Only templates are rewritten"). */
const SENT_STATUSES = [1, 4, 5, 6] as const;

/** s_message.designtype of a Unlayer design, a JSON document (vendor's reference). */
export const UNLAYER = 2;

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

/** The records of a table, page by page. @throws DatabaseError */
export async function* templatePages(
  verification: Verification,
  pass: Pass,
  table: TextTable,
): AsyncGenerator<readonly StoredTemplate[]> {
  const { session, dialect, relations } = verification;
  const texts: LinkTexts = { table, texts: TEXT_COLUMNS[table], facts: facts(verification, pass, table) };
  const scan = new TextScan(dialect, relations, texts);
  let cursor = textCursor(-1);
  for (;;) {
    const page = await scan.page(session, cursor);
    if (page === undefined) return;
    yield page.records.map(templateOf);
    cursor = page.next;
  }
}

function facts({ dialect, relations }: Verification, pass: Pass, table: TextTable): Readonly<Record<string, Sql>> {
  const { timestampText } = dialect;
  const saved = { saved_at: timestampText(sql`m.updated`), saves: sql`m.updatedcount` };
  if (table === "s_messageblock") return saved;
  const message = table === "s_link" ? sql`m.local_link` : sql`m.id`;
  const isSent = sql`s.message_id = ${message} AND s.status IN (${SENT_STATUSES})`;
  const shipments = relations.of("s_shipment");
  const start = moment(dialect, pass.startedAt);
  return {
    ...saved,
    ...(table === "s_message" ? { designtype: sql`m.designtype` } : {}),
    sent: sql`CASE WHEN EXISTS (SELECT 1 FROM ${shipments} s WHERE ${isSent}) THEN 1 ELSE 0 END`,
    sent_then: sql`CASE WHEN EXISTS (SELECT 1 FROM ${shipments} s WHERE ${isSent} AND (s.updated IS NULL OR s.updated <= ${start})) THEN 1 ELSE 0 END`,
  };
}

function templateOf({
  id,
  texts,
  facts: { designtype, sent, sent_then: sentThen, saved_at: savedAt, saves },
}: TextRecord): StoredTemplate {
  return {
    id,
    texts: Object.fromEntries(Object.entries(texts).map(([name, text]) => [name, text ?? ""])),
    designtype: Number(designtype ?? 0),
    sent: Number(sent ?? 0) === 1,
    sentThen: Number(sentThen ?? 0) === 1,
    updated: savedAt === null || savedAt === undefined ? null : String(savedAt),
    saves: Number(saves ?? 0),
  };
}
