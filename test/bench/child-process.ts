import { spawn } from "node:child_process";
import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";

/** The built program. */
const PROGRAM = fileURLToPath(new URL("../../bin/consent-upgrade.js", import.meta.url));

export interface Measured {
  readonly milliseconds: number;
  /** Largest resident size of the process in megabytes; undefined where the system does not tell. */
  readonly peakMegabytes: number | undefined;
  /** Processor time of the process, its threads included; on a busy machine it tells more than the clock. */
  readonly processorSeconds: number | undefined;
  readonly exitCode: number | null;
  readonly output: string;
}

/** Runs the program as a user does, and watches its memory. */
export async function measureProgram(args: readonly string[], environment: Readonly<Record<string, string>>): Promise<Measured> {
  const started = performance.now();
  const child = spawn(process.execPath, [PROGRAM, ...args], { env: { ...process.env, ...environment }, stdio: ["ignore", "pipe", "pipe"] });
  let output = "";
  child.stdout.on("data", (chunk: Buffer) => (output += chunk.toString()));
  child.stderr.on("data", (chunk: Buffer) => (output += chunk.toString()));
  let peak: number | undefined;
  let processor: number | undefined;
  const watch = setInterval(() => {
    void peakOf(child.pid).then((found) => {
      peak = found ?? peak;
    });
    void processorOf(child.pid).then((found) => {
      processor = found ?? processor;
    });
  }, 50);
  const exitCode = await new Promise<number | null>((resolve) => child.on("close", resolve));
  clearInterval(watch);
  return { milliseconds: performance.now() - started, peakMegabytes: peak, processorSeconds: processor, exitCode, output };
}

/** Linux keeps the high-water mark of the resident size, so that no peak is missed between two looks. */
async function peakOf(pid: number | undefined): Promise<number | undefined> {
  if (pid === undefined) return undefined;
  const status = await readFile(`/proc/${pid}/status`, "utf8").catch(() => "");
  const kilobytes = /^VmHWM:\s+(\d+) kB/m.exec(status)?.[1];
  return kilobytes === undefined ? undefined : Number(kilobytes) / 1024;
}

/** Clock ticks of a second, the same on every Linux that Node runs on. */
const TICKS = 100;

/** User and system time from /proc/PID/stat (proc(5), fields 14 and 15), behind the name in brackets. */
async function processorOf(pid: number | undefined): Promise<number | undefined> {
  if (pid === undefined) return undefined;
  const stat = await readFile(`/proc/${pid}/stat`, "utf8").catch(() => "");
  const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
  return stat === "" ? undefined : (Number(fields[11]) + Number(fields[12])) / TICKS;
}
