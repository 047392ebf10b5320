import { spawnSync } from "node:child_process";
import { PROGRAM } from "./child-process.js";
import { processorOfEnded } from "./processor-time.js";
import { median } from "./statistics.js";

/** Contacts of the small database. */
const CONTACTS = "49";
/** What a command may cost of the processor on a small database, over a Node that does nothing (issue 16). */
const GOAL_MILLISECONDS = 500;

const COMMANDS: readonly (readonly string[])[] = [
  ["--version"],
  ["--help"],
  ["plan", "--help"],
  ["status"],
  ["doctor"],
  ["plan"],
  ["apply", "--yes"],
  ["verify"],
  ["explain", "1"],
  ["report"],
  ["rollback", "--dry-run"],
];

/** Milliseconds: by the clock, and of the processor, which a busy machine does not change. */
interface Taken {
  readonly clock: number;
  readonly processor: number;
}

/**
 * Creates a small sample in an empty database, and tells what each command takes there, against `node -e 0`. The first
 * `apply` of the rounds writes, the others find nothing to do.
 */
export async function measureStart(url: string, rounds: number, say: (text: string) => void): Promise<void> {
  const environment = { ...process.env, CONSENT_UPGRADE_DATABASE_URL: url };
  const timed = async (args: readonly string[]): Promise<Taken> => {
    const clock: number[] = [];
    const before = await processorOfEnded();
    for (let round = 0; round < rounds; round += 1) {
      const started = performance.now();
      spawnSync(process.execPath, args, { env: environment });
      clock.push(performance.now() - started);
    }
    const used = ((await processorOfEnded()) ?? Number.NaN) - (before ?? Number.NaN);
    return { clock: median(clock), processor: (used / rounds) * 1000 };
  };
  spawnSync(process.execPath, [PROGRAM, "fixture", "--persons", CONTACTS], { env: environment });
  const nothing = await timed(["-e", "0"]);
  say(`node -e 0             ${Math.round(nothing.clock)} ms, of the processor ${Math.round(nothing.processor)} ms`);
  for (const command of COMMANDS) {
    const taken = await timed([PROGRAM, ...command, "--quiet"]);
    const over = { clock: taken.clock - nothing.clock, processor: taken.processor - nothing.processor };
    const verdict = over.processor < GOAL_MILLISECONDS ? "" : `  (goal: under ${GOAL_MILLISECONDS} ms more)`;
    say(
      `${command.join(" ").padEnd(21)} ${Math.round(taken.clock)} ms, ${Math.round(over.clock)} ms more; of the processor ${Math.round(over.processor)} ms more${verdict}`,
    );
  }
}
