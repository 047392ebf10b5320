import { mkdtemp } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { openEmbedded } from "../../src/embedded/open-embedded.js";
import { ADMINISTRATION, uniqueName, urlOfDatabase } from "../engines/administer.js";
import { findMariadb, findMysql } from "../engines/mysql-programs.js";
import { startMysqlProgram } from "../engines/mysql-server.js";

/** A server that holds the benchmark's database, and how to leave it. */
export interface BenchServer {
  readonly url: string;
  stop(): Promise<void>;
}

/** As durable as in production: a commit waits for the disk, so many small transactions have no unfair advantage. */
const DURABLE_MYSQL = ["--innodb-flush-log-at-trx-commit=1", "--innodb-doublewrite=1", "--innodb-flush-method=O_DIRECT"];

/** What an administrator gives a server that has a gigabyte to spare. */
const TUNED_MYSQL = [
  "--innodb-buffer-pool-size=1G",
  "--loose-innodb-redo-log-capacity=2G",
  "--loose-innodb-log-file-size=1G",
  "--tmp-table-size=256M",
  "--max-heap-table-size=256M",
];

/** A server that has been at work for years has log files to write over; a new one fills each with zeros first, and everybody's commit waits. */
const TUNED_POSTGRES = { shared_buffers: "1GB", max_wal_size: "8GB", min_wal_size: "3GB" };

/** Starts a server of the engine, or uses the given empty database. */
export async function startBenchServer(
  engine: "postgres" | "mysql" | "mariadb" | "mssql",
  url: string | undefined,
  isTuned: boolean,
): Promise<BenchServer> {
  if (url !== undefined) return { url, stop: () => Promise.resolve() };
  if (engine === "postgres") {
    const directory = join(await mkdtemp(join(tmpdir(), "consent-upgrade-bench-")), "data");
    const server = await openEmbedded(directory, { create: true, ...(isTuned ? { settings: TUNED_POSTGRES } : {}) });
    const { user, password, host, port, database } = server;
    return { url: `postgres://${user}:${encodeURIComponent(password)}@${host}:${port}/${database}`, stop: () => server.remove() };
  }
  const program = engine === "mysql" ? await findMysql() : engine === "mariadb" ? await findMariadb() : undefined;
  if (program === undefined) throw new Error(`no server of ${engine} can be started here: give --url`);
  const server = await startMysqlProgram(program, [...DURABLE_MYSQL, ...(isTuned ? TUNED_MYSQL : [])]);
  const name = uniqueName("bench");
  await ADMINISTRATION[engine === "mysql" ? "mysql" : "mariadb"].create(server.adminUrl, name);
  return { url: urlOfDatabase(server.adminUrl, name), stop: () => server.stop() };
}
