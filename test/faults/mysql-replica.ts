import { openDatabase } from "../../src/dialect/open-database.js";
import { run } from "../dialect/engine-sessions.js";
import { urlOfDatabase } from "../engines/administer.js";
import type { MysqlLikeName } from "../engines/engine-name.js";
import { startMysqlLike, type OwnServer } from "../engines/own-server.js";
import type { PrimaryAndReplica } from "./primary-and-replica.js";

/** The strictest settings that administrators of replicated servers choose, and another isolation level than ours. */
const STRICT: Readonly<Record<MysqlLikeName, readonly string[]>> = {
  mysql: ["--gtid-mode=ON", "--enforce-gtid-consistency=ON", "--sql-require-primary-key=ON"],
  mariadb: ["--gtid-strict-mode=ON", "--innodb-force-primary-key=ON", "--innodb-snapshot-isolation=ON"],
};

/** Who may ask a replica how far it is behind, and nothing else (`docs/configuration.md`). */
const WATCHER = { name: "watcher", password: "watcher" } as const;
const WATCHERS_RIGHT: Readonly<Record<MysqlLikeName, string>> = { mysql: "REPLICATION CLIENT", mariadb: "REPLICA MONITOR" };

/** Statements that make a server the replica of another one. */
const FOLLOW: Readonly<Record<MysqlLikeName, (source: URL) => readonly string[]>> = {
  mysql: ({ hostname, port, username, password }) => [
    `CHANGE REPLICATION SOURCE TO SOURCE_HOST = '${hostname}', SOURCE_PORT = ${port}, SOURCE_USER = '${username}',
       SOURCE_PASSWORD = '${password}', SOURCE_AUTO_POSITION = 1, GET_SOURCE_PUBLIC_KEY = 1`,
    "START REPLICA",
  ],
  mariadb: ({ hostname, port, username, password }) => [
    `CHANGE MASTER TO MASTER_HOST = '${hostname}', MASTER_PORT = ${port}, MASTER_USER = '${username}',
       MASTER_PASSWORD = '${password}', MASTER_USE_GTID = slave_pos`,
    "START SLAVE",
  ],
};

const HALT: Readonly<Record<MysqlLikeName, readonly [halt: string, goOn: string]>> = {
  mysql: ["STOP REPLICA SQL_THREAD", "START REPLICA SQL_THREAD"],
  mariadb: ["STOP SLAVE SQL_THREAD", "START SLAVE SQL_THREAD"],
};

function startStrict(engine: MysqlLikeName, id: number): Promise<OwnServer> {
  const binaryLog = [`--server-id=${id}`, "--log-bin=bin", "--binlog-format=ROW", "--transaction-isolation=SERIALIZABLE"];
  return startMysqlLike({ engine, extraArgs: [...binaryLog, ...STRICT[engine]] });
}

/** Starts two servers with row binary logs and GTIDs, the second of which follows the first. */
export async function startSourceAndReplica(engine: MysqlLikeName): Promise<PrimaryAndReplica> {
  const [source, replica] = await Promise.all([startStrict(engine, 1), startStrict(engine, 2)]);
  const stop = async (): Promise<void> => {
    await Promise.all([source.stop(), replica.stop()]);
  };
  try {
    const administration = await (await openDatabase({ url: replica.adminUrl })).open();
    const { name, password } = WATCHER;
    await run(administration, `CREATE USER '${name}'@'%' IDENTIFIED BY '${password}'`);
    await run(administration, `GRANT ${WATCHERS_RIGHT[engine]} ON *.* TO '${name}'@'%'`);
    for (const statement of FOLLOW[engine](new URL(source.adminUrl))) await run(administration, statement);
    const { url } = await source.createDatabase("followed");
    const database = new URL(url).pathname.slice(1);
    const watcher = new URL(urlOfDatabase(replica.adminUrl, "information_schema"));
    watcher.username = name;
    watcher.password = password;
    const [halt, goOn] = HALT[engine];
    return {
      primaryUrl: url,
      watchUrl: watcher.href,
      replicaUrl: urlOfDatabase(replica.adminUrl, database),
      // As a backup or a long report does.
      fallBehind: async () => void (await run(administration, "FLUSH TABLES WITH READ LOCK")),
      catchUp: async () => void (await run(administration, "UNLOCK TABLES")),
      halt: async () => void (await run(administration, halt)),
      goOn: async () => void (await run(administration, goOn)),
      stop: async () => {
        await administration.close();
        await stop();
      },
    };
  } catch (error) {
    await stop();
    throw error;
  }
}
