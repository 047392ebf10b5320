import { once } from "node:events";
import { readFile, stat } from "node:fs/promises";
import { createServer, type AddressInfo } from "node:net";
import { join } from "node:path";
import { RunFailedError, UnreachableError } from "../errors.js";
import { LOG_FILE } from "./cluster-files.js";
import { readPostmasterFile, removeStalePostmasterFile } from "./postmaster-file.js";
import { locatePrograms } from "./programs.js";
import { runProgram, type ProgramEnd } from "./run-program.js";
import { chooseAccount } from "./server-account.js";

/** Seconds that starting (after a crash: recovery) and stopping may take. */
const PATIENCE_S = 120;

/** What the server says when somebody else was faster, or when the last one's processes are not all gone yet. */
const TRY_AGAIN =
  /could not bind|address already in use|lock file .* already exists|(?:lock|PID) file .* is empty|pre-existing shared memory/i;

/** Settings of the server for one start, as in postgresql.conf; names and values without blanks. */
export type ServerSettings = Readonly<Record<string, string>>;

/**
 * Starts the server of a data directory with pg_ctl, which puts it out of reach of a terminal's Ctrl-C: a batch at
 * work can finish. Listens on a free port of 127.0.0.1.
 * @param port a port to use instead of a free one
 * @returns false where another command's start, or the end of the last server, came in between: try again
 * @throws UnreachableError where it does not start
 */
export async function startServer(directory: string, settings: ServerSettings = {}, port?: number): Promise<boolean> {
  const log = join(directory, LOG_FILE);
  const before = await stat(log).then(
    ({ size }) => size,
    () => 0,
  );
  const options = Object.entries(settings).map(([name, value]) => `-c ${name}=${value}`);
  const command = [`-p ${port ?? (await freePort())}`, ...options].join(" ");
  const flags = ["--wait", `--timeout=${PATIENCE_S}`, `--log=${log}`, `--options=${command}`];
  const { code, output } = await pgCtl(directory, ["start", ...flags]);
  if (code === 0) return true;
  const words = (await readFile(log).catch(() => Buffer.of())).subarray(before).toString("utf8");
  if (TRY_AGAIN.test(words) || TRY_AGAIN.test(output)) return false;
  throw new UnreachableError(
    "EMBEDDED_NO_START",
    `The embedded database in ${directory} does not start: ${lastFailure(words, output)}`,
    {
      hint: `The server's own words are in ${LOG_FILE} in that directory.`,
      cause: new Error(output),
    },
  );
}

/**
 * Stops the server of a data directory; sessions still open are ended, their transactions rolled back.
 * @throws RunFailedError where it does not stop
 */
export async function stopServer(directory: string): Promise<void> {
  const { code, output } = await pgCtl(directory, ["stop", "--mode=fast", "--wait", `--timeout=${PATIENCE_S}`]);
  if (code === 0 || (await readPostmasterFile(directory)) === undefined) return;
  throw new RunFailedError("EMBEDDED_NO_STOP", `The embedded database in ${directory} does not stop: ${output}`, {
    hint: "The next command that uses the directory joins the server and stops it at its end.",
  });
}

/** Whether the process that `postmaster.pid` names is there. */
export async function isServerProcessThere(directory: string): Promise<boolean> {
  await removeStalePostmasterFile(directory);
  if ((await readPostmasterFile(directory)) === undefined) return false;
  return (await pgCtl(directory, ["status"])).code === 0;
}

async function pgCtl(directory: string, args: readonly string[]): Promise<ProgramEnd> {
  const { pgCtl: program } = await locatePrograms();
  const runAs = await chooseAccount({ existing: directory, data: directory, program });
  return runProgram(program, [...args, `--pgdata=${directory}`, "--silent"], runAs);
}

function lastFailure(words: string, output: string): string {
  const lines = [...words.split("\n"), ...output.split("\n")].filter((line) => /FATAL|PANIC|ERROR|error/.test(line));
  return (lines.at(-1) ?? output).replace(/^.*?(FATAL|PANIC|ERROR): +/, "");
}

async function freePort(): Promise<number> {
  const probe = createServer().listen(0, "127.0.0.1");
  await once(probe, "listening");
  const { port } = probe.address() as AddressInfo;
  probe.close();
  await once(probe, "close");
  return port;
}
