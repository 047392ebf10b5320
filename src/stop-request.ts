import { InterruptedError, type StopSignal } from "./errors.js";

/**
 * The user's wish to stop. The first signal asks to stop at the end of the batch; the second one to
 * cancel the statement at work, now.
 */
export interface StopRequest {
  /** The first signal that came, if any. */
  readonly signal: StopSignal | undefined;
  /** Aborted by the first signal: wakes pauses and waits for a retry. */
  readonly asked: AbortSignal;
  /** Aborted by the second signal: cancels the statement at work. */
  readonly cancelNow: AbortSignal;
  /**
   * Call it between two batches.
   * @param where what was finished, for the message: "after contact 120,000 of sales-and-service"
   * @throws InterruptedError (129, 130, 143) once a signal came
   */
  throwIfAsked(where?: string): void;
}

/** A stop request, and the function that a signal handler calls to make it. */
export interface StopControl {
  readonly stop: StopRequest;
  /** @returns how many signals have come by now, this one included */
  receive(signal: StopSignal): number;
}

const NAME_OF_SIGNAL: Readonly<Record<StopSignal, string>> = {
  SIGINT: "Ctrl-C",
  SIGTERM: "SIGTERM",
  SIGHUP: "the closing of the terminal",
};

/** What to do after a run was stopped. */
export const GO_ON = "Everything committed so far is consistent and recorded: run the same command again to go on.";

/** The error that ends a command after a signal (exit 129, 130 or 143). */
export function interruptedBy(signal: StopSignal, where?: string, hint = GO_ON): InterruptedError {
  const place = where === undefined ? "" : ` ${where}`;
  return new InterruptedError(signal, `Stopped by ${NAME_OF_SIGNAL[signal]}${place}.`, { hint });
}

/**
 * Counts signals and tells those who wait. Knows nothing of the process: `bin` connects it.
 * @param hint what to do after the command was stopped
 */
export function createStopControl(hint = GO_ON): StopControl {
  const asked = new AbortController();
  const cancelNow = new AbortController();
  let first: StopSignal | undefined;
  let received = 0;
  return {
    stop: {
      get signal() {
        return first;
      },
      asked: asked.signal,
      cancelNow: cancelNow.signal,
      throwIfAsked(where) {
        if (first !== undefined) throw interruptedBy(first, where, hint);
      },
    },
    receive(signal) {
      first ??= signal;
      received += 1;
      asked.abort();
      if (received > 1) cancelNow.abort();
      return received;
    },
  };
}
