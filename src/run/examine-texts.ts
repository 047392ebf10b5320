import { setImmediate as answersComeIn } from "node:timers/promises";
import type { TemplateText, TextOutcome } from "../step/template-text.js";
import type { SeenRecord } from "./scan-texts.js";

/** A record that was gone through, and what the step does with it. */
export interface Examined {
  readonly id: number;
  readonly outcome: TextOutcome;
  /** What was read; undefined where no text travelled. */
  readonly seen: SeenRecord;
}

/** What a step has to say of the records of a page, and would do with them: found out while the database is at work. */
export class Examination {
  readonly #examined: Examined[] = [];

  constructor(
    private readonly table: TemplateText,
    private readonly records: readonly SeenRecord[],
  ) {}

  /**
   * Examines records, one after the other, for as long as work with the database is not done. Between two of them answers
   * come in: what the database waits for is never late by more than a record.
   */
  async during<T>(work: Promise<T>): Promise<T> {
    let isDone = false;
    const done = work.finally(() => (isDone = true));
    done.catch(() => undefined);
    while (!isDone && this.#next()) await answersComeIn();
    return done;
  }

  /** All records, the rest of them examined now. */
  all(): readonly Examined[] {
    while (this.#next());
    return this.#examined;
  }

  /** @returns whether there was another one */
  #next(): boolean {
    const seen = this.records[this.#examined.length];
    if (seen === undefined) return false;
    this.#examined.push({ id: seen.id, outcome: examine(this.table, seen), seen });
    return true;
  }
}

function examine(table: TemplateText, { record, facts }: SeenRecord): TextOutcome {
  return record === undefined ? { changes: [], links: 0, findings: table.withoutLink(facts) } : table.examine(record);
}
