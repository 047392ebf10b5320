import { readAttribute } from "./entities.js";
import { FindingsCollector, NO_FINDINGS, strongest, useOf, type Findings } from "./findings.js";
import { isExporterPattern, isLinkPartKey, isMediaAddress, isTargetKey, labelKey, type LabelKey } from "./json-keys.js";
import { encodeInJson, offsetsOf, type JsonString } from "./json-string.js";
import { labelEdits, readLabel } from "./link-label.js";
import { visitStrings, type JsonStringVisitor } from "./json-visit.js";
import { isNoLink, printedTargets } from "./printed-targets.js";
import { findInHtml } from "./rewrite-html.js";
import { findInPlain } from "./rewrite-plain.js";
import type { CompiledRules, TargetKind } from "./rules.js";
import { isManageText } from "./standard-text.js";
import { cleanTarget } from "./target-form.js";
import { isParserVariable, templateVariable } from "./template-variable.js";
import { lookOfText } from "./unsubscribe-look.js";

/** A block's JSON may hold a design as a string, and that one a block; more is nobody's design. */
const DEEPEST_DOCUMENT = 3;
/** `s_link.url` holds 4000 characters; longer strings are texts. */
const LONGEST_TARGET = 4000;
/** Either what was found, or why the document cannot be read. */
export type JsonFindings = { readonly findings: Findings } | { readonly problem: string };

/**
 * Finds the links in the strings of a JSON design: HTML in them, link objects, and addresses as plain text. Property
 * names are never looked at.
 */
export function findInJson(document: string, rules: CompiledRules, depth = 0): JsonFindings {
  const finder = new JsonFinder(document, rules, depth);
  const problem = visitStrings(document, finder);
  if (problem !== undefined) return { problem };
  finder.endObject();
  return { findings: finder.findings };
}

/** A link object's target. Its text may stand in an object around it, and is not known before that one ends. */
interface TargetString {
  readonly place: JsonString;
  readonly target: string;
  readonly kind: TargetKind;
}

/** A string that may be the text of a link beside it. */
interface Label extends LabelKey {
  readonly place: JsonString;
}

/** An object of the document while it is being read. */
interface OpenObject {
  readonly key: string;
  targets: TargetString[];
  label: Label | undefined;
}

class JsonFinder implements JsonStringVisitor {
  readonly findings = new FindingsCollector();
  private readonly open: OpenObject[] = [{ key: "", targets: [], label: undefined }];

  constructor(
    private readonly document: string,
    private readonly rules: CompiledRules,
    private readonly depth: number,
  ) {}

  beginObject(key: string): void {
    this.open.push({ key, targets: [], label: undefined });
  }

  string(key: string, place: JsonString): void {
    const object = this.open.at(-1);
    if (object === undefined || place.value === "" || isExporterPattern(object.key, place.value)) return;
    const isMedia = isMediaAddress(object.key, key, place.value);
    const target = bareTarget(key, place.value, this.rules);
    if (target !== undefined && !isMedia) {
      object.targets.push({ place, ...target });
      return;
    }
    if (target?.kind === "standard" || (target?.kind === "custom" && templateVariable(target.target) !== undefined)) {
      // No picture has this address, and what the link would be is anybody's guess.
      this.findings.customLinks.push({ target: target.target, text: undefined, use: "unsubscribe", ...this.core(place) });
      return;
    }
    const found = isMedia && !place.value.includes("<") ? undefined : this.inside(place.value);
    if (found !== undefined && !isEmpty(found)) {
      this.add(found, place);
      return;
    }
    const label = labelKey(key);
    if (label !== undefined && label.rank < (object.label?.rank ?? Infinity)) object.label = { ...label, place };
  }

  endObject(): void {
    const object = this.open.pop();
    if (object === undefined || object.targets.length === 0) return;
    const around = this.open.at(-1);
    const isPart = isLinkPartKey(object.key) && (object.label === undefined || object.label.isKind);
    if (isPart && around !== undefined) {
      around.targets.push(...object.targets);
    } else {
      this.tell(object.targets, object.label);
    }
  }

  /** What a string holds by itself: HTML, a JSON document of its own, or plain text. */
  private inside(value: string): Findings | undefined {
    if (/^\s*[[{]/.test(value) && value.includes('"') && this.depth < DEEPEST_DOCUMENT) {
      const nested = findInJson(value, this.rules, this.depth + 1);
      if ("findings" in nested) return jsonEncoded(nested.findings);
    }
    return jsonEncoded(value.includes("<") ? findInHtml(value, this.rules) : findInPlain(value, this.rules));
  }

  private tell(targets: readonly TargetString[], label: Label | undefined): void {
    const text = label && readLabel(label.place.value);
    // Where one of several targets is ours, the text is that one's.
    const isOurs = targets.some(({ kind }) => kind === "standard" || kind === "managed");
    const edits = isOurs && label && !label.isDescription && this.rules.rules.replaceText ? labelEdits(label.place.value) : [];
    for (const { place, target, kind } of targets) {
      if (text !== undefined && kind !== "standard" && isManageText(text)) {
        this.findings.manageTargets.push(target);
      }
      if (kind === "standard") {
        this.findings.standardLinks += 1;
        const after = encodeInJson(cleanTarget(this.rules.rules.target));
        this.findings.edits.push({ ...this.core(place), after, what: "target" });
      } else if (kind === "managed") {
        // It keeps its target, and is rewritten where its text was.
        this.findings.standardLinks += edits.length > 0 ? 1 : 0;
        this.findings.managedLinks += edits.length > 0 ? 0 : 1;
      } else {
        const use = strongest(useOf(kind), isOurs || text === undefined ? undefined : lookOfText(text));
        if (use !== undefined) {
          this.findings.customLinks.push({ target, text, use, ...this.core(place) });
        }
      }
    }
    if (label && edits.length > 0) {
      this.add(jsonEncoded({ ...NO_FINDINGS, edits }), label.place);
    }
  }

  private add(found: Findings, place: JsonString): void {
    const needsPlaces = found.edits.length > 0 || found.customLinks.length > 0;
    this.findings.add(found, needsPlaces ? offsetsOf(this.document, place) : (offset) => offset);
  }

  /** The string without the white space around its value. */
  private core(place: JsonString): { readonly start: number; readonly end: number } {
    const at = offsetsOf(this.document, place);
    const { value } = place;
    const start = value.length - value.trimStart().length;
    return { start: at(start), end: at(Math.max(start, value.trimEnd().length)) };
  }
}

/** The string's value as a target, if it is one as a whole. */
function bareTarget(key: string, value: string, rules: CompiledRules): Omit<TargetString, "place"> | undefined {
  const trimmed = value.trim();
  if (trimmed === "" || (trimmed.includes("<") && !isParserVariable(trimmed)) || trimmed.length > LONGEST_TARGET) {
    return undefined;
  }
  const target = cleanTarget(trimmed.includes("&#") ? readAttribute(trimmed) : trimmed);
  const kind = rules.classify(target);
  if (isTargetKey(key)) return { target, kind };
  const [first] = printedTargets(trimmed, { start: 0, end: trimmed.length }, "plain");
  const isWhole = first !== undefined && first.start === 0 && first.end === trimmed.length;
  return isWhole && !isNoLink(first, kind) ? { target, kind } : undefined;
}

function isEmpty(found: Findings): boolean {
  return found.standardLinks === 0 && found.managedLinks === 0 && found.customLinks.length + found.manageTargets.length === 0;
}

function jsonEncoded(found: Findings): Findings {
  return { ...found, edits: found.edits.map((edit) => ({ ...edit, after: encodeInJson(edit.after) })) };
}
