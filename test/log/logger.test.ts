import { mkdtempSync, readFileSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { createLogger } from "../../src/log/logger.js";

let directory: string;

beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), "consent-upgrade-log-"));
});

afterEach(() => {
  rmSync(directory, { recursive: true, force: true });
});

describe("on standard error", () => {
  it("lines are for people, and only warnings unless asked", () => {
    const lines: string[] = [];
    const log = createLogger({ level: undefined, file: undefined, writeLine: (line) => lines.push(line) });
    log.info("not shown");
    log.warn({ attempt: 2, waitMs: 400, reason: "lock time-out" }, "trying again");
    expect(lines).toEqual([
      expect.stringMatching(/^\d\d:\d\d:\d\d WARN {2}trying again attempt=2 waitMs=400 reason="lock time-out"$/),
    ]);
  });

  it("characters that turn the direction of text are escaped", () => {
    const lines: string[] = [];
    const log = createLogger({ level: undefined, file: undefined, writeLine: (line) => lines.push(line) });
    log.warn({ name: "a\u202eb" }, "template \u2066x");
    expect(lines.join()).toContain("template \\u2066x name=a\\u202eb");
  });

  it("an error's stack stands below its line", () => {
    const lines: string[] = [];
    createLogger({ level: "debug", file: undefined, writeLine: (line) => lines.push(line) }).error(
      { err: new Error("torn") },
      "lost",
    );
    expect(lines.join("\n")).toMatch(/ERROR lost\n {4}Error: torn\n {8}at /);
  });

  it("passwords are masked, in keys, addresses and errors", () => {
    const lines: string[] = [];
    const log = createLogger({ level: "trace", file: undefined, writeLine: (line) => lines.push(line) });
    log.warn(
      { password: "s3cret", inner: { password: "s3cret" }, address: "postgres://crm:s3cret@db/crm" },
      "Server=db;Password=s3cret;Database=crm",
    );
    log.error({ err: new Error("cannot open mssql://sa:s3cret@db/crm") }, "failed");
    expect(lines.join("\n")).not.toContain("s3cret");
    expect(lines.join("\n")).toContain("postgres://crm:***@db/crm");
  });
});

describe("in a file", () => {
  it.skipIf(process.platform === "win32")("only its owner can read it", () => {
    const file = join(directory, "run.log");
    createLogger({ level: undefined, file, writeLine: () => undefined }).info("begun");
    expect(statSync(file).mode & 0o777).toBe(0o600);
  });

  it("lines are JSON, there as soon as they are written, and appended", () => {
    const file = join(directory, "run.log");
    for (const run of [1, 2]) {
      const log = createLogger({ level: undefined, file, writeLine: () => expect.unreachable() });
      log.debug("not written");
      log.info({ run, address: "mysql://crm:s3cret@db/crm" }, "begins");
      expect(readFileSync(file, "utf8").trim().split("\n")).toHaveLength(run);
    }
    const [first = "{}"] = readFileSync(file, "utf8").split("\n");
    expect(JSON.parse(first)).toEqual({
      level: 30,
      time: expect.stringMatching(/Z$/) as unknown,
      run: 1,
      address: "mysql://crm:***@db/crm",
      msg: "begins",
    });
  });
});
