import { once } from "node:events";
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createServer, type Server, type Socket } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { run, start } from "./run-program.js";

/** A server that takes connections and never says a word: the program waits as long as it is let. */
let silent: Server;
let port: number;
let cwd: string;
const sockets = new Set<Socket>();

beforeAll(async () => {
  cwd = mkdtempSync(join(tmpdir(), "consent-upgrade-process-"));
  silent = createServer((socket) => sockets.add(socket)).listen(0, "127.0.0.1");
  await once(silent, "listening");
  const address = silent.address();
  port = address !== null && typeof address === "object" ? address.port : 0;
});

afterAll(() => {
  for (const socket of sockets) socket.destroy();
  silent.close();
  rmSync(cwd, { recursive: true, force: true });
});

const PASSWORD = "hush-s3cret";

function waiting(...args: readonly string[]) {
  return start([...args, "--database-url", `postgres://crm:${PASSWORD}@127.0.0.1:${String(port)}/crm?sslmode=disable`], { cwd });
}

describe("a password", () => {
  it("is in no message, no report and no log", async () => {
    const url = `postgres://crm:${PASSWORD}@127.0.0.1:1/crm`;
    const log = join(cwd, "secret.log");
    const ran = await run(["plan", "--database-url", url, "--format", "json", "--log-level", "trace", "--log-file", log], {
      cwd,
    });
    expect(ran.exitCode).toBe(69);
    expect(existsSync(log)).toBe(true);
    expect(ran.stdout + ran.stderr + readFileSync(log, "utf8")).not.toContain(PASSWORD);
    expect(ran.stderr).toContain("127.0.0.1:1");
  });

  it.runIf(existsSync("/proc/self/cmdline"))("is not in the process list", async () => {
    const child = waiting("plan");
    await once(silent, "connection");
    const shown = readFileSync(`/proc/${String(child.pid)}/cmdline`, "utf8");
    child.kill("SIGKILL");
    await once(child, "close");
    expect(shown).toContain("consent-upgrade");
    expect(shown).not.toContain(PASSWORD);
  });
});

describe("signals", () => {
  it.each([
    ["SIGINT", 130],
    ["SIGTERM", 143],
    ["SIGHUP", 129],
  ] as const)("the third %s leaves at once, with the code %i", async (signal, exitCode) => {
    const child = waiting("apply", "--yes");
    let told = "";
    child.stderr.setEncoding("utf8").on("data", (text: string) => (told += text));
    await once(silent, "connection");
    const closed = once(child, "close");
    for (let sent = 0; sent < 3 && child.exitCode === null; sent += 1) {
      child.kill(signal);
      await new Promise((resolve) => setTimeout(resolve, 150));
    }
    expect((await closed)[0]).toBe(exitCode);
    expect(told).toMatch(/Stopping|Stopped/);
  });
});

describe("a reader that has gone", () => {
  it("does not change the exit code", async () => {
    const child = start(["init", "--config", "unread.yaml"], { cwd });
    child.stdout.destroy();
    const [exitCode] = (await once(child, "close")) as [number];
    expect(exitCode).toBe(0);
    expect(existsSync(join(cwd, "unread.yaml"))).toBe(true);
  });

  it("of standard error neither", async () => {
    const child = start(["init", "--config", "unread.yaml"], { cwd });
    child.stderr.destroy();
    const [exitCode] = (await once(child, "close")) as [number];
    expect(exitCode).toBe(4);
  });
});
