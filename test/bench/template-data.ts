import type { Session } from "../../src/dialect/session.js";
import { identifier, sql, type Sql } from "../../src/dialect/sql.js";
import { createTableStatement } from "../../src/dialect/create-table.js";
import { CRM_TABLES, type CrmTable } from "../../src/crm/tables.js";
import { createIndexes, createNumbers, insertOwnership } from "./bench-data.js";
import { insertRows } from "./insert-rows.js";
import { freshenStatistics } from "./same-state.js";
import { LINKS_IN_DESIGN, LINKS_IN_HTML, templateDesign, templateHtml, templateWithoutLink } from "./template-text.js";

const TABLES: readonly CrmTable[] = [
  "person",
  "s_shipment",
  "s_shipment_addr",
  "s_message",
  "s_messageblock",
  "s_link",
  "sequence",
  "traveltransactionlog",
  "travelcurrent",
];

/** What stands for each template's number in the text that the server is sent once. */
const NUMBER = "@number@";
/** Templates in one transaction. */
const PORTION = 500;

/** Of twenty templates one has no link, five are designs, the others HTML. */
const WITHOUT_LINK = "n % 20 = 0";
const DESIGN = "n % 4 = 3";
const HTML = "n % 20 <> 0 AND n % 4 <> 3";

/** Records and standard links that the step should find among a multiple of twenty templates. */
export function expectedOf(templates: number): { readonly records: number; readonly links: number } {
  const twenties = templates / 20;
  return { records: twenties * 19, links: twenties * (14 * LINKS_IN_HTML + 5 * LINKS_IN_DESIGN) };
}

/** Creates the tables and, with set-based SQL, templates of 60 kB. @param templates a multiple of twenty */
export async function createTemplateData(session: Session, templates: number): Promise<void> {
  const { dialect, server } = session;
  for (const name of TABLES) await session.execute(createTableStatement(dialect, server.schema, CRM_TABLES[name]));
  await createNumbers(session, templates);
  await insertOwnership(session, TABLES);
  for (let from = 0; from < templates; from += PORTION) {
    await insertTemplates(session, "html_message", templateHtml(NUMBER), HTML, from);
    await insertTemplates(session, "html_message", templateWithoutLink(NUMBER), WITHOUT_LINK, from);
    await insertTemplates(session, "design", templateDesign(NUMBER), DESIGN, from);
  }
  await createIndexes(session, TABLES);
  await freshenStatistics(session);
}

async function insertTemplates(session: Session, column: string, text: string, which: string, from: number): Promise<void> {
  const { cast } = session.dialect;
  const number: Sql = cast(sql`n`, { kind: "text", length: 20 });
  const message = {
    id: sql`n`,
    [column]: sql`REPLACE(${cast(text, { kind: "clob" })}, ${NUMBER}, ${number})`,
    designtype: sql`2`,
    description: sql`'Newsletter'`,
    flags: sql`2`,
  };
  await insertRows(
    session,
    "s_message",
    message,
    sql`FROM ${identifier(session.server.schema, "bench_number")}
    WHERE n > ${from} AND n <= ${from + PORTION} AND ${sql.raw(which)}`,
  );
}
