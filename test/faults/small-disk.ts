import { execFile } from "node:child_process";
import { chown, mkdtemp, rmdir, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";

const exec = promisify(execFile);

/** A file system in memory, of a few megabytes. */
export interface SmallDisk {
  readonly path: string;
  remove(): Promise<void>;
}

/** @returns undefined where this account may not mount: only root may */
export async function mountSmallDisk(megabytes: number): Promise<SmallDisk | undefined> {
  const path = await mkdtemp(join(tmpdir(), "consent-test-disk-"));
  try {
    await exec("mount", ["-t", "tmpfs", "-o", `size=${megabytes}m`, "tmpfs", path]);
  } catch {
    await rmdir(path);
    return undefined;
  }
  return {
    path,
    async remove() {
      await exec("umount", [path]);
      await rmdir(path);
    },
  };
}

/** Gives a directory to the account that another one belongs to. */
export async function giveToOwnerOf(path: string, example: string): Promise<void> {
  const { uid, gid } = await stat(example);
  await chown(path, uid, gid);
}
