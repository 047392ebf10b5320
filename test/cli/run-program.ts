import { spawn } from "node:child_process";
import { fileURLToPath } from "node:url";

/** The built program; `npm test` builds it first. */
export const PROGRAM = fileURLToPath(new URL("../../dist/bin/consent-upgrade.js", import.meta.url));

export interface Ran {
  readonly exitCode: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface Around {
  readonly cwd: string;
  readonly environment?: Readonly<Record<string, string>>;
}

/** An environment in which nothing of the tester's own names a database. */
function cleanEnvironment(extra: Readonly<Record<string, string>> = {}): NodeJS.ProcessEnv {
  const own = Object.entries(process.env).filter(([name]) => !name.startsWith("CONSENT_UPGRADE_") && name !== "NODE_OPTIONS");
  return { ...Object.fromEntries(own), ...extra };
}

/** Starts the program without a terminal. @param node options of Node.js itself */
export function start(args: readonly string[], around: Around, node: readonly string[] = []) {
  return startFile(process.execPath, [...node, PROGRAM, ...args], around);
}

function startFile(file: string, args: readonly string[], { cwd, environment }: Around) {
  return spawn(file, args, { cwd, env: cleanEnvironment(environment), stdio: ["ignore", "pipe", "pipe"] });
}

/** Runs the program to its end. */
export function run(args: readonly string[], around: Around, node: readonly string[] = []): Promise<Ran> {
  return ended(start(args, around, node));
}

/** Runs another file of the program's, as it was packed, to its end. */
export function runFile(file: string, args: readonly string[], around: Around): Promise<Ran> {
  return ended(startFile(file, args, around));
}

function ended(child: ReturnType<typeof startFile>): Promise<Ran> {
  let [stdout, stderr] = ["", ""];
  child.stdout.setEncoding("utf8").on("data", (text: string) => (stdout += text));
  child.stderr.setEncoding("utf8").on("data", (text: string) => (stderr += text));
  return new Promise((resolve, reject) => {
    child.on("error", reject);
    child.on("close", (exitCode) => {
      resolve({ exitCode, stdout, stderr });
    });
  });
}
