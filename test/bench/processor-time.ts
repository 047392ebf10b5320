import { readdir, readFile } from "node:fs/promises";

/** Clock ticks of a second, the same on every Linux that Node runs on. */
const TICKS = 100;

/** Fields of /proc/PID/stat behind the name in brackets (proc(5)): the first is the state. */
async function fieldsOf(pid: number | string): Promise<readonly string[] | undefined> {
  const stat = await readFile(`/proc/${pid}/stat`, "utf8").catch(() => "");
  return stat === "" ? undefined : stat.slice(stat.lastIndexOf(")") + 2).split(" ");
}

function sumOf(fields: readonly string[], positions: readonly number[]): number {
  return positions.reduce((sum, position) => sum + Number(fields[position]), 0) / TICKS;
}

/** User and system time of a process so far, in seconds; undefined where the system does not tell. */
export async function processorOf(pid: number | undefined): Promise<number | undefined> {
  const fields = pid === undefined ? undefined : await fieldsOf(pid);
  return fields && sumOf(fields, [11, 12]);
}

/** User and system time of the processes that this one started and that have ended, in seconds; undefined where the system does not tell. */
export async function processorOfEnded(): Promise<number | undefined> {
  const fields = await fieldsOf(process.pid);
  return fields && sumOf(fields, [13, 14]);
}

/**
 * What the processes that this one started have used so far, in seconds, those that have ended among theirs included: a
 * server of the benchmark's own. 0 where there is none, undefined where the system does not tell.
 */
export async function processorOfServer(): Promise<number | undefined> {
  const pids = (await readdir("/proc").catch(() => [])).filter((name) => /^\d+$/.test(name));
  const processes = new Map(await Promise.all(pids.map(async (pid) => [pid, await fieldsOf(pid)] as const)));
  const isOurs = (pid: string): boolean => {
    const parent = processes.get(pid)?.[1];
    return parent !== undefined && (parent === String(process.pid) || isOurs(parent));
  };
  if (pids.length === 0) return undefined;
  let total = 0;
  for (const pid of pids.filter(isOurs)) {
    const fields = processes.get(pid);
    if (fields !== undefined) total += sumOf(fields, [11, 12, 13, 14]);
  }
  return total;
}
