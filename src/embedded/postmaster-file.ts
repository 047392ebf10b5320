import { readFile, rm } from "node:fs/promises";
import { platform } from "node:os";
import { join } from "node:path";

/** What a running PostgreSQL says of itself in its data directory. */
export interface PostmasterFile {
  readonly pid: number;
  /** 0 until the server has come as far as its port. */
  readonly port: number;
  /** The shared memory that all its processes are attached to; 0 where the system has no such numbers. */
  readonly sharedMemory: number;
}

/**
 * Reads `postmaster.pid` (line 1 the process, line 4 the port, line 7 key and id of the shared memory). Undefined where
 * no server runs. A server that was killed leaves the file behind.
 * Source: PostgreSQL, src/include/utils/pidfile.h.
 */
export async function readPostmasterFile(directory: string): Promise<PostmasterFile | undefined> {
  const text = await readFile(pathIn(directory), "utf8").catch(whenMissing(""));
  const lines = text.split("\n");
  const pid = Number(lines[0]);
  if (!(pid > 0)) return undefined;
  return { pid, port: Number(lines[3] ?? 0), sharedMemory: Number(lines[6]?.trim().split(/\s+/)[1] ?? 0) };
}

/**
 * Removes a `postmaster.pid` whose number is no PostgreSQL server any more, but a process of another program (after a
 * restart of the machine) or a dead one that nobody has collected (in a container without init): PostgreSQL would
 * take it for its running self and refuse to start. Only where it is certain: on Linux, and with no process attached
 * to the server's shared memory, which is what PostgreSQL itself asks.
 */
export async function removeStalePostmasterFile(directory: string): Promise<void> {
  const file = await readPostmasterFile(directory);
  if (file === undefined || platform() !== "linux") return;
  const stat = await readFile(`/proc/${file.pid}/stat`, "utf8").catch(whenMissing(undefined));
  const [, name, state] = /^\d+ \((.*)\) (.)/s.exec(stat ?? "") ?? [];
  if (name === undefined || (name === "postgres" && state !== "Z")) return;
  const segments = await readFile("/proc/sysvipc/shm", "utf8");
  if (!isAttached(segments, file.sharedMemory)) await rm(pathIn(directory), { force: true });
}

/** Columns of the kernel's table: key, shmid, perms, size, cpid, lpid, nattch (proc(5)). */
function isAttached(segments: string, id: number): boolean {
  const columns = segments.split("\n").map((line) => line.trim().split(/\s+/));
  return columns.some((row) => Number(row[1]) === id && Number(row[6]) > 0);
}

function pathIn(directory: string): string {
  return join(directory, "postmaster.pid");
}

function whenMissing<T>(value: T): (error: NodeJS.ErrnoException) => T {
  return (error) => {
    if (error.code === "ENOENT") return value;
    throw error;
  };
}
