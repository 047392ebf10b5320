import { spawn, type ChildProcessWithoutNullStreams } from "node:child_process";
import { PROGRAM, type Around } from "./run-program.js";
import { SmallTerminal } from "./small-terminal.js";

/** The program in a terminal of its own, made by `script` of util-linux (Debian: an essential package). */
export interface ProgramInTerminal {
  readonly terminal: SmallTerminal;
  /** What the user types. */
  type(keys: string): void;
  /** The terminal is gone, as when its window is closed. */
  closeTerminal(): void;
  /** The exit code; null where the terminal was closed. */
  readonly ended: Promise<number | null>;
}

/** Starts the program where standard input, output and error are a terminal of so many columns. */
export function startInTerminal(args: readonly string[], columns: number, { cwd, environment }: Around): ProgramInTerminal {
  const command = `stty cols ${columns} rows 24; exec "$NODE" "$PROGRAM" ${args.join(" ")}`;
  const env = { ...process.env, ...environment, NO_COLOR: "1", TERM: "xterm", NODE: process.execPath, PROGRAM, NODE_OPTIONS: "" };
  const script: ChildProcessWithoutNullStreams = spawn(
    "script",
    ["--quiet", "--return", "--flush", "--command", command, "/dev/null"],
    { cwd, env },
  );
  const terminal = new SmallTerminal(columns);
  script.stdout.setEncoding("utf8").on("data", (text: string) => terminal.write(text));
  return {
    terminal,
    type: (keys) => void script.stdin.write(keys),
    closeTerminal: () => void script.kill("SIGKILL"),
    ended: new Promise((resolve, reject) => {
      script.on("error", reject);
      script.on("close", (exitCode) => resolve(exitCode));
    }),
  };
}
