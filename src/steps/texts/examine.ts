import { setImmediate as answersComeIn } from "node:timers/promises";
import type { TemplateText, TextChange, TextFacts, TextFinding, TextRecord } from "../template-text.js";

/** A record that was gone through, and what the step does with it. */
export interface Examined<Change> {
  readonly id: number;
  readonly facts: TextFacts;
  readonly changes: readonly Change[];
  readonly links: number;
  readonly findings: readonly TextFinding[];
}

/**
 * What a step has to say of records, and would do with them: found out while the database is at work. A text is given free
 * as soon as it was examined.
 */
export class Examination<Change> {
  /** Those that are not examined yet, the next one last. */
  readonly #records: TextRecord[];
  readonly #examined: Examined<Change>[] = [];

  /** @param take what is to be kept of a text that changes */
  constructor(
    private readonly table: TemplateText,
    records: readonly TextRecord[],
    private readonly take: (change: TextChange) => Change,
  ) {
    this.#records = records.toReversed();
  }

  /** Examines records for as long as work with the database is not done. */
  during<T>(work: Promise<T>): Promise<T> {
    return whileWaiting(work, () => this.next());
  }

  /** All records, the rest of them examined now. */
  all(): readonly Examined<Change>[] {
    while (this.next());
    return this.#examined;
  }

  /** Examines one more record. @returns whether there was another one */
  next(): boolean {
    const record = this.#records.pop();
    if (record === undefined) return false;
    const { id, facts } = record;
    const { changes, links, findings } = this.table.examine(record);
    this.#examined.push({ id, facts, changes: changes.map(this.take), links, findings });
    return true;
  }
}

/**
 * Does something in steps while work with the database goes on. Between two steps answers come in: what the database waits
 * for is never late by more than one.
 * @param step does the next one, or returns false where there is nothing to do
 * @param more until there may be something to do again
 */
export async function whileWaiting<T>(work: Promise<T>, step: () => boolean, more?: () => Promise<void> | undefined): Promise<T> {
  let isDone = false;
  const done = work.finally(() => (isDone = true));
  done.catch(() => undefined);
  while (!isDone) {
    if (step()) await answersComeIn();
    else await Promise.race([done, more?.() ?? done]);
  }
  return done;
}
