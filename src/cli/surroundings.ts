import type { Readable, Writable } from "node:stream";
import type { StopSignal } from "../errors.js";

/** An output that may be a terminal. */
export type Output = Writable & { readonly isTTY?: boolean; readonly columns?: number };

/** What the process gives a command; only `bin` takes it from there. */
export interface Surroundings {
  /** The arguments alone, without node and script. */
  readonly argv: readonly string[];
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly workingDirectory: string;
  readonly version: string;
  /** Of Node.js. */
  readonly nodeVersion: string;
  readonly stdin: Readable & { readonly isTTY?: boolean };
  readonly stdout: Output;
  readonly stderr: Output;
  readonly now: () => Date;
  /** Calls back at each signal; returns a function that stops it. */
  readonly onSignal: (receive: (signal: StopSignal) => void) => () => void;
  /** Ends the process at once, with the signal's exit code. */
  readonly leave: (signal: StopSignal) => void;
  /** Rejects when an error was caught nowhere; never resolves. */
  readonly uncaught: Promise<never>;
}

/** Writes, and waits until it is written. A reader that has gone (`| head -1`) is no error: the work goes on. */
export function writeOut(output: Output, text: string): Promise<void> {
  return new Promise((settle) => {
    if (output.destroyed || text === "") settle();
    else output.write(text, () => settle());
  });
}
