import { encodeAttributeValue, encodeText, trimSpan } from "./attribute-value.js";
import { DividedVariables, variablesIn } from "./divided-variables.js";
import { readAttribute, readEntities } from "./entities.js";
import { FindingsCollector, strongest, useOf, type Findings } from "./findings.js";
import type { HtmlLink, Span } from "./html-link.js";
import { labelOf } from "./printed-label.js";
import { isNoLink, mayPrintTarget, printedTargets, type PrintedTarget } from "./printed-targets.js";
import type { CompiledRules, TargetKind } from "./rules.js";
import { collapse, isManageText, readRuns, textEdits } from "./standard-text.js";
import { cleanTarget } from "./target-form.js";
import { sentenceAround } from "./sentence.js";
import { saysNothing } from "./sentence-words.js";
import { lookOfText, textLooksLikeUnsubscribing } from "./unsubscribe-look.js";
import { walkHtml, type HtmlVisitor, type MarkupForm } from "./walk-html.js";

const LONGEST_TEXT_READ = 2000;
/** `&CounterClockwiseContourIntegral;` and some zeros more. */
const LONGEST_ENTITY = 40;

/**
 * Finds the links of an HTML text, and the targets printed in it outside of links. Never fails, however broken it is.
 * @param form `xml` where CDATA sections hold HTML of their own; browsers take them for comments
 */
export function findInHtml(html: string, rules: CompiledRules, form: MarkupForm = "html"): Findings {
  const finder = new HtmlFinder(html, rules);
  walkHtml(html, finder, form);
  return finder.findings;
}

/** A target printed in a link that is still open, with the words before it. */
interface Printed extends PrintedTarget {
  readonly kind: TargetKind;
  readonly label: string;
}

class HtmlFinder implements HtmlVisitor {
  readonly findings = new FindingsCollector();
  private inOpenLink: Printed[] = [];
  private readonly variables: DividedVariables;

  constructor(
    private readonly html: string,
    private readonly rules: CompiledRules,
  ) {
    this.variables = new DividedVariables(html);
  }

  text(span: Span, inLink: boolean): void {
    // Most texts neither print a target nor are a piece of one.
    const mayPrint = mayPrintTarget(this.html, span);
    if (mayPrint || this.variables.isOpen) {
      this.divided(span, inLink);
    }
    if (!mayPrint) return;
    let previousEnd = span.start;
    for (const found of printedTargets(this.html, span, "html")) {
      const kind = this.rules.classify(found.target);
      if (isNoLink(found, kind)) continue;
      const label = collapse(readEntities(labelOf(this.html, found, { start: previousEnd, end: span.end })));
      const printed = { ...found, kind, label };
      if (inLink) {
        this.inOpenLink.push(printed);
      } else {
        this.findings.addTarget(printed, kind, label, () => this.newTargetAt(printed));
      }
      previousEnd = found.end;
    }
  }

  placeholder(name: string, span: Span): void {
    const use = name === "preferences" ? "preferences" : "unsubscribe";
    this.findings.customLinks.push({ target: `<${name}>`, text: undefined, use, ...span });
  }

  link(link: HtmlLink): void {
    const { html, rules, findings } = this;
    if (link.isForm) {
      this.form(link);
      return;
    }
    // A button in a conditional comment ends while the link around it is still open.
    const printed = this.takePrinted(link.target.start);
    const target = cleanTarget(readAttribute(html.slice(link.target.start, link.target.end)));
    const kind = rules.classify(target);
    if (kind === "standard" || kind === "managed") {
      const texts = rules.rules.replaceText ? textEdits(html, link.runs) : [];
      findings.edits.push(...texts);
      if (kind === "standard") {
        const after = encodeAttributeValue(cleanTarget(rules.rules.target), link.quote);
        findings.edits.push({ ...trimSpan(html, link.target), after, what: "target" });
      }
      // A link that has the new target keeps it, and is rewritten where its text was.
      findings.standardLinks += kind === "standard" || texts.length > 0 ? 1 : 0;
      findings.managedLinks += kind === "managed" && texts.length === 0 ? 1 : 0;
      if (kind === "managed" && isManageText(collapse(readRuns(html, link.runs, LONGEST_TEXT_READ)))) {
        findings.manageTargets.push(target);
      }
    } else {
      this.own(link, target, kind);
    }
    this.printedInLink(printed, link, kind);
  }

  /** What was printed behind a place in links that are open. */
  private takePrinted(place: number): readonly Printed[] {
    const { inOpenLink } = this;
    if (inOpenLink.length === 0) return inOpenLink;
    this.inOpenLink = inOpenLink.filter(({ start }) => start < place);
    return inOpenLink.filter(({ start }) => start > place);
  }

  /**
   * A form sends what was filled in, which the page of the new link may not take: it is reported whatever it leads to,
   * and never rewritten.
   */
  private form(link: HtmlLink): void {
    const target = cleanTarget(readAttribute(this.html.slice(link.target.start, link.target.end)));
    const kind = this.rules.classify(target);
    if (kind === "managed") {
      this.findings.managedLinks += 1;
    } else {
      this.own(link, target, kind === "standard" ? "custom" : kind);
    }
  }

  /**
   * A variable that tags divide (`[[unsub<b>scribe</b>]]`, as Word writes it) is one to a reader alone: whether the CRM
   * fills it in, no public page tells. It is reported, and stays.
   */
  private divided(span: Span, inLink: boolean): void {
    for (const { start, end, target } of this.variables.endingIn(span, inLink)) {
      const kind = this.rules.classify(target);
      if (kind !== "other" && !isNoLink({ isVariable: true, target }, kind)) {
        this.findings.customLinks.push({ target, text: undefined, use: useOf(kind) ?? "unsubscribe", start, end });
      }
    }
  }

  /** Somebody's own link: reported if it is for unsubscribing. */
  private own(link: HtmlLink, target: string, kind: TargetKind): void {
    const visible = collapse(readRuns(this.html, link.runs, LONGEST_TEXT_READ));
    const labels = link.labels.map((label) => collapse(readEntities(this.html.slice(label.start, label.end))));
    const said = [visible, ...labels].filter((part) => part !== "");
    if (isManageText(visible)) {
      this.findings.manageTargets.push(target);
    }
    const sentence = saysNothing(visible) && link.closed && !link.isForm ? sentenceAround(this.html, link) : "";
    const use = strongest(useOf(kind), lookOfText(said.join(" ")), sentence === "" ? undefined : lookOfText(sentence));
    if (use !== undefined) {
      const place = trimSpan(this.html, link.target);
      // Of what the buttons of a form say, that which tells why; of a link that says nothing, its sentence.
      const telling = link.isForm ? said.find(textLooksLikeUnsubscribing) : undefined;
      const isToldBySentence = sentence !== "" && lookOfText(sentence) === use;
      this.findings.customLinks.push({ target, text: isToldBySentence ? sentence : (telling ?? said[0]), use, ...place });
    }
  }

  /**
   * A standard link that prints its target says the same thing twice: both change, and count once. In somebody's own
   * link nothing is touched. A link that nothing ended may have swallowed what follows it: there a target stands for
   * itself.
   */
  private printedInLink(printed: readonly Printed[], link: HtmlLink, kind: TargetKind): void {
    const isOurs = kind === "standard" || kind === "managed";
    if (isOurs && link.runs.length > 1) {
      this.dividedInLink(printed, link);
    }
    for (const target of printed) {
      if (isOurs && target.kind === "standard") {
        this.findings.edits.push({ start: target.start, end: target.end, after: this.newTargetAt(target), what: "target" });
      } else if (!isOurs && !link.closed) {
        this.findings.addTarget(target, target.kind, target.label, () => this.newTargetAt(target));
      }
    }
  }

  /** What a link of ours prints in pieces goes on saying where the link led: it is reported, as outside of links. */
  private dividedInLink(printed: readonly Printed[], link: HtmlLink): void {
    const isStandard = (target: string): boolean => this.rules.classify(target) === "standard";
    const seen = variablesIn(readRuns(this.html, link.runs, LONGEST_TEXT_READ)).filter(isStandard);
    const whole = printed.filter(({ isVariable, target }) => isVariable && isStandard(target)).length;
    for (const target of seen.slice(whole)) {
      this.findings.customLinks.push({ target, text: undefined, use: "unsubscribe", ...trimSpan(this.html, link.target) });
    }
  }

  /** The new target as it is written in a text. */
  private newTargetAt({ start }: Span): string {
    return encodeText(cleanTarget(this.rules.rules.target), this.html.slice(Math.max(0, start - LONGEST_ENTITY), start));
  }
}
