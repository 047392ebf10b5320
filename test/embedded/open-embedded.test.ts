import { execFile } from "node:child_process";
import { mkdir, readdir, readFile, rm, stat, writeFile } from "node:fs/promises";
import { connect } from "node:net";
import { networkInterfaces } from "node:os";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { promisify } from "node:util";
import { Client } from "pg";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { RefusedError, UnreachableError } from "../../src/errors.js";
import { openEmbedded, type EmbeddedServer } from "../../src/embedded/open-embedded.js";
import { guardDirectory, type GuardedDirectory } from "../engines/directory-guard.js";
import { EmbeddedUser } from "./embedded-user.js";

let place: GuardedDirectory;
let open: EmbeddedServer[] = [];

beforeAll(async () => {
  place = await guardDirectory();
});
afterEach(async () => {
  for (const server of open) await server.stop();
  open = [];
});
afterAll(() => place.release());

describe("a directory that is not there", () => {
  test("is created by fixture and demo alone", async () => {
    const directory = join(place.path, "missing");
    const opening = openEmbedded(directory, { create: false });
    await expect(opening).rejects.toThrow(UnreachableError);
    await expect(opening).rejects.toMatchObject({
      code: "EMBEDDED_MISSING",
      exitCode: 69,
      hint: expect.stringContaining("fixture"),
    });
    await expect(stat(directory)).rejects.toThrow("ENOENT");
  });

  test("comes with its parents, keeps its data, and leaves nothing beside it", async () => {
    const directory = join(place.path, "new", "one");
    const first = await opened(directory);
    await query(first, "CREATE TABLE t AS SELECT 'Åsa' AS name");
    await first.stop();
    expect(await isServing(first.port)).toBe(false);
    const again = await opened(directory, { create: false });
    expect(await query(again, "SELECT upper(name) AS a FROM t")).toBe("ÅSA");
    await again.remove();
    expect(await readdir(join(place.path, "new"))).toEqual([]);
  });

  test("is whole or not there when several commands create it at once", async () => {
    const directory = join(place.path, "raced");
    const users = await Promise.all([1, 2, 3].map(() => EmbeddedUser.open(directory)));
    expect(new Set(users.map(({ port }) => port)).size).toBe(1);
    expect(await Promise.all(users.map((user) => user.finish()))).toEqual([0, 0, 0]);
    expect(await isServing(users[0]?.port)).toBe(false);
    expect((await readdir(place.path)).filter((name) => name.includes("raced"))).toEqual(["raced"]);
  });

  test("may be an empty one", async () => {
    const directory = join(place.path, "empty");
    await mkdir(directory);
    const server = await opened(directory);
    expect(await query(server, "SELECT 1 AS a")).toBe(1);
  });

  test("may lie where only its creator can enter", async () => {
    const closed = join(place.path, "closed");
    await mkdir(closed, { mode: 0o700 });
    const server = await opened(join(closed, "database"));
    expect(await query(server, "SELECT 1 AS a")).toBe(1);
    await server.stop();
    expect(await isServing(server.port)).toBe(false);
  });
});

test("a directory that cannot be created is told with the reason", async () => {
  await writeFile(join(place.path, "file"), "");
  const opening = openEmbedded(join(place.path, "file", "below", "it"), { create: true });
  await expect(opening).rejects.toMatchObject({ exitCode: 69, code: expect.stringMatching(/^EMBEDDED_/) });
});

test("a directory of somebody else's is left alone", async () => {
  const directory = join(place.path, "foreign");
  await mkdir(directory);
  await writeFile(join(directory, "letter.txt"), "Dear reader");
  await expect(openEmbedded(directory, { create: true })).rejects.toMatchObject({
    code: "EMBEDDED_FOREIGN_DIRECTORY",
    exitCode: 69,
  });
  expect(await readdir(directory)).toEqual(["letter.txt"]);
});

describe("a server", () => {
  let directory = "";
  beforeAll(() => {
    directory = join(place.path, "shared");
  });

  test("answers on loopback alone, and to its password alone", async () => {
    const server = await opened(directory);
    const secret = await stat(join(directory, "consent-upgrade.password"));
    expect(secret.mode & 0o777).toBe(0o600);
    await expect(query({ ...server, password: "guessed" }, "SELECT 1 AS a")).rejects.toThrow(/password/);
    const outside = Object.values(networkInterfaces()).flatMap((addresses) => addresses ?? []);
    for (const { address } of outside.filter(({ internal, family }) => !internal && family === "IPv4")) {
      expect(await isServing(server.port, address)).toBe(false);
    }
  });

  test("is joined while it runs, and stopped by its last user", async () => {
    const first = await opened(directory);
    const second = await opened(directory);
    expect(second.port).toBe(first.port);
    await expect(first.remove()).rejects.toThrow(RefusedError);
    expect(await query(second, "SELECT 1 AS a")).toBe(1);
    await second.stop();
    expect(await isServing(second.port)).toBe(false);
  });

  test("outlives a user that is killed, is joined, then stopped", async () => {
    const user = await EmbeddedUser.open(directory);
    await user.kill();
    expect(await isServing(user.port)).toBe(true);
    const server = await opened(directory);
    expect(server.port).toBe(user.port);
    await server.stop();
    expect(await isServing(user.port)).toBe(false);
  });

  test("does not count users that were killed", async () => {
    const [killed, other] = await Promise.all([EmbeddedUser.open(directory), EmbeddedUser.open(directory)]);
    await killed.kill();
    expect(await other.finish()).toBe(0);
    expect(await isServing(other.port)).toBe(false);
  });

  test("waits where another command has just begun to start it", async () => {
    await (await opened(directory)).stop();
    const lockFile = join(directory, "postmaster.pid");
    await writeFile(lockFile, "");
    const server = opened(directory);
    await pause(700);
    await rm(lockFile);
    expect(await query(await server, "SELECT 1 AS a")).toBe(1);
    await (await server).stop();
  });

  test("goes on through a terminal's Ctrl-C", async () => {
    const user = await EmbeddedUser.open(directory);
    user.interruptGroup();
    await pause(300);
    expect(await isServing(user.port)).toBe(true);
    expect(await user.finish()).toBe(0);
    expect(await isServing(user.port)).toBe(false);
  });

  test("that was killed is started again with what was committed", async () => {
    const server = await opened(directory);
    await query(server, "CREATE TABLE kept AS SELECT 42 AS a");
    process.kill(await postmasterOf(directory), "SIGKILL");
    const again = await opened(directory);
    expect(await query(again, "SELECT a FROM kept")).toBe(42);
    await again.stop();
    await expect(server.stop()).resolves.toBeUndefined();
  });

  test.runIf(process.platform === "linux")("is started although its old number is another process's", async () => {
    const server = await opened(directory);
    const running = await readFile(join(directory, "postmaster.pid"), "utf8");
    await server.stop();
    await writeFile(join(directory, "postmaster.pid"), running.replace(/^\d+/, String(process.pid)));
    const again = await opened(directory);
    expect(await query(again, "SELECT 1 AS a")).toBe(1);
  });

  test("is not taken for the server of a copy of its directory", async () => {
    const server = await opened(directory);
    const copy = join(place.path, "copy");
    await promisify(execFile)("cp", ["-a", directory, copy]);
    await expect(openEmbedded(copy, { create: false })).rejects.toMatchObject({ code: "EMBEDDED_NO_ANSWER", exitCode: 69 });
    expect(await query(server, "SELECT 1 AS a")).toBe(1);
    await rm(copy, { recursive: true });
  });
});

async function opened(directory: string, options = { create: true }): Promise<EmbeddedServer> {
  const server = await openEmbedded(directory, options);
  open.push(server);
  return server;
}

/** @returns the first row's `a` */
async function query(server: Omit<EmbeddedServer, "stop" | "remove">, sql: string): Promise<unknown> {
  const { host, port, user, password, database } = server;
  const client = new Client({ host, port, user, password, database });
  await client.connect();
  client.on("error", () => undefined);
  try {
    return (await client.query<{ a: unknown }>(sql)).rows[0]?.a;
  } finally {
    await client.end();
  }
}

function isServing(port = 0, host = "127.0.0.1"): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ host, port });
    socket.once("connect", () => {
      socket.destroy();
      resolve(true);
    });
    socket.once("error", () => resolve(false));
  });
}

async function postmasterOf(directory: string): Promise<number> {
  return Number((await readFile(join(directory, "postmaster.pid"), "utf8")).split("\n")[0]);
}
