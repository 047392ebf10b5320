import { spawn, type ChildProcess } from "node:child_process";
import { chmod, mkdtemp, rm, writeFile } from "node:fs/promises";
import { createConnection, createServer, type AddressInfo, type Server } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openDatabase } from "../../src/dialect/open-database.js";
import { SMALL_CRM } from "../contract/small-crm.js";
import { runDoctorOn } from "../doctor/doctor-command.js";
import { enginesAtHand } from "../engines/engines.js";
import { findProgram } from "../engines/find-program.js";
import { freePort } from "../engines/free-port.js";
import { rollBackOn } from "../rollback/rollback-command.js";
import { statusOn } from "../status/status-command.js";
import { CrmDatabases, type TestCrm } from "../support/crm-databases.js";
import { refusalOf, runApplyOn, runPlanOn, runVerifyOn, settingsFor } from "../support/run-command.js";

/** Every command refuses the address, and leaves neither lock nor settings behind. */
async function refusedBehind(crm: TestCrm, url: string): Promise<void> {
  const address = { ...crm.address, url };
  const settings = settingsFor(address);
  const commands = [
    () => runPlanOn(settings),
    () => runApplyOn(settings),
    () => runVerifyOn(settings),
    () => rollBackOn(address),
    () => statusOn(address),
  ];
  for (const command of commands) {
    const refusal = await refusalOf(command());
    expect(refusal).toMatchObject({ exitCode: 4, code: "POOLED_CONNECTION" });
    expect(refusal.hint).toContain("Connect to the server itself");
  }
  const doctor = await runDoctorOn(address);
  expect(doctor.exitCode).toBe(3);
  expect(doctor.report.checks).toMatchObject([{ id: "pooler", outcome: "fail" }]);
  expect((await runApplyOn(settingsFor(crm.address))).report.outcome).toBe("applied");
}

const pgbouncer = await findProgram("pgbouncer");
if (pgbouncer === undefined) console.warn("!! PGBOUNCER IS NOT TESTED: this machine has no program pgbouncer.");

describe.each(enginesAtHand().filter(({ name }) => name === "postgres" && pgbouncer !== undefined))(
  "PgBouncer before $name",
  (engine) => {
    let databases: CrmDatabases;
    let folder: string;
    let port: number;
    let pooler: ChildProcess;
    let crm: TestCrm;

    async function start(mode: string, more = ""): Promise<string> {
      const server = new URL(databases.url);
      await writeFile(
        join(folder, "pgbouncer.ini"),
        `[databases]\n* = host=${server.hostname} port=${server.port} user=${server.username} password=${server.password}\n[pgbouncer]\nlisten_addr = 127.0.0.1\nlisten_port = ${port}\nunix_socket_dir =\nauth_type = any\npool_mode = ${mode}\nlogfile =\n${more}`,
      );
      const user = process.getuid?.() === 0 ? ["-u", "nobody"] : [];
      pooler = spawn(pgbouncer ?? "", [...user, join(folder, "pgbouncer.ini")], { stdio: "ignore" });
      const through = new URL(crm.address.url);
      through.hostname = "127.0.0.1";
      through.port = String(port);
      for (let attempt = 0; attempt < 50; attempt += 1) {
        const answers = await new Promise<boolean>((resolve) => {
          const socket = createConnection({ host: "127.0.0.1", port }, () => resolve(true)).on("error", () => resolve(false));
          socket.on("connect", () => socket.destroy());
        });
        if (answers) break;
        await new Promise((resolve) => setTimeout(resolve, 100));
      }
      return through.href;
    }

    async function stop(): Promise<void> {
      const ended = new Promise((resolve) => pooler.once("exit", resolve));
      pooler.kill("SIGKILL");
      await ended;
    }

    beforeAll(async () => {
      databases = await CrmDatabases.on(engine, "pooled");
      folder = await mkdtemp(join(tmpdir(), "consent-upgrade-pooler-"));
      await chmod(folder, 0o755);
      port = await freePort();
    });
    afterAll(async () => {
      await databases.end();
      await rm(folder, { recursive: true, force: true });
    });

    test.each([
      ["transaction", ""],
      ["transaction", "server_round_robin = 1\n"],
      ["transaction", "default_pool_size = 1\n"],
      ["statement", ""],
    ])("by %s is refused (%j)", async (mode, more) => {
      crm = await databases.crm(SMALL_CRM);
      const url = await start(mode, more);
      try {
        await refusedBehind(crm, url);
      } finally {
        await stop();
      }
    });

    test("by session is as good as the server", async () => {
      crm = await databases.crm(SMALL_CRM);
      const url = await start("session");
      try {
        expect((await runApplyOn(settingsFor({ ...crm.address, url }))).report.outcome).toBe("applied");
      } finally {
        await stop();
      }
      expect((await crm.verify()).exitCode).toBe(0);
    });
  },
);

/** A proxy that gives a connection a number of its own, as ProxySQL and MaxScale do. */
async function renumbering(url: string): Promise<{ readonly url: string; readonly server: Server }> {
  const { hostname, port } = new URL(url);
  const server = createServer((client) => {
    const behind = createConnection({ host: hostname, port: Number(port) });
    for (const socket of [client, behind]) socket.on("error", () => undefined);
    behind.once("data", (greeting: Buffer) => {
      // Four bytes of header, one of protocol, the version up to a zero, then the connection's number.
      greeting.writeUInt32LE(4711, greeting.indexOf(0, 5) + 1);
      client.write(greeting);
      behind.pipe(client);
    });
    client.pipe(behind);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const through = new URL(url);
  through.hostname = "127.0.0.1";
  through.port = String((server.address() as AddressInfo).port);
  through.searchParams.set("tls", "off");
  return { url: through.href, server };
}

describe.each(enginesAtHand().filter(({ name }) => name === "mysql" || name === "mariadb"))("a proxy before $name", (engine) => {
  let databases: CrmDatabases;
  beforeAll(async () => {
    databases = await CrmDatabases.on(engine, "proxied");
  });
  afterAll(() => databases.end());

  test("whose greeting is not the server's is refused", async () => {
    const crm = await databases.crm(SMALL_CRM);
    const { url, server } = await renumbering(crm.address.url);
    try {
      await refusedBehind(crm, url);
    } finally {
      await new Promise((resolve) => server.close(resolve));
    }
  });

  test("is not taken for one where connections go straight to the server", async () => {
    const session = await (await openDatabase({ url: databases.url })).open();
    await session.close();
  });
});
