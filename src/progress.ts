/**
 * How a run tells a person how far it is. Implemented by `src/cli/progress.ts`; handed down so that
 * the run loop does not know whether a terminal is there.
 */
export interface Progress {
  /** A step begins. `total` counts the contacts (or templates) ahead; undefined when nobody knows. */
  stepStarted(id: string, total: number | undefined): void;
  /** `done` and `rowsWritten` are totals of the step so far, not increments. */
  advanced(done: number, rowsWritten: number): void;
  stepDone(): void;
  /** One sentence on a line of its own, never torn by a bar: a retry, a wait, an address. */
  note(text: string): void;
  /** Restores the terminal. May be called more than once. */
  close(): void;
}

/** Shows nothing: `--quiet`. */
export const silentProgress: Progress = {
  stepStarted() {},
  advanced() {},
  stepDone() {},
  note() {},
  close() {},
};
