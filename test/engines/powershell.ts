import { mkdir, mkdtemp, rename, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { findProgram, isExecutable, outputOf } from "./find-program.js";

/** The last one that runs on .NET 10. */
const VERSION = "7.6.9";

/**
 * PowerShell: this machine's own, else the .NET tool of that name, installed once, outside of the tree.
 * @param dotnet of an SDK; empty where there is none
 * @returns the path of `pwsh`; undefined where there is neither
 * @throws Error with what dotnet says, where the tool cannot be had
 */
export async function findPowershell(dotnet: string): Promise<string | undefined> {
  const parent = join(tmpdir(), "consent-upgrade-ci");
  const directory = join(parent, `powershell-${VERSION}`);
  const installed = (await findProgram("pwsh")) ?? (await programIn(directory));
  if (installed !== undefined || dotnet === "") return installed;
  await mkdir(parent, { recursive: true });
  const building = await mkdtemp(`${directory}.new-`);
  try {
    await outputOf(dotnet, "tool", "install", "--tool-path", join(building, "tool"), "PowerShell", "--version", VERSION);
    await rename(join(building, "tool"), directory).catch(async (error: unknown) => {
      // Another run was quicker.
      if ((await programIn(directory)) === undefined) throw error;
    });
    return await programIn(directory);
  } finally {
    await rm(building, { recursive: true, force: true });
  }
}

async function programIn(directory: string): Promise<string | undefined> {
  const path = join(directory, "pwsh");
  return (await isExecutable(path)) ? path : undefined;
}
