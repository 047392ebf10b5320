import type { TestProject } from "vitest/node";
import { findChromium } from "./chromium.js";
import { openControl } from "./control.js";
import { EngineKeeper } from "./engine-keeper.js";
import { ENGINE_NAMES } from "./engine-name.js";
import { findEngines, list } from "./find-engines.js";
import type {} from "./provided.js";

/**
 * Runs once before all test files: looks for the engines, and serves databases on them. Nothing is started before a
 * test asks, so a file that needs no database is quick.
 */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const [findings, chromium = ""] = await Promise.all([findEngines(), findChromium()]);
  const absent = new Map<string, string>([
    ...findings.filter(({ sources }) => sources.length === 0).map(({ name, absent: why }) => [name, why] as const),
    ...(chromium === "" ? [["chromium", "no such program on the PATH, and CONSENT_TEST_CHROMIUM is not set"] as const] : []),
  ]);
  const known: readonly string[] = [...ENGINE_NAMES, "chromium"];
  const missing = list("CONSENT_TEST_REQUIRE").filter((name) => absent.has(name) || !known.includes(name));
  if (missing.length > 0) {
    throw new Error(
      `CONSENT_TEST_REQUIRE:\n${missing.map((name) => `  ${name}: ${absent.get(name) ?? `unknown; known are ${known.join(", ")}`}`).join("\n")}`,
    );
  }
  const keeper = new EngineKeeper(findings);
  const control = await openControl(keeper);
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
  return async () => {
    control.close();
    if (keeper.wasUsed) {
      const browser = chromium === "" ? [`  !! chromium: NOT TESTED: ${absent.get("chromium") ?? ""}`] : [];
      console.log(["", "Engines of this run:", ...(await keeper.summary()), ...browser, ""].join("\n"));
    }
    await keeper.end();
  };
}
