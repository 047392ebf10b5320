import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { UnreachableError } from "../errors.js";

/** The files of ours in a PostgreSQL data directory; PostgreSQL leaves files that it does not know alone. */
export const PASSWORD_FILE = "consent-upgrade.password";
export const LOG_FILE = "consent-upgrade.log";

/** The login of an embedded database. */
export const SUPERUSER = "postgres";

/** What stands at the place of an embedded database: nothing (or an empty directory), one of ours, or something else. */
export type ClusterPlace = "empty" | "cluster" | "foreign";

/**
 * Says what stands at a directory.
 * @throws UnreachableError where it may not be read
 */
export async function inspectPlace(directory: string): Promise<ClusterPlace> {
  try {
    const names = await readdir(directory);
    if (names.length === 0) return "empty";
    return names.includes("PG_VERSION") && names.includes(PASSWORD_FILE) ? "cluster" : "foreign";
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code;
    if (code === "ENOENT") return "empty";
    if (code === "ENOTDIR") return "foreign";
    throw unreadable(directory, error);
  }
}

/**
 * Reads the password that was generated for the directory.
 * @throws UnreachableError where it may not be read
 */
export async function readPassword(directory: string): Promise<string> {
  const text = await readFile(join(directory, PASSWORD_FILE), "utf8").catch((error: unknown) => {
    throw unreadable(directory, error);
  });
  return text.trim();
}

function unreadable(directory: string, cause: unknown): UnreachableError {
  return new UnreachableError("EMBEDDED_UNREADABLE", `The embedded database in ${directory} may not be read by this user.`, {
    hint: "Run the command as the user who created the database, or as root.",
    cause,
  });
}
