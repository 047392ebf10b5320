/** How a text is meant; renderers choose colours or none. */
export type Tone = "plain" | "good" | "warning" | "bad" | "quiet";

export interface Fact {
  readonly label: string;
  readonly value: string;
  readonly tone: Tone;
}

export interface Column {
  readonly title: string;
  readonly align: "left" | "right";
}

export interface Row {
  readonly cells: readonly string[];
  readonly tone: Tone;
  /** Lines below the row: what it means, its own figures. */
  readonly notes: readonly string[];
}

export interface Notice {
  /** "warning", "FAILED": one word in front. */
  readonly mark: string;
  readonly tone: Tone;
  /** A code or id that people search for; may be empty. */
  readonly name: string;
  readonly text: string;
  /** What to do about it, where the text does not say it. */
  readonly hint: string | undefined;
  /** Single records. */
  readonly items: readonly string[];
}

export interface Advice {
  readonly text: string;
  readonly command: string;
}

/** One part of a report, whatever it is written as. */
export type Block =
  | { readonly kind: "facts"; readonly facts: readonly Fact[] }
  | {
      readonly kind: "table";
      readonly heading: string;
      readonly columns: readonly Column[];
      readonly rows: readonly Row[];
      readonly total: Row | undefined;
    }
  | { readonly kind: "notices"; readonly heading: string; readonly notices: readonly Notice[] }
  | { readonly kind: "paragraph"; readonly text: string }
  | { readonly kind: "advice"; readonly heading: string; readonly advice: readonly Advice[] };

/** A report in words, composed once and then written as text, Markdown or HTML. */
export interface ReportDocument {
  readonly title: string;
  readonly program: string;
  readonly locale: string;
  readonly blocks: readonly Block[];
}
