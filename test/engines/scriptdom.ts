import { createHash } from "node:crypto";
import { access, mkdir, mkdtemp, readdir, readFile, rename, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { inject } from "vitest";
import { askMainProcess } from "./engines.js";
import { findProgram, outputOf } from "./find-program.js";
import { reasonOf } from "./find-engines.js";
import type {} from "./provided.js";

/** Our program around Microsoft's packages ScriptDom and DacFx. */
const SOURCE = fileURLToPath(new URL("../scriptdom", import.meta.url));
const OLDEST_SDK = 10;

/** The .NET SDK that builds and runs them, or why there is none. */
export async function findDotnet(): Promise<{ readonly dotnet: string } | { readonly absent: string }> {
  const dotnet = await findProgram("dotnet");
  if (dotnet === undefined) return { absent: "no program dotnet on the PATH" };
  const sdks = await outputOf(dotnet, "--list-sdks").catch(() => "");
  const newest = Math.max(0, ...[...sdks.matchAll(/^(\d+)\./gm)].map(([, major]) => Number(major)));
  return newest >= OLDEST_SDK ? { dotnet } : { absent: `dotnet has no SDK ${OLDEST_SDK} or newer` };
}

/**
 * Builds the program, outside of the tree, unless it was built before of the same source.
 * @returns the path of what `dotnet` runs
 * @throws Error with what dotnet says, where the packages cannot be had
 */
export async function buildScriptdom(dotnet: string): Promise<string> {
  const names = (await readdir(SOURCE)).filter((name) => /\.(cs|csproj)$/.test(name)).sort();
  const hash = createHash("sha256");
  for (const name of names) hash.update(name).update(await readFile(join(SOURCE, name)));
  const parent = join(tmpdir(), "consent-upgrade-ci");
  const directory = join(parent, `scriptdom-${hash.digest("hex").slice(0, 16)}`);
  const program = join(directory, "scriptdom.dll");
  if (await exists(program)) return program;
  await mkdir(parent, { recursive: true });
  const building = await mkdtemp(`${directory}.new-`);
  try {
    // dotnet prints its errors to standard output.
    await outputOf(
      dotnet,
      ...["build", join(SOURCE, "scriptdom.csproj"), "--nologo", "--verbosity", "quiet", "--configuration", "Release"],
      ...["--output", join(building, "program"), `-property:BaseIntermediateOutputPath=${join(building, "obj")}/`],
    );
    await rename(join(building, "program"), directory).catch(async (error: unknown) => {
      // Another run was quicker.
      if (!(await exists(program))) throw error;
    });
    return program;
  } catch (error) {
    const said = typeof error === "object" && error !== null && "stdout" in error ? String(error.stdout) : "";
    const mistakes = said.split("\n").filter((line) => /\berror\b/.test(line));
    throw new Error(`test/scriptdom cannot be built: ${mistakes[0] ?? reasonOf(error)}`, { cause: error });
  } finally {
    await rm(building, { recursive: true, force: true });
  }
}

function exists(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}

/** SQL Server's parsers on this machine; undefined where it has no SDK for them (named at the end of the run). */
export function scriptdomAtHand(): { build(): Promise<readonly [dotnet: string, program: string]> } | undefined {
  const dotnet = inject("dotnet");
  if (dotnet === "") return undefined;
  return { build: async () => [dotnet, await askMainProcess({ ask: "scriptdom" })] };
}
