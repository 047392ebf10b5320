import { inject } from "vitest";
import { findProgram } from "./find-program.js";
import type {} from "./provided.js";

/** The browser on this machine: `CONSENT_TEST_CHROMIUM`, else one on the PATH. */
export async function findChromium(): Promise<string | undefined> {
  const named = process.env["CONSENT_TEST_CHROMIUM"];
  if (named !== undefined && named !== "") return named;
  return findProgram("chromium", "chromium-browser", "google-chrome", "google-chrome-stable");
}

/** The path of a Chromium that tests may start; undefined where the machine has none (named at the end of the run). */
export function chromiumAtHand(): string | undefined {
  return inject("chromium") || undefined;
}
