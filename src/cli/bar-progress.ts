import type { Progress } from "../progress.js";
import { LiveLine } from "./live-line.js";
import { progressLine } from "./progress-line.js";
import { ProgressMeter } from "./progress-meter.js";
import type { Output } from "./surroundings.js";

/** Milliseconds between two looks at the figures, and between two drawings while no batch ends: calm, and alive. */
const LOOK_EVERY = 200;
const DRAW_EVERY = 1_000;

/** For terminals: the bar of the step at work is the last line; the finished ones stay above it. */
export function barProgress(terminal: Output): Progress {
  const live = new LiveLine(terminal);
  let meter: ProgressMeter | undefined;
  let timer: NodeJS.Timeout | undefined;
  let hasNews = true;
  let drawnAt = 0;

  const text = (columns: number): string => (meter === undefined ? "" : progressLine(meter.state(performance.now()), columns));

  const look = (): void => {
    const now = performance.now();
    if (!hasNews && !live.wasResized && now - drawnAt < DRAW_EVERY) return;
    hasNews = false;
    drawnAt = now;
    live.draw(text);
  };

  const finish = (): void => {
    clearInterval(timer);
    timer = undefined;
    if (meter === undefined) return;
    meter.stop(performance.now());
    live.finish(text);
    meter = undefined;
  };

  return {
    stepStarted(id, _title, total) {
      finish();
      meter = new ProgressMeter(id, total, performance.now());
      timer = setInterval(look, LOOK_EVERY).unref();
      hasNews = true;
      look();
    },
    advanced(done, rowsWritten) {
      meter?.advanced(done, rowsWritten, performance.now());
      hasNews = true;
    },
    stepDone: finish,
    note(note) {
      live.writeAbove(note);
    },
    close: finish,
  };
}
