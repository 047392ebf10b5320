import { randomBytes } from "node:crypto";
import { request } from "node:http";
import { homedir } from "node:os";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { MSSQLServerContainer } from "@testcontainers/mssqlserver";
import { PostgreSqlContainer } from "@testcontainers/postgresql";
import { GenericContainer, getContainerRuntimeClient } from "testcontainers";
import { ADMINISTRATION } from "./administer.js";
import type { EngineName, MysqlLikeName } from "./engine-name.js";
import { freePort } from "./free-port.js";
import { testServerArgs } from "./mysql-server.js";
import type { RestartableServer } from "./restartable-server.js";
import { untilMysqlAnswers } from "./until-mysql-answers.js";

/** The images that the tests run on, where a Docker engine answers. */
export const IMAGES: Readonly<Record<EngineName, string>> = {
  postgres: "postgres:17",
  mysql: "mysql:8.4",
  mariadb: "mariadb:11",
  mssql: "mcr.microsoft.com/mssql/server:2022-latest",
};

const STARTUP_MS = 180_000;
const PROBE_MS = 1_000;

/** Whether a Docker engine answers, within a second; undefined if so, else why not. */
export async function whyNoDocker(): Promise<string | undefined> {
  const host = process.env["DOCKER_HOST"];
  const places =
    host === undefined || host === ""
      ? [
          "/var/run/docker.sock",
          join(process.env["XDG_RUNTIME_DIR"] ?? "/run", "docker.sock"),
          join(homedir(), ".docker/run/docker.sock"),
        ]
      : [host];
  const answers = await Promise.all(places.map(ping));
  return answers.includes(true) ? undefined : `no Docker engine answers at ${places.join(", ")}`;
}

function ping(place: string): Promise<boolean> {
  const url = /^tcp:\/\/([^:/]+):(\d+)/.exec(place);
  const where = url === null ? { socketPath: place.replace(/^(unix|npipe):\/\//, "") } : { host: url[1], port: Number(url[2]) };
  return new Promise((resolve) => {
    const asked = request({ ...where, path: "/_ping", timeout: PROBE_MS }, (answer) => {
      answer.resume();
      // An engine that wants TLS answers 400: testcontainers finds its certificates itself.
      resolve(true);
    });
    asked.once("timeout", () => asked.destroy());
    asked.once("error", () => resolve(false));
    asked.once("close", () => resolve(false));
    asked.end();
  });
}

/** Starts an engine's container. Testcontainers removes it also when this process is killed. */
export async function startContainer(engine: EngineName): Promise<Pick<RestartableServer, "adminUrl" | "stop">> {
  switch (engine) {
    case "mysql":
    case "mariadb":
      return startMysqlContainer(engine);
    case "postgres": {
      const container = await new PostgreSqlContainer(IMAGES.postgres).withStartupTimeout(STARTUP_MS).start();
      return { adminUrl: container.getConnectionUri(), stop: async () => void (await container.stop()) };
    }
    case "mssql": {
      const container = await new MSSQLServerContainer(IMAGES.mssql).acceptLicense().withStartupTimeout(STARTUP_MS).start();
      const login = `${container.getUsername()}:${encodeURIComponent(container.getPassword())}`;
      const adminUrl = `mssql://${login}@${container.getHost()}:${container.getPort()}/master`;
      await untilSqlServerAnswers(adminUrl);
      return { adminUrl, stop: async () => void (await container.stop()) };
    }
  }
}

/** "Recovery is complete", which its log says first, is not yet "SQL Server is now ready for client connections". */
async function untilSqlServerAnswers(adminUrl: string): Promise<void> {
  const deadline = Date.now() + STARTUP_MS;
  for (;;) {
    try {
      await ADMINISTRATION.mssql.version(adminUrl);
      return;
    } catch (error) {
      if (Date.now() > deadline) throw error;
      await pause(500);
    }
  }
}

/** A fixed port: Docker gives a container that is started again another one where it may choose. */
export async function startMysqlContainer(engine: MysqlLikeName, extraArgs: readonly string[] = []): Promise<RestartableServer> {
  const password = randomBytes(12).toString("hex");
  const port = await freePort();
  const container = await new GenericContainer(IMAGES[engine])
    .withEnvironment({ MYSQL_ROOT_PASSWORD: password, MARIADB_ROOT_PASSWORD: password })
    .withExposedPorts({ container: 3306, host: port })
    .withCommand([...testServerArgs(engine, extraArgs)])
    .withStartupTimeout(STARTUP_MS)
    .start();
  const adminUrl = `mysql://root:${password}@${container.getHost()}:${port}/mysql`;
  await untilMysqlAnswers(adminUrl);
  const inDocker = (await getContainerRuntimeClient()).container.getById(container.getId());
  return {
    adminUrl,
    async kill() {
      await inDocker.kill();
      await inDocker.wait();
    },
    async restart() {
      const { State: state } = await inDocker.inspect();
      await (state.Running ? inDocker.restart() : inDocker.start());
      await untilMysqlAnswers(adminUrl);
    },
    stop: async () => void (await container.stop()),
  };
}
