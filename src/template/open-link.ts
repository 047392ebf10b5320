import type { QuoteType } from "htmlparser2";
import type { HtmlLink, Span, TextRun } from "./html-link.js";

/** Where these begin or end, the cell that an unclosed `<a>` stood in is over, and so is the link in every browser. */
const CELLS = new Set("td th tr thead tbody tfoot caption".split(" "));
const BREAKS = new Set("br hr p div table tr td th ul ol li center blockquote h1 h2 h3 h4 h5 h6 v:textbox".split(" "));
const LABELS = new Set(["alt", "title", "aria-label"]);
/** Elements of forms, and the attribute that says where their data goes. */
const FORM_TARGETS: Readonly<Partial<Record<string, string>>> = { form: "action", button: "formaction", input: "formaction" };

/** The elements that belong to a form that may lead somewhere. */
export const FORM_ELEMENTS = Object.keys(FORM_TARGETS);

/** A longer text is no standard text, and an unclosed link would collect the whole page. */
const LONGEST_LINK_TEXT = 4000;
const MOST_LABELS = 20;

/** Whether an element belongs to a form that may lead somewhere. @param element in lower case */
export function isOfForm(element: string): boolean {
  // Asked about every tag: looking a name up in a table takes longer than these three.
  return element === "form" || element === "button" || element === "input";
}

/** The attributes of a tag that tell of a link, gathered as the tag is read. */
export class LinkAttributes {
  readonly labels: Span[] = [];
  private href: AttributeValue | undefined;
  private xlink: AttributeValue | undefined;
  private readonly formTarget: string | undefined;

  /** @param element in lower case */
  constructor(private readonly element: string) {
    this.formTarget = FORM_TARGETS[element];
  }

  /** The first of several equal attributes counts, as in browsers, be it without a value. @param name in lower case */
  add(name: string, value: Span | undefined, quote: QuoteType): void {
    if (name === (this.formTarget ?? "href")) {
      this.href ??= { value, quote };
    } else if (name === "xlink:href" && this.formTarget === undefined) {
      this.xlink ??= { value, quote };
    } else if (value !== undefined && (LABELS.has(name) || (name === "value" && this.formTarget !== undefined))) {
      this.labels.push(value);
    }
  }

  /** @returns the link that begins with the tag, or undefined where it has no target */
  open(): OpenLink | undefined {
    const target = this.href ?? this.xlink;
    return target?.value && new OpenLink(this.element, target.value, target.quote, [...this.labels]);
  }
}

interface AttributeValue {
  readonly value: Span | undefined;
  readonly quote: QuoteType;
}

/** A link that has begun and not yet ended. */
export class OpenLink {
  private readonly runs: TextRun[] = [];
  private textLength = 0;
  /** Tables opened inside the link. */
  private tables = 0;
  private breakPending = false;

  constructor(
    readonly element: string,
    private readonly target: Span,
    private readonly quote: QuoteType,
    private readonly labels: Span[],
  ) {}

  addText({ start, end }: Span): void {
    if (this.textLength <= LONGEST_LINK_TEXT) {
      this.runs.push({ start, end, afterBreak: this.breakPending });
      this.breakPending = false;
    }
    this.textLength += end - start;
  }

  addLabels(labels: readonly Span[]): void {
    if (this.labels.length < MOST_LABELS) {
      this.labels.push(...labels);
    }
  }

  /**
   * Takes note of a tag inside the link: blocks and line breaks separate words.
   * @returns whether the tag belongs to the table that the link stands in, so that an `<a>` is over
   */
  isLeftBy(element: string, isEndTag: boolean): boolean {
    if (element === "table") {
      this.tables += isEndTag ? -1 : 1;
    }
    this.breakPending ||= BREAKS.has(element);
    return this.tables < 0 || (this.tables === 0 && CELLS.has(element));
  }

  close(closed: boolean): HtmlLink {
    const { target, quote, runs, labels, element } = this;
    return { target, quote, runs, labels, closed, isForm: isOfForm(element) };
  }
}
