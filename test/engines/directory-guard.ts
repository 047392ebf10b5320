import { spawn } from "node:child_process";
import { chmod, mkdtemp, realpath } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** A temporary directory whose servers and files go when it is released, or when this process ends in any way. */
export interface GuardedDirectory {
  readonly path: string;
  /** Ends the servers whose process files are in the directory, and deletes it. */
  release(): Promise<void>;
}

/**
 * Waits until its standard input ends, which the system sees to even when the tests are killed, then ends the
 * servers (all of ours take QUIT as "stop now") and deletes the directory. A process number counts only while its
 * command line names the directory.
 */
const WATCH = `
read -r _
name=$(basename "$1")
is_ours() { { tr '\\0' ' ' <"/proc/$1/cmdline" || ps -p "$1" -o args=; } 2>/dev/null | grep -qF -- "$name"; }
for file in "$1"/*.pid "$1"/*/postmaster.pid; do
  [ -f "$file" ] || continue
  pid=$(head -n 1 "$file")
  is_ours "$pid" || continue
  kill -s QUIT "$pid"
  tries=0
  while is_ours "$pid" && [ "$tries" -lt 150 ]; do sleep 0.1; tries=$((tries + 1)); done
  is_ours "$pid" && kill -s KILL "$pid"
done
rm -rf -- "$1"
`;

/** @param within where to make the directory (default: the system's place for temporary files) */
export async function guardDirectory(within = tmpdir()): Promise<GuardedDirectory> {
  const path = await mkdtemp(join(await realpath(within), "consent-test-"));
  // The account that PostgreSQL runs as passes through.
  await chmod(path, 0o711);
  const guard = spawn("sh", ["-c", WATCH, "guard", path], { detached: true, stdio: ["pipe", "ignore", "ignore"] });
  const ended = new Promise<void>((resolve, reject) => {
    guard.once("error", reject);
    guard.once("exit", () => resolve());
  });
  guard.unref();
  return {
    path,
    async release() {
      guard.ref();
      guard.stdin.end();
      await ended;
    },
  };
}
