import { execFile } from "node:child_process";
import { readFileSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import manifest from "../../package.json" with { type: "json" };
import { runFile, type Ran } from "../cli/run-program.js";
import { enginesAtHand } from "../engines/engines.js";
import { wineAtHand } from "../engines/wine.js";
import { loginSeen } from "./login-seen.js";

const ROOT = fileURLToPath(new URL("../../", import.meta.url));
const wine = wineAtHand();
const isLinux = process.platform === "linux" && process.arch === "x64";

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "consent-upgrade-executable-"));
  if (!isLinux) return;
  await promisify(execFile)(process.execPath, ["build-executable.mjs"], { cwd: ROOT });
  // Wine's folder is made by its first program.
  if (wine !== undefined)
    await promisify(execFile)(wine, ["reg", "add", String.raw`HKCU\Software\Wine`, "/v", "Version", "/d", "win10", "/f"], {
      env: inWine(),
    });
}, 300_000);
afterAll(() => rm(folder, { recursive: true, force: true, maxRetries: 10 }));

function inWine(): NodeJS.ProcessEnv {
  return { ...process.env, WINEPREFIX: join(folder, "wine"), WINEDEBUG: "-all" };
}

function runOnLinux(args: readonly string[], environment = {}): Promise<Ran> {
  return runFile(join(ROOT, "executable/consent-upgrade-linux-x64"), args, { cwd: folder, environment });
}

/** With files for what it prints: Node.js takes none of the pipes that Wine passes on. */
async function runInWine(args: readonly string[], environment = {}): Promise<Ran> {
  const [stdout, stderr] = [join(folder, "stdout"), join(folder, "stderr")];
  const program = join(ROOT, "executable/consent-upgrade-win-x64.exe");
  const words = ["-c", '"$0" "$@" >"$OUT" 2>"$ERR"', wine ?? "", program, ...args];
  const { exitCode } = await runFile("/bin/sh", words, {
    cwd: folder,
    environment: { WINEPREFIX: join(folder, "wine"), WINEDEBUG: "-all", OUT: stdout, ERR: stderr, ...environment },
  });
  return { exitCode, stdout: readFileSync(stdout, "utf8"), stderr: readFileSync(stderr, "utf8") };
}

const PROGRAMS = [
  { name: "for Linux", here: isLinux, execute: runOnLinux },
  { name: "for Windows, in Wine", here: isLinux && wine !== undefined, execute: runInWine },
].filter(({ here }) => here);

describe.each(PROGRAMS)("the program $name that needs no Node.js", ({ execute }) => {
  test("tells its version", async () => {
    expect(await execute(["--version"])).toMatchObject({ exitCode: 0, stdout: `${manifest.version}\n` });
  });

  test.each([["demo"], ["fixture", "--database-url", "embedded:sample"], ["plan", "--database-url", "embedded:nowhere"]])(
    "%s says why it is not there",
    async (...args) => {
      const { exitCode, stderr } = await execute(args);
      expect(exitCode).toBe(69);
      expect(stderr).toMatch(
        /^consent-upgrade: This program is one file, without the PostgreSQL server that demo and embedded: start\.\n {2}Use npx consent-upgrade/,
      );
    },
  );

  test("logs in to SQL Server", async () => {
    const { login, ran } = await loginSeen((url) => execute(["plan", "--database-url", url]));
    expect(login).toMatchObject({ user: "crm", database: "sales" });
    expect(ran).toMatchObject({ exitCode: 69, stderr: expect.stringContaining("Login failed for user 'crm'") as unknown });
  });

  test.each(enginesAtHand())(
    "carries a database on $name through the upgrade, and back",
    { timeout: 300_000 },
    async (engine) => {
      const database = await engine.createDatabase("one file");
      const url = { CONSENT_UPGRADE_DATABASE_URL: database.url };
      for (const words of [
        "fixture --persons 50",
        "doctor",
        "plan",
        "plan --sql change.sql",
        "apply --yes",
        "verify",
        "report",
        "rollback --yes",
      ]) {
        const ran = await execute([...words.split(" "), "--format", "json"], url);
        expect([words, ran]).toMatchObject([words, { exitCode: 0 }]);
        expect(JSON.parse(ran.stdout)).toMatchObject({ error: null, tool: { version: manifest.version } });
      }
      await database.drop();
    },
  );
});
