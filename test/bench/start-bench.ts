import { spawnSync } from "node:child_process";
import { PROGRAM } from "./child-process.js";
import { median } from "./statistics.js";

/** Contacts of the small database. */
const CONTACTS = "49";
/** What starting may cost, over a Node that does nothing (issue 16). */
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
  ["report"],
  ["rollback", "--dry-run"],
];

/** Creates a small sample in an empty database, and tells what each command takes there, against `node -e 0`. */
export function measureStart(url: string, rounds: number, say: (text: string) => void): void {
  const environment = { ...process.env, CONSENT_UPGRADE_DATABASE_URL: url };
  const timed = (args: readonly string[]): number => {
    const times = Array.from({ length: rounds }, () => {
      const started = performance.now();
      spawnSync(process.execPath, args, { env: environment });
      return performance.now() - started;
    });
    return median(times);
  };
  spawnSync(process.execPath, [PROGRAM, "fixture", "--persons", CONTACTS], { env: environment });
  const nothing = timed(["-e", "0"]);
  say(`node -e 0             ${Math.round(nothing)} ms`);
  for (const command of COMMANDS) {
    const taken = timed([PROGRAM, ...command, "--quiet"]);
    const over = taken - nothing;
    const verdict = over < GOAL_MILLISECONDS ? "" : `  (goal: under ${GOAL_MILLISECONDS} ms more)`;
    say(
      `${command.join(" ").padEnd(21)} ${Math.round(taken)} ms, ${(taken / nothing).toFixed(1)} times that, ${Math.round(over)} ms more${verdict}`,
    );
  }
}
