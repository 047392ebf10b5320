import { execFile } from "node:child_process";
import { cp, mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { createSample } from "../../fixtures/create-sample.js";
import type { StepDefinition } from "../../src/steps/step.js";
import { CrmDatabases, type CrmAddress } from "../support/crm-databases.js";
import { contextOf, endOf, settingsFor, type CommandEnd } from "../support/run-command.js";
import { enginesAtHand } from "../engines/engines.js";

const TOP = join(import.meta.dirname, "..", "..");
/** Inside of the project, so that its packages are found. */
const COPY = join(TOP, "build", `adding-a-step-${process.pid}`);
const STEP = "blocked-to-withdrawn";

vi.setConfig({ testTimeout: 600_000, hookTimeout: 600_000 });

/** The changes that the page describes, by file. */
async function changesOfPage(): Promise<readonly { readonly file: string; readonly kind: string; readonly code: string }[]> {
  const page = await readFile(join(TOP, "docs", "adding-a-step.md"), "utf8");
  return [...page.matchAll(/^### `([^`]+)`$.*?^```(ts|diff)\n(.*?)^```$/gms)].map(([, file = "", kind = "", code = ""]) => ({
    file,
    kind,
    code,
  }));
}

/** Each block of added lines comes after the line of the file that stands before it on the page. */
function patched(text: string, diff: string): string {
  const lines = text.split("\n");
  let place = -1;
  for (const line of diff.trimEnd().split("\n")) {
    if (line.startsWith("+")) {
      place += 1;
      lines.splice(place, 0, line.slice(1));
      continue;
    }
    const found = lines.flatMap((own, position) => (own === line.slice(1) ? [position] : []));
    expect(found, `the line "${line.slice(1)}", once`).toHaveLength(1);
    place = found[0] ?? -1;
  }
  return lines.join("\n");
}

async function load<Module>(file: string): Promise<Module> {
  return (await import(join(COPY, file))) as Module;
}

/** A command of the copy, with the copy's steps. */
async function run(verb: "plan" | "apply" | "verify" | "rollback", address: CrmAddress): Promise<CommandEnd> {
  const { steps } = await load<{ steps: readonly StepDefinition[] }>("migrations/steps.ts");
  const name = `run${verb.charAt(0).toUpperCase()}${verb.slice(1)}`;
  const commands = await load<Record<string, (context: unknown) => Promise<Parameters<typeof endOf>[0]>>>(
    `src/commands/${verb}.ts`,
  );
  const options = {
    yes: true,
    only: [],
    skip: [],
    rerun: [],
    compare: [],
    exitCode: false,
    dryRun: false,
    dropLedger: false,
  };
  const command = commands[name];
  if (command === undefined) throw new Error(`src/commands/${verb}.ts exports no ${name}`);
  return endOf(await command({ ...contextOf(settingsFor(address), {}, options), steps }));
}

beforeAll(async () => {
  await mkdir(COPY, { recursive: true });
  for (const folder of ["src", "migrations", "fixtures"]) await cp(join(TOP, folder), join(COPY, folder), { recursive: true });
  await cp(join(TOP, "package.json"), join(COPY, "package.json"));
  const config = {
    extends: "../../tsconfig.json",
    compilerOptions: { rootDir: "." },
    include: ["src", "migrations", "fixtures"],
  };
  await writeFile(join(COPY, "tsconfig.json"), JSON.stringify(config));
  for (const { file, kind, code } of await changesOfPage()) {
    const path = join(COPY, file);
    await writeFile(path, kind === "ts" ? code : patched(await readFile(path, "utf8"), code));
  }
});
afterAll(() => rm(COPY, { recursive: true, force: true }));

test("a new step touches eight files at most, its own test among them", async () => {
  const files = new Set((await changesOfPage()).map(({ file }) => file));
  expect(files.size + 1).toBeLessThanOrEqual(8);
});

test("the program compiles with it", async () => {
  const compiler = join(TOP, "node_modules", "typescript", "bin", "tsc");
  await promisify(execFile)(process.execPath, [compiler, "--noEmit", "-p", COPY]);
});

describe.each(enginesAtHand())("$name", (engine) => {
  let databases: CrmDatabases;
  beforeAll(async () => {
    databases = await CrmDatabases.on(engine, "adding a step");
  });
  afterAll(() => databases.end());

  test("it is planned, applied with the same figures, verified, and undone", async () => {
    const crm = await databases.schema();
    await createSample(crm.session, { persons: 220, seed: 3, era: "8.2" });
    const before = await crm.dump();
    const changes = ({ report }: CommandEnd) => report.steps.find(({ id }) => id === STEP)?.changes;
    const planned = changes(await run("plan", crm.address));
    expect(planned?.inserted).toBeGreaterThan(0);
    expect(changes(await run("apply", crm.address))).toEqual(planned);
    const verified = await run("verify", crm.address);
    expect(verified.report.checks.filter(({ outcome }) => outcome === "fail")).toEqual([]);
    expect(verified.report.checks).toContainEqual(expect.objectContaining({ id: STEP, outcome: "pass" }));
    await run("rollback", crm.address);
    expect(await crm.dump()).toEqual(before);
  });
});
