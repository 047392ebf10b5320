import type { Language } from "../language.js";
import { silentProgress, type Progress } from "../progress.js";
import { barProgress } from "./bar-progress.js";
import { progressLine } from "./progress-line.js";
import { ProgressMeter } from "./progress-meter.js";
import type { Output } from "./surroundings.js";

const EVERY_MS = 10_000;

/** Wide enough for every figure: files and CI logs have no edge. */
const COLUMNS = 120;

/**
 * Bars on a terminal, a line every ten seconds elsewhere, nothing with `--quiet`. Writes to standard error only.
 * @param terminal the kind of terminal (`TERM`): a dumb one has no cursor to move
 */
export function createProgress(stderr: Output, quiet: boolean, lang: Language, terminal?: string): Progress {
  if (quiet) return silentProgress;
  if (stderr.isTTY === true && terminal !== "dumb") return barProgress(stderr, lang);
  return lineProgress((line) => stderr.write(`${line}\n`), lang);
}

/** For files and CI: a line every ten seconds while a step is at work, and one when it is done. */
function lineProgress(writeLine: (line: string) => void, lang: Language): Progress {
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
    stepStarted(id, total) {
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
