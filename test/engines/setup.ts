import type { TestProject } from "vitest/node";
import { findChromium } from "./chromium.js";
import { openControl } from "./control.js";
import { EngineKeeper } from "./engine-keeper.js";
import { ENGINE_NAMES } from "./engine-name.js";
import { findEngines, list } from "./find-engines.js";
import { findProgram } from "./find-program.js";
import type {} from "./provided.js";
import { buildScriptdom, findDotnet } from "./scriptdom.js";
import { findWine } from "./wine.js";

/** What tests use besides the engines: a browser, SQL Server's own parsers, PowerShell, and what runs programs for Windows. */
const PROGRAMS: readonly string[] = ["chromium", "powershell", "scriptdom", "wine"];

/**
 * Runs once before all test files: looks for the engines, and serves databases on them. Nothing is started before a
 * test asks, so a file that needs no database is quick.
 */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const [findings, chromium = "", sdk, wine = ""] = await Promise.all([findEngines(), findChromium(), findDotnet(), findWine()]);
  const dotnet = "dotnet" in sdk ? sdk.dotnet : "";
  const noPowershell = dotnet === "" && (await findProgram("pwsh")) === undefined;
  const absent = new Map<string, string>([
    ...findings.filter(({ sources }) => sources.length === 0).map(({ name, absent: why }) => [name, why] as const),
    ...("absent" in sdk ? [["scriptdom", sdk.absent] as const] : []),
    ...(noPowershell ? [["powershell", "no program pwsh on the PATH, and no .NET SDK to install it with"] as const] : []),
    ...(chromium === "" ? [["chromium", "no such program on the PATH, and CONSENT_TEST_CHROMIUM is not set"] as const] : []),
    ...(wine === "" ? [["wine", "no such program on the PATH"] as const] : []),
  ]);
  const known: readonly string[] = [...ENGINE_NAMES, ...PROGRAMS];
  const missing = list("CONSENT_TEST_REQUIRE").filter((name) => absent.has(name) || !known.includes(name));
  if (missing.length > 0) {
    throw new Error(
      `CONSENT_TEST_REQUIRE:\n${missing.map((name) => `  ${name}: ${absent.get(name) ?? `unknown; known are ${known.join(", ")}`}`).join("\n")}`,
    );
  }
  const keeper = new EngineKeeper(findings);
  let parsers: Promise<string> | undefined;
  const control = await openControl(keeper, () => (parsers ??= buildScriptdom(dotnet)));
  project.provide(
    "engines",
    findings.flatMap(({ name, sources: [first, ...others] }) => {
      if (first === undefined) return [];
      const restartable = [first, ...others].some((source) => source.restartable);
      return [{ name, version: first.version, source: first.description, restartable }];
    }),
  );
  project.provide("engineControl", control.url);
  project.provide("chromium", chromium);
  project.provide("dotnet", dotnet);
  project.provide("wine", wine);
  const seed = seedOfRun();
  project.provide("seed", seed);
  return async () => {
    control.close();
    console.log(`\nRandom tests began with the seed ${seed}; CONSENT_TEST_SEED=${seed} repeats them.`);
    if (keeper.wasUsed) {
      const programs = PROGRAMS.filter((name) => absent.has(name));
      const untested = programs.map((name) => `  !! ${name}: NOT TESTED: ${absent.get(name) ?? ""}`);
      console.log(["", "Engines of this run:", ...(await keeper.summary()), ...untested, ""].join("\n"));
    }
    await keeper.end();
  };
}

/** The seed that was asked for, else another one every time. @throws Error where it is no int */
function seedOfRun(): number {
  const asked = process.env["CONSENT_TEST_SEED"];
  if (asked === undefined) return Math.floor(Math.random() * 2 ** 31);
  if (!/^-?\d{1,10}$/.test(asked)) throw new Error(`CONSENT_TEST_SEED: ${asked} is no whole number`);
  return Number(asked);
}
