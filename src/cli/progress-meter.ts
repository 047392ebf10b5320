/** How far back the rate looks: long enough to be steady, short enough to notice a slower server. */
const WINDOW_MS = 15_000;

/** What a progress line says. */
export interface ProgressState {
  readonly id: string;
  readonly done: number;
  readonly total: number | undefined;
  readonly rowsWritten: number;
  /** Contacts a second, of late; undefined before there is anything to measure. */
  readonly rate: number | undefined;
  readonly secondsLeft: number | undefined;
  readonly elapsedMs: number;
  /** The step is at work no more, whether it is done or was stopped. */
  readonly ended: boolean;
}

interface Sample {
  readonly at: number;
  readonly done: number;
}

/** Measures one step. Times are milliseconds of any clock that does not jump. */
export class ProgressMeter {
  readonly #startedAt: number;
  readonly #samples: Sample[] = [];
  #stoppedAt: number | undefined;
  #done = 0;
  #rowsWritten = 0;

  constructor(
    private readonly id: string,
    private readonly total: number | undefined,
    now: number,
  ) {
    this.#startedAt = now;
    this.#samples.push({ at: now, done: 0 });
  }

  advanced(done: number, rowsWritten: number, now: number): void {
    this.#done = done;
    this.#rowsWritten = rowsWritten;
    this.#samples.push({ at: now, done });
    // The newest sample before the window stays: the rate needs two points.
    while ((this.#samples[1]?.at ?? Infinity) < now - WINDOW_MS) this.#samples.shift();
  }

  /** The step has ended: its time stands still. */
  stop(now: number): void {
    this.#stoppedAt = now;
  }

  state(now: number): ProgressState {
    const first = this.#samples[0] ?? { at: now, done: 0 };
    const seconds = (now - first.at) / 1000;
    const rate = seconds > 0 && this.#done > first.done ? (this.#done - first.done) / seconds : undefined;
    const left = this.total === undefined ? undefined : Math.max(this.total - this.#done, 0);
    return {
      id: this.id,
      done: this.#done,
      total: this.total,
      rowsWritten: this.#rowsWritten,
      rate,
      secondsLeft: rate === undefined || left === undefined ? undefined : left / rate,
      elapsedMs: (this.#stoppedAt ?? now) - this.#startedAt,
      ended: this.#stoppedAt !== undefined,
    };
  }
}
