import type { Language } from "../language.js";
import type { Progress } from "../progress.js";
import { progressLine } from "./progress-line.js";
import { ProgressMeter } from "./progress-meter.js";

const EVERY_MS = 10_000;

/** Wide enough for every figure: files and CI logs have no edge. */
const COLUMNS = 120;

/** For files and CI: a line every ten seconds while a step is at work, and one when it is done. */
export function lineProgress(writeLine: (line: string) => void, lang: Language): Progress {
  let meter: ProgressMeter | undefined;
  let timer: NodeJS.Timeout | undefined;
  const tell = (): void => {
    if (meter !== undefined) writeLine(progressLine(meter.state(performance.now()), COLUMNS, lang));
  };
  const rest = (): void => {
    clearInterval(timer);
    timer = undefined;
    meter = undefined;
  };
  return {
    stepStarted(id, _title, total) {
      rest();
      meter = new ProgressMeter(id, total, performance.now());
      timer = setInterval(tell, EVERY_MS).unref();
    },
    advanced(done, rowsWritten) {
      meter?.advanced(done, rowsWritten, performance.now());
    },
    stepDone() {
      tell();
      rest();
    },
    note: writeLine,
    close: rest,
  };
}
