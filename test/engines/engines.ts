import { inject } from "vitest";
import type { ControlRequest } from "./control.js";
import type { EngineName } from "./engine-name.js";
import type {} from "./provided.js";

export type { EngineName } from "./engine-name.js";

/** A database server that tests have databases on. It is started when the first database is asked for. */
export interface TestEngine {
  readonly name: EngineName;
  /** Told before the start; a Docker image's tag where it comes from one. */
  readonly version: string;
  readonly source: string;
  /** Makes an empty database. @param label what it is for; its name begins with it */
  createDatabase(label: string): Promise<TestDatabase>;
}

export interface TestDatabase {
  /** As users write it: `postgres://…`, `mysql://…`, `mssql://…`. */
  readonly url: string;
  /** Sessions still open are ended. */
  drop(): Promise<void>;
}

/** The engines that this run has. Those that it has not are named at its end. */
export function enginesAtHand(): readonly TestEngine[] {
  return inject("engines").map(({ name, version, source }) => ({
    name,
    version,
    source,
    async createDatabase(label) {
      const url = await askMainProcess({ ask: "create", engine: name, label });
      return { url, drop: async () => void (await askMainProcess({ ask: "drop", engine: name, url })) };
    },
  }));
}

/** What test files cannot do for themselves, each being a process of its own. @throws Error with the reason */
export async function askMainProcess(request: ControlRequest): Promise<string> {
  const answer = await fetch(inject("engineControl"), { method: "POST", body: JSON.stringify(request) });
  const body = await answer.text();
  if (!answer.ok) throw new Error(body);
  return body;
}
