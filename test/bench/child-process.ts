import { spawn } from "node:child_process";
import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { processorOf } from "./processor-time.js";

/** The built program, as users get it; the bench itself is compiled to `build`. */
export const PROGRAM = fileURLToPath(new URL("../../../dist/bin/consent-upgrade.js", import.meta.url));

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
  const child = spawn(process.execPath, [PROGRAM, ...args], {
    env: { ...process.env, ...environment },
    stdio: ["ignore", "pipe", "pipe"],
  });
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
