import { joinSql, type Sql } from "../src/dialect/sql.js";
import type { StepContext, TextStep } from "../src/steps/step.js";
import type { TemplateText, TextChange, TextFacts, TextFinding, TextOutcome, TextRecord } from "../src/steps/template-text.js";
import {
  describeTarget,
  describeText,
  rewriteText,
  rewriteUrl,
  type RewriteResult,
  type TextKind,
} from "../src/template/rewrite.js";
import { candidateLikePatterns, compileRules, type CompiledRules } from "../src/template/rules.js";

/** s_shipment.status of mailings sent or being sent (domain rule "Only templates are rewritten"). */
const SENT_STATUSES = [1, 4, 5, 6] as const;

/** Most links that are listed of one record. */
const MOST_LINKS = 10;

/** s_message.flags: 1 plain text, 2 HTML. */
const EMAIL_FLAGS = 3;

/** s_message.designtype of a Unlayer design, a JSON document (vendor's reference). */
const UNLAYER = 2;

/**
 * Point 6: the standard unsubscribe link of mailing templates becomes the link to the personal
 * subscription page. Nothing but the link changes. Messages of mailings already sent are history and
 * stay byte for byte; a customer's own unsubscribe links are reported, not touched.
 *
 * Undone by giving each text its old bytes, unless somebody changed it since.
 */
export const templateLinks: TextStep = {
  kind: "texts",
  id: "template-links",
  requires: [],
  texts: (context) => {
    const rules = compileRules({
      standardLinks: context.settings.templates.standardLinks,
      target: context.settings.templates.manageSubscriptionsLink,
      replaceText: context.settings.templates.replaceText,
    });
    return [messages(context, rules), blocks(rules), trackedLinks(context, rules)].filter((table) =>
      context.relations.has(table.table),
    );
  },
  notes: ({ settings }) =>
    settings.templates.manageSubscriptionsLinkIsSet
      ? []
      : [{ code: "TEMPLATE_LINK_DEFAULT", params: { link: settings.templates.manageSubscriptionsLink } }],
};

function isEmail({ dialect: { sql } }: StepContext): Sql {
  return sql`(COALESCE(m.flags, 0) & ${EMAIL_FLAGS}) <> 0`;
}

/** Whether a mailing with this message was sent or is being sent. */
function isSent({ dialect: { sql }, relations }: StepContext, messageId: Sql): Sql {
  return sql`EXISTS (
    SELECT 1 FROM ${relations.of("s_shipment")} s
    WHERE s.message_id = ${messageId} AND s.status IN (${joinSql(sql, SENT_STATUSES)}))`;
}

function messages(context: StepContext, rules: CompiledRules): TemplateText {
  const { sql } = context.dialect;
  return {
    table: "s_message",
    texts: ["html_message", "plain_message", "design"],
    told: { description: sql`m.description` },
    facts: {
      designtype: sql`m.designtype`,
      email: sql`CASE WHEN ${isEmail(context)} THEN 1 ELSE 0 END`,
      sent: sql`CASE WHEN ${isSent(context, sql`m.id`)} THEN 1 ELSE 0 END`,
    },
    pieces: candidateLikePatterns(rules.rules),
    examine: (record) => examineMessage(record, rules),
    withoutLink: (facts) => (isTemplate(facts) ? [WITHOUT_LINK] : []),
  };
}

function blocks(rules: CompiledRules): TemplateText {
  return {
    table: "s_messageblock",
    texts: ["block"],
    facts: {},
    pieces: candidateLikePatterns(rules.rules),
    examine: (record) =>
      outcomeOf(record.facts, [
        ["block", record.texts["block"] ?? "", rewriteText(record.texts["block"] ?? "", "json-design", rules)],
      ]),
    withoutLink: () => [],
  };
}

/**
 * Tracked links: a standard target kept in the database itself. One that belongs to a message (`local_link` is that
 * message's id, vendor's reference) is history with it: its clicks are counted, and mails that people have keep leading
 * where they led. One that belongs to no message may be used by any template, and is rewritten.
 */
function trackedLinks(context: StepContext, rules: CompiledRules): TemplateText {
  const { sql } = context.dialect;
  return {
    table: "s_link",
    texts: ["url"],
    told: { description: sql`m.description` },
    facts: { sent: sql`CASE WHEN ${isSent(context, sql`m.local_link`)} THEN 1 ELSE 0 END` },
    pieces: candidateLikePatterns(rules.rules),
    examine: (record) => {
      const outcome = outcomeOf(record.facts, [["url", record.texts["url"] ?? "", rewriteUrl(record.texts["url"] ?? "", rules)]]);
      return isSentRecord(record.facts) ? asHistory(outcome) : outcome;
    },
    withoutLink: () => [],
  };
}

function kindOfDesign(designtype: string | number | null | undefined): TextKind {
  return Number(designtype ?? 0) === UNLAYER ? "json-design" : "unknown-design";
}

function examineMessage(record: TextRecord, rules: CompiledRules): TextOutcome {
  const parts = (
    [
      ["html_message", "html"],
      ["plain_message", "plain"],
      ["design", kindOfDesign(record.facts["designtype"])],
    ] as const
  ).flatMap(([column, kind]) => {
    const text = record.texts[column] ?? "";
    return text === "" ? [] : [[column, text, rewriteText(text, kind, rules)] as const];
  });
  const outcome = outcomeOf(record.facts, parts);
  if (isSentRecord(record.facts)) return asHistory(outcome);
  const linkless = parts.every(
    ([, , result]) =>
      result.standardLinks + result.managedLinks + result.customLinks.length === 0 && result.unreadable === undefined,
  );
  return linkless && isTemplate(record.facts) ? { ...outcome, findings: [...outcome.findings, WITHOUT_LINK] } : outcome;
}

const WITHOUT_LINK: TextFinding = { code: "TEMPLATE_WITHOUT_UNSUBSCRIBE_LINK", detail: "" };

function isSentRecord(facts: TextFacts): boolean {
  return Number(facts["sent"]) === 1;
}

/** An e-mail message that can still be sent. */
function isTemplate(facts: TextFacts): boolean {
  return Number(facts["email"]) === 1 && !isSentRecord(facts);
}

/** What was sent stays byte for byte; that it has the old link is worth knowing. */
function asHistory({ links }: TextOutcome): TextOutcome {
  return { changes: [], links: 0, findings: links > 0 ? [{ code: "TEMPLATE_IN_SENT_MAILING", detail: "" }] : [] };
}

type Part = readonly [column: string, before: string, result: RewriteResult];

function outcomeOf(facts: TextFacts, parts: readonly Part[]): TextOutcome {
  const changes = parts.flatMap(([column, before, result]): TextChange[] =>
    result.replacements.every((replacement) => replacement.before === replacement.after)
      ? []
      : [{ column, before, replacements: result.replacements }],
  );
  const links = parts.reduce((sum, [, , result]) => sum + result.standardLinks, 0);
  const unreadable = parts.flatMap(([column, , result]): TextFinding[] =>
    result.unreadable === undefined ? [] : [{ code: "UNREADABLE_TEMPLATE", detail: `${column}: ${result.unreadable}` }],
  );
  // Several links of one record are one finding: its count says how many records there are.
  const seen = new Set(
    parts.flatMap(([, , result]) =>
      result.customLinks.map(
        (link) => `${describeTarget(link.target)}${link.text === undefined ? "" : ` "${describeText(link.text)}"`}`,
      ),
    ),
  );
  const custom: readonly TextFinding[] =
    seen.size === 0 ? [] : [{ code: "CUSTOM_UNSUBSCRIBE_LINK", detail: detailOf(facts, [...seen]) }];
  const rewritten = parts.flatMap(([, , result]) => result.replacements.filter((replacement) => replacement.what === "target"));
  const [first] = rewritten;
  const example = first === undefined ? undefined : `${describeTarget(first.before)} → ${describeTarget(first.after)}`;
  const shown: readonly TextFinding[] =
    example === undefined ? [] : [{ code: "TEMPLATE_LINKS_REWRITTEN", detail: `${links} × ${example}` }];
  return { changes, links, findings: [...unreadable, ...custom, ...shown] };
}

/** `“Spring offers”: https://example.com/bye "Unsubscribe", …`: what the record is called, and its links, the first ten of them. */
function detailOf(facts: TextFacts, links: readonly string[]): string {
  const name = describeText(String(facts["description"] ?? "").trim());
  const more = links.length > MOST_LINKS ? ` (+${links.length - MOST_LINKS})` : "";
  return `${name === "" ? "" : `“${name}”: `}${links.slice(0, MOST_LINKS).join(", ")}${more}`;
}
