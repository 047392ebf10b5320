import { textCursor, TextScan } from "../steps/texts/scan.js";
import type { LinkTexts } from "../steps/template-text.js";
import { LEARNING_PIECES, LearnedTargets } from "../template/learned-targets.js";
import { compileRules, DOCUMENTED_TARGET, type CompiledRules } from "../template/rules.js";
import type { Pass } from "./passes.js";
import { UNLAYER } from "./template-pages.js";
import type { Verification } from "./verification.js";
import { sql } from "../dialect/sql.js";

/** What counts as a standard link, and as the new one, in this database. @throws DatabaseError */
export async function templateRules(verification: Verification, pass: Pass): Promise<CompiledRules> {
  const { standardLinks, manageSubscriptionsLink, replaceText } = pass.settings.templates;
  const target = manageSubscriptionsLink ?? (await learnedTarget(verification)) ?? DOCUMENTED_TARGET;
  const subscriptionsInUse = await hadSubscriptionTypes(verification, pass);
  return compileRules({ standardLinks, target, replaceText, subscriptionsInUse });
}

/** What all messages have under a known text for managing subscriptions; the rewritten ones as well by now. */
async function learnedTarget({ session, dialect, relations }: Verification): Promise<string | undefined> {
  const learned = new LearnedTargets();
  const sources: readonly LinkTexts[] = [
    { table: "s_message", texts: ["html_message", "design"], facts: { kind: sql`m.designtype` }, pieces: LEARNING_PIECES },
    { table: "s_messageblock", texts: ["block"], facts: {}, pieces: LEARNING_PIECES },
  ];
  for (const source of sources.filter(({ table }) => relations.has(table))) {
    const scan = new TextScan(dialect, relations, source);
    let page = await scan.page(session, textCursor(-1));
    while (page !== undefined && learned.mayAgree) {
      for (const { texts, facts } of page.records) {
        learned.read(texts["html_message"] ?? "", "html");
        learned.read(texts["design"] ?? "", Number(facts["kind"] ?? 0) === UNLAYER ? "json-design" : "unknown-design");
        learned.read(texts["block"] ?? "", "json-design");
      }
      page = await scan.page(session, page.next);
    }
  }
  return learned.only;
}

/** Whether there were subscription types before the upgrade: neither ours nor added since the step began. */
async function hadSubscriptionTypes({ session, dialect, relations, batches }: Verification, pass: Pass): Promise<boolean> {
  const { timestampText } = dialect;
  const types = await session.query<{ id: number; at: string | null }>(sql`
    SELECT t.shipmenttype_id AS id, ${timestampText(sql`t.registered`)} AS at FROM ${relations.of("ShipmentType")} t`);
  const ours = batches.filter(({ table_name, first_id }) => table_name === "ShipmentType" && first_id !== null);
  return types.some(
    ({ id, at }) =>
      !ours.some(({ first_id, last_id }) => Number(first_id) <= Number(id) && Number(id) <= Number(last_id)) &&
      (at === null || at <= pass.startedAt),
  );
}
