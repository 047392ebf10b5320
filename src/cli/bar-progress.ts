import { MultiBar, type SingleBar } from "cli-progress";
import type { Progress } from "../progress.js";
import { progressLine } from "./progress-line.js";
import { ProgressMeter } from "./progress-meter.js";
import type { Output } from "./surroundings.js";

/** A terminal that does not say how wide it is. */
const USUAL_COLUMNS = 80;

/** For terminals: a bar per step, one below the other; the finished ones stay. */
export function barProgress(terminal: Output): Progress {
  const meters = new WeakMap<object, ProgressMeter>();
  let bars: MultiBar | undefined;
  let bar: SingleBar | undefined;
  let meter: ProgressMeter | undefined;
  // A bar is drawn when its text changes. A note scrolls all of them down: then a blank at the end changes each.
  let notes = 0;

  const format = (_options: unknown, _params: unknown, payload: object): string => {
    // One column stays free: some terminals break the line at the last one.
    const columns = (terminal.columns ?? USUAL_COLUMNS) - 1;
    const state = meters.get(payload)?.state(performance.now());
    return state === undefined ? "" : `${progressLine(state, columns - 1)}${notes % 2 === 0 ? "" : " "}`;
  };
  const open = (): MultiBar =>
    new MultiBar({ stream: terminal, format, fps: 8, hideCursor: true, gracefulExit: false, emptyOnZero: true });

  const finish = (): void => {
    meter?.stop(performance.now());
    bar?.stop();
    bar = undefined;
    meter = undefined;
  };

  return {
    stepStarted(id, _title, total) {
      finish();
      bars ??= open();
      meter = new ProgressMeter(id, total, performance.now());
      const payload = {};
      meters.set(payload, meter);
      bar = bars.create(total ?? 0, 0, payload);
    },
    advanced(done, rowsWritten) {
      meter?.advanced(done, rowsWritten, performance.now());
      bar?.update(done);
    },
    stepDone: finish,
    note(text) {
      if (bars === undefined) {
        terminal.write(`${text}\n`);
        return;
      }
      notes += 1;
      bars.log(`${text}\n`);
      bars.update();
    },
    close() {
      finish();
      bars?.stop();
      bars = undefined;
    },
  };
}
