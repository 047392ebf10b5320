import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { run } from "../cli/run-program.js";
import { enginesAtHand, type TestDatabase } from "../engines/engines.js";

/** Well under the 150 MB that are promised at any size; without the bound of the heap each command takes more by then. */
const MOST_MEGABYTES = 115;

/** Says at the end what the process took at most; Linux alone keeps it. */
const SAY_PEAK = `import { readFileSync, writeSync } from "node:fs";
process.on("exit", () => {
  writeSync(2, "peak " + /^VmHWM:\\s+(\\d+)/m.exec(readFileSync("/proc/self/status", "utf8"))[1] + " kB\\n");
});
`;

vi.setConfig({ testTimeout: 600_000, hookTimeout: 600_000 });

// What the program holds is much the same on every engine, and this takes a while: one will do.
describe.skipIf(process.platform !== "linux").each(enginesAtHand().slice(0, 1))("$name", (engine) => {
  let database: TestDatabase;
  let cwd: string;
  beforeAll(async () => {
    database = await engine.createDatabase("memory");
    cwd = await mkdtemp(join(tmpdir(), "consent-upgrade-memory-"));
  });
  afterAll(async () => {
    await database.drop();
    await rm(cwd, { recursive: true });
  });

  async function peakOf(...args: readonly string[]): Promise<number> {
    const environment = { CONSENT_UPGRADE_DATABASE_URL: database.url };
    const sayPeak = `--import=data:text/javascript;base64,${Buffer.from(SAY_PEAK).toString("base64")}`;
    const { exitCode, stderr } = await run([...args, "--quiet"], { cwd, environment }, [sayPeak]);
    expect(exitCode, stderr).toBe(0);
    return Number(/peak (\d+) kB/.exec(stderr)?.[1]) / 1024;
  }

  test("the heap stays near to what is in use", async () => {
    expect(await peakOf("fixture", "--persons", "3000")).toBeLessThan(MOST_MEGABYTES);
    expect(await peakOf("apply", "--yes")).toBeLessThan(MOST_MEGABYTES);
    expect(await peakOf("report", "--evidence", "evidence.csv")).toBeLessThan(MOST_MEGABYTES);
    expect((await readFile(join(cwd, "evidence.csv"), "utf8")).split("\n").length).toBeGreaterThan(3000);
  });
});
