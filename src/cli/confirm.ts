import { createInterface } from "node:readline";
import { RefusedError } from "../errors.js";
import { interruptedBy, type StopRequest } from "../stop-request.js";
import type { Surroundings } from "./surroundings.js";

/** Yes in the languages of the reports. */
const YES = /^\s*(y|yes|j|ja)\s*$/i;

/**
 * The question before something is written. Only a yes is a yes; the end of input is a no.
 * @throws RefusedError (4) where nobody can answer
 * @throws InterruptedError on Ctrl-C and other signals
 */
export async function confirm(
  question: string,
  { stdin, stderr }: Pick<Surroundings, "stdin" | "stderr">,
  stop: StopRequest,
): Promise<boolean> {
  if (stdin.isTTY !== true) {
    throw new RefusedError("NOT_CONFIRMED", "Nobody is there to confirm: standard input is no terminal. Nothing was written.", {
      hint: "Run it in a terminal, or give --yes once you have read the figures (of plan, or of rollback --dry-run).",
    });
  }
  return new Promise<boolean>((resolve, reject) => {
    const lines = createInterface({ input: stdin, output: stderr, terminal: true });
    const settle = (end: () => void): void => {
      stop.asked.removeEventListener("abort", onStop);
      lines.off("close", onClose).close();
      end();
    };
    const onClose = (): void => settle(() => resolve(false));
    const stopped = () => interruptedBy(stop.signal ?? "SIGINT", "at the question", "Nothing was written.");
    const onStop = (): void => settle(() => reject(stopped()));
    stop.asked.addEventListener("abort", onStop);
    // readline takes the terminal's keys: Ctrl-C does not become a signal of the process.
    lines.on("SIGINT", onStop).on("close", onClose);
    lines.question(`${question} `, (answer) => settle(() => resolve(YES.test(answer))));
  });
}
