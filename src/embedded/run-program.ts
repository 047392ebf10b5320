import { spawn } from "node:child_process";
import { platform } from "node:os";

/** Who a program runs as: another account, reached by the command `via` where there is one; or, empty, ourselves. */
export interface RunAs {
  readonly account?: UserAndGroup;
  readonly via?: readonly string[];
}

export interface UserAndGroup {
  readonly uid: number;
  readonly gid: number;
}

/** What came of a program that ran to its end. `code` is null when a signal ended it. */
export interface ProgramEnd {
  readonly code: number | null;
  readonly output: string;
}

/** A process that outlives the program (the server itself) can hold its output open: how long to wait for the rest. */
const REST_OF_OUTPUT_MS = 500;

/**
 * Runs a program to its end, out of reach of a terminal's Ctrl-C: in a session of its own, on Windows with a console
 * of its own that is not shown.
 * @throws the system's error (ENOENT, EACCES) where the program cannot be started
 */
export function runProgram(program: string, args: readonly string[], as: RunAs = {}): Promise<ProgramEnd> {
  const [command = program, ...rest] = [...(as.via ?? []), program, ...args];
  return new Promise((resolve, reject) => {
    const child = spawn(command, rest, {
      stdio: ["ignore", "pipe", "pipe"],
      detached: platform() !== "win32",
      windowsHide: true,
      ...(as.via === undefined ? as.account : {}),
    });
    let output = "";
    const keep = (chunk: Buffer): void => {
      output += chunk.toString("utf8");
    };
    const finish = (code: number | null): void => {
      child.stdout.destroy();
      child.stderr.destroy();
      resolve({ code, output: output.trim() });
    };
    child.stdout.on("data", keep);
    child.stderr.on("data", keep);
    child.once("error", reject);
    child.once("close", finish);
    child.once("exit", (code) => setTimeout(() => finish(code), REST_OF_OUTPUT_MS).unref());
  });
}
