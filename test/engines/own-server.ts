import { inject } from "vitest";
import type { ServerSettings } from "../../src/embedded/server-process.js";
import { ADMINISTRATION, uniqueName, urlOfDatabase } from "./administer.js";
import { startMysqlContainer, whyNoDocker } from "./container-server.js";
import { startEmbedded } from "./embedded-server.js";
import type { EngineName, MysqlLikeName } from "./engine-name.js";
import type { TestDatabase } from "./engines.js";
import { findMariadb, findMysql } from "./mysql-programs.js";
import { startMysqlProgram } from "./mysql-server.js";
import type {} from "./provided.js";
import type { RestartableServer } from "./restartable-server.js";

export type OwnServerName = Exclude<EngineName, "mssql">;

/** A server that belongs to one test file, which may stop and kill it; its databases' addresses stay the same. */
export interface OwnServer extends RestartableServer {
  readonly name: OwnServerName;
  createDatabase(label: string): Promise<TestDatabase>;
}

/** An engine of which test files can have a server of their own. */
export interface OwnServerEngine {
  readonly name: OwnServerName;
  start(): Promise<OwnServer>;
}

/** The engines that fault tests run on. `afterAll` stops what they start; a killed test run leaves nothing either. */
export function ownServersAtHand(): readonly OwnServerEngine[] {
  const names = inject("engines").filter(({ restartable }) => restartable);
  return names.flatMap(({ name }): OwnServerEngine[] => {
    if (name === "mssql") return [];
    return [{ name, start: () => (name === "postgres" ? startOwnPostgres() : startMysqlLike({ engine: name })) }];
  });
}

/** @param settings as in postgresql.conf; values without blanks */
export async function startOwnPostgres(settings: ServerSettings = {}): Promise<OwnServer> {
  return withDatabases("postgres", await startEmbedded(settings));
}

/** @param options.extraArgs for example `--log-bin=bin`, `--gtid-mode=ON`, `--sql-require-primary-key=ON` */
export async function startMysqlLike(options: { engine: MysqlLikeName; extraArgs?: readonly string[] }): Promise<OwnServer> {
  const { engine, extraArgs = [] } = options;
  const noDocker = await whyNoDocker();
  if (noDocker === undefined) return withDatabases(engine, await startMysqlContainer(engine, extraArgs));
  const program = await (engine === "mysql" ? findMysql() : findMariadb());
  if (program === undefined) throw new Error(`no server of ${engine} can be started: ${noDocker}, and there is no program of it`);
  return withDatabases(engine, await startMysqlProgram(program, extraArgs));
}

function withDatabases(name: OwnServerName, server: RestartableServer): OwnServer {
  const { create, drop } = ADMINISTRATION[name];
  const { adminUrl } = server;
  return {
    name,
    adminUrl,
    restart: () => server.restart(),
    kill: () => server.kill(),
    stop: () => server.stop(),
    async createDatabase(label) {
      const database = uniqueName(label);
      await create(adminUrl, database);
      return { url: urlOfDatabase(adminUrl, database), drop: () => drop(adminUrl, database) };
    },
  };
}
