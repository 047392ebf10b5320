import { silentProgress, type Progress } from "../progress.js";
import { barProgress } from "./bar-progress.js";
import { lineProgress } from "./line-progress.js";
import type { Output } from "./surroundings.js";

export type { Progress };

/** Bars on a terminal, a line every ten seconds elsewhere, nothing with `--quiet`. Writes to standard error only. */
export function createProgress(stderr: Output, quiet: boolean): Progress {
  if (quiet) return silentProgress;
  return stderr.isTTY === true ? barProgress(stderr) : lineProgress((line) => stderr.write(`${line}\n`));
}
