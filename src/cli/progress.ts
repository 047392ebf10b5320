import type { Language } from "../language.js";
import { silentProgress, type Progress } from "../progress.js";
import { barProgress } from "./bar-progress.js";
import { lineProgress } from "./line-progress.js";
import type { Output } from "./surroundings.js";

export type { Progress };

/**
 * Bars on a terminal, a line every ten seconds elsewhere, nothing with `--quiet`. Writes to standard error only.
 * @param terminal the kind of terminal (`TERM`): a dumb one has no cursor to move
 */
export function createProgress(stderr: Output, quiet: boolean, lang: Language, terminal?: string): Progress {
  if (quiet) return silentProgress;
  if (stderr.isTTY === true && terminal !== "dumb") return barProgress(stderr, lang);
  return lineProgress((line) => stderr.write(`${line}\n`), lang);
}
