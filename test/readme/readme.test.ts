import { readFileSync } from "node:fs";
import { mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createSample } from "../../fixtures/create-sample.js";
import { openDatabase } from "../../src/dialect/open-database.js";
import { run } from "../cli/run-program.js";
import { enginesAtHand, type TestDatabase } from "../engines/engines.js";

const ROOT = fileURLToPath(new URL("../../", import.meta.url));
const README = readFileSync(join(ROOT, "README.md"), "utf8");

/** Every line of every block of shell commands, in order. */
const COMMANDS = [...README.matchAll(/^```sh\n(.*?)^```/gms)].flatMap(([, block]) => (block ?? "").trim().split("\n"));

const PROGRAM_PREFIX = "npx consent-upgrade ";

describe("README", () => {
  let folder: string;
  let database: TestDatabase;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "consent-upgrade-readme-"));
    const engine = enginesAtHand().find(({ name }) => name === "postgres");
    if (engine === undefined) throw new Error("the README's commands need a PostgreSQL");
    database = await engine.createDatabase("readme");
    const session = await (await openDatabase({ url: database.url })).open();
    await createSample(session, { persons: 200, seed: 1, era: "8.2" });
    await session.close();
  });

  afterAll(async () => {
    await database.drop();
    await rm(folder, { recursive: true, force: true });
  });

  it("has the two commands of a fresh clone, and CI runs the second", () => {
    expect(COMMANDS.slice(0, 4)).toEqual(["npm ci", "npx consent-upgrade demo", "npm ci", "npm test"]);
    expect(readFileSync(join(ROOT, ".ci/run"), "utf8")).toMatch(/npm ci\b[\s\S]*npm test/);
  });

  it("runs demo, and leaves nothing behind", async () => {
    const before = await demoDirectories();
    const demo = await run(["demo"], { cwd: folder });
    expect(demo, demo.stderr).toMatchObject({ exitCode: 0 });
    expect(demo.stdout).toMatch(/everything is as it should be/);
    expect(await demoDirectories()).toEqual(before);
  }, 120_000);

  const others = COMMANDS.filter((command) => command.startsWith(PROGRAM_PREFIX) && command !== "npx consent-upgrade demo");

  it("knows what to do with every command", () => {
    const known = new Set(["npm ci", "npm test", "npx consent-upgrade demo", ...others]);
    expect(COMMANDS.filter((command) => !known.has(command))).toEqual([]);
    expect(others.length).toBeGreaterThan(3);
  });

  it.each(others)("%s", async (command) => {
    const ran = await run(command.slice(PROGRAM_PREFIX.length).split(" "), {
      cwd: folder,
      environment: { CONSENT_UPGRADE_DATABASE_URL: database.url },
    });
    expect(ran, `${ran.stderr}${ran.stdout}`).toMatchObject({ exitCode: 0 });
  });

  it("names each dependency, and says why it is there", () => {
    const { dependencies } = JSON.parse(readFileSync(join(ROOT, "package.json"), "utf8")) as {
      readonly dependencies: Readonly<Record<string, string>>;
    };
    const rows = README.split("\n").filter((line) => line.startsWith("| "));
    for (const name of Object.keys(dependencies)) {
      expect(
        rows.some((row) =>
          row
            .split("|")[1]
            ?.split(",")
            .some((cell) => cell.trim() === name),
        ),
        name,
      ).toBe(true);
    }
  });

  it("leads to pages that are there", () => {
    for (const [, page] of README.matchAll(/\]\((docs\/[^)#]+)\)/g))
      expect(readFileSync(join(ROOT, page ?? ""), "utf8").length, page).toBeGreaterThan(100);
  });
});

async function demoDirectories(): Promise<readonly string[]> {
  return (await readdir(tmpdir())).filter((name) => name.startsWith("consent-upgrade-demo-"));
}
