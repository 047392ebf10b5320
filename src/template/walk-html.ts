import type { QuoteType, TokenizerCallbacks } from "htmlparser2";
import type { HtmlLink, Span } from "./html-link.js";
import { withoutParserTags } from "./template-variable.js";
import { Tokenizer } from "./tokenizer.js";
import { FORM_ELEMENTS, isOfForm, LinkAttributes, type OpenLink } from "./open-link.js";

/** `xml`: CDATA sections hold HTML of their own; browsers take them for comments. */
export type MarkupForm = "html" | "xml";

/** What `walkHtml` tells: texts in the order of the source, links when they end. */
export interface HtmlVisitor {
  link(link: HtmlLink): void;
  /** Text that a reader sees; while `inLink`, the link that it may belong to has not been told yet. */
  text(span: Span, inLink: boolean): void;
  /** An element that another system makes a link of. @param name in lower case, where it stands */
  placeholder(name: string, span: Span): void;
}

/** What they contain is no markup, and nobody reads it as a link. */
const RAW_TEXT = "script style textarea title xmp iframe noembed noframes plaintext".split(" ");
const IS_RAW_TEXT = new Set(RAW_TEXT);
/** Elements that other systems make a link of: Campaign Monitor's. */
const PLACEHOLDERS = ["unsubscribe", "preferences"];
/** VML's names begin with it. */
const SMALL_V = 0x76;
/** Makes a letter small. */
const SMALL = 0x20;
/** Which lengths the names of the elements have that matter outside of a link, by first letter: most others cost nothing. */
const LENGTHS = lengthsOf(["a", "area", ...FORM_ELEMENTS, ...RAW_TEXT, ...PLACEHOLDERS]);
/** A conditional comment without any of these holds no target, in an attribute or printed; most hold a table's tag. */
const MAY_HOLD_TARGET = /href|action|[[@]|%5b|mailto:|www\.|&#|&l|[a-z0-9:-]\/[^>]|cs:parser|%[a-z]|\{\{|\*\||<(?:unsub|prefer)/i;
const END_OF_CONDITION = "<![endif]";
const CONDITIONAL_COMMENT = /\s{0,20}\[if\s[^\]]{0,200}\]>/iy;
/**
 * Conditional comments do not nest in Outlook; two levels are read so that no page can make us read it many times
 * over.
 */
const DEEPEST_PART = 2;

/**
 * Finds the links of an HTML text: `<a>`, `<area>`, VML shapes with `href`, also in Outlook's conditional comments.
 * Reads the text once, from front to back; broken HTML is read as a browser reads it (WHATWG HTML, "Tokenization").
 */
export function walkHtml(html: string, visitor: HtmlVisitor, form: MarkupForm = "html"): void {
  walkPart(withoutParserTags(html), { base: 0, depth: 0 }, visitor, form);
}

/** Where a part of the source begins, and how many comments it stands in. */
interface Place {
  readonly base: number;
  readonly depth: number;
}

function walkPart(html: string, place: Place, visitor: HtmlVisitor, form: MarkupForm): void {
  const walk = new HtmlWalk(html, place, visitor, form);
  // Entities are decoded where a value is looked at, so that positions stay those of the source.
  const tokenizer = new Tokenizer({ decodeEntities: false }, walk);
  tokenizer.write(html);
  tokenizer.end();
}

class HtmlWalk implements TokenizerCallbacks {
  private element = "";
  /** Undefined while the attributes do not matter. */
  private attributes: LinkAttributes | undefined;
  private attributeName = "";
  private value: Span | undefined;
  private inRawText = false;
  private anchor: OpenLink | undefined;
  private shape: OpenLink | undefined;
  private form: OpenLink | undefined;
  private inButton = false;
  /** While no link stands in it. */
  private placeholder: { readonly name: string; readonly span: Span } | undefined;

  constructor(
    private readonly html: string,
    private readonly place: Place,
    private readonly visitor: HtmlVisitor,
    private readonly markup: MarkupForm,
  ) {}

  onopentagname(start: number, end: number): void {
    if (!this.inLink() && !mayMatter(this.html.charCodeAt(start), end - start)) {
      this.element = "";
      this.attributes = undefined;
      return;
    }
    this.element = this.html.slice(start, end).toLowerCase();
    if (!this.inLink() && PLACEHOLDERS.includes(this.element)) {
      this.endPlaceholder();
      this.placeholder = { name: this.element, span: this.span(start, end) };
    }
    const matters = mayHoldLink(this.element) || (this.element === "img" && this.inLink());
    this.attributes = matters ? new LinkAttributes(this.element) : undefined;
  }

  onattribname(start: number, end: number): void {
    if (this.attributes !== undefined) {
      this.attributeName = this.html.slice(start, end).toLowerCase();
      this.value = undefined;
    }
  }

  onattribdata(start: number, end: number): void {
    if (this.attributes !== undefined) {
      this.value = this.span(start, end);
    }
  }

  onattribend(quote: QuoteType): void {
    this.attributes?.add(this.attributeName, this.value, quote);
  }

  onopentagend(): void {
    this.openTag(false);
  }

  onselfclosingtag(): void {
    this.openTag(true);
  }

  onclosetag(start: number, end: number): void {
    this.inRawText = false;
    if (!this.inLink() && this.form === undefined && this.placeholder === undefined) {
      return;
    }
    const element = this.html.slice(start, end).toLowerCase();
    if (element === "form") {
      this.end("form", true);
    } else if (element === "button") {
      this.inButton = false;
    } else if (element === "a") {
      this.end("anchor", true);
    } else if (element === this.shape?.element) {
      this.end("shape", true);
    }
    if (element === this.placeholder?.name) {
      this.endPlaceholder();
    }
    this.passTag(element, true);
  }

  ontext(start: number, end: number): void {
    // Where a part ends in a closing tag, the tokeniser tells the rest of it as a text that begins at -1.
    if (!this.inRawText && start >= 0) {
      const span = this.span(start, end);
      this.visitor.text(span, this.inLink());
      // A text in a link in a shape is the link's, so that it is not replaced twice.
      (this.anchor ?? this.shape ?? (this.inButton ? this.form : undefined))?.addText(span);
    }
  }

  oncomment(start: number, end: number, endOffset: number): void {
    // Downlevel-revealed conditions (<![if !mso]>) come here too: what they hold stands outside of them.
    if (this.html.startsWith("<!--", start - 4)) {
      CONDITIONAL_COMMENT.lastIndex = start;
      if (CONDITIONAL_COMMENT.test(this.html)) {
        this.walkInside(CONDITIONAL_COMMENT.lastIndex, this.endOfCondition(end - endOffset));
      }
    }
  }

  oncdata(start: number, end: number, endOffset: number): void {
    if (this.markup === "xml") {
      this.walkInside(start, end - endOffset);
    }
  }

  onend(): void {
    this.end("anchor", false);
    this.end("shape", false);
    this.end("form", false);
    this.endPlaceholder();
  }

  onattribentity(): void {}
  ondeclaration(): void {}
  onprocessinginstruction(): void {}
  ontextentity(): void {}

  private openTag(isSelfClosing: boolean): void {
    const { element, attributes } = this;
    this.inRawText = IS_RAW_TEXT.has(element);
    this.attributes = undefined;
    this.passTag(element, false);
    if (attributes === undefined) {
      return;
    }
    if (element === "img") {
      this.anchor?.addLabels(attributes.labels);
      this.shape?.addLabels(attributes.labels);
    } else if (element === "a") {
      // A second <a> ends the first one (WHATWG HTML, "A start tag whose tag name is a"), with or without a target.
      this.end("anchor", false);
      this.anchor = attributes.open();
    } else if (isOfForm(element)) {
      this.openInForm(element, attributes);
    } else if (element === "area" || isSelfClosing) {
      this.tell(attributes.open(), true);
    } else {
      this.openShape(attributes.open());
    }
  }

  /** A form's text is what its fields and buttons say; what else stands in it may be a whole page. */
  private openInForm(element: string, attributes: LinkAttributes): void {
    if (element === "form") {
      this.end("form", false);
      this.form = attributes.open();
      return;
    }
    this.inButton = element === "button";
    this.form?.addLabels(attributes.labels);
    this.tell(attributes.open(), true);
  }

  private endPlaceholder(): void {
    const { placeholder } = this;
    this.placeholder = undefined;
    if (placeholder !== undefined) {
      this.visitor.placeholder(placeholder.name, placeholder.span);
    }
  }

  private openShape(shape: OpenLink | undefined): void {
    // A shape without a target stands inside the one that has it: <v:textbox>, <v:fill>.
    if (shape !== undefined) {
      this.end("shape", false);
      this.shape = shape;
    }
  }

  private passTag(element: string, isEndTag: boolean): void {
    this.shape?.isLeftBy(element, isEndTag);
    if (this.anchor?.isLeftBy(element, isEndTag)) {
      this.end("anchor", false);
    }
  }

  /** Where what stands under a condition ends: before the tag that ends it, if the comment ends with that. */
  private endOfCondition(end: number): number {
    const start = end - END_OF_CONDITION.length;
    return this.html.slice(start, end).toLowerCase() === END_OF_CONDITION ? start : end;
  }

  private walkInside(start: number, end: number): void {
    const { base, depth } = this.place;
    if (start >= end || depth >= DEEPEST_PART) {
      return;
    }
    const part = this.html.slice(start, end);
    if (MAY_HOLD_TARGET.test(part)) {
      walkPart(part, { base: base + start, depth: depth + 1 }, this.visitor, this.markup);
    }
  }

  private inLink(): boolean {
    return this.anchor !== undefined || this.shape !== undefined;
  }

  private end(what: "anchor" | "shape" | "form", closed: boolean): void {
    const link = this[what];
    this[what] = undefined;
    if (what === "form") this.inButton = false;
    this.tell(link, closed);
  }

  private tell(link: OpenLink | undefined, closed: boolean): void {
    if (link !== undefined) {
      // What the other system fills in is the link that stands there.
      this.placeholder = undefined;
      this.visitor.link(link.close(closed));
    }
  }

  /** A span of the whole source. */
  private span(start: number, end: number): Span {
    return { start: start + this.place.base, end: end + this.place.base };
  }
}

function lengthsOf(elements: readonly string[]): Uint32Array {
  const lengths = new Uint32Array(128);
  for (const element of elements) {
    const first = element.charCodeAt(0);
    lengths[first] = (lengths[first] ?? 0) | (1 << element.length);
  }
  return lengths;
}

/** @param first the first letter of an element's name */
function mayMatter(first: number, length: number): boolean {
  const small = first | SMALL;
  return small === SMALL_V || (length < 32 && (((LENGTHS[small] ?? 0) >>> length) & 1) === 1);
}

function mayHoldLink(element: string): boolean {
  return element === "a" || element === "area" || element.startsWith("v:") || isOfForm(element);
}
