import type { EngineName } from "./engine-name.js";

/** What the main process tells the test files of an engine. */
export interface ProvidedEngine {
  readonly name: EngineName;
  readonly version: string;
  readonly source: string;
  readonly restartable: boolean;
}

declare module "vitest" {
  interface ProvidedContext {
    engines: readonly ProvidedEngine[];
    engineControl: string;
    /** The path of a Chromium; empty where there is none. */
    chromium: string;
    /** The path of a .NET SDK's `dotnet`; empty where there is none. */
    dotnet: string;
    /** What random tests begin with. */
    seed: number;
    /** The path of Wine; empty where there is none. */
    wine: string;
  }
}
