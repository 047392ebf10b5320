import { silentProgress, type Progress } from "../../src/progress.js";
import { createStopControl, type StopRequest } from "../../src/stop-request.js";

/** A Ctrl-C that comes after so many signs of progress of a step. */
export function stoppingIn(step: string, after: number): { readonly stop: StopRequest; readonly progress: Progress } {
  const control = createStopControl();
  let at = "";
  let seen = 0;
  const progress: Progress = {
    ...silentProgress,
    stepStarted(id) {
      at = id;
    },
    advanced() {
      if (at !== step) return;
      seen += 1;
      if (seen === after) control.receive("SIGINT");
    },
  };
  return { stop: control.stop, progress };
}
