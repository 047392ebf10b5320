import { setTimeout as sleep } from "node:timers/promises";

/** Shortest and longest pause before a further try, in milliseconds. */
const FIRST_PAUSE = 50;
const LONGEST_PAUSE = 5_000;

/**
 * The pause before try `attempt` (1 is the first repetition): doubling, with full jitter, so that two
 * sessions that got in each other's way do not meet again.
 */
export function pauseBefore(attempt: number, random: () => number): number {
  const ceiling = Math.min(LONGEST_PAUSE, FIRST_PAUSE * 2 ** Math.min(attempt, 10));
  return Math.ceil(FIRST_PAUSE / 2 + random() * ceiling);
}

/** Sleeps, but wakes at once when the user asks to stop. */
export async function pause(milliseconds: number, asked: AbortSignal): Promise<void> {
  if (milliseconds <= 0 || asked.aborted) return;
  await sleep(milliseconds, undefined, { signal: asked }).catch((error: unknown) => {
    if (!asked.aborted) throw error;
  });
}
