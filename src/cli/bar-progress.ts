import cliProgress from "cli-progress";
import type { Language } from "../language.js";
import type { Progress } from "../progress.js";
import { LiveLine } from "./live-line.js";
import { progressLine } from "./progress-line.js";
import { ProgressMeter } from "./progress-meter.js";
import type { Output } from "./surroundings.js";

/** Milliseconds between two looks at the figures, and between two drawings while no batch ends: calm, and alive. */
const LOOK_EVERY = 200;
const DRAW_EVERY = 1_000;

/** What the line says, and when that was found out. */
interface Drawing {
  readonly text: string;
  readonly columns: number;
  readonly at: number;
}

/**
 * For terminals: the bar of the step at work is the last line; the finished ones stay above it. The bar takes the live line
 * for a file: on a terminal it would save and restore the cursor's place, which is another one once a note has scrolled the
 * screen.
 */
export function barProgress(terminal: Output, lang: Language): Progress {
  const live = new LiveLine(terminal);
  let meter: ProgressMeter | undefined;
  let drawing: Drawing | undefined;

  const format = (): string => {
    const [at, columns] = [performance.now(), live.columns];
    if (drawing?.columns !== columns || at - drawing.at >= DRAW_EVERY)
      drawing = { text: meter === undefined ? "" : progressLine(meter.state(at), columns, lang), columns, at };
    return drawing.text;
  };
  const bar = new cliProgress.SingleBar({ stream: live, noTTYOutput: true, notTTYSchedule: LOOK_EVERY, format });

  const finish = (): void => {
    if (meter === undefined) return;
    meter.stop(performance.now());
    drawing = undefined;
    bar.stop();
    live.leave();
    meter = undefined;
  };

  return {
    stepStarted(id, total) {
      finish();
      meter = new ProgressMeter(id, total, performance.now());
      drawing = undefined;
      bar.start(total ?? 0, 0);
    },
    advanced(done, rowsWritten) {
      meter?.advanced(done, rowsWritten, performance.now());
      drawing = undefined;
      bar.update(done);
    },
    stepDone: finish,
    note(note) {
      live.writeAbove(note);
    },
    close: finish,
  };
}
