import { applyEdits } from "./apply-edits.js";
import { FindingsCollector, NO_FINDINGS, type Edit, type Findings } from "./findings.js";
import { findInHtml } from "./rewrite-html.js";
import { findInJson } from "./rewrite-json.js";
import { findInPlain } from "./rewrite-plain.js";
import type { CompiledRules } from "./rules.js";
import { cleanTarget } from "./target-form.js";
import { holdsStandardTarget, mentionsUnsubscribing } from "./unread-text.js";

export { describePersonal, describeTarget, describeText } from "./describe.js";
export { isPlausibleTarget } from "./plausible-target.js";
export { standardTargetsIn } from "./unread-text.js";
export type { LinkSeen, LinkUse } from "./findings.js";

/**
 * `json-design`: designtype 2 and blocks; `unknown-design`: designtype 0 and 1, of which no public page tells the
 * form.
 */
export type TextKind = "html" | "plain" | "json-design" | "unknown-design";

/** One place that was changed: `before` stood from `start` to `end` of the old text; both as they stand in the bytes. */
export interface Replacement extends Edit {
  readonly before: string;
}

/** What was found in a text; its links in the order of the text. */
export interface RewriteResult extends Omit<Findings, "edits"> {
  /** The new text, put together whenever it is asked for. */
  readonly text: string;
  /** In the order of the text, without overlaps. */
  readonly replacements: readonly Replacement[];
  /** Why a text that may hold such a link could not be read; it is then as it was. Begins with a small letter. */
  readonly unreadable: string | undefined;
}

/**
 * Rewrites the standard links of one text, and nothing else: every byte outside of a replacement is as it was. Takes
 * linear time, and never fails on any input. Rewriting the result again changes nothing.
 */
export function rewriteText(text: string, kind: TextKind, rules: CompiledRules): RewriteResult {
  switch (kind) {
    case "html":
      return resultOf(text, findInHtml(text, rules));
    case "plain":
      return resultOf(text, findInPlain(text, rules));
    case "json-design":
      return rewriteJson(text, rules);
    case "unknown-design":
      return rewriteUnknown(text, rules);
  }
}

/** Rewrites a bare target, such as `s_link.url`. */
export function rewriteUrl(url: string, rules: CompiledRules): RewriteResult {
  const start = url.length - url.trimStart().length;
  const end = Math.max(start, url.trimEnd().length);
  const findings = new FindingsCollector();
  findings.addTarget({ target: url, start, end }, rules.classify(url), "", () => cleanTarget(rules.rules.target));
  return resultOf(url, findings);
}

function rewriteJson(text: string, rules: CompiledRules): RewriteResult {
  if (text.trim() === "") return resultOf(text, NO_FINDINGS);
  const found = findInJson(text, rules);
  if ("findings" in found) return resultOf(text, found.findings);
  return mentionsUnsubscribing(text, rules) ? resultOf(text, NO_FINDINGS, found.problem) : resultOf(text, NO_FINDINGS);
}

function rewriteUnknown(text: string, rules: CompiledRules): RewriteResult {
  // "[[" opens a template variable, not a list of lists.
  if (/^\ufeff?\s*(?:\{|\[(?!\[))/.test(text)) return rewriteJson(text, rules);
  const found = findInHtml(text, rules, "xml");
  if (found.edits.length === 0 && holdsStandardTarget(text, rules)) {
    return resultOf(text, NO_FINDINGS, "a standard link stands in it in a form that is not known");
  }
  return resultOf(text, found);
}

/** @param unreadable why it could not be read */
function resultOf(text: string, { edits, ...found }: Findings, unreadable?: string): RewriteResult {
  const replacements = edits
    .map((edit) => ({ ...edit, before: text.slice(edit.start, edit.end) }))
    .sort((one, other) => one.start - other.start);
  const customLinks = found.customLinks.toSorted((one, other) => one.start - other.start);
  return {
    ...found,
    get text(): string {
      return applyEdits(text, replacements);
    },
    replacements,
    customLinks,
    unreadable,
  };
}
