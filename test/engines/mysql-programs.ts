import { stat } from "node:fs/promises";
import { join } from "node:path";
import { findProgram, outputOf } from "./find-program.js";
import type { MysqlLikeName } from "./engine-name.js";

/** A server program of the MySQL family on this machine. */
export interface MysqlProgram {
  readonly engine: MysqlLikeName;
  readonly version: string;
  /** Where it is, for the summary. */
  readonly source: string;
  /** Its path, within `chroot` where it has one. */
  readonly path: string;
  /** A directory that holds a whole system with the server: `CONSENT_TEST_MYSQL_CHROOT`. */
  readonly chroot?: string;
}

/** MariaDB; some systems have it under MySQL's name. */
export async function findMariadb(): Promise<MysqlProgram | undefined> {
  const path = await findProgram("mariadbd", "mysqld");
  const version = path === undefined ? "" : await outputOf(path, "--version");
  if (path === undefined || !version.includes("MariaDB")) return undefined;
  return { engine: "mariadb", version: versionIn(version), source: path, path };
}

/** MySQL from the chroot directory, else from the machine; Debian's `mysqld` is MariaDB and does not count. */
export async function findMysql(): Promise<MysqlProgram | undefined> {
  const chroot = process.env["CONSENT_TEST_MYSQL_CHROOT"];
  if (chroot !== undefined && chroot !== "") return mysqlIn(chroot);
  const path = await findProgram("mysqld");
  const version = path === undefined ? "MariaDB" : await outputOf(path, "--version");
  if (path === undefined || version.includes("MariaDB")) return undefined;
  return { engine: "mysql", version: versionIn(version), source: path, path };
}

async function mysqlIn(chroot: string): Promise<MysqlProgram> {
  const path = "/usr/sbin/mysqld";
  await stat(join(chroot, path));
  const version = versionIn(await outputOf("chroot", chroot, path, "--version"));
  return { engine: "mysql", version, source: "CONSENT_TEST_MYSQL_CHROOT", path, chroot };
}

function versionIn(output: string): string {
  return /Ver ([\d.]+)/.exec(output)?.[1] ?? output.trim();
}
