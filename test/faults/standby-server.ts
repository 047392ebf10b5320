import { execFile } from "node:child_process";
import { appendFile } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { promisify } from "node:util";
import { openDatabase } from "../../src/dialect/open-database.js";
import { openEmbedded } from "../../src/embedded/open-embedded.js";
import { startServer, stopServer } from "../../src/embedded/server-process.js";
import { run } from "../dialect/engine-sessions.js";
import { guardDirectory } from "../engines/directory-guard.js";
import { freePort } from "../engines/free-port.js";
import type { PrimaryAndReplica } from "./primary-and-replica.js";

const FAST = { fsync: "off", full_page_writes: "off" } as const;

/** A PostgreSQL and a streaming replica, each with a database `crm`. The replica is a copy of the stopped primary's directory: pg_basebackup is not in the npm package. */
export async function startPrimaryAndStandby(): Promise<PrimaryAndReplica> {
  const guarded = await guardDirectory();
  const [primary, standby] = [join(guarded.path, "primary"), join(guarded.path, "standby")];
  try {
    const server = await openEmbedded(primary, { create: true, settings: FAST });
    await stopServer(primary);
    // With -a the copies belong to the account that the server runs as.
    await promisify(execFile)("cp", ["-a", primary, standby]);
    await promisify(execFile)("cp", ["-a", join(standby, "PG_VERSION"), join(standby, "standby.signal")]);
    const source = `host=${server.host} port=${server.port} user=${server.user} password=${server.password}`;
    await appendFile(join(standby, "postgresql.auto.conf"), `primary_conninfo = '${source}'\n`);
    const standbyPort = await freePort();
    for (const [directory, port] of [
      [primary, server.port],
      [standby, standbyPort],
    ] as const) {
      while (!(await startServer(directory, FAST, port))) await pause(50);
    }
    const urlAt = (port: number): string =>
      `postgres://${server.user}:${server.password}@${server.host}:${port}/${server.database}`;
    const administration = await (await openDatabase({ url: urlAt(standbyPort) })).open();
    return {
      primaryUrl: urlAt(server.port),
      watchUrl: urlAt(standbyPort),
      replicaUrl: urlAt(standbyPort),
      fallBehind: async () => void (await run(administration, "SELECT pg_wal_replay_pause()")),
      catchUp: async () => void (await run(administration, "SELECT pg_wal_replay_resume()")),
      stop: async () => {
        await administration.close();
        await guarded.release();
      },
    };
  } catch (error) {
    await guarded.release();
    throw error;
  }
}
