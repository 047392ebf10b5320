import { noticeOf, noticesBlock, type Block, type Notice, type Tone } from "./document.js";
import { pluralText } from "./phrase.js";
import type { Check } from "../check.js";
import type { Attention, Report } from "./report.js";
import type { AttentionItem } from "../steps/finding.js";
import type { StepId } from "../steps/step.js";
import type { Words } from "./words/en.js";

const TONE_OF_SEVERITY: Readonly<Record<Attention["severity"], Tone>> = {
  info: "plain",
  warning: "warning",
  error: "bad",
};
const TONE_OF_CHECK: Readonly<Record<Check["outcome"], Tone>> = { pass: "good", warn: "warning", fail: "bad" };

/**
 * What somebody has to decide before apply, since the step that is named, or any, goes by it; other warnings can be looked at
 * afterwards.
 */
const DECIDED_BEFORE: ReadonlyMap<string, StepId | "any"> = new Map([
  ["ADDRESS_SHARED_WITH_WITHDRAWN", "emarketing-from-mailing-history"],
  ["COMPANY_WANTS_NO_MAILINGS", "emarketing-from-mailing-history"],
  ["EMARKETING_PRIVACY_SWITCHED_ON", "emarketing-privacy"],
  ["EXISTING_CONSENT_WITHDRAWN", "no-mailings-to-withdrawn"],
  ["EXCLUSION_NOT_FOUND", "any"],
  ["LEDGER_MAYBE_HIDDEN", "any"],
  ["SUBSCRIPTION_TYPES_SUBSCRIBE_EVERYBODY", "subscription-types"],
  ["TEMPLATE_LINK_DEFAULT", "template-links"],
]);

/** What the first lines of a report say, and nothing else repeats. */
export const SAID_FIRST: ReadonlySet<string> = new Set(["LEDGER_GONE", "UPGRADED_BEFORE", "UPGRADED_BEFORE_REPAIR"]);

/** The report's attention by what is to be done about it. */
export interface Urgency {
  readonly decide: readonly Attention[];
  readonly look: readonly Attention[];
  readonly know: readonly Attention[];
}

/** Only a dry run of a step that would write is before something: else the same things want a look. */
export function byUrgency(report: Report): Urgency {
  const ahead = report.command === "plan" ? report.steps.filter(({ changes }) => changes.inserted + changes.updated > 0) : [];
  const isAhead = (step: string | undefined): boolean => ahead.some(({ id }) => id === step || step === "any");
  const decides = ({ code, severity }: Attention): boolean =>
    severity === "error" || (severity === "warning" && isAhead(DECIDED_BEFORE.get(code)));
  const [decide, others] = parted(report.attention, decides);
  const unsaid = others.filter(({ code }) => !SAID_FIRST.has(code));
  const [know, look] = parted(unsaid, ({ severity }) => severity === "info");
  return { decide, look, know };
}

function parted<T>(all: readonly T[], isFirst: (one: T) => boolean): readonly [readonly T[], readonly T[]] {
  return [all.filter(isFirst), all.filter((one) => !isFirst(one))];
}

/** What wants a decision, what wants a look, and what is good to know, each under a heading of its own. */
export function attentionBlocks({ decide, look, know }: Urgency, words: Words): readonly (Block | undefined)[] {
  const { headings } = words;
  const notices = (entries: readonly Attention[]) => entries.map((entry) => attentionNotice(entry, words));
  return [
    noticesBlock(headings.decide, notices(decide)),
    noticesBlock(headings.look, notices(look)),
    noticesBlock(headings.notes, notices(know), true),
  ];
}

/** What failed, what warns, and, folded where a page can fold, what is as it should be. */
export function checkBlocks(checks: readonly Check[], { headings, checkOutcomes }: Words): readonly (Block | undefined)[] {
  const notices = (wanted: Check["outcome"]) =>
    checks
      .filter(({ outcome }) => outcome === wanted)
      .map(({ outcome, message, hint }) =>
        noticeOf(message, {
          mark: checkOutcomes[outcome],
          tone: TONE_OF_CHECK[outcome],
          hint: outcome === "pass" ? null : hint,
        }),
      );
  return [
    noticesBlock(headings.checksFailed, notices("fail")),
    noticesBlock(headings.checksWarning, notices("warn")),
    noticesBlock(headings.checksPassed, notices("pass"), true),
  ];
}

/** Records with something to say have a line each; bare ids of one table share one. */
function itemLines(items: readonly AttentionItem[]): readonly string[] {
  const bare = items.filter(({ detail }) => detail === "");
  const tables = [...new Set(bare.map(({ table }) => table))];
  const shared = tables.map((name) => {
    const ids = bare.filter(({ table }) => table === name).map(({ id }) => id);
    return `${name} ${ids.join(", ")}`.trim();
  });
  const telling = items
    .filter(({ detail }) => detail !== "")
    .map(({ table, id, detail }) => `${`${table} ${id}`.trim()}: ${detail}`);
  return [...telling, ...shared];
}

function attentionNotice(entry: Attention, words: Words): Notice {
  const items = itemLines(entry.items);
  const rest = entry.count - entry.items.length;
  return noticeOf(entry.message, {
    mark: words.severities[entry.severity],
    tone: TONE_OF_SEVERITY[entry.severity],
    name: entry.code,
    items: items.length > 0 && rest > 0 ? [...items, pluralText(words.more, rest, words)] : items,
  });
}
