import type { Check } from "../check.js";
import { rewriteText, rewriteUrl, type RewriteResult } from "../template/rewrite.js";
import type { CompiledRules } from "../template/rules.js";
import { urlColumn } from "../crm/target-columns.js";
import { checksOf, fails, foundIds, reasonsOf, warns } from "./findings.js";
import { newestDone, passesOfStep, wholeSeconds, type Pass } from "./passes.js";
import { templatePages, TEXT_COLUMNS, type StoredTemplate, type TextTable, UNLAYER } from "./template-pages.js";
import { templateRules } from "./template-target.js";
import type { Verification } from "./verification.js";
import { sql } from "../dialect/sql.js";
import { textHash } from "../ledger/text-hash.js";

const HINT_LEFT = "apply --rerun template-links rewrites them.";
const HINT_LEDGER =
  "Nobody saved them in the CRM since, so they were changed past it. rollback leaves them; compare them with a backup.";

const REASONS = reasonsOf("record", {
  "link-left": fails("templates that still have the standard unsubscribe link", HINT_LEFT),
  "other-text": fails("rewritten templates that are not as the upgrade left them", HINT_LEDGER),
  "custom-link": fails(
    "rewritten templates whose custom unsubscribe links are not what they were",
    "Custom links are never touched. consent-upgrade rollback gives the templates their old bytes.",
  ),
  "sent-rewritten": fails(
    "messages of mailings already sent that were rewritten",
    "What was sent is history and stays. consent-upgrade rollback gives the messages their old bytes.",
  ),
  "link-since": warns(
    "templates with the standard unsubscribe link that came or were saved after the upgrade",
    `What users saved since is theirs; ${HINT_LEFT}`,
  ),
  "saved-since": warns("rewritten templates that somebody saved since", "They are the users' now, and hold no standard link."),
});

/** A text that was rewritten: what it was, and what we wrote. */
interface Rewritten {
  readonly order: number;
  readonly row_id: number;
  readonly column_name: string;
  readonly old_text: string | null;
  readonly new_hash: string;
  readonly updated_count: number | null;
  readonly writtenAt: string;
}

/** Point 6: no template has the standard link any more, custom links and sent mailings are what they were. @throws DatabaseError */
export async function templateLinks(verification: Verification): Promise<readonly Check[]> {
  const pass = newestDone(verification.passes, "template-links");
  if (pass === undefined) return [];
  const rules = await templateRules(verification, pass);
  const longest = (await urlColumn(verification.session, verification.catalog.schema))?.longest ?? Infinity;
  const records: Record<string, string[]> = {};
  for (const name of Object.keys(TEXT_COLUMNS)) {
    const table = name as TextTable;
    if (!verification.relations.has(table)) continue;
    for await (const page of templatePages(verification, pass, table)) {
      const rewritten = await rewrittenOf(verification, table, page);
      for (const template of page) {
        const own = rewritten.filter((entry) => Number(entry.row_id) === template.id);
        const reason = judge(verification, pass, table, template, own, rules, longest);
        if (reason !== undefined) (records[reason] ??= []).push(`${table} ${template.id}`);
      }
    }
  }
  return checksOf(
    "template-links",
    foundIds(records),
    REASONS,
    "No template has the standard unsubscribe link any more, and custom links are as they were.",
  );
}

/** The ledger's old texts of a page's records, the newest pass that rewrote each. */
async function rewrittenOf(
  { session, ledger, passes, batches }: Verification,
  table: TextTable,
  page: readonly StoredTemplate[],
): Promise<readonly Rewritten[]> {
  const own = passesOfStep(passes, "template-links");
  // A page may hold records alone whose texts need not travel.
  if (page.length === 0 || own.length === 0) return [];
  const ids = page.map((template) => template.id);
  const rows = await session.query<Omit<Rewritten, "order" | "writtenAt"> & { run_id: string; batch_no: number }>(sql`
    SELECT o.run_id, o.batch_no, o.row_id, o.column_name, o.old_text, o.new_hash, o.updated_count
    FROM ${ledger.table("oldText")} o
    WHERE o.run_id IN (${own.map(({ runId }) => runId)}) AND o.table_name = ${table} AND o.row_id IN (${ids})`);
  const known = rows.flatMap((row): readonly Rewritten[] => {
    const pass = own.find((candidate) => candidate.runId === row.run_id);
    const batch = batches.find((candidate) => candidate.pass === pass && Number(candidate.batch_no) === Number(row.batch_no));
    return pass === undefined || batch === undefined
      ? []
      : [{ ...row, order: pass.order, writtenAt: wholeSeconds(batch.written_at) }];
  });
  return known.filter((row) => !known.some((other) => other.row_id === row.row_id && other.order > row.order));
}

function judge(
  verification: Verification,
  pass: Pass,
  table: TextTable,
  template: StoredTemplate,
  rewritten: readonly Rewritten[],
  rules: CompiledRules,
  longest: number,
): string | undefined {
  const [first] = rewritten;
  if (template.sent) return first !== undefined && template.sentThen ? "sent-rewritten" : undefined;
  const results = new Map(
    TEXT_COLUMNS[table].map((column) => [
      column as string,
      read(table, column, template.texts[column] ?? "", template.designtype, rules),
    ]),
  );
  const tellsTimes = verification.relations.hasColumn(table, "updatedCount");
  const savedSince =
    first === undefined
      ? isNewer(verification, pass, table, template)
      : tellsTimes && (template.updated !== first.writtenAt || template.saves !== Number(first.updated_count ?? 0) + 1);
  // A link that its column cannot hold stays.
  const isLeft = (result: RewriteResult): boolean =>
    result.standardLinks > 0 && (table !== "s_link" || result.text.length <= longest);
  if ([...results.values()].some(isLeft)) return savedSince ? "link-since" : "link-left";
  if (rewritten.some((entry) => textHash(template.texts[entry.column_name] ?? "") !== entry.new_hash)) {
    return savedSince || !tellsTimes ? "saved-since" : "other-text";
  }
  const customChanged = rewritten.some((entry) => {
    const before = read(table, entry.column_name, entry.old_text ?? "", template.designtype, rules);
    return targetsOf(before) !== targetsOf(results.get(entry.column_name));
  });
  return customChanged ? "custom-link" : undefined;
}

/** A record that came or was saved after the step began; older releases' links carry no times, but ids that grow. */
function isNewer({ batches }: Verification, pass: Pass, table: TextTable, template: StoredTemplate): boolean {
  if (template.updated !== null && template.updated > pass.startedAt) return true;
  if (table !== "s_link") return false;
  const done = batches.filter((batch) => batch.pass === pass && batch.table_name === table);
  return template.id > Math.max(0, ...done.map((batch) => Number(batch.last_key ?? 0)));
}

function read(table: TextTable, column: string, text: string, designtype: number, rules: CompiledRules): RewriteResult {
  if (table === "s_link") return rewriteUrl(text, rules);
  if (column === "html_message") return rewriteText(text, "html", rules);
  if (column === "plain_message") return rewriteText(text, "plain", rules);
  return rewriteText(text, table === "s_messageblock" || designtype === UNLAYER ? "json-design" : "unknown-design", rules);
}

function targetsOf(result: RewriteResult | undefined): string {
  return JSON.stringify(result?.customLinks.map((link) => link.target));
}
