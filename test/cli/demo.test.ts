import { readdir } from "node:fs/promises";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { guardDirectory, type GuardedDirectory } from "../engines/directory-guard.js";
import { start } from "./run-program.js";

let directory: GuardedDirectory;

beforeAll(async () => {
  directory = await guardDirectory();
});

afterAll(() => directory.release());

describe("demo, stopped", () => {
  it.each([
    ["after the sample", "Sample database"],
    ["after the plan", "Plan: a dry run"],
  ])(
    "%s: leaves nothing, and does not speak of going on",
    async (_when, text) => {
      const child = start(["demo"], { cwd: directory.path, environment: { TMPDIR: directory.path } });
      const heard = { stdout: "", stderr: "" };
      for (const name of ["stdout", "stderr"] as const) {
        child[name].setEncoding("utf8").on("data", (chunk: string) => {
          const before = heard.stdout;
          heard[name] += chunk;
          if (!before.includes(text) && heard.stdout.includes(text)) child.kill("SIGINT");
        });
      }
      const exitCode = await new Promise((resolve) => child.on("close", resolve));
      expect(exitCode, heard.stderr).toBe(130);
      expect(heard.stderr).toMatch(/Stopped by Ctrl-C.*\n {2}It leaves nothing behind/);
      expect(heard.stdout + heard.stderr).not.toMatch(/go on/);
      expect(await readdir(directory.path)).toEqual([]);
    },
    120_000,
  );
});
