import { RunFailedError } from "../errors.js";

/** The first batch is small: nothing is known of the server yet. */
const FIRST_BATCH = 2_000;
const SMALLEST_BATCH = 50;
/** How fast a batch may grow from one to the next: a small database takes two of them, as each costs a dozen statements and waits for the disk. */
const MOST_GROWTH = 10;

/**
 * How many persons the next batch takes, by the clock: aims at `batchMs` for the transaction, grows at
 * most tenfold, shrinks at once, and never takes more than `maxBatch`.
 */
export class BatchSize {
  #persons: number;
  #most: number;

  constructor(
    private readonly batchMs: number,
    maxBatch: number,
  ) {
    this.#most = maxBatch;
    this.#persons = Math.min(FIRST_BATCH, maxBatch);
  }

  get persons(): number {
    return this.#persons;
  }

  /** Learns from a batch: how many persons it had and how many milliseconds it took. */
  measured(persons: number, milliseconds: number): void {
    if (persons === 0) return;
    const ideal = persons * (this.batchMs / Math.max(1, milliseconds));
    const next = Math.min(ideal, this.#persons * MOST_GROWTH, this.#most);
    this.#persons = Math.max(Math.min(SMALLEST_BATCH, this.#most), Math.floor(next));
  }

  /**
   * For `catch`: after statement time-outs half, and never again more, or the server would end the same work again and again.
   * @returns undefined where a smaller batch is worth a try; throws every other error
   */
  readonly orSmaller = (error: unknown): undefined => {
    const isTooLarge = error instanceof RunFailedError && error.code === "STATEMENT_TIMEOUT" && this.#persons > 1;
    if (!isTooLarge) throw error;
    this.#most = Math.floor(this.#persons / 2);
    this.#persons = this.#most;
  };
}
