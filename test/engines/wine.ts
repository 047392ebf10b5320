import { inject } from "vitest";
import { findProgram } from "./find-program.js";
import type {} from "./provided.js";

/** Wine on this machine, which runs programs for Windows. */
export async function findWine(): Promise<string | undefined> {
  return findProgram("wine", "wine64");
}

/** The path of Wine; undefined where the machine has none (named at the end of the run). */
export function wineAtHand(): string | undefined {
  return inject("wine") || undefined;
}
