import type { Progress } from "../progress.js";
import { createStopControl, type StopRequest } from "../stop-request.js";
import type { Surroundings } from "./surroundings.js";

/**
 * Connects signals with the stop request. A command that writes finishes its batch at the first one;
 * others have nothing to finish and are cancelled at once.
 * @returns the request, and what gives signals back to the process
 */
export function stopOnSignals(
  surroundings: Surroundings,
  afterStop: string | undefined,
  progress: Progress,
): { readonly stop: StopRequest; readonly end: () => void } {
  const writes = afterStop !== undefined;
  const control = createStopControl(afterStop ?? "Nothing was written.");
  const end = surroundings.onSignal((signal) => {
    const received = control.receive(signal);
    if (!writes && received === 1) control.receive(signal);
    if (writes && received === 1) progress.note("Stopping at the end of this batch. Press Ctrl-C again to cancel it now.");
    else if (writes && received === 2)
      progress.note("Cancelling the batch at work; it is rolled back. Press Ctrl-C again to leave at once.");
    else if (received > 2) {
      progress.close();
      surroundings.leave(signal);
    }
  });
  return { stop: control.stop, end };
}
