import { randomBytes } from "node:crypto";
import { chown, mkdir, mkdtemp, readdir, rename, rm, rmdir, stat, writeFile } from "node:fs/promises";
import { platform } from "node:os";
import { basename, dirname, join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { UnreachableError } from "../errors.js";
import { locatePrograms } from "./programs.js";
import { PASSWORD_FILE, SUPERUSER } from "./cluster-files.js";
import { runProgram } from "./run-program.js";
import { chooseAccount } from "./server-account.js";

/** A directory half made is older than this only if its maker was killed. */
const ABANDONED_MS = 10 * 60_000;

/** Loopback only, no socket file anywhere, and no statement (it may hold personal data) in the log. */
const SETTINGS = [
  "listen_addresses=127.0.0.1",
  "unix_socket_directories=",
  "log_min_error_statement=panic",
  "log_error_verbosity=terse",
];

/** The same on every system: no locale of the machine's is asked for. */
const LOCALE = ["--encoding=UTF8", "--locale=C", "--locale-provider=builtin", "--builtin-locale=C.UTF-8"];

/**
 * Creates a PostgreSQL data directory, with a password of its own kept in it. It is made beside its place and moved
 * there when it is whole: a directory of that name is a whole one, whatever happens meanwhile.
 * @param directory absolute; must not exist or be empty
 * @throws UnreachableError where it cannot be created
 */
export async function createCluster(directory: string): Promise<void> {
  const workshop = await openWorkshop(directory).catch((cause: unknown) => {
    throw cannotCreate(directory, cause);
  });
  try {
    await fillCluster(workshop);
    await moveToItsPlace(join(workshop, "data"), directory);
  } finally {
    await rm(workshop, { recursive: true, force: true, maxRetries: 10 });
  }
}

async function openWorkshop(directory: string): Promise<string> {
  const parent = dirname(directory);
  await mkdir(parent, { recursive: true });
  await removeAbandoned(directory);
  return mkdtemp(join(parent, workshopPrefix(directory)));
}

async function fillCluster(workshop: string): Promise<void> {
  const programs = await locatePrograms();
  const data = join(workshop, "data");
  const passwordFile = join(workshop, PASSWORD_FILE);
  const runAs = await chooseAccount({ existing: undefined, data: workshop, program: programs.initdb });
  await writeFile(passwordFile, randomBytes(24).toString("base64url"), { mode: 0o600 });
  if (runAs.account !== undefined) {
    const { uid, gid } = runAs.account;
    await chown(workshop, uid, gid);
    await chown(passwordFile, uid, gid);
  }
  const login = [`--username=${SUPERUSER}`, `--pwfile=${passwordFile}`, "--auth=scram-sha-256"];
  // The files of an empty database need no sync: where the machine fails now, the directory is made anew.
  const flags = [...LOCALE, ...SETTINGS.map((setting) => `--set=${setting}`), "--no-sync", "--no-instructions"];
  const { code, output } = await runProgram(programs.initdb, [`--pgdata=${data}`, ...login, ...flags], runAs);
  if (code !== 0) throw cannotCreate(data, new Error(output));
  await rename(passwordFile, join(data, PASSWORD_FILE));
}

async function moveToItsPlace(data: string, directory: string): Promise<void> {
  try {
    // Windows does not move a directory over an empty one.
    await rmdir(directory).catch(ignoreMissing);
    await renameWithPatience(data, directory);
  } catch (cause) {
    // Another command that created the same directory at the same time was first: its database is as good as ours.
    const taken = await stat(join(directory, PASSWORD_FILE)).catch(() => undefined);
    if (taken === undefined) throw cannotCreate(directory, cause);
  }
}

/** On Windows, whoever looks through new files (a virus scanner) keeps their directory from being moved for a moment. */
async function renameWithPatience(from: string, to: string): Promise<void> {
  for (let triesLeft = platform() === "win32" ? 50 : 0; ; triesLeft -= 1) {
    try {
      return await rename(from, to);
    } catch (error) {
      const isHeld = ["EPERM", "EACCES", "EBUSY"].includes((error as NodeJS.ErrnoException).code ?? "");
      if (!isHeld || triesLeft === 0) throw error;
      await pause(100);
    }
  }
}

function ignoreMissing(error: NodeJS.ErrnoException): void {
  if (error.code !== "ENOENT") throw error;
}

function cannotCreate(directory: string, cause: unknown): UnreachableError {
  const reason = cause instanceof Error ? cause.message : String(cause);
  return new UnreachableError("EMBEDDED_CANNOT_CREATE", `The embedded database cannot be created in ${directory}: ${reason}`, {
    hint: "Name a directory that does not exist yet, on a disk of this machine, below one that you may write to.",
    cause,
  });
}

function workshopPrefix(directory: string): string {
  return `.${basename(directory)}.new-`;
}

async function removeAbandoned(directory: string): Promise<void> {
  const parent = dirname(directory);
  const names = (await readdir(parent)).filter((name) => name.startsWith(workshopPrefix(directory)));
  for (const path of names.map((name) => join(parent, name))) {
    const found = await stat(path).catch(() => undefined);
    if (found !== undefined && Date.now() - found.mtimeMs > ABANDONED_MS) await rm(path, { recursive: true, force: true });
  }
}
