import { EMAIL_FLAGS } from "../src/crm/vendor-codes.js";
import { identifier, sql, type Sql } from "../src/dialect/sql.js";
import { unstorableTarget, urlColumn } from "../src/crm/target-columns.js";
import type { CrmTable } from "../src/crm/tables.js";
import type { StepContext, TextQuestions, TextStep } from "../src/steps/step.js";
import { MOST_ITEMS, type Finding } from "../src/steps/finding.js";
import type { TemplateText, TextChange, TextFacts, TextFinding, TextOutcome, TextRecord } from "../src/steps/template-text.js";
import {
  describePersonal,
  describeTarget,
  describeText,
  isPlausibleTarget,
  rewriteText,
  rewriteUrl,
  standardTargetsIn,
  type LinkSeen,
  type LinkUse,
  type RewriteResult,
  type TextKind,
} from "../src/template/rewrite.js";
import { LEARNING_PIECES, LearnedTargets } from "../src/template/learned-targets.js";
import { compileRules, DOCUMENTED_TARGET, standardLikePatterns, type CompiledRules } from "../src/template/rules.js";

type Settings = StepContext["settings"];

/** s_shipment.status of mailings sent or being sent (domain rule "Only templates are rewritten"). */
const SENT_STATUSES = [1, 4, 5, 6] as const;

/** Most links that are listed of one record. */
const MOST_LINKS = 10;

/** s_message.designtype of a Unlayer design, a JSON document (vendor's reference). */
const UNLAYER = 2;

/** Other homes of standard links, which are reported and never touched (domain rule of that name). */
const ELSEWHERE: Readonly<Partial<Record<CrmTable, readonly string[]>>> = {
  reply_template_body: ["body_plain", "body_html", "headers"],
  form: ["config"],
  ejscript: ["body"],
  screen_definition_action: ["ejscript_body"],
  quick_reply: ["html_body"],
};

/** Columns of s_link that take an interest or a selection away from whoever clicks. */
const REMOVING = [
  "remove_from_selection",
  "remove_contact_interest",
  "remove_person_interest",
  "remove_contact_selection",
] as const;

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
  writes: { s_message: ["update"], s_messageblock: ["update"], s_link: ["update"] },
  check: async (context, query) => {
    const { settings, catalog, dialect } = context;
    const target = settings.templates.manageSubscriptionsLink ?? DOCUMENTED_TARGET;
    compileRules(rulesOf(settings, target, false));
    const refusal = await unstorableTarget({ dialect, query }, catalog.schema, target);
    if (refusal !== undefined) throw refusal;
  },
  prepare: async (context, questions) => {
    const inUse = await subscriptionsInUse(context, questions);
    const { target, notes } = await newTarget(context, questions);
    const rules = compileRules(rulesOf(context.settings, target, inUse));
    const elsewhere = elsewhereRules(context.settings, target);
    const longest = (await urlColumn({ dialect: context.dialect, query: questions.query }, context.catalog.schema))?.longest;
    const tables = [messages(context, rules, elsewhere), blocks(rules), trackedLinks(context, rules, elsewhere, longest)];
    return {
      tables: tables.filter(({ table }) => context.relations.has(table)),
      notes: questions.earlier === undefined ? [...notes, ...(await linksElsewhere(context, questions, elsewhere))] : [],
    };
  },
};

function rulesOf({ templates: { standardLinks, replaceText } }: Settings, target: string, inUse: boolean) {
  return { standardLinks, target, replaceText, subscriptionsInUse: inUse };
}

/**
 * Whether the CRM had subscription types before the upgrade: then a variable with `unsubscribe` may be the link "Unsubscribe
 * from this type of mailing", and is reported.
 */
async function subscriptionsInUse({ relations, isOurRow }: StepContext, { query }: TextQuestions): Promise<boolean> {
  if (!relations.has("ShipmentType")) return false;
  const [row] = await query<{ n: unknown }>(sql`
    SELECT COUNT(*) AS n FROM ${relations.of("ShipmentType")} t WHERE NOT (${isOurRow("ShipmentType", sql`t.shipmenttype_id`)})`);
  return Number(row?.n ?? 0) > 0;
}

interface NewTarget {
  readonly target: string;
  readonly notes: readonly Finding[];
}

/** The new target: configured, else learned, else the documented variable (domain rule "New target"). */
async function newTarget(context: StepContext, questions: TextQuestions): Promise<NewTarget> {
  const configured = context.settings.templates.manageSubscriptionsLink;
  if (configured !== null) {
    const notes = isPlausibleTarget(configured) ? [] : [{ code: "TEMPLATE_LINK_IMPLAUSIBLE", params: { link: configured } }];
    return { target: configured, notes };
  }
  const earlier = questions.earlier?.find(({ code }) => /^TEMPLATE_LINK_(?:DEFAULT|LEARNED)$/.test(code))?.params?.["link"];
  if (typeof earlier === "string") return { target: earlier, notes: [] };
  const learned = await learnTarget(context, questions);
  const target = learned ?? DOCUMENTED_TARGET;
  const after = `<a href="${target}">Manage your subscriptions</a>`;
  const params = { link: target, before: '<a href="[[unsubscribe]]">Unsubscribe here</a>', after };
  return { target, notes: [{ code: learned === undefined ? "TEMPLATE_LINK_DEFAULT" : "TEMPLATE_LINK_LEARNED", params }] };
}

/** The one target that this database's own messages have under a known text for managing subscriptions, if they agree. */
async function learnTarget({ relations }: StepContext, { readEach }: TextQuestions): Promise<string | undefined> {
  const learned = new LearnedTargets();
  const tables = [
    { table: "s_message", texts: ["html_message", "design"], facts: { designtype: sql`m.designtype` } },
    { table: "s_messageblock", texts: ["block"], facts: {} },
  ] as const;
  for (const table of tables) {
    if (!relations.has(table.table)) continue;
    await readEach({ ...table, pieces: LEARNING_PIECES }, ({ texts, facts }) => {
      learned.read(texts["html_message"] ?? "", "html");
      learned.read(texts["design"] ?? "", kindOfDesign(facts["designtype"]));
      learned.read(texts["block"] ?? "", "json-design");
      return learned.mayAgree;
    });
  }
  return learned.only;
}

/** What counts as a standard link where none is rewritten: the documented variable as well, whatever the new target is. */
function elsewhereRules(settings: Settings, target: string): CompiledRules {
  const own = compileRules(rulesOf(settings, target, false));
  return own.classify(DOCUMENTED_TARGET) === "managed" ? compileRules(rulesOf(settings, "about:blank", false)) : own;
}

/** Standard links in other tables, and tracked links that take an interest or a selection away. */
async function linksElsewhere(context: StepContext, questions: TextQuestions, rules: CompiledRules): Promise<readonly Finding[]> {
  const items: { table: string; id: string; detail: string }[] = [];
  let count = 0;
  const anyOf = standardLikePatterns(rules.rules);
  const pieces = anyOf && ({ anyOf, capitals: "ignored" } as const);
  for (const [name, texts] of Object.entries(ELSEWHERE)) {
    const table = name as CrmTable;
    if (!context.relations.has(table)) continue;
    await questions.readEach({ table, texts, facts: {}, pieces }, (record) => {
      for (const { detail } of texts.flatMap((column) => elsewhereIn(record, column, rules))) {
        count += 1;
        if (items.length < MOST_ITEMS) items.push({ table, id: String(record.id), detail });
      }
      return true;
    });
  }
  const removing = await linksThatRemove(context, questions);
  count += removing.count;
  items.push(...removing.items.slice(0, MOST_ITEMS - items.length));
  return count === 0 ? [] : [{ code: "UNSUBSCRIBE_LINK_ELSEWHERE", count, items }];
}

async function linksThatRemove({ dialect, relations }: StepContext, { query }: TextQuestions) {
  const { top, limit } = dialect;
  if (!relations.has("s_link")) return { count: 0, items: [] };
  const removes = sql.or(REMOVING.map((column) => sql`COALESCE(${identifier("m", column)}, 0) > 0`));
  const [all] = await query<{ n: unknown }>(sql`SELECT COUNT(*) AS n FROM ${relations.of("s_link")} m WHERE ${removes}`);
  const count = Number(all?.n ?? 0);
  if (count === 0) return { count, items: [] };
  const columns = REMOVING.map((column) => sql`${identifier("m", column)} AS ${identifier(column)}`);
  const rows = await query<Record<string, unknown>>(sql`
    SELECT ${top(MOST_ITEMS)} m.id AS id, ${columns} FROM ${relations.of("s_link")} m
    WHERE ${removes} ORDER BY m.id ${limit(MOST_ITEMS)}`);
  const items = rows.map((row) => ({
    table: "s_link",
    id: String(row["id"]),
    detail: REMOVING.filter((column) => Number(row[column] ?? 0) > 0).join(", "),
  }));
  return { count, items };
}

/** A standard link in a column that is not rewritten. */
function elsewhereIn(record: TextRecord, column: string, rules: CompiledRules): readonly TextFinding[] {
  const targets = standardTargetsIn(record.texts[column] ?? "", rules);
  if (targets.length === 0) return [];
  return [
    { code: "UNSUBSCRIBE_LINK_ELSEWHERE", detail: `${column}: ${targets.slice(0, MOST_LINKS).map(describeTarget).join(", ")}` },
  ];
}

const IS_EMAIL = sql`(COALESCE(m.flags, 0) & ${EMAIL_FLAGS}) <> 0`;

/** Whether a mailing with this message was sent or is being sent. */
function isSent({ relations }: StepContext, messageId: Sql): Sql {
  return sql`EXISTS (
    SELECT 1 FROM ${relations.of("s_shipment")} s
    WHERE s.message_id = ${messageId} AND s.status IN (${SENT_STATUSES}))`;
}

function messages(context: StepContext, rules: CompiledRules, elsewhere: CompiledRules): TemplateText {
  return {
    table: "s_message",
    texts: ["html_message", "plain_message", "design", "header_field"],
    told: { description: sql`m.description` },
    facts: {
      designtype: sql`m.designtype`,
      email: sql`CASE WHEN ${IS_EMAIL} THEN 1 ELSE 0 END`,
      sent: sql`CASE WHEN ${isSent(context, sql`m.id`)} THEN 1 ELSE 0 END`,
    },
    examine: (record) => alsoElsewhere(examineMessage(record, rules), record, "header_field", elsewhere),
  };
}

function blocks(rules: CompiledRules): TemplateText {
  return {
    table: "s_messageblock",
    texts: ["block"],
    facts: {},
    examine: ({ texts: { block }, told }) =>
      outcomeOf(told, [["block", block ?? "", rewriteText(block ?? "", "json-design", rules)]]),
  };
}

/**
 * Tracked links: a standard target kept in the database itself. One that belongs to a message (`local_link` is that
 * message's id, vendor's reference) is history with it: its clicks are counted, and mails that people have keep leading
 * where they led. One that belongs to no message may be used by any template, and is rewritten.
 */
function trackedLinks(
  context: StepContext,
  rules: CompiledRules,
  elsewhere: CompiledRules,
  longest: number | undefined,
): TemplateText {
  return {
    table: "s_link",
    texts: ["url", "template_text"],
    told: { description: sql`m.description` },
    facts: { sent: sql`CASE WHEN ${isSent(context, sql`m.local_link`)} THEN 1 ELSE 0 END` },
    examine: (record) => {
      const url = record.texts["url"] ?? "";
      const result = rewriteUrl(url, rules);
      const outcome = outcomeOf(record.told, [["url", url, result]]);
      const fits = longest === undefined || outcome.links === 0 || result.text.length <= longest;
      const left = isSentRecord(record.facts) ? asHistory(outcome) : fits ? outcome : TOO_LONG;
      return alsoElsewhere(left, record, "template_text", elsewhere);
    },
  };
}

/** What an outcome is with a standard link in a column beside the rewritten ones. */
function alsoElsewhere(outcome: TextOutcome, record: TextRecord, column: string, rules: CompiledRules): TextOutcome {
  const found = elsewhereIn(record, column, rules);
  return found.length === 0 ? outcome : { ...outcome, findings: [...outcome.findings, ...found] };
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
  const outcome = outcomeOf(record.told, parts);
  if (isSentRecord(record.facts)) return asHistory(outcome);
  const linkless = parts.every(
    ([, , result]) =>
      result.standardLinks + result.managedLinks + result.customLinks.filter(isWayOut).length === 0 &&
      result.unreadable === undefined,
  );
  return linkless && isTemplate(record.facts) ? { ...outcome, findings: [...outcome.findings, WITHOUT_LINK] } : outcome;
}

/** A person's own copy of a page is no way out for others. */
function isWayOut({ use }: LinkSeen): boolean {
  return use !== "personal";
}

const WITHOUT_LINK: TextFinding = { code: "TEMPLATE_WITHOUT_UNSUBSCRIBE_LINK", detail: "" };

/** `s_link.url` has 255 characters in older releases. */
const TOO_LONG: TextOutcome = { changes: [], links: 0, findings: [{ code: "TEMPLATE_LINK_TOO_LONG", detail: "" }] };

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

function outcomeOf(told: TextFacts, parts: readonly Part[]): TextOutcome {
  const changes = parts.flatMap(([column, before, result]): TextChange[] =>
    result.replacements.every((replacement) => replacement.before === replacement.after)
      ? []
      : [{ column, before, replacements: result.replacements }],
  );
  const links = parts.reduce((sum, [, , result]) => sum + result.standardLinks, 0);
  const unreadable = parts.flatMap(([column, , result]): TextFinding[] =>
    result.unreadable === undefined ? [] : [{ code: "UNREADABLE_TEMPLATE", detail: `${column}: ${result.unreadable}` }],
  );
  const seen = parts.flatMap(([, , result]) => result.customLinks);
  const custom = USES.flatMap(([use, code]): TextFinding[] => {
    // Several links of one record are one finding: its count says how many records there are.
    const shown = new Set(seen.filter((link) => link.use === use).map(linkShown));
    return shown.size === 0 ? [] : [{ code, detail: detailOf(told, [...shown]) }];
  });
  const rewritten = parts.flatMap(([, , result]) => result.replacements);
  const target = rewritten.find(({ what }) => what === "target");
  const text = rewritten.find(({ what, after }) => what === "text" && after !== "");
  const example =
    target === undefined
      ? text && `"${describeText(text.before)}" → "${describeText(text.after)}"`
      : `${describeTarget(target.before)} → ${describeTarget(target.after)}`;
  const shown: readonly TextFinding[] =
    example === undefined ? [] : [{ code: "TEMPLATE_LINKS_REWRITTEN", detail: `${links} × ${example}` }];
  return { changes, links, findings: [...unreadable, ...custom, ...shown] };
}

/** How links that are not rewritten are reported. */
const USES: readonly (readonly [use: LinkUse, code: string])[] = [
  ["unsubscribe", "CUSTOM_UNSUBSCRIBE_LINK"],
  ["preferences", "PREFERENCE_PAGE_LINK"],
  ["personal", "PERSONAL_LINK_IN_TEMPLATE"],
];

function linkShown({ target, text, use }: LinkSeen): string {
  const shown = use === "personal" ? describePersonal(target) : describeTarget(target);
  return text === undefined ? shown : `${shown} "${describeText(text)}"`;
}

/** `“Spring offers”: https://example.com/bye "Unsubscribe", …`: what the record is called, and its links, the first ten of them. */
function detailOf(told: TextFacts, links: readonly string[]): string {
  const name = describeText(String(told["description"] ?? "").trim());
  const more = links.length > MOST_LINKS ? ` (+${links.length - MOST_LINKS})` : "";
  return `${name === "" ? "" : `“${name}”: `}${links.slice(0, MOST_LINKS).join(", ")}${more}`;
}
