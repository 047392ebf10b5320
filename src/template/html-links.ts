import { QuoteType, Tokenizer, type TokenizerCallbacks } from "htmlparser2";

/** A part of the source, in UTF-16 units. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** A stretch of a link's text that no tag interrupts. */
export interface TextRun extends Span {
  /** Whether a line break or a block begins before it, so that words do not run together. */
  readonly afterBreak: boolean;
}

/** A link as the source has it; everything still encoded. */
export interface HtmlLink {
  /** The target, without the quotes around it. */
  readonly target: Span;
  readonly quote: QuoteType;
  readonly runs: readonly TextRun[];
  /** `alt`, `title` and `aria-label` of the link and of the images in it. */
  readonly labels: readonly Span[];
  /** Whether an end tag of its own closed it: otherwise the text may not belong to it. */
  readonly closed: boolean;
}

/** `xml`: CDATA sections hold HTML of their own; browsers take them for comments. */
export type MarkupForm = "html" | "xml";

/** What `walkHtml` tells: texts in the order of the source, links when they end. */
export interface HtmlVisitor {
  link(link: HtmlLink): void;
  /** Text that a reader sees; while `inLink`, the link that it may belong to has not been told yet. */
  text(span: Span, inLink: boolean): void;
}

/** What they contain is no markup, and nobody reads it as a link. */
const RAW_TEXT = new Set("script style textarea title xmp iframe noembed noframes plaintext".split(" "));
/** Where these begin or end, the cell that an unclosed `<a>` stood in is over, and so is the link in every browser. */
const CELLS = new Set("td th tr thead tbody tfoot caption".split(" "));
const BREAKS = new Set("br hr p div table tr td th ul ol li center blockquote h1 h2 h3 h4 h5 h6 v:textbox".split(" "));
const LABELS = new Set(["alt", "title", "aria-label"]);
const CONDITIONAL_COMMENT = /\s{0,20}\[if\s[^\]]{0,200}\]>/iy;

/** A longer text is no standard text, and an unclosed link would collect the whole page. */
const LONGEST_LINK_TEXT = 2000;
const MOST_LABELS = 20;
/** Conditional comments do not nest in Outlook; two levels are read so that no page can make us read it many times over. */
const DEEPEST_COMMENT = 2;

/**
 * Finds the links of an HTML text: `<a>`, `<area>`, VML shapes with `href`, also in Outlook's conditional comments. Reads
 * the text once, from front to back; broken HTML is read as a browser reads it (WHATWG HTML, "Tokenization").
 */
export function walkHtml(html: string, visitor: HtmlVisitor, form: MarkupForm = "html"): void {
  walkPart(html, 0, visitor, form, 0);
}

function walkPart(html: string, base: number, visitor: HtmlVisitor, form: MarkupForm, depth: number): void {
  const walk = new HtmlWalk(html, base, visitor, form, depth);
  // Entities are decoded where a value is looked at, so that positions stay those of the source.
  const tokenizer = new Tokenizer({ decodeEntities: false }, walk);
  tokenizer.write(html);
  tokenizer.end();
}

interface OpenLink {
  readonly element: string;
  readonly target: Span;
  readonly quote: QuoteType;
  readonly runs: TextRun[];
  readonly labels: Span[];
  textLength: number;
  /** Tables opened inside the link. */
  tables: number;
  breakPending: boolean;
}

/** The attributes of the tag being read. The first of several equal ones counts, as in browsers. */
interface TagAttributes {
  target: Span | undefined;
  quote: QuoteType;
  hasHref: boolean;
  xlink: { readonly target: Span; readonly quote: QuoteType } | undefined;
  readonly labels: Span[];
}

class HtmlWalk implements TokenizerCallbacks {
  private element = "";
  private attributes: TagAttributes | undefined;
  private attributeName = "";
  private value: Span | undefined;
  private rawText = false;
  private anchor: OpenLink | undefined;
  private shape: OpenLink | undefined;

  constructor(
    private readonly html: string,
    private readonly base: number,
    private readonly visitor: HtmlVisitor,
    private readonly form: MarkupForm,
    private readonly depth: number,
  ) {}

  onopentagname(start: number, end: number): void {
    this.element = this.html.slice(start, end).toLowerCase();
    this.attributes = mayHoldLink(this.element) || (this.element === "img" && this.inLink()) ? noAttributes() : undefined;
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

  onattribentity(): void {}

  onattribend(quote: QuoteType): void {
    const attributes = this.attributes;
    if (attributes === undefined) {
      return;
    }
    const value = this.value;
    if (this.attributeName === "href" && !attributes.hasHref) {
      attributes.hasHref = true;
      attributes.target = value;
      attributes.quote = quote;
    } else if (this.attributeName === "xlink:href" && value !== undefined) {
      attributes.xlink ??= { target: value, quote };
    } else if (value !== undefined && LABELS.has(this.attributeName)) {
      attributes.labels.push(value);
    }
  }

  onopentagend(): void {
    this.openTag(false);
  }

  onselfclosingtag(): void {
    this.openTag(true);
  }

  onclosetag(start: number, end: number): void {
    const element = this.html.slice(start, end).toLowerCase();
    if (element === "a") {
      this.endAnchor(true);
    } else if (element === this.shape?.element) {
      this.endShape(true);
    }
    this.boundary(element, true);
    this.rawText = false;
  }

  ontext(start: number, end: number): void {
    if (this.rawText) {
      return;
    }
    const { anchor, shape } = this;
    const span = this.span(start, end);
    this.visitor.text(span, anchor !== undefined || shape !== undefined);
    if (anchor !== undefined) {
      addRun(anchor, span);
    }
    if (shape !== undefined) {
      addRun(shape, span);
    }
  }

  oncomment(start: number, end: number, endOffset: number): void {
    const isComment = this.html.startsWith("<!--", start - 4);
    if (!isComment || this.depth >= DEEPEST_COMMENT) {
      return;
    }
    CONDITIONAL_COMMENT.lastIndex = start;
    const condition = CONDITIONAL_COMMENT.exec(this.html);
    if (condition === null) {
      return;
    }
    this.part(start + condition[0].length, end - endOffset);
  }

  oncdata(start: number, end: number, endOffset: number): void {
    if (this.form === "xml" && this.depth < DEEPEST_COMMENT) {
      this.part(start, end - endOffset);
    }
  }

  onend(): void {
    this.endAnchor(false);
    this.endShape(false);
  }

  ondeclaration(): void {}
  onprocessinginstruction(): void {}
  ontextentity(): void {}

  private part(from: number, to: number): void {
    if (from < to) {
      walkPart(this.html.slice(from, to), this.base + from, this.visitor, this.form, this.depth + 1);
    }
  }

  private openTag(selfClosing: boolean): void {
    const element = this.element;
    this.rawText = RAW_TEXT.has(element);
    this.boundary(element, false);
    const attributes = this.attributes;
    this.attributes = undefined;
    if (attributes === undefined) {
      return;
    }
    if (element === "img") {
      for (const link of [this.anchor, this.shape]) {
        if (link !== undefined && link.labels.length < MOST_LABELS) {
          link.labels.push(...attributes.labels);
        }
      }
      return;
    }
    if (element === "a") {
      // A second <a> ends the first one (WHATWG HTML, "A start tag whose tag name is a"), with or without a target.
      this.endAnchor(false);
    }
    const link = openLink(element, attributes);
    if (link === undefined) {
      return;
    }
    if (element === "a") {
      this.anchor = link;
    } else if (element === "area" || selfClosing) {
      this.tell(link, true);
    } else {
      this.endShape(false);
      this.shape = link;
    }
  }

  /** Cells end unclosed links; blocks and line breaks separate words. */
  private boundary(element: string, isEnd: boolean): void {
    const anchor = this.anchor;
    if (anchor !== undefined) {
      if (element === "table") {
        anchor.tables += isEnd ? -1 : 1;
      }
      if (anchor.tables < 0 || (anchor.tables === 0 && CELLS.has(element))) {
        this.endAnchor(false);
      }
    }
    if (this.inLink() && BREAKS.has(element)) {
      for (const link of [this.anchor, this.shape]) {
        if (link !== undefined) {
          link.breakPending = true;
        }
      }
    }
  }

  private inLink(): boolean {
    return this.anchor !== undefined || this.shape !== undefined;
  }

  private endAnchor(closed: boolean): void {
    const link = this.anchor;
    this.anchor = undefined;
    this.tell(link, closed);
  }

  private endShape(closed: boolean): void {
    const link = this.shape;
    this.shape = undefined;
    this.tell(link, closed);
  }

  private tell(link: OpenLink | undefined, closed: boolean): void {
    if (link !== undefined) {
      const { target, quote, runs, labels } = link;
      this.visitor.link({ target, quote, runs, labels, closed });
    }
  }

  /** A span of the whole source. */
  private span(start: number, end: number): Span {
    return { start: start + this.base, end: end + this.base };
  }
}

function mayHoldLink(element: string): boolean {
  return element === "a" || element === "area" || element.startsWith("v:");
}

function noAttributes(): TagAttributes {
  return { target: undefined, quote: QuoteType.NoValue, hasHref: false, xlink: undefined, labels: [] };
}

function openLink(element: string, attributes: TagAttributes): OpenLink | undefined {
  const { target, quote } = attributes.hasHref ? attributes : (attributes.xlink ?? attributes);
  if (target === undefined) {
    return undefined;
  }
  return { element, target, quote, runs: [], labels: attributes.labels, textLength: 0, tables: 0, breakPending: false };
}

function addRun(link: OpenLink, run: Span): void {
  const length = run.end - run.start;
  if (link.textLength <= LONGEST_LINK_TEXT) {
    link.runs.push({ start: run.start, end: run.end, afterBreak: link.breakPending });
    link.breakPending = false;
  }
  link.textLength += length;
}
