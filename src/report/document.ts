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

/** A table's columns: those with words, and behind them those with figures. */
export function columnsOf(words: readonly string[], figures: readonly string[] = []): readonly Column[] {
  const aligned = (titles: readonly string[], align: Column["align"]) => titles.map((title) => ({ title, align }));
  return [...aligned(words, "left"), ...aligned(figures, "right")];
}

/** A bar, in parts of the longest one of its table (0 to 1): what stays, what comes, what goes. */
export interface Bar {
  readonly kept: number;
  readonly gained: number;
  readonly lost: number;
}

/** What the parts of a table's bars mean; a part without a word does not occur. */
export type Legend = Readonly<Partial<Record<keyof Bar, string>>>;

export interface Row {
  readonly cells: readonly string[];
  readonly tone: Tone;
  /** Lines below the row: what it means, its own figures. */
  readonly notes: readonly string[];
  readonly bar?: Bar;
}

/** A row that is nothing but its cells, unless `more` says so. */
export function rowOf(cells: readonly string[], more: Partial<Row> = {}): Row {
  return { cells, tone: "plain", notes: [], ...more };
}

export interface Notice {
  /** "warning", "FAILED": one word in front; a plain list's have none. */
  readonly mark: string;
  readonly tone: Tone;
  /** A code or id that people search for; may be empty. */
  readonly name: string;
  readonly text: string;
  /** What to do about it, where the text does not say it. */
  readonly hint: string | null;
  /** Single records. */
  readonly items: readonly string[];
}

/** A notice that is nothing but its text, as in a plain list, unless `more` says so. */
export function noticeOf(text: string, more: Partial<Notice> = {}): Notice {
  return { mark: "", tone: "plain", name: "", text, hint: null, items: [], ...more };
}

/** Notices under a heading; undefined where there are none. @param folded where a page can fold */
export function noticesBlock(heading: string, notices: readonly Notice[], folded = false): Block | undefined {
  return notices.length === 0 ? undefined : { kind: "notices", heading, folded, notices };
}

export interface Advice {
  readonly text: string;
  readonly command: string;
}

/** One part of a report, whatever it is written as. */
export type Block =
  | { readonly kind: "summary"; readonly tone: Tone; readonly lines: readonly string[] }
  | { readonly kind: "facts"; readonly facts: readonly Fact[] }
  | {
      readonly kind: "table";
      readonly heading: string;
      readonly columns: readonly Column[];
      readonly rows: readonly Row[];
      readonly total?: Row;
      /** What the rows' bars show; they have some where it is given. */
      readonly legend?: Legend;
    }
  | { readonly kind: "notices"; readonly heading: string; readonly notices: readonly Notice[]; readonly folded: boolean }
  | { readonly kind: "paragraph"; readonly text: string }
  | { readonly kind: "advice"; readonly heading: string; readonly advice: readonly Advice[] };

/** A report in words, composed once and then written as text, Markdown or HTML. */
export interface ReportDocument {
  readonly title: string;
  readonly program: string;
  readonly locale: string;
  readonly blocks: readonly Block[];
}
