import type { QuoteType } from "htmlparser2";

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
  /** `alt`, `title` and `aria-label` of the link and of the images in it; also `value` of a form's fields and buttons. */
  readonly labels: readonly Span[];
  /** Whether an end tag of its own closed it: otherwise the text may not belong to it. */
  readonly closed: boolean;
  /** A form or one of its buttons: the target takes what was filled in. */
  readonly isForm: boolean;
}
