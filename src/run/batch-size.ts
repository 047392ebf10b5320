/** The first batch is small: nothing is known of the server yet. */
const FIRST_BATCH = 1_000;
const SMALLEST_BATCH = 50;
/** How fast a batch may grow from one to the next. */
const MOST_GROWTH = 3;

/**
 * How many persons the next batch takes, by the clock: aims at `batchMs` for the transaction, grows at
 * most threefold, shrinks at once, and never takes more than `maxBatch`.
 */
export class BatchSize {
  #persons: number;

  constructor(
    private readonly batchMs: number,
    private readonly maxBatch: number,
  ) {
    this.#persons = Math.min(FIRST_BATCH, maxBatch);
  }

  get persons(): number {
    return this.#persons;
  }

  /** Learns from a batch: how many persons it had and how many milliseconds it took. */
  measured(persons: number, milliseconds: number): void {
    if (persons === 0) return;
    const ideal = persons * (this.batchMs / Math.max(1, milliseconds));
    const next = Math.min(ideal, this.#persons * MOST_GROWTH, this.maxBatch);
    this.#persons = Math.max(Math.min(SMALLEST_BATCH, this.maxBatch), Math.floor(next));
  }

  /** After a lock or statement time-out: half. */
  shrink(): void {
    this.#persons = Math.max(Math.min(SMALLEST_BATCH, this.maxBatch), Math.floor(this.#persons / 2));
  }
}
