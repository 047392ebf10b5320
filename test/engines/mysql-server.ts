import { type ChildProcess, execFile, spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import { once } from "node:events";
import { existsSync } from "node:fs";
import { readFile, rm, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { promisify } from "node:util";
import { guardDirectory, type GuardedDirectory } from "./directory-guard.js";
import type { MysqlLikeName } from "./engine-name.js";
import { freePort } from "./free-port.js";
import type { MysqlProgram } from "./mysql-programs.js";
import type { RestartableServer } from "./restartable-server.js";
import { untilMysqlAnswers } from "./until-mysql-answers.js";

const USER = "consent";

/** Enough for a killed server (what was written stays), not for a failing machine, which tests do not have. */
const FAST = ["--innodb-flush-log-at-trx-commit=2", "--innodb-doublewrite=0", "--sync-binlog=0"];
/** MySQL waits for the disk at each statement of DDL: half of what a sample database takes. MariaDB is no faster without. */
const FAST_DDL = ["--innodb-flush-method=nosync"];

/**
 * Starts a server program of the MySQL family with a data directory of its own.
 * @param extraArgs options of the server, for example `--log-bin=bin`, `--gtid-mode=ON`
 */
export async function startMysqlProgram(program: MysqlProgram, extraArgs: readonly string[] = []): Promise<RestartableServer> {
  const directory = await guardDirectory(program.chroot === undefined ? undefined : join(program.chroot, "tmp"));
  try {
    const server = new MysqlServer(program, directory, await freePort(), extraArgs);
    await server.initialise();
    await server.start();
    return server;
  } catch (error) {
    await directory.release();
    throw error;
  }
}

/** The options of a server for tests; MySQL writes a binary log unless told not to, MariaDB only when told to. */
export function testServerArgs(engine: MysqlLikeName, extraArgs: readonly string[]): readonly string[] {
  const isLogWanted = engine === "mariadb" || extraArgs.some((arg) => arg.startsWith("--log-bin"));
  return [...FAST, ...(engine === "mysql" ? FAST_DDL : []), ...(isLogWanted ? [] : ["--skip-log-bin"]), ...extraArgs];
}

class MysqlServer implements RestartableServer {
  readonly adminUrl: string;
  private readonly password = randomBytes(12).toString("hex");
  private process: ChildProcess | undefined;

  constructor(
    private readonly program: MysqlProgram,
    private readonly directory: GuardedDirectory,
    private readonly port: number,
    private readonly extraArgs: readonly string[],
  ) {
    this.adminUrl = `mysql://${USER}:${this.password}@127.0.0.1:${port}/mysql`;
  }

  async initialise(): Promise<void> {
    const user = `'${USER}'@'%'`;
    await writeFile(
      this.outside("init.sql"),
      `CREATE USER IF NOT EXISTS ${user} IDENTIFIED BY '${this.password}';\nGRANT ALL ON *.* TO ${user} WITH GRANT OPTION;\n`,
    );
    const [command, args] = this.initialisation();
    await promisify(execFile)(command, args);
  }

  async start(): Promise<void> {
    const [command, args] = this.command(this.program.path, [
      ...this.commonArgs(),
      `--port=${this.port}`,
      "--bind-address=127.0.0.1",
      `--socket=${this.inside("s.sock")}`,
      `--pid-file=${this.inside("server.pid")}`,
      `--log-error=${this.inside("server.log")}`,
      `--init-file=${this.inside("init.sql")}`,
      "--skip-name-resolve",
      ...(this.program.engine === "mysql" ? ["--mysqlx=OFF", "--secure-file-priv=NULL"] : []),
      ...testServerArgs(this.program.engine, this.extraArgs),
    ]);
    this.process = spawn(command, args, { detached: true, stdio: "ignore" });
    this.process.unref();
    await this.untilItAnswers(this.process);
  }

  async kill(): Promise<void> {
    await this.end("SIGKILL");
    // The number may go to another process.
    await rm(this.outside("server.pid"), { force: true });
  }

  async restart(): Promise<void> {
    await this.end("SIGTERM");
    await this.start();
  }

  async stop(): Promise<void> {
    await this.directory.release();
  }

  private async end(signal: NodeJS.Signals): Promise<void> {
    const { process } = this;
    if (process === undefined || process.exitCode !== null || process.signalCode !== null) return;
    process.ref();
    const exited = once(process, "exit");
    process.kill(signal);
    await exited;
  }

  private async untilItAnswers(process: ChildProcess): Promise<void> {
    try {
      await untilMysqlAnswers(this.adminUrl, () => process.exitCode !== null || process.signalCode !== null);
    } catch (cause) {
      throw new Error(`${this.program.source} does not start:\n${await this.log()}`, { cause });
    }
  }

  private async log(): Promise<string> {
    const text = await readFile(this.outside("server.log"), "utf8").catch(() => "(no log)");
    return text.split("\n").slice(-15).join("\n");
  }

  private initialisation(): [string, string[]] {
    // Once a database is there, MySQL takes no other value.
    const forGood = this.extraArgs.filter((arg) => arg.startsWith("--lower-case-table-names"));
    if (this.program.engine === "mysql")
      return this.command(this.program.path, [...this.commonArgs(), ...forGood, "--initialize-insecure"]);
    const install = ["mariadb-install-db", "mysql_install_db"].map((name) => join(dirname(this.program.path), "..", "bin", name));
    const [found = "mariadb-install-db"] = install.filter((path) => existsSync(path));
    // --force: without it, a machine that cannot look up its own name gets no system tables.
    return [found, [...this.commonArgs(), "--force", "--skip-test-db", "--auth-root-authentication-method=normal"]];
  }

  private commonArgs(): string[] {
    const asRoot = process.getuid?.() === 0 ? ["--user=root"] : [];
    // Without a directory of its own, two servers that start together clear away each other's temporary tables.
    return ["--no-defaults", ...asRoot, `--datadir=${this.inside("data")}`, `--tmpdir=${this.inside(".")}`];
  }

  /** In a chroot the server needs /proc: mounted in a name space of its own, it is gone with the server. */
  private command(path: string, args: string[]): [string, string[]] {
    const { chroot } = this.program;
    if (chroot === undefined) return [path, args];
    if (existsSync(join(chroot, "proc", "self"))) return ["chroot", [chroot, path, ...args]];
    const enter = 'mount -t proc proc "$1/proc" && exec chroot "$@"';
    return ["unshare", ["--mount", "--propagation", "private", "sh", "-c", enter, "sh", chroot, path, ...args]];
  }

  private outside(name: string): string {
    return join(this.directory.path, name);
  }

  /** The path of a file as the server sees it. */
  private inside(name: string): string {
    return this.outside(name).slice(this.program.chroot?.replace(/\/+$/, "").length ?? 0);
  }
}
