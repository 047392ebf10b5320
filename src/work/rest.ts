import type { Settings } from "../config/settings.js";
import { pause } from "./back-off.js";

/** In the mode office a run rests so many times as long as it worked. */
const TIMES_THE_WORK = 3;
/** Milliseconds: after a long statement, or a wait for a lock. */
const LONGEST = 2_000;

/** How long a run rests after so much work, both in milliseconds. */
export function restAfter(worked: number, { mode, pauseMs }: Pick<Settings["run"], "mode" | "pauseMs">): number {
  return mode === "office" ? Math.max(pauseMs, Math.min(LONGEST, worked * TIMES_THE_WORK)) : pauseMs;
}

/**
 * The rests of a run. In the mode office it is at work a quarter of the time, so that fewer than one in a hundred of what users do
 * meets a commit of ours, or a server that is busy with us: with transactions of 100 ms a user's p99 was what it is alone
 * (docs/performance.md).
 */
export class Rest {
  #since: number;

  constructor(
    private readonly settings: Settings["run"],
    private readonly now: () => Date,
  ) {
    this.#since = now().getTime();
  }

  /** Between two transactions. Ends at once when the user asks to stop. */
  async take(asked: AbortSignal): Promise<void> {
    await pause(restAfter(this.now().getTime() - this.#since, this.settings), asked);
    this.#since = this.now().getTime();
  }
}
