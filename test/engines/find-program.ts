import { execFile } from "node:child_process";
import { access, constants } from "node:fs/promises";
import { delimiter, join } from "node:path";
import { promisify } from "node:util";

/** Servers are often not on an ordinary user's PATH. */
const ALSO = ["/usr/sbin", "/usr/local/sbin", "/usr/libexec", "/usr/local/mysql/bin", "/opt/homebrew/bin"];

/** The absolute path of the first of these programs that the machine has. */
export async function findProgram(...names: readonly string[]): Promise<string | undefined> {
  const directories = [...(process.env["PATH"] ?? "").split(delimiter), ...ALSO].filter((directory) => directory !== "");
  for (const name of names) {
    for (const path of directories.map((directory) => join(directory, name))) {
      if (await isExecutable(path)) return path;
    }
  }
  return undefined;
}

/** What a program prints to standard output; rejects where it fails. */
export async function outputOf(program: string, ...args: readonly string[]): Promise<string> {
  return (await promisify(execFile)(program, args)).stdout;
}

/** Whether there is a program at a path. */
export function isExecutable(path: string): Promise<boolean> {
  return access(path, constants.X_OK).then(
    () => true,
    () => false,
  );
}
