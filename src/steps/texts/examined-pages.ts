import { setImmediate as answersComeIn } from "node:timers/promises";
import type { Session } from "../../dialect/session.js";
import type { TemplateText, TextRecord } from "../template-text.js";
import { Examination, whileWaiting, type Examined } from "./examine.js";
import { prepareText, type PreparedText } from "./prepared-text.js";
import type { ReadBeside } from "../../work/read-beside.js";
import { PAGE_BYTES, textCursor, type PageBounds, type TextCursor, type TextPage, type TextScan } from "./scan.js";

/** Pages in hand that are not examined yet, or not part of the next batch: more take memory, fewer leave the program idle. */
const AHEAD = 2;
/** Most bytes of texts in hand with which another page is read: messages of megabytes come one at a time. */
const HELD_BYTES = AHEAD * PAGE_BYTES;
/**
 * A transaction costs a dozen statements and a wait for the disk, whatever it writes: so it takes pages until it has as many
 * records, or so much of old texts (UTF-16 units; the server copies them into the ledger) or of new ones that are sent (bytes).
 */
const ENOUGH_RECORDS = 250;
const ENOUGH_OLD_TEXT = 3 * 1024 * 1024;
const ENOUGH_NEW_TEXT = 512 * 1024;

/** A record, and its new texts. */
export type ReadyRecord = Examined<PreparedText>;

/** Records that one transaction goes through: all from behind an id up to another one. */
export interface ReadyBatch extends PageBounds {
  readonly records: readonly ReadyRecord[];
}

/** Where the records of a table come from. */
export interface RecordSource {
  readonly table: TemplateText;
  readonly scan: TextScan;
  readonly beside: ReadBeside;
  /** Reads with the run's own connection. */
  readonly own: <T>(reading: (session: Session) => Promise<T>, after: number) => Promise<T>;
  /** Whether the run has to leave room for others: then each page is a transaction of its own. */
  readonly isGentle: boolean;
}

/** Examines records for writing. */
export function examineForWriting(
  scan: TextScan,
  table: TemplateText,
  records: readonly TextRecord[],
): Examination<PreparedText> {
  return new Examination(table, records, (change) => prepareText(scan.dialect, change));
}

/** What pages weigh in a transaction. */
interface Weight {
  readonly records: number;
  readonly oldText: number;
  readonly newText: number;
}

/** A page in hand; with its weight once all of its records are examined. */
interface PageInHand {
  readonly bounds: PageBounds;
  readonly bytes: number;
  readonly examination: Examination<PreparedText>;
  weight: Weight | undefined;
}

/** The records of a table in their order: while some are written, those behind them are read and examined. */
export class ExaminedPages {
  private readonly pages: PageInHand[] = [];
  /** Where to read on; undefined at the end. */
  private cursor: TextCursor | undefined;
  /** Until what is read beside has come. */
  private reading: Promise<void> | undefined;

  /** @param reached the last id that is done */
  constructor(
    private readonly source: RecordSource,
    reached: number,
  ) {
    this.cursor = textCursor(reached);
  }

  /** The next records to be written, undefined at the end. Not while the run's own connection is at work. @throws DatabaseError */
  async next(): Promise<ReadyBatch | undefined> {
    while (this.pagesOfBatch() === undefined) {
      this.readBeside();
      if (this.examineNext()) await answersComeIn();
      else await (this.reading ?? this.readOwn());
    }
    const taken = this.pages.splice(0, this.pagesOfBatch());
    const [first, last] = [taken[0], taken.at(-1)];
    if (first === undefined || last === undefined) return undefined;
    this.readBeside();
    if (!this.source.beside.isOpen && this.pages.length === 0) await this.readOwn();
    return { after: first.bounds.after, last: last.bounds.last, records: taken.flatMap(({ examination }) => examination.all()) };
  }

  /** Examines what was read, in order, for as long as work with the database is not done. */
  during<T>(work: Promise<T>): Promise<T> {
    return whileWaiting(
      work,
      () => this.examineNext(),
      () => this.reading,
    );
  }

  /** How many pages the next batch has; undefined while it can still grow. */
  private pagesOfBatch(): number | undefined {
    let [records, oldText, newText] = [0, 0, 0];
    for (const [position, { weight }] of this.pages.entries()) {
      if (weight === undefined) return undefined;
      records += weight.records;
      oldText += weight.oldText;
      newText += weight.newText;
      const isEnough = records >= ENOUGH_RECORDS || oldText >= ENOUGH_OLD_TEXT || newText >= ENOUGH_NEW_TEXT;
      if (isEnough || this.source.isGentle) return position + 1;
    }
    return this.cursor === undefined ? this.pages.length : undefined;
  }

  /** @returns whether there was a record to examine, or a page to be done with */
  private examineNext(): boolean {
    const page = this.pages.find(({ weight }) => weight === undefined);
    if (page === undefined) return false;
    if (!page.examination.next()) {
      page.weight = weightOf(page.examination.all());
      this.readBeside();
    }
    return true;
  }

  /** Reads on with the other connection, where there is one and room for another page. */
  private readBeside(): void {
    const { cursor } = this;
    const { beside, scan } = this.source;
    if (cursor === undefined || this.reading !== undefined || !beside.isOpen || !this.hasRoom()) return;
    const reading = beside
      .read((session) => scan.page(session, cursor))
      .then((result) => {
        this.reading = undefined;
        // Where nothing came of it, the run's own connection reads the page when its turn has come.
        if (result !== undefined) this.take(result.found);
      });
    reading.catch(() => undefined);
    this.reading = reading;
  }

  private hasRoom(): boolean {
    const behindBatch = this.pages.length - (this.pagesOfBatch() ?? this.pages.length);
    const held = this.pages.reduce((sum, { weight, bytes }) => sum + (weight?.newText ?? bytes), 0);
    return behindBatch < AHEAD && held < HELD_BYTES && this.pages.filter(({ weight }) => weight === undefined).length < AHEAD;
  }

  private async readOwn(): Promise<void> {
    const { own, scan } = this.source;
    const { cursor } = this;
    if (cursor !== undefined) this.take(await own((session) => scan.page(session, cursor), cursor.after));
  }

  private take(page: TextPage | undefined): void {
    this.cursor = page?.next;
    if (page === undefined) return;
    const { records, bytes, after, last } = page;
    const { scan, table } = this.source;
    this.pages.push({ bounds: { after, last }, bytes, examination: examineForWriting(scan, table, records), weight: undefined });
  }
}

function weightOf(records: readonly ReadyRecord[]): Weight {
  let [oldText, newText] = [0, 0];
  for (const { changes } of records) {
    for (const text of changes) {
      oldText += text.oldLength;
      newText += text.bytes;
    }
  }
  return { records: records.length, oldText, newText };
}
